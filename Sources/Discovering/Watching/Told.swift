/// What was told of each path last, so that the same is told once: 16 bytes a path.
struct Told {
  private var states: [UInt64: UInt64] = [:]

  /// Of a file, its state; of a folder that cannot be read, the reason.
  subscript(path: [UInt8]) -> UInt64? {
    get { states[PathHash(path).value] }
    set { states[PathHash(path).value] = newValue }
  }
}
