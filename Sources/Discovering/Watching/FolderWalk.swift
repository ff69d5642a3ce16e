/// A way through folders in small steps, which may be joined by more folders at any time.
///
/// Depth first: it holds what is left of one folder a level.
struct FolderWalk {
  enum Step {
    case folder([UInt8])
    case entry(name: [UInt8], kind: FileKind, folder: [UInt8])
  }

  private struct Level {
    var folder: [UInt8]
    /// Last first.
    var names: [(name: [UInt8], kind: FileKind)]
  }

  private var waiting: [[UInt8]] = []
  private var queued: Set<[UInt8]> = []
  private var levels: [Level] = []

  var isEmpty: Bool { waiting.isEmpty && levels.isEmpty }

  mutating func add(_ folder: [UInt8]) {
    if queued.insert(folder).inserted { waiting.append(folder) }
  }

  mutating func add(_ names: [(name: [UInt8], kind: FileKind)], in folder: [UInt8]) {
    levels.append(Level(folder: folder, names: names.reversed()))
  }

  mutating func next() -> Step? {
    // Folders found on the way come first, so that a level is finished before the one above it goes on.
    if let folder = waiting.popLast() {
      queued.remove(folder)
      return .folder(folder)
    }
    while let last = levels.indices.last {
      if let (name, kind) = levels[last].names.popLast() {
        return .entry(name: name, kind: kind, folder: levels[last].folder)
      }
      levels.removeLast()
    }
    return nil
  }

  mutating func remove(below folder: [UInt8]) {
    let below = folder + [UInt8(ascii: "/")]
    let isKept = { (path: [UInt8]) in path != folder && !path.starts(with: below) }
    waiting = waiting.filter(isKept)
    queued = queued.filter(isKept)
    levels.removeAll { !isKept($0.folder) }
  }

  mutating func removeAll() { self = FolderWalk() }
}
