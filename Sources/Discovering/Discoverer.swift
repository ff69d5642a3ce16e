import Evidence

/// One thing that the report will have a line for.
package enum Discovered: Sendable, Equatable {
  case photo(Photo)
  /// A file or folder that holds photos in a way of its own: a backup, an archive, a document.
  case container(Photo)
  /// Could not even be looked at: `detail` says why, in words for a person.
  case problem(Photo, UndecidedReason, detail: String)
  /// What is said of it is known from before; it is reported in its turn and not opened.
  case known(Photo, Inspection)
}

/// Finds photos in files and folders.
///
/// A file given by name is always taken, so that whoever asks about it gets an answer. Inside folders the
/// options decide, and the content: what does not begin like a photo is passed over and counted.
/// Each folder's names come sorted by their bytes, so that the same tree is always told in the same order.
/// Memory grows with the depth of the tree and the longest folder, not with the number of photos
/// (following links, 16 bytes a folder are kept besides).
package struct Discoverer: Sendable {
  /// Says whether something is a container. Asked about folders before they are entered and about files which are
  /// no photos.
  package typealias ContainerTest = @Sendable (FirstLook) -> Bool

  private let options: DiscoveryOptions
  private let isContainer: ContainerTest
  private let ignoredNames: Set<[UInt8]>

  package init(
    _ options: DiscoveryOptions = DiscoveryOptions(), isContainer: @escaping ContainerTest = { _ in false }
  ) {
    self.options = options
    self.isContainer = isContainer
    ignoredNames = Set(options.ignoredNames.map { Array($0.utf8) })
  }

  /// Hands every photo and every problem under `paths` to `take`, until it returns false.
  package func photos(
    under paths: some Sequence<[UInt8]>, _ take: (Discovered) -> Bool
  ) -> DiscoveryCounts {
    var walk = Walk(options: options, isContainer: isContainer, ignoredNames: ignoredNames)
    for path in paths {
      guard walk.visitGiven(path, take) else { break }
    }
    return walk.counts
  }

  /// What a walk through `folder` would tell of the file called `name` there; `nil` when nothing.
  func item(_ name: [UInt8], in folder: [UInt8]) -> Discovered? {
    var walk = Walk(options: options, isContainer: isContainer, ignoredNames: ignoredNames)
    var found: Discovered?
    _ = walk.visit(name, .unknown, in: folder) { item in
      found = item
      return true
    }
    return found
  }

  /// A walk takes the folder as one thing.
  func isContainer(folder path: [UInt8], names: [[UInt8]]) -> Bool {
    isContainer(FirstLook(path: path, content: .folder(names: names)))
  }

  /// A walk goes by what is called so.
  func passesOver(_ name: [UInt8]) -> Bool {
    ignoredNames.contains(name) || (name.first == UInt8(ascii: ".") && !options.includesHidden)
  }
}

/// One way through the trees. Every function returns false when `take` wants no more.
private struct Walk {
  /// A folder which is being gone through: what is left of it, last first.
  struct Level {
    var path: [UInt8]
    var names: [(name: [UInt8], kind: FileKind)]
  }

  let options: DiscoveryOptions
  let isContainer: Discoverer.ContainerTest
  let ignoredNames: Set<[UInt8]>
  var counts = DiscoveryCounts()
  var levels: [Level] = []
  /// Kept only when links are followed: without them a tree has no way back into itself.
  var foldersSeen: Set<FileIdentity> = []

  init(
    options: DiscoveryOptions, isContainer: @escaping Discoverer.ContainerTest, ignoredNames: Set<[UInt8]>
  ) {
    self.options = options
    self.isContainer = isContainer
    self.ignoredNames = ignoredNames
  }

  mutating func visitGiven(_ path: [UInt8], _ take: (Discovered) -> Bool) -> Bool {
    do throws(SystemFailure) {
      let (kind, identity) = try fileStatus(path, followingLinks: true)
      switch kind {
      case .regular:
        return visitGivenFile(path, take)
      case .folder:
        return enter(path, identity, take) && finishLevels(take)
      case .special(let what):
        return report(problem: path, .unsupported, "\(what), not a file", take)
      case .link, .unknown:
        return report(problem: path, .unsupported, "not a file", take)
      }
    } catch {
      return report(problem: path, .unreadable, error.message, take)
    }
  }

