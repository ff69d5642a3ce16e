/// What was asked for cannot be done, and why: said without the usage, which was right.
struct Refusal: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) {
    self.description = description
  }
}
