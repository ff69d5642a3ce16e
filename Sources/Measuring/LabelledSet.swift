import Evidence
import Foundation
import Pixels

/// A folder of photos with `labels.tsv`: tab separated, UTF-8, a header, a line a photo.
///
/// Columns are found by their names: `file` and `verdict` (`marked`, or `secret` for the same, `official`,
/// `clear`, `undecided`) must be there; `level`, `regime`, `kind`, `capture`, `size` (`1080x1440`), `mark`,
/// `quad` (`x,y;x,y;x,y;x,y`) and `part` may be missing or empty, and others are passed over. A capture that
/// ends in `+rotN` was turned by N degrees, in `+rotNe` with an orientation tag that says so.
package struct LabelledSet: Sendable, Equatable {
  package var folder: String
  /// In the order of the file.
  package var labels: [Label]

  package init(folder: String, labels: [Label]) {
    self.folder = folder
    self.labels = labels
  }

  /// Reads `labels.tsv` in a folder; the photos themselves are not looked at.
  package static func read(folder: String) throws(LabelFailure) -> LabelledSet {
    let file = folder.hasSuffix("/") ? folder + "labels.tsv" : folder + "/labels.tsv"
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw LabelFailure(file: file, reason: .unreadable, detail: "no such file, or no right to read it")
    }
    defer { try? handle.close() }
    let bytes: Data
    do {
      bytes = try handle.read(upToCount: sizeLimit + 1) ?? Data()
    } catch {
      throw LabelFailure(file: file, reason: .unreadable, detail: error.localizedDescription)
    }
    return LabelledSet(folder: folder, labels: try labels(in: Array(bytes), file: file))
  }

  /// Where a photo lies.
  package func path(of label: Label) -> String {
    folder.hasSuffix("/") ? folder + label.file : folder + "/" + label.file
  }

  /// Those photos only.
  package func keeping(_ isKept: (Label) -> Bool) -> LabelledSet {
    LabelledSet(folder: folder, labels: labels.filter(isKept))
  }

  /// A number for the labels as a whole: equal when two runs measured themselves on the same photos and
  /// the same right answers, in whatever order. FNV-1a, 64 bits, in hex.
  package var digest: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    let lines = labels.map { label in
      [label.file, label.verdict.rawValue, label.level ?? "", label.regime ?? ""].joined(separator: "\t")
    }
    for byte in lines.sorted().joined(separator: "\n").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// 64 MB: some half a million photos.
  private static let sizeLimit = 64 << 20

  /// - Parameter file: what failures call the text.
  package static func labels(in bytes: [UInt8], file: String) throws(LabelFailure) -> [Label] {
    guard bytes.count <= sizeLimit else {
      throw LabelFailure(file: file, reason: .tooLarge, detail: "more than \(sizeLimit >> 20) MB")
    }
    var table: LabelTable?
    var labels: [Label] = []
    var lineOfFile: [String: Int] = [:]
    var number = 0
    for raw in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      var line = raw
      if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
      guard let text = String(validating: line, as: UTF8.self) else {
        throw LabelFailure(file: file, line: number, reason: .encoding, detail: "not UTF-8")
      }
      if text.allSatisfy(\.isWhitespace) { continue }
      let fields = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard let columns = table else {
        table = try LabelTable(header: fields, file: file, line: number)
        continue
      }
      let label = try columns.label(from: fields, line: number)
      if let first = lineOfFile.updateValue(number, forKey: label.file) {
        throw LabelFailure(
          file: file, line: number, reason: .duplicate, detail: "\(label.file) is on line \(first) too")
      }
      labels.append(label)
    }
    guard table != nil else {
      throw LabelFailure(file: file, reason: .header, detail: "empty; the first line names the columns")
    }
    return labels
  }
}

/// Which column holds what.
private struct LabelTable {
  var file: String
  var columns: [String: Int]
  var count: Int

