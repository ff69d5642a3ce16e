import Evidence
import Looking
import Pixels
import Reading

// MARK: Type that is read downwards

extension PageReader {
  /// Lines that tell whether a page's are columns, and those that are read then.
  private static let (mostToTell, mostColumns) = (5, 30)

  /// Framed words that are tried where the rest tells nothing, and how long they are, in heights.
  private static let mostStamps = 2
  private static let lengthsOfStamps: ClosedRange<Float> = 1.5...4.5

  /// Columns of signs pass for lines of type on its side, which no model reads. They look like Chinese characters where
  /// their signs are set upright, or a stamp among them like a mark.
  ///
  /// - Parameters:
  ///   - view: the page as it was taken for.
  ///   - small: what was glanced at.
  /// - Returns: `nil` where they are no columns.
  func readDownwards(_ view: View, _ small: Image, _ image: Image, _ watch: inout Stopwatch) -> Result? {
    let seen = watch.time(.look) { () -> Impression? in
      var columns = self.view(
        of: view.survey.inColumns(Set(view.survey.probes.prefix(Self.mostToTell)), of: image))
      let seen = impression(of: &columns, in: image, atLeast: Self.sureAtSight)
      return seen?.script.isOfChineseCharacters == true ? seen : nil
    }
    guard seen != nil || !stamps(of: view.survey).isEmpty else { return nil }
    for isOther in [false, true] where seen == nil || seen?.isTurned == isOther {
      let survey = isOther ? watch.time(.look) { view.survey.turnedAround(small) } : view.survey
      let isTurned = view.isTurned != isOther
      if seen == nil {
        var stamped = self.view(
          of: watch.time(.look) { survey.inColumns(Set(stamps(of: survey)), of: image) })
        guard watch.time(.read, { showsMark(&stamped, inStamps: true, in: image) }) else { continue }
      }
      let lines = Set(survey.likely.prefix(Self.mostColumns) + survey.probes.prefix(Self.mostToTell))
      var page = self.view(of: watch.time(.look) { survey.inColumns(lines, of: image) }, isTurned: isTurned)
      if let seen { watch.time(.read) { settle(&page, as: seen, in: image) } }
      let result = self.result(of: page, small, image, &watch)
      if result.judgement.verdict != .clear || result.transcript.isReadWell { return result }
    }
    return nil
  }

  /// What is put together of several lines is so otherwise from the other side: each side has ids of its own.
  private func stamps(of survey: Survey) -> ArraySlice<Int> {
    survey.likely.prefix(Self.mostForMarks).filter { id in
      let line = survey.layout.lines[id]
      return line.isBoxed && Self.lengthsOfStamps.contains(line.lengthInGlyphs)
    }.prefix(Self.mostStamps)
  }

  private func settle(_ page: inout View, as seen: Impression, in image: Image) {
    page.language = seen.script.model
    page.confidence = hardly(page.language)
    page.language = confirmedModel(of: page, seen: seen, in: image, &page.probes)
  }
}