  private mutating func visitGivenFile(
    _ path: [UInt8], _ take: (Discovered) -> Bool
  ) -> Bool {
    // What cannot be read now is still a photo to be judged: whoever reads all of it says why it could not.
    let start = try? firstBytes(ofFile: path, count: FirstLook.bytesShown, followingLinks: true)
    if let start, PhotoFormat(firstBytes: start) == nil,
      isContainer(FirstLook(path: path, content: .file(start: start)))
    {
      return report(container: path, take)
    }
    return report(photo: path, take)
  }

  private mutating func finishLevels(_ take: (Discovered) -> Bool) -> Bool {
    while let last = levels.indices.last {
      guard let (name, kind) = levels[last].names.popLast() else {
        levels.removeLast()
        continue
      }
      guard visit(name, kind, in: levels[last].path, take) else { return false }
    }
    return true
  }

  mutating func visit(
    _ name: [UInt8], _ listedKind: FileKind, in folder: [UInt8], _ take: (Discovered) -> Bool
  ) -> Bool {
    if ignoredNames.contains(name) || (name.first == UInt8(ascii: ".") && !options.includesHidden) {
      counts.passedOver += 1
      return true
    }
    let path = join(folder, name)
    do throws(SystemFailure) {
      var kind = listedKind
      var identity: FileIdentity?
      if kind == .unknown || (kind == .folder && options.followsLinks) {
        (kind, identity) = try fileStatus(path, followingLinks: false)
      }
      var isLink = false
      if kind == .link, options.followsLinks {
        isLink = true
        (kind, identity) = try fileStatus(path, followingLinks: true)
      }
      switch kind {
      case .regular:
        return try visitFile(path, isLink: isLink, take)
      case .folder:
        return enter(path, identity, take)
      case .link, .special, .unknown:
        counts.passedOver += 1
        return true
      }
    } catch {
      return report(problem: path, .unreadable, error.message, take)
    }
  }

  private mutating func visitFile(
    _ path: [UInt8], isLink: Bool, _ take: (Discovered) -> Bool
  ) throws(SystemFailure) -> Bool {
    let start = try firstBytes(ofFile: path, count: FirstLook.bytesShown, followingLinks: isLink)
    if PhotoFormat(firstBytes: start) != nil { return report(photo: path, take) }
    if isContainer(FirstLook(path: path, content: .file(start: start))) {
      return report(container: path, take)
    }
    counts.otherFiles += 1
    return true
  }

  private mutating func enter(
    _ path: [UInt8], _ identity: FileIdentity?, _ take: (Discovered) -> Bool
  ) -> Bool {
    if options.followsLinks, let identity, !foldersSeen.insert(identity).inserted {
      counts.passedOver += 1
      return true
    }
    do throws(SystemFailure) {
      let names = try names(inFolder: path)
      if isContainer(FirstLook(path: path, content: .folder(names: names.map(\.name)))) {
        return report(container: path, take)
      }
      levels.append(Level(path: path, names: names.reversed()))
      return true
    } catch {
      return report(problem: path, .unreadable, "folder: \(error.message)", take)
    }
  }

  private mutating func report(photo path: [UInt8], _ take: (Discovered) -> Bool) -> Bool {
    counts.photos += 1
    return take(.photo(Photo(path: shownName(path), file: path)))
  }

  private mutating func report(container path: [UInt8], _ take: (Discovered) -> Bool) -> Bool {
    counts.containers += 1
    return take(.container(Photo(path: shownName(path), file: path)))
  }

  private mutating func report(
    problem path: [UInt8], _ reason: UndecidedReason, _ detail: String, _ take: (Discovered) -> Bool
  ) -> Bool {
    counts.problems += 1
    return take(.problem(Photo(path: shownName(path), file: path), reason, detail: detail))
  }
}
