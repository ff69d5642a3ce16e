import Dispatch
import Evidence
import Foundation
import Pixels
import Synchronization

/// The readers of a process's workers, each made when it is first asked for.
///
/// An engine takes some 40 MB. Of those that nearly every page asks for there are as many as keep the workers from
/// waiting; the rest, asked for on a few pages, are one a language, and a few languages.
package struct ReaderShelf: Sendable {
  /// `TessBaseAPIInit` beside another one is a race inside the library.
  private static let oneAtATime = DispatchSemaphore(value: 1)

  private static let commonest: Set<String> = ["chi_sim", "eng", Reading.marks, Reading.foreign]
  /// By folder and language.
  private static let pools = Mutex<[String: LendingPool<Reader>]>([:])

  private let models: String
  private let marksFolder: String

  /// - Parameters:
  ///   - models: the folder of Tesseract's `.traineddata` files.
  ///   - marksFolder: that of the project's own.
  package init(models: String, marksFolder: String) {
    self.models = models
    self.marksFolder = marksFolder
  }

  /// The languages whose models lie in a folder, by Tesseract's names.
  package static func installed(in folder: String) -> Set<String> {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let ending = ".traineddata"
    return Set(names.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) })
  }

  /// What the model of a language makes of one line.
  package func read(
    _ strip: Plane, in language: String, withSigns: Bool = false
  ) throws(ReadFailure) -> Reading {
    let folder = Reading.own.contains(language) ? marksFolder : models
    guard Self.commonest.contains(language) else {
      return try SharedReaders.rarer.read(
        strip, in: language, withSigns: withSigns, models: folder, make: Self.make)
    }
    return try Self.pool(of: language, in: folder).lend { () throws(ReadFailure) in
      try Self.make(language, folder)
    } to: {
      $0.read(strip, withSigns: withSigns)
    }
  }

  private static func pool(of language: String, in folder: String) -> LendingPool<Reader> {
    let key = "\(folder)/\(language)"
    return pools.withLock { pools in
      let pool = pools[key] ?? LendingPool()
      pools[key] = pool
      return pool
    }
  }

  private static func make(_ language: String, _ models: String) throws(ReadFailure) -> Reader {
    oneAtATime.wait()
    defer { oneAtATime.signal() }
    return try Reader(language: language, models: models)
  }
}

/// Readers of the rarer languages, which all workers share, one call at a time.
///
/// `@unchecked Sendable`: readers never leave, and are touched with the semaphore held only. An engine may go from
/// thread to thread so long as one uses it at a time.
private final class SharedReaders: @unchecked Sendable {
  static let rarer = SharedReaders()

  /// The least recently used makes room for another.
  private static let mostReaders = 3

  private let turn = DispatchSemaphore(value: 1)
  /// The most recently used last.
  private var readers: [(models: String, reader: Reader)] = []

  func read(
    _ strip: Plane, in language: String, withSigns: Bool, models: String,
    make: (String, String) throws(ReadFailure) -> Reader
  ) throws(ReadFailure) -> Reading {
    turn.wait()
    defer { turn.signal() }
    if let place = readers.firstIndex(where: { $0.reader.language == language && $0.models == models }) {
      readers.append(readers.remove(at: place))
    } else {
      if readers.count >= Self.mostReaders { readers.removeFirst() }
      readers.append((models, try make(language, models)))
    }
    return readers[readers.count - 1].reader.read(strip, withSigns: withSigns)
  }
}
