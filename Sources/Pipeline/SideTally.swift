/// What each model read from either side of a page, summed: one piece of type upside down may read well by chance.
struct SideTally {
  private var sums: [String: (upright: Float, around: Float)] = [:]

  mutating func add(_ confidence: Float, from side: PageReader.View) {
    if side.isTurned {
      sums[side.language, default: (0, 0)].around += confidence
    } else {
      sums[side.language, default: (0, 0)].upright += confidence
    }
  }

  func sum(in language: String, isTurned: Bool) -> Float {
    let (upright, around) = sums[language] ?? (0, 0)
    return isTurned ? around : upright
  }

  /// How much better a model read the page turned around.
  func turning(in language: String) -> Float {
    sum(in: language, isTurned: true) - sum(in: language, isTurned: false)
  }

  /// How much better its model read this side than the other.
  func lead(of view: PageReader.View) -> Float {
    view.isTurned ? turning(in: view.language) : -turning(in: view.language)
  }
}
