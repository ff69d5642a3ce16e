/// How grave a finding is. Rules set it.
package enum Severity: String, Sendable, Comparable, CaseIterable, Codable {
  case low, medium, high

  package static func < (a: Severity, b: Severity) -> Bool {
    a.order < b.order
  }

  private var order: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    }
  }
}

/// Where on a page a line stands, in the words that rules use.
package enum Place: String, Sendable, CaseIterable, Codable {
  case topLeft = "top-left"
  case topCentre = "top-centre"
  case topRight = "top-right"
  case bottomLeft = "bottom-left"
  case bottomCentre = "bottom-centre"
  case bottomRight = "bottom-right"
  /// The upper third, neither margin nor corner: where a red header or a title stands.
  case heading
  /// A boxed or slanted rubber stamp, wherever it is.
  case stamp
  case body

  /// A corner in which red-header pages have their mark.
  package var isUpperCorner: Bool { self == .topLeft || self == .topRight }
  package var isTop: Bool { isUpperCorner || self == .topCentre }
  package var isBottom: Bool { self == .bottomLeft || self == .bottomCentre || self == .bottomRight }
}

/// One rule met by one line.
package struct Match: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// A classification mark.
    case mark
    /// A part of a red-header document: issuer, document number, telegram field, copy number, urgency.
    case header
    /// Completes a red header and vouches for no mark: other papers have it too, or it is a part too spoiled to be
    /// told by itself.
    case hint
    /// The page was released: 解密, DECLASSIFIED, Approved for Release.
    case release
    /// Speaks against a mark: teaching, news, a form, an NDA.
    case against
    /// Almost a mark, in a script that this reading's model does not know: read the line again with `reread`.
    case suspicion
    /// A mark if the same stands at the page's other end, where nothing was read yet.
    case half
  }

  /// The rule's name: `cn.state-secret`.
  package var rule: String
  package var kind: Kind
  package var regime: String
  /// The level's word as its regime writes it: 机密, SECRET, VS-NUR FÜR DEN DIENSTGEBRAUCH.
  package var level: String?
  /// The level's weight for choosing among several, 1 lowest (for official use) to 5 highest.
  package var rank: Int
  package var severity: Severity
  package var place: Place
  /// The line as read.
  package var text: String
  /// The mark in its proper spelling: `机密★20年`.
  package var mark: String?
  /// How sure the text is what the rule asks for, from 0 to 1: spelling, place, star and engine together.
  package var confidence: Float
  /// The id of the line.
  package var line: Int
  /// Languages that would settle a suspicion, as Tesseract names them.
  package var reread: [String]
  /// How the words of its line hold it.
  package var phrase: Phrase

  package init(
    rule: String, kind: Kind, regime: String, level: String? = nil, rank: Int = 0, severity: Severity = .low,
    place: Place, text: String, mark: String? = nil, confidence: Float, line: Int, reread: [String] = [],
    phrase: Phrase = []
  ) {
    self.rule = rule
    self.kind = kind
    self.regime = regime
    self.level = level
    self.rank = rank
    self.severity = severity
    self.place = place
    self.text = text
    self.mark = mark
    self.confidence = confidence
    self.line = line
    self.reread = reread
    self.phrase = phrase
  }

  /// The label of a form's field for the level.
  package var isLevelLabel: Bool { Self.isLevelLabel(rule) }

  /// - Parameter rule: a rule's name.
  package static func isLevelLabel(_ rule: String) -> Bool { rule.hasSuffix(".level-label") }

  /// A level of so many Chinese signs is one country's alone, and so is Taiwan's 極機密 where its first sign was read.
  package var isOneCountrysAlone: Bool {
    let signs = level?.unicodeScalars.count { (0x4E00...0x9FFF).contains($0.value) } ?? 0
    return signs >= 5 || level == "極機密" && text.contains { "極极".contains($0) }
  }
}
