/// How the signs right beside a mark's on its line hold it: a mark stands for itself, and what is held so is spoken of.
package struct Phrase: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Words with a colon or a quotation mark before it, which are no label of a form, or one that leads to it: 示例：机密★20年,
  /// 这个秘密.
  package static let introduced = Phrase(rawValue: 1)
  /// The words go on behind it: 绝密★启用前：试卷去了哪里.
  package static let continued = Phrase(rawValue: 2)
  /// Two Chinese signs right before it: 他把机密二字.
  package static let joined = Phrase(rawValue: 4)
  /// A number of a list before it: 1. 机密.
  package static let listed = Phrase(rawValue: 8)
  /// A sign behind it as people end sentences with: 机密！
  package static let exclaimed = Phrase(rawValue: 16)
  /// A comma where the star belongs, 级 behind the word, or a number of times: 机密，三十年; 机密级; 机密×3.
  package static let parted = Phrase(rawValue: 32)
  /// The label of a form for the level before it: 密级：机密.
  package static let labelled = Phrase(rawValue: 64)
}
