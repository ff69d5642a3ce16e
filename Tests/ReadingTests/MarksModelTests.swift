import Drawing
import Evidence
import Pixels
import Testing

@testable import Reading

private let models = "/usr/share/tesseract-ocr/5/tessdata"

private func read(_ strip: Plane, in model: String = Reading.marks) throws -> Reading {
  try ReaderShelf(models: models, marksFolder: ownModels).read(strip, in: model)
}

/// The mean of the square of pixels round each, as a lens out of focus gives it.
private func blurred(_ strip: Plane, by radius: Int) -> Plane {
  var soft = strip
  for y in 0..<strip.height {
    for x in 0..<strip.width {
      var (sum, count) = (0, 0)
      for v in max(0, y - radius)...min(strip.height - 1, y + radius) {
        for u in max(0, x - radius)...min(strip.width - 1, x + radius) {
          (sum, count) = (sum + Int(strip[u, v]), count + 1)
        }
      }
      soft[x, y] = UInt8(sum / count)
    }
  }
  return soft
}

@Test(arguments: ["机密★长期", "秘密★20年", "绝密★启用前"], ["Noto Sans CJK SC", "Noto Serif CJK SC"])
func marksAreReadWithTheirStar(_ mark: String, _ face: String) throws {
  let strip = strip(mark, Face(face, weight: 500))
  for radius in [0, 2, 3] {
    let reading = try read(blurred(strip, by: radius))
    #expect(reading.text == mark)
    #expect(reading.confidence >= 0.7)
  }
}

@Test(arguments: ["机密", "绝密", "機密", "絕密"])
func theTwoScriptsAreToldApart(_ level: String) throws {
  for face in ["Noto Sans CJK TC", "Noto Serif CJK TC"] {
    for radius in [0, 2] {
      #expect(try read(blurred(strip(level, Face(face, weight: 500)), by: radius)).text == level)
    }
  }
}

@Test(arguments: ["秘书长办公室", "机器维修登记", "密切关注天气", "绝对不能大意", "The minutes of the meeting"])
func whatIsNoMarkIsReadAsNone(_ text: String) throws {
  let reading = try read(strip(text, Face("Noto Serif CJK SC", weight: 500)))
  #expect(!reading.text.isEmpty)
  #expect(["绝密", "机密", "秘密"].allSatisfy { !reading.text.contains($0) })
}

// MARK: Of other countries

private let foreignMarks = [
  ("Ⅱ급비밀", "Noto Serif CJK KR", "Ⅱ급비밀"), ("대외비", "Noto Sans CJK KR", "대외비"),
  ("極秘", "Noto Serif CJK JP", "極秘"),
  ("取扱注意", "Noto Sans CJK JP", "取扱注意"), ("SECRET", "Liberation Sans", "SECRET"),
  ("GEHEIM", "Liberation Serif", "GEHEIM"), ("NATO SECRET", "DejaVu Sans", "NATOSECRET"),
  ("СЕКРЕТНО", "Liberation Serif", "CEKPETHO"), ("ДСП", "DejaVu Serif", "ДCП"),
]

@Test(arguments: foreignMarks)
func marksOfOtherCountriesAreReadInTheCapitalsOfOneScript(_ mark: String, _ face: String, _ text: String)
  throws
{
  for radius in [0, 2] {
    let reading = try read(blurred(strip(mark, Face(face, weight: 500)), by: radius), in: Reading.foreign)
    #expect(reading.text == text)
    #expect(reading.confidence >= 0.7)
  }
}

@Test(
  arguments: [
    ("비밀번호", "Noto Sans CJK KR"), ("秘書課", "Noto Serif CJK JP"), ("SECRETARY", "Liberation Sans"),
    ("СЕКРЕТАРЬ", "Liberation Serif"),
    ("关于召开会议的通知", "Noto Serif CJK SC"), ("請於十月三日前函復", "Noto Serif CJK TC"),
  ])
func wordsNearOtherCountriesMarksAreNone(_ text: String, _ face: String) throws {
  let reading = try read(strip(text, Face(face, weight: 500)), in: Reading.foreign)
  #expect(!reading.text.isEmpty)
  #expect(!foreignMarks.contains { $0.2 == reading.text && reading.confidence >= 0.7 })
}
