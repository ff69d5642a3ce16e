import Evidence

/// Where a rule's lines may stand, in the words of the rule files.
enum Position: String, Sendable, CaseIterable {
  case topLeft = "top-left"
  case topCentre = "top-centre"
  case topRight = "top-right"
  case bottomLeft = "bottom-left"
  case bottomCentre = "bottom-centre"
  case bottomRight = "bottom-right"
  case heading, stamp, body
  /// Any of several: see `places`.
  case top, bottom, corner, banner, anywhere

  var places: Set<Place> {
    switch self {
    case .topLeft: [.topLeft]
    case .topCentre: [.topCentre]
    case .topRight: [.topRight]
    case .bottomLeft: [.bottomLeft]
    case .bottomCentre: [.bottomCentre]
    case .bottomRight: [.bottomRight]
    case .heading: [.heading]
    case .stamp: [.stamp]
    case .body: [.body]
    case .top: [.topLeft, .topCentre, .topRight]
    case .bottom: [.bottomLeft, .bottomCentre, .bottomRight]
    case .corner: [.topLeft, .topRight, .bottomLeft, .bottomRight]
    case .banner: [.topCentre, .bottomCentre]
    case .anywhere: Set(Place.allCases)
    }
  }
}

/// What a rule may ask for beside its words.
enum Witness: String, Sendable, CaseIterable {
  /// A five-pointed star, seen by its shape or read as what stars are read as.
  case star
  /// A five-pointed star seen by its shape: what it is read as has no say.
  case starShape = "star-shape"
  case boxed, red, large
  /// Nothing else on its row.
  case alone
  /// Another rule of the regime, of kind `header` or `release`, is met on the page.
  case furniture
  /// The same mark stands at the other end of the page.
  case twin
  /// The words begin the line.
  case start
  /// A broad coloured frame runs round the page.
  case border
}

/// One thing to look for, as its file says it.
struct Rule: Sendable {
  /// `cn.state-secret`
  var name: String
  var regime: String
  var kind: Match.Kind
  var level: String?
  var rank: Int
  var severity: Severity
  var strings: [Automaton]
  /// What a model that does not know the script makes of it.
  var suspects: [Automaton]
  /// The models that read its script, the best first.
  var languages: [String]
  var places: Set<Place>
  /// The factor for a line that stands elsewhere; 0 refuses it.
  var elsewhere: Float
  /// How many other characters its row may hold, beside what header rules explain.
  var extra: Int
  var mayStandInSentence: Bool
  var needsCapitals: Bool
  /// All must be met, each by one of its witnesses.
  var needs: [[Witness]]
  var minimum: Float
  var priority: Int
  /// Names of rules that make this one silent when they are met on the page.
  var unless: Set<String>
  /// Bare words, folded, to notice when they are only mentioned; empty when there are none.
  var word: [UInt32]
}
