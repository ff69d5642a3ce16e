/// Folders that are containers, each to be opened again once what changes in it has come to rest.
///
/// All times are nanoseconds of one clock.
struct ContainerFolders {
  /// A backup is many files, the list of them often the last.
  private static let quiet: Int64 = 10_000_000_000

  /// When each is to be opened again; `.max` while nothing changes.
  private var times: [[UInt8]: Int64] = [:]

  /// When the next is to be opened again; `nil` when none is.
  var due: Int64? { times.values.min().flatMap { $0 < .max ? $0 : nil } }

  func contains(_ folder: [UInt8]) -> Bool { times[folder] != nil }

  func due(at now: Int64) -> [[UInt8]] { times.filter { $0.value <= now }.map(\.key) }

  mutating func opened(_ folder: [UInt8]) { times[folder] = .max }

  mutating func changed(_ folder: [UInt8], at now: Int64) { times[folder] = now + Self.quiet }
}
