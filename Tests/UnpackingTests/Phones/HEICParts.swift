/// What a HEIC file of one picture holds, as a stream of HEVC (Annex B).
struct HEICParts {
  private(set) var stream: [UInt8] = []

  /// `nil` for a file made in another way than ours.
  init?(_ file: [UInt8]) {
    guard let configuration = Self.content(of: "hvcC", in: file),
      let data = Self.content(of: "mdat", in: file),
      configuration.count > 23
    else { return nil }
    var at = configuration.startIndex + 23
    for _ in 0..<configuration[configuration.startIndex + 22] {
      let units = Int(configuration[at + 1]) << 8 | Int(configuration[at + 2])
      at += 3
      for _ in 0..<units {
        let count = Int(configuration[at]) << 8 | Int(configuration[at + 1])
        stream += [0, 0, 0, 1] + configuration[at + 2..<at + 2 + count]
        at += 2 + count
      }
    }
    at = data.startIndex
    while at + 4 <= data.endIndex {
      let count = data[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
      stream += [0, 0, 1] + data[at + 4..<at + 4 + count]
      at += 4 + count
    }
  }

  private static func content(of type: String, in file: [UInt8]) -> ArraySlice<UInt8>? {
    guard let at = (4..<file.count - 4).first(where: { file[$0..<$0 + 4].elementsEqual(type.utf8) }) else {
      return nil
    }
    let count = file[at - 4..<at].reduce(0) { $0 << 8 | Int($1) }
    return file[at + 4..<at - 4 + count]
  }
}
