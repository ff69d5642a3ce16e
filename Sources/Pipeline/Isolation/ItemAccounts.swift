import Discovering
import Evidence
import Isolating

/// The books of a scan in worker processes: what became of each entry of each item, told once.
struct ItemAccounts {
  private let limits: Limits
  /// Whether a content that was judged is not judged again.
  private let remembers: Bool
  private var items: [Int: Item] = [:]
  private var memory = ResultMemory()
  private var events: [ScanEvent] = []

  init(limits: Limits, remembers: Bool) {
    self.limits = limits
    self.remembers = remembers
  }

  /// Whether every item is finished.
  var isEmpty: Bool { items.isEmpty }

  /// `nil` for one that is finished.
  subscript(number: Int) -> Item? { items[number] }

  /// What was found of the same content in this scan.
  func inspection(of sha256: String) -> Inspection? { memory.inspection(of: sha256) }

  /// What became of photos since it was last asked.
  mutating func takeEvents() -> [ScanEvent] {
    defer { events = [] }
    return events
  }

  mutating func open(_ number: Int, _ discovered: Discovered) { items[number] = Item(discovered) }

  /// An item of one photo that no worker has to judge.
  mutating func finish(_ number: Int, _ inspection: Inspection) {
    events.append(.result(Ticket(item: number), inspection))
    events.append(.finished(item: number, entries: 1))
  }

  mutating func receive(_ inspection: Inspection, _ ticket: Ticket) {
    guard let item = items[ticket.item], item.reported.insert(ticket.entry) else { return }
    var inspection = inspection
    // A path is the parent's to say, as far as it knows it.
    if item.isPlain || !inspection.finding.path.hasPrefix(item.path) { inspection.finding.path = item.path }
    if remembers { memory.keep(inspection) }
    item.highest = max(item.highest, ticket.entry)
    item.doubted.remove(ticket.entry)
    events.append(.result(ticket, inspection))
  }

  /// The photo is `undecided`.
  mutating func giveUp(_ trial: Trial, _ cause: Cause, _ remark: String?) {
    guard let item = items[trial.ticket.item], item.reported.insert(trial.ticket.entry) else { return }
    item.doubted.remove(trial.ticket.entry)
    let text = cause.text(limits) + (remark.map { "; \($0)" } ?? "")
    var inspection = undecided(Photo(path: trial.path), cause.reason, text)
    inspection.finding.sha256 = trial.sha256
    // Its copies need not be tried.
    if remark == nil, remembers { memory.keep(inspection) }
    events.append(.result(trial.ticket, inspection))
    close(trial.ticket.item)
  }

  /// What came out of a container is kept, and the rest of it is `undecided`.
  mutating func giveUpRest(of number: Int, _ cause: Cause) {
    guard let item = items[number] else { return }
    let end = max(item.highest, item.doubted.max() ?? 0) + 1
    for entry in 0...end where !item.doubted.contains(entry) && item.reported.insert(entry) {
      let text = cause.text(limits) + "; the rest of it was not seen"
      events.append(
        .result(
          Ticket(item: number, entry: entry), undecided(Photo(path: item.path), cause.reason, text)))
    }
    item.entries = end + 1
    close(number)
  }

  /// Whether a worker has to go on with what another left. Not with a photo that was reported, or is to be tried
  /// alone: the other could only not say any more that it was finished.
  mutating func isUnfinished(_ number: Int) -> Bool {
    guard let item = items[number], item.entries == nil || item.isPlain else { return false }
    guard item.isPlain, !item.reported.isEmpty || !item.doubted.isEmpty else { return true }
    item.entries = 1
    close(number)
    return false
  }

  /// Reports an item as finished once all its entries are.
  mutating func close(_ number: Int) {
    guard let item = items[number], let entries = item.entries, item.doubted.isEmpty else { return }
    items[number] = nil
    events.append(.finished(item: number, entries: entries, others: item.others))
  }
}

/// An item on its way through worker processes.
final class Item {
  let discovered: Discovered
  var reported = EntrySet()
  /// Entries that are to be tried alone.
  var doubted: Set<Int> = []
  /// How many entries there are, once that is known, and how many others are no photos.
  var entries: Int?
  var others = 0
  /// The highest entry that was heard of.
  var highest = -1
  /// Workers that were lost while it was unpacked and no photo was in hand to blame.
  var strikes = 0
  /// Entries below this are to be taken slowly.
  var slowlyBelow = 0

  init(_ discovered: Discovered) {
    self.discovered = discovered
  }

  /// Not a container.
  var isPlain: Bool {
    switch discovered {
    case .photo, .problem, .known: true
    case .container: false
    }
  }

  /// As the report calls it.
  var path: String {
    switch discovered {
    case .photo(let photo), .container(let photo), .problem(let photo, _, _), .known(let photo, _): photo.path
    }
  }

  /// What is left to do of it, but for what is tried alone.
  func assignment(_ number: Int) -> Assignment {
    let isWhole = reported.isEmpty && doubted.isEmpty
    var assignment = Assignment(number: number, item: discovered)
    if !isWhole {
      assignment.entries = .except(below: reported.below, others: reported.others.union(doubted))
    }
    assignment.slowlyBelow = slowlyBelow
    return assignment
  }
}

/// Numbers from 0, most of them without gaps: a mark and a few above it.
struct EntrySet {
  private(set) var below = 0
  private(set) var others: Set<Int> = []

  var isEmpty: Bool { below == 0 && others.isEmpty }

  /// False when it was there, or is no number of an entry.
  mutating func insert(_ entry: Int) -> Bool {
    guard entry >= below, others.insert(entry).inserted else { return false }
    while others.remove(below) != nil { below += 1 }
    return true
  }

  func contains(_ entry: Int) -> Bool { entry < below || others.contains(entry) }

  func count(below limit: Int) -> Int {
    min(below, limit) + others.count { $0 < limit }
  }
}

/// What was found of each content, so that no worker judges it again: some 300 bytes a content.
struct ResultMemory {
  private var kept: [ContentHash: [UInt8]] = [:]

  mutating func keep(_ inspection: Inspection) {
    guard let hash = inspection.finding.sha256.flatMap(ContentHash.init), kept[hash] == nil else { return }
    var inspection = inspection
    inspection.picture = nil  // a report shows it once
    kept[hash] = inspection.wired
  }

  func inspection(of sha256: String) -> Inspection? {
    ContentHash(sha256).flatMap { kept[$0] }.flatMap { try? Inspection(wired: $0) }
  }
}
