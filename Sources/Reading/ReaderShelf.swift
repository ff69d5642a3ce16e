import Dispatch
import Evidence
import Foundation

/// A worker's readers, one a language, each made when it is first asked for; the least used makes room.
package final class ReaderShelf {
  /// `TessBaseAPIInit` beside another one is a race inside the library.
  private static let oneAtATime = DispatchSemaphore(value: 1)

  /// Engines kept at once: an engine takes some 40 MB, and a page rarely needs more than two.
  private static let mostReaders = 4

  private let models: String
  /// The most recently used last.
  private var readers: [Reader] = []

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
    if let place = readers.firstIndex(where: { $0.language == language }) {
      let reader = readers.remove(at: place)
      readers.append(reader)
      return reader
    }
    Self.oneAtATime.wait()
    defer { Self.oneAtATime.signal() }
    let reader = try Reader(language: language, models: models)
    if readers.count >= Self.mostReaders { readers.removeFirst() }
    readers.append(reader)
    return reader
  }
}

@available(*, unavailable)
extension ReaderShelf: Sendable {}
