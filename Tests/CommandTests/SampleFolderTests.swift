import Foundation
import Testing

private let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().path

private func lines(_ name: String) throws -> [String] {
  try String(contentsOfFile: checkout + "/Samples/" + name, encoding: .utf8).split(separator: "\n")
    .map(String.init)
}

/// `Samples/README.md` says how to renew the expectations.
@Test func theSamplesAreJudgedAsWrittenDown() throws {
  let outcome = try Program.shell(
    "cd '\(checkout)' && \"$vermilion\" scan --quiet --format jsonl Samples", in: Workplace())
  #expect(outcome.status == 1)
  let expected = try lines("expected.jsonl")
  #expect(outcome.lines.count == expected.count)
  for (line, wanted) in zip(outcome.lines, expected) {
    // All of the expected object but its closing brace; then the next key, which is no level.
    let start = wanted.dropLast() + ", "
    #expect(line.hasPrefix(start), "expected \(wanted), got \(line.prefix(120))")
    #expect(wanted.contains("\"level\"") == line.contains("\"level\": "))
  }
}

/// Damage that made of the page's red type a line which, from its other side, was none: the worker ended of it.
@Test func aDamagedHeadingDoesNotEndTheWorker() throws {
  var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: checkout + "/Samples/cn-document-thumb.jpg")))
  for (place, byte) in [(239, 0x7F), (240, 0xFF), (334, 0x1E)] { bytes[place] = UInt8(byte) }
  bytes.insert(contentsOf: [UInt8](repeating: 0x2A, count: 22), at: 66_550)
  let place = try Workplace()
  try Data(bytes).write(to: URL(fileURLWithPath: place.path + "/damaged.jpg"))
  let outcome = try Program.run("scan", "--no-ledger", "--format", "jsonl", place.path + "/damaged.jpg")
  #expect(outcome.output.contains("\"reason\": \"damaged\""), "\(outcome.output)")
}

@Test func everySampleIsLabelledAndExplained() throws {
  let photos = try FileManager.default.contentsOfDirectory(atPath: checkout + "/Samples")
    .filter { ["jpg", "png", "heic", "webp"].contains($0.split(separator: ".").last) }
  let labelled = try lines("labels.tsv").dropFirst().map { String($0.prefix { $0 != "\t" }) }
  let expected = try lines("expected.jsonl").map { line in
    String(line.dropFirst("{\"path\": \"Samples/".count).prefix { $0 != "\"" })
  }
  #expect(labelled.sorted() == photos.sorted())
  #expect(expected.sorted() == photos.sorted())
  let readme = try lines("README.md").joined(separator: "\n")
  for photo in photos { #expect(readme.contains("`\(photo)`"), "no reason given for \(photo)") }
  let sizes = try photos.map {
    try FileManager.default.attributesOfItem(atPath: checkout + "/Samples/" + $0)[.size] as? Int ?? 0
  }
  #expect(sizes.reduce(0, +) <= 10_000_000)
}

/// What is missed is said: each photo that is not judged as labelled is named under "Missed".
@Test func theReadmeNamesWhatIsMissed() throws {
  let readme = try lines("README.md")
  let start = try #require(readme.firstIndex { $0.hasPrefix("## Missed") })
  let told = Set(readme[start...].filter { $0.hasPrefix("- `") }.map { $0.split(separator: "`")[1] })
  let expected = try lines("expected.jsonl")
  for label in try lines("labels.tsv").dropFirst() {
    let fields = label.split(separator: "\t", omittingEmptySubsequences: false)
    let wanted = "{\"path\": \"Samples/\(fields[0])\", \"verdict\": \"\(fields[1])\""
    let isFound = expected.contains { $0.hasPrefix(wanted) }
    #expect(isFound != told.contains(fields[0]), "\(fields[0])")
  }
}
