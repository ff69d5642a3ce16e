import Evidence
import Looking
import Pixels
import Reading

// MARK: Type that is read downwards

extension PageReader {
  /// Lines that tell whether a page's are columns, and those that are read then.
  private static let (mostToTell, mostColumns) = (5, 30)
  /// Rows among them that are read at most.
  private static let mostRows = 8

  /// Framed words that are tried where the rest tells nothing, and how long they are, in heights.
  private static let mostStamps = 2
  private static let lengthsOfStamps: ClosedRange<Float> = 1.5...4.5

  /// Columns of signs pass for lines of type on its side, which no model reads, or what stands beside each other in them
  /// for rows, of which a model makes anything. They look like Chinese characters where their signs are set upright, or a
  /// stamp among them like a mark.
  ///
  /// - Parameters:
  ///   - view: the page as it was taken for.
  ///   - small: what was glanced at.
  ///   - across: the page taken to be read across that direction.
  /// - Returns: `nil` where they are no columns.
  func readDownwards(
    _ view: View, _ small: Image, _ image: Image, across: (inout Stopwatch) -> View?,
    _ watch: inout Stopwatch
  ) -> Result? {
    if let (page, result) = readColumns(of: view, small, image, &watch) {
      return readRows(of: across, beside: page, small, image, addedTo: result, &watch)
    }
    guard let other = across(&watch), let (page, result) = readColumns(of: other, small, image, &watch) else {
      return nil
    }
    return readRows(of: { _ in view }, beside: page, small, image, addedTo: result, &watch)
  }

  /// Reads what stands in rows on a page of columns, as its mark may, where the columns say nothing.
  ///
  /// - Parameters:
  ///   - rows: the page as somebody sees it who looks for rows, from either side.
  ///   - page: the same page in columns.
  private func readRows(
    of rows: (inout Stopwatch) -> View?, beside page: View, _ small: Image, _ image: Image,
    addedTo earlier: Result, _ watch: inout Stopwatch
  ) -> Result {
    guard earlier.judgement.verdict == .clear, let rows = rows(&watch),
      let row = rows.survey.layout.lines.first,
      let column = page.survey.probes.first.map({ page.survey.layout.lines[$0].quad })
    else { return earlier }
    let right = column.topLeft - column.bottomLeft
    let isTurned = (row.quad.topRight - row.quad.topLeft).dot(right) < 0
    let survey = isTurned ? watch.time(.look) { rows.survey.turnedAround(small) } : rows.survey
    let lines = survey.likely.filter { survey.layout.lines[$0].mayBeMark }.prefix(Self.mostRows)
    return read(Array(lines), of: survey, glanced: small, in: image, addedTo: earlier, &watch)
  }

  /// - Returns: the page in columns and what it says; `nil` where it has none that read.
  private func readColumns(
    of view: View, _ small: Image, _ image: Image, _ watch: inout Stopwatch
  ) -> (page: View, result: Result)? {
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
      if result.judgement.verdict != .clear || !result.transcript.isHardlyRead { return (page, result) }
    }
    return nil
  }

  /// Whether a framed word shows, whatever the rest is.
  func showsStamp(_ survey: Survey) -> Bool { !stamps(of: survey).isEmpty }

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
