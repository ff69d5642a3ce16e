/// A piece of evidence, by the words that `explain` has for it, and what it weighs, in log odds.
///
/// Set by hand on the tables of the tests and on drawn pages so that what reads well in its proper place comes
/// out near 0.9, and with one more witness above 0.95; not yet fitted to counted results.
struct Weight: Sendable {
  let name: String
  let odds: Float

  private init(_ name: String, _ odds: Float) { (self.name, self.odds) = (name, odds) }

  /// A page with type on it, and a rule that fits a line not at all.
  static let start = Weight("at first", -2.2)
  /// Times the match's own confidence.
  static let reading = Weight("how well it was read", 4)
  /// A period after the level, control markings, a caveat: nobody writes these by chance.
  static let fullMark = Weight("more than a level", 2.2)
  /// A level of several words or four Chinese signs, which is more than a word of everyday.
  static let tellingLevel = Weight("a level that little else is called", 1.5)
  static let bareLevel = Weight("a bare word", -0.5)
  /// Behind the label of a form for the level.
  static let labelled = Weight("behind a label for the level", 2.5)
  /// A five-pointed star seen in the picture, on the mark's own line.
  static let starSeen = Weight("a star seen", 1.5)
  /// The same level at the other end of the page.
  static let twin = Weight("the same at the page's other end", 2)
  /// Right below the fields of a printed mail; its rule took it for something in the midst of a page.
  static let messageHead = Weight("right below the fields of a mail", 2.5)
  static let stamp = Weight("a stamp", 1)
  static let edge = Weight("where marks stand", 0.6)
  static let heading = Weight("as a heading", -0.3)
  static let body = Weight("in the midst of the page", -1.4)
  /// In the midst of a page that has nothing else of a document: one line of somebody's notes.
  static let bodyAlone = Weight("with nothing else of a document", -2.5)
  /// For the first header of the mark's regime on the page, and for all further ones together.
  static let furniture = Weight("other parts of such a page", 1)
  static let moreFurniture = Weight("more of these", 0.6)
  /// The page says that it was released: so it was classified.
  static let releaseLine = Weight("the page says that it was released", 2)
  /// A bare word that is struck through: nobody strikes out a title.
  static let struck = Weight("struck through", 0.7)
  /// Right under the copy number, or in the corner above the red heading, as GB/T 9704-2012, 7.2.1 to 7.2.4, has it.
  static let belowCopyNumber = Weight("in the corner of a red header", 1.4)
  /// One sign among many that stand by themselves: type that runs downwards, as on the backs of books.
  static let manySingles = Weight("one sign among many", -4)
  /// A bare Chinese word among short lines of its size that begin where it begins: somebody's notes, a slide's points.
  static let ofList = Weight("in a list", -3)
  /// A bare Chinese word on a page in Japanese, where it is everyday's: 秘密 is any secret.
  static let otherLanguage = Weight("on a page in another language", -3)
  static let redRule = Weight("a red rule", 0.8)
  static let coverBorder = Weight("a cover's border", 1.5)
  static let notAlone = Weight("not alone on its row", -0.5)
  /// A bare word in a picture made by a screen: a message, a note, a heading among others.
  static let screenshot = Weight("on a screen", -2.5)
  /// A bare word much larger than the body: a title, a poster, a book's cover. Half for a level of several words, which
  /// hardly anything else is called; so, too, on a page without running text.
  static let display = Weight("larger than the text", -2.6)
  /// A bare word on a page without running text: a label, an advertisement.
  static let barePage = Weight("no text on the page", -2)
  /// Times the rank of each rule that speaks against, up to `mostAgainst`.
  static let against = Weight("other lines speak against it", -0.75)
  /// The same line says that the mark is an example.
  static let example = Weight("shown as an example", -6)
  /// In quotation marks, between two signs of a sentence, or at the beginning of one.
  static let quoted = Weight("quoted", -7)
  /// A quotation mark at one side only: the line was cut there, or a speck read as one.
  static let quotedHalf = Weight("half quoted", -3)
  /// Words lead to it or go on behind it.
  static let spokenOf = Weight("spoken of", -7)
  /// Other lines speak of a level, on a page that has nothing else of a document: somebody's notes.
  static let spokenOfElsewhere = Weight("spoken of elsewhere", -4)
  /// Chinese right before it, or type of its size right beside it, on a page that has nothing else of a document.
  static let joined = Weight("joined by other type", -3)
  /// The like for a full mark with a colon or an exclamation mark behind it.
  static let exclaimed = Weight("called out", -3)
  /// An exclamation mark behind a grave level in letters, as titles have it.
  static let calledOut = Weight("called out as a title", -2.5)
  /// Running text of its size right above and below: a line of a paragraph.
  static let amidText = Weight("amid running text", -4)
  /// A bare word before a full stop or a comma, on a page that has nothing else of a document.
  static let endsSentence = Weight("ends a sentence", -3)
  /// For each further level that stands on the page as a mark of its own.
  static let otherLevel = Weight("other levels stand beside it", -1.6)
  /// Three of a country's levels or more stand on the page: it teaches them.
  static let levelsExplained = Weight("levels are explained", -4)
  /// Two levels or more spoken of in sentences.
  static let levelsMentioned = Weight("levels are spoken of", -1.2)
  /// A bare word on a page with far more lines than a document has.
  static let newspaper = Weight("on a newspaper", -4)
  /// On a page of a program.
  static let program = Weight("in a program", -3)
  /// A reading which another model should have confirmed and did not.
  static let unconfirmed = Weight("another model did not confirm it", -1.2)
}

/// Bounds of what is weighed.
enum Bounds {
  static let mostAgainst: Float = -4
  /// Less sure than this, such a reading is nothing.
  static let unconfirmedMinimum: Float = 0.8
  /// The like for a level of many Chinese signs, which is read of nothing else.
  static let unconfirmedUniqueMinimum: Float = 0.7
  /// The most that lines not yet read are thought able to take away.
  static let reserve: Float = 3
  /// All that speaks against a page's mark: rules, and other levels spoken of.
  static let reserveForAll = -(mostAgainst + Weight.levelsMentioned.odds)
}

/// What makes a page `official`; the rules' ranks are in the same coin.
enum HeaderWeights {
  static let needed: Float = 5
  /// A red rule as wide as the text block or the letter form's (GB/T 9704-2012, 7.2.7 and 10.1).
  static let redRule: Float = 2
  /// Large red type in the upper half, read or not, or anywhere where it reads as a heading.
  static let redHeading: Float = 1
  /// A rule of this rank names what only such pages have; without one nothing is official.
  static let coreRank = 3
  /// Three labels of a form are as good.
  static let coreCount = 3
  /// So are one and two of what completes a header.
  static let coreHints = 2
}

/// The probability for log odds.
func logistic(_ odds: Float) -> Float {
  // exp through squaring: 1/256 of the exponent by series, then eight squarings; exact to 1 in 10⁴.
  let x = min(20, max(-20, odds)) / 256
  var power = 1 + x + x * x / 2 + x * x * x / 6
  for _ in 0..<8 { power *= power }
  return power / (1 + power)
}
