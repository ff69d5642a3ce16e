import Glibc

/// Which folders the kernel tells of, and which it cannot.
struct WatchedFolders {
  enum Outcome {
    case watched
    /// No more can be: this one has to be looked at again and again.
    case polled
    /// It is watched already under another name: a link that leads back.
    case seenElsewhere
    case failed(SystemFailure)
  }

  /// `nil` where nothing is to be told of.
  private let inotify: Inotify?
  private let most: Int
  private var paths: [Int32: [UInt8]] = [:]
  private var numbers: [[UInt8]: Int32] = [:]
  private(set) var polled: Set<[UInt8]> = []

  init(_ inotify: Inotify?, most: Int) {
    self.inotify = inotify
    self.most = most
  }

  var count: Int { paths.count }

  func path(of watch: Int32) -> [UInt8]? { paths[watch] }

  mutating func add(_ path: [UInt8]) -> Outcome {
    guard let inotify, paths.count < most || numbers[path] != nil else {
      polled.insert(path)
      return .polled
    }
    do throws(SystemFailure) {
      let number = try inotify.add(path)
      if let other = paths[number], other != path {
        guard isGone(other, from: number, inotify) else { return .seenElsewhere }
        numbers[other] = nil
      }
      if let earlier = numbers[path], earlier != number { paths[earlier] = nil }
      paths[number] = path
      numbers[path] = number
      polled.remove(path)
      return .watched
    } catch {
      guard error.code == ENOSPC || error.code == ENOMEM else { return .failed(error) }
      polled.insert(path)
      return .polled
    }
  }

  /// Whether the folder with this number is no longer what lies at `path`: it was moved.
  private func isGone(_ path: [UInt8], from number: Int32, _ inotify: Inotify) -> Bool {
    guard let present = try? inotify.add(path) else { return true }
    if present != number && paths[present] == nil { inotify.remove(present) }
    return present != number
  }

  /// The kernel tells no more of this one: it is gone.
  mutating func forget(_ watch: Int32) {
    guard let path = paths.removeValue(forKey: watch) else { return }
    if numbers[path] == watch { numbers[path] = nil }
  }

  /// The folder and all below it were moved away.
  mutating func remove(at folder: [UInt8]) {
    let below = folder + [UInt8(ascii: "/")]
    for (path, number) in numbers where path == folder || path.starts(with: below) {
      inotify?.remove(number)
      paths[number] = nil
      numbers[path] = nil
    }
    polled = polled.filter { $0 != folder && !$0.starts(with: below) }
  }

  mutating func stopPolling(_ folder: [UInt8]) { polled.remove(folder) }
}
