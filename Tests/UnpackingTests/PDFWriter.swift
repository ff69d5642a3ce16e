import Foundation

/// A PDF of pages with lines of Helvetica at the upper left, 12 points high.
///
/// - Parameter count: what the file says of its number of pages, true or not.
func pdf(_ pages: [[String]], count: Int? = nil) -> [UInt8] {
  var objects = [
    "<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ]
  var kids: [String] = []
  for lines in pages {
    let text = "BT /F 12 Tf 50 780 Td " + lines.map { "(\($0)) Tj 0 -20 Td" }.joined(separator: " ") + " ET"
    objects.append("<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream")
    objects.append(
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
        + "/Contents \(objects.count) 0 R >>")
    kids.append("\(objects.count) 0 R")
  }
  objects[1] = "<< /Type /Pages /Count \(count ?? kids.count) /Kids [\(kids.joined(separator: " "))] >>"
  var file = "%PDF-1.4\n"
  var offsets: [Int] = []
  for (index, object) in objects.enumerated() {
    offsets.append(file.utf8.count)
    file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
  }
  let table = file.utf8.count
  func padded(_ offset: Int) -> String {
    String(repeating: "0", count: 10 - String(offset).count) + String(offset)
  }
  file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
  file += offsets.map { "\(padded($0)) 00000 n \n" }.joined()
  file += "trailer << /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
  return Array(file.utf8)
}
