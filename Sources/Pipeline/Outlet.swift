import Evidence

/// The owner of what leaves: puts results in order, and says which are copies of which.
struct Outlet {
  private let order: ScanOptions.Order
  private let namesCopies: Bool
  private(set) var summary = ScanSummary()
  /// Items that have left as a whole.
  private(set) var itemsDone = 0

  private var held: [Ticket: Inspection] = [:]
  /// How many entries an item had that has not left as a whole.
  private var entries: [Int: Int] = [:]
  private var next = Ticket(item: 0)
  /// The path under which a content was reported first.
  private var firstPaths: [ContentHash: String] = [:]

  init(_ order: ScanOptions.Order, namesCopies: Bool = true) {
    self.order = order
    self.namesCopies = namesCopies
  }

  /// How many left, to `receiver`, because of this event.
  mutating func take(_ event: ScanEvent, _ receiver: (Inspection) -> Void) -> Int {
    switch event {
    case .result(let ticket, let inspection):
      guard order == .asGiven else {
        emit(inspection, receiver)
        return 1
      }
      held[ticket] = inspection
    case .finished(let item, let count, let others):
      summary.otherEntries += others
      guard order == .asGiven else {
        itemsDone += 1
        return 0
      }
      entries[item] = count
    }
    return release(receiver)
  }

  /// What was found is told even when something before it never came.
  mutating func flush(_ receiver: (Inspection) -> Void) {
    for ticket in held.keys.sorted() {
      if let inspection = held.removeValue(forKey: ticket) { emit(inspection, receiver) }
    }
  }

  private mutating func release(_ receiver: (Inspection) -> Void) -> Int {
    var count = 0
    while true {
      if let ready = held.removeValue(forKey: next) {
        emit(ready, receiver)
        count += 1
        next.entry += 1
      } else if let all = entries[next.item], next.entry >= all {
        entries[next.item] = nil
        itemsDone += 1
        next = Ticket(item: next.item + 1)
      } else {
        return count
      }
    }
  }

  private mutating func emit(_ inspection: Inspection, _ receiver: (Inspection) -> Void) {
    var inspection = inspection
    if namesCopies, let hash = inspection.finding.sha256.flatMap(ContentHash.init) {
      if let earlier = firstPaths[hash] {
        inspection.finding.copyOf = earlier
        inspection.finding.seconds = 0
        summary.copies += 1
      } else {
        firstPaths[hash] = inspection.finding.path
      }
    }
    summary.reported += 1
    receiver(inspection)
  }
}

/// A SHA-256 in a fourth of the memory that its digits take.
struct ContentHash: Hashable {
  private var words: (UInt64, UInt64, UInt64, UInt64)

  /// `nil` unless it is 64 hexadecimal digits.
  init?(_ digits: String) {
    let digits = Array(digits.utf8)
    guard digits.count == 64 else { return nil }
    func word(_ n: Int) -> UInt64? {
      UInt64(String(decoding: digits[n * 16..<n * 16 + 16], as: UTF8.self), radix: 16)
    }
    guard let a = word(0), let b = word(1), let c = word(2), let d = word(3) else { return nil }
    words = (a, b, c, d)
  }

  static func == (a: ContentHash, b: ContentHash) -> Bool { a.words == b.words }

  func hash(into hasher: inout Hasher) {
    // The digits are as good as random already: one word tells contents apart.
    hasher.combine(words.0)
  }
}
