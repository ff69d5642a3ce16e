import Evidence

/// One source for a person to read, ending in an empty line.
package func surveyText(_ source: SourceSurvey) -> String {
  var lines = [shownText(source.path), "  " + shownText(source.kind)]
  for particular in source.particulars {
    lines[1] += ", \(shownText(particular.name)): \(shownText(particular.value))"
  }
  var count = "  " + counted(source.photos, "photo", "photos")
  let apps = source.apps.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  if !apps.isEmpty {
    let known = apps.reduce(0) { $0 + $1.value }
    var parts = apps.map { "\(shownText($0.key)) \(grouped($0.value))" }
    if known < source.photos { parts.append("others \(grouped(source.photos - known))") }
    count += ": " + parts.joined(separator: ", ")
  }
  lines.append(count)
  if let earliest = source.earliest, let latest = source.latest {
    let (first, last) = (earliest.text.prefix(10), latest.text.prefix(10))
    lines.append("  " + (first == last ? "of \(first)" : "from \(first) to \(last)"))
  }
  if source.others > 0 {
    lines.append("  " + counted(source.others, "other file is not a photo", "other files are not photos"))
  }
  for problem in source.problems { lines.append("  " + shownText(problem)) }
  if source.problemCount > source.problems.count {
    lines.append("  and \(grouped(source.problemCount - source.problems.count)) more that cannot be read")
  }
  return lines.joined(separator: "\n") + "\n\n"
}
