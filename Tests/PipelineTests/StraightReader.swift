import Foundation
import Looking
import Pixels

@testable import Pipeline

/// The project's own.
let modelsFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("Models").path

/// Reads a page that lies straight without looking for its script.
struct StraightReader {
  let reader: PageReader

  init(regimes: [String]) throws {
    let options = InspectorOptions(
      modelsFolder: modelsFolder, tessdata: "/usr/share/tesseract-ocr/5/tessdata", regimes: regimes)
    reader = try Inspector.pageReader(options, classifier: nil)
  }

  /// - Parameter language: the model that the page is taken to be read by.
  func view(of image: Image, in language: String) -> PageReader.View {
    let survey = Survey(
      Glance(of: image), of: image, width: image.width, height: image.height, readingDirection: Point(1, 0))
    var view = reader.view(of: survey)
    (view.language, view.confidence) = (language, 0.9)
    return view
  }
}
