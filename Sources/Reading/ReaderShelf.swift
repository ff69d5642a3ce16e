import Dispatch
import Evidence
import Foundation

/// A worker's readers, one a language, each made when it is first asked for.
package final class ReaderShelf {
  /// `TessBaseAPIInit` beside another one is a race inside the library.
  private static let oneAtATime = DispatchSemaphore(value: 1)

  private let models: String
  private var readers: [String: Reader] = [:]

  /// - Parameter models: the folder of the `.traineddata` files.
  package init(models: String) {
    self.models = models
  }

  /// The languages whose models lie in a folder, by Tesseract's names.
  package static func installed(in folder: String) -> Set<String> {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let ending = ".traineddata"
    return Set(names.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) })
  }

  package func reader(for language: String) throws(ReadFailure) -> Reader {
    if let reader = readers[language] { return reader }
    Self.oneAtATime.wait()
    defer { Self.oneAtATime.signal() }
    let reader = try Reader(language: language, models: models)
    readers[language] = reader
    return reader
  }
}

@available(*, unavailable)
extension ReaderShelf: Sendable {}