  init(header: [String], file: String, line: Int) throws(LabelFailure) {
    self.file = file
    columns = [:]
    count = header.count
    for (n, field) in header.enumerated() {
      let name = field.trimmed.lowercased()
      if !name.isEmpty, columns.updateValue(n, forKey: name) != nil {
        throw LabelFailure(
          file: file, line: line, reason: .header, detail: "two columns are called \"\(name)\"")
      }
    }
    for name in ["file", "verdict"] where columns[name] == nil {
      throw LabelFailure(file: file, line: line, reason: .header, detail: "no column \"\(name)\"")
    }
  }

  func label(from fields: [String], line: Int) throws(LabelFailure) -> Label {
    guard fields.count <= count else {
      throw LabelFailure(
        file: file, line: line, reason: .row, detail: "\(fields.count) fields under \(count) columns")
    }
    func field(_ name: String) -> String? {
      guard let n = columns[name], n < fields.count else { return nil }
      let text = fields[n].trimmed
      return text.isEmpty ? nil : text
    }
    func wrong(_ detail: String) -> LabelFailure {
      LabelFailure(file: file, line: line, reason: .value, detail: detail)
    }

    guard let name = field("file") else { throw wrong("no file") }
    // A label may only speak of photos in its own folder.
    let steps = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !steps.contains(where: { $0.isEmpty || $0 == ".." }), !name.utf8.contains(0) else {
      throw wrong("file \"\(name)\" does not lie in the set's folder")
    }
    let said = field("verdict") ?? ""
    guard let verdict = said == "secret" ? .marked : Verdict(rawValue: said) else {
      let known = Verdict.allCases.map(\.rawValue).joined(separator: ", ")
      throw wrong("verdict \"\(said)\" is none of \(known)")
    }
    var label = Label(
      file: name, verdict: verdict, level: field("level"), regime: field("regime"),
      kind: field("kind") ?? "", mark: field("mark"), part: field("part"))
    if let fault = label.level.flatMap(Levels.fault) { throw wrong(fault) }
    if let text = field("capture") {
      guard let (capture, turn) = captureAndTurn(text) else {
        throw wrong("capture \"\(text)\": a turn is written +rot90 or, with a tag, +rot90e")
      }
      (label.capture, label.turn) = (capture, turn)
    }
    if let text = field("size") {
      guard let size = size(text) else { throw wrong("size \"\(text)\" is not like 1080x1440") }
      label.size = size
    }
    if let text = field("quad") {
      guard let quad = quad(text) else { throw wrong("quad \"\(text)\" is not like x,y;x,y;x,y;x,y") }
      label.quad = quad
    }
    return label
  }

  private func captureAndTurn(_ text: String) -> (String, Label.Turn)? {
    guard let plus = text.range(of: "+rot", options: .backwards) else { return (text, Label.Turn()) }
    var digits = text[plus.upperBound...]
    let isTagged = digits.last == "e"
    if isTagged { digits = digits.dropLast() }
    guard let degrees = Int(digits), (0..<360).contains(degrees) else { return nil }
    return (String(text[..<plus.lowerBound]), Label.Turn(degrees: degrees, isTagged: isTagged))
  }

  private func size(_ text: String) -> (width: Int, height: Int)? {
    let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    // A side of a million pixels is beyond every format here; the product cannot overflow.
    guard sides.count == 2, let width = sides[0], let height = sides[1],
      (1...1_000_000).contains(width), (1...1_000_000).contains(height)
    else { return nil }
    return (width, height)
  }

  private func quad(_ text: String) -> Quad? {
    var corners: [Point] = []
    for corner in text.split(separator: ";", omittingEmptySubsequences: false) {
      let numbers = corner.split(separator: ",", omittingEmptySubsequences: false).map {
        Float(String($0).trimmed)
      }
      guard numbers.count == 2, let x = numbers[0], let y = numbers[1], abs(x) < 1e7, abs(y) < 1e7
      else { return nil }
      corners.append(Point(x, y))
    }
    guard corners.count == 4 else { return nil }
    return Quad(topLeft: corners[0], topRight: corners[1], bottomRight: corners[2], bottomLeft: corners[3])
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
