/// Files that were written to just now, each waited for until it is whole.
///
/// A file is whole when its size and times stay the same and nobody has it open for writing. One that is
/// held open and does not change for ten seconds is taken as it is; when it is closed, it comes again.
struct Settling {
  struct File {
    var folder: [UInt8]
    var name: [UInt8]
    /// Its writer has closed it, or it arrived under its name.
    var isClosed: Bool
    var state: FileState?
    /// Of the clock that `now` is of, in nanoseconds.
    var steadySince: Int64
    var due: Int64
  }

  /// Closed files: between the last write and the look whether there was another.
  static let quiet: Int64 = 200_000_000
  /// Files nobody was seen to close: made by linking, say.
  static let opened: Int64 = 1_000_000_000
  /// How long a file that is held open has to be the same.
  static let patience: Int64 = 10_000_000_000
  /// Files waited for at once. What is more is found by walking its folder again.
  static let most = 8192

  private let followsLinks: Bool
  private var files: [[UInt8]: File] = [:]
  private var earliest = Int64.max

  init(followsLinks: Bool) {
    self.followsLinks = followsLinks
  }

  var isEmpty: Bool { files.isEmpty }
  var isFull: Bool { files.count >= Self.most }
  /// When the next is due, or somewhat earlier; `nil` when none is waited for.
  var due: Int64? { files.isEmpty ? nil : earliest }

  mutating func add(_ name: [UInt8], in folder: [UInt8], isClosed: Bool, at now: Int64) {
    let path = join(folder, name)
    let wasClosed = files[path]?.isClosed ?? false
    let due = now + (isClosed || wasClosed ? Self.quiet : Self.opened)
    files[path] = File(
      folder: folder, name: name, isClosed: isClosed || wasClosed, state: files[path]?.state,
      steadySince: now, due: due)
    earliest = min(earliest, due)
  }

  mutating func remove(_ path: [UInt8]) { files[path] = nil }

  /// Drops what lies below a folder that is gone.
  mutating func remove(below folder: [UInt8]) {
    files = files.filter { !$0.value.folder.starts(with: folder) }
  }

  /// The files that are whole at `now`; the others that were due are looked at again later.
  mutating func whole(at now: Int64) -> [File] {
    guard now >= earliest else { return [] }
    var whole: [File] = []
    for (path, file) in files where file.due <= now {
      guard let state = FileState(of: path, followingLinks: followsLinks) else {
        files[path] = nil
        continue
      }
      var file = file
      if state != file.state {
        let isFirst = file.state == nil
        file.state = state
        file.steadySince = isFirst && age(of: state) > Self.quiet ? now - Self.quiet : now
      }
      if isWhole(path, file, at: now) {
        files[path] = nil
        whole.append(file)
      } else {
        file.due = now + (file.isClosed ? Self.quiet : Self.opened / 2)
        files[path] = file
      }
    }
    earliest = files.values.lazy.map(\.due).min() ?? .max
    return whole
  }

  private func isWhole(_ path: [UInt8], _ file: File, at now: Int64) -> Bool {
    let steady = now - file.steadySince
    guard steady >= Self.quiet else { return false }
    if steady >= Self.patience { return true }
    switch isBeingWritten(path) {
    case true?: return false
    case false?: return true
    // A second name for a file that is whole has no writer of its own.
    case nil:
      return file.isClosed || (file.state.map { $0.links > 1 } ?? false) || steady >= Self.patience / 2
    }
  }

  /// Nanoseconds since the last write, by the clock on the wall; negative when that was set back.
  private func age(of state: FileState) -> Int64 { wallNow() &- state.modified }
}
