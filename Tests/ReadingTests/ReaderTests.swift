import Drawing
import Evidence
import Pixels
import Reading
import Testing

private let models = "/usr/share/tesseract-ocr/5/tessdata"

@Test func aDrawnLineIsRead() throws {
  let reader = try Reader(language: "chi_sim", models: models)
  let reading = reader.read(drawnLine(text: "关于做好防汛工作的通知", height: 34))
  #expect(reading.text.filter { !$0.isWhitespace } == "关于做好防汛工作的通知")
  #expect(reading.confidence > 0.8)
  #expect(reading.language == "chi_sim")
}

@Test(arguments: [100, 350, 400]) func somethingIsReadOfASignThatStandsAlone(_ weight: Int) throws {
  let reader = try Reader(language: "chi_sim", models: models)
  for height in 28...36 {
    let strip = drawnLine(text: "密", face: Face("Noto Sans CJK SC", weight: weight), height: height)
    #expect(!reader.read(strip).text.isEmpty, "\(height) pixels")
  }
}

@Test func anEmptyStripReadsNothing() throws {
  let reader = try Reader(language: "eng", models: models)
  #expect(reader.read(Plane(width: 200, height: 48, filledWith: 255)).text.isEmpty)
  #expect(reader.read(Plane(width: 0, height: 0)).text.isEmpty)
  #expect(reader.read(Plane(width: 1, height: 48)).confidence == 0)
}

@Test func aMissingModelSaysWhatToInstall() {
  do throws(ReadFailure) {
    _ = try Reader(language: "chi_xyz", models: models)
    Issue.record("a model that is not there was loaded")
  } catch {
    #expect(error.reason == .noModel)
    #expect(error.detail.contains("tesseract-ocr-chi-xyz"))
  }
}

@Test func aShelfReadsInEachLanguageAndKnowsWhatIsInstalled() throws {
  let shelf = ReaderShelf(models: models, marksFolder: ownModels)
  let blank = Plane(width: 64, height: 48, filledWith: 255)
  for language in ["eng", "rus", "eng", "kor", "jpn", "chi_tra", "rus"] {
    #expect(try shelf.read(blank, in: language).language == language)
  }
  #expect(throws: ReadFailure.self) { try shelf.read(blank, in: "chi_xyz") }
  #expect(ReaderShelf.installed(in: models).isSuperset(of: ["chi_sim", "eng"]))
  #expect(ReaderShelf.installed(in: "/nowhere").isEmpty)
}
