import Drawing
import Foundation
import Pixels

/// The project's own models.
let ownModels: String = {
  var folder = URL(fileURLWithPath: #filePath)
  for _ in 0..<3 { folder.deleteLastPathComponent() }
  return folder.appendingPathComponent("Models").path
}()

/// A strip as lines are cut out: 48 pixels high, and its tall signs two thirds of that, in the middle.
func strip(_ text: String, _ face: Face, isTurned: Bool = false) -> Plane {
  let isChinese = text.unicodeScalars.contains { $0.value > 0x2E80 }
  let line = drawnLine(text: text, face: face, height: isChinese ? 35 : 46)
  let inked = (0..<line.height).filter { y in (0..<line.width).contains { line[$0, y] < 128 } }
  let top = ((inked.first ?? 0) + (inked.last ?? 0)) / 2 - 24
  var strip = Plane(width: line.width, height: 48, filledWith: 255)
  for y in 0..<48 where (0..<line.height).contains(y + top) {
    for x in 0..<line.width {
      let (u, v) = isTurned ? (line.width - 1 - x, 47 - y) : (x, y)
      strip[u, v] = line[x, y + top]
    }
  }
  return strip
}
