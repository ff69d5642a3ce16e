/// How folders are watched.
package struct WatchOptions: Sendable, Equatable {
  package var discovery = DiscoveryOptions()
  /// Looks again and again instead of waiting to be told: the kernel knows nothing of what others do on a
  /// network share.
  package var polls = false
  /// Seconds between two looks at what the kernel does not tell of, at least. A look that takes long is not
  /// repeated sooner than after twenty times as long.
  package var pollSeconds = 2.0
  /// Folders that the kernel is asked to tell of, at most; its own limit may be lower.
  package var mostWatches = Int.max
  /// Absolute or as the roots are given: folders never looked into, the quarantine for one.
  package var excluded: [[UInt8]] = []

  package init() {}
}

/// What is worth saying of a watch besides the photos.
package enum WatchNotice: Sendable, Equatable {
  /// All folders were walked through.
  case caughtUp(folders: Int)
  /// Messages were lost, so everything is looked at again.
  case overflow
  /// The kernel tells of no more folders; these many others are looked at again and again.
  case limitReached(watched: Int)
  case rootGone(path: String)
  case rootBack(path: String)
  case cannotWatch(path: String, detail: String)
}
