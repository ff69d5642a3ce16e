import Discovering
import Dispatch
import Evidence
import Foundation
import Pipeline
import Synchronization

/// Files made for one test, gone with it: `0`, `1`, `2` ... in order.
final class Files {
  let folder: String
  let photos: [Photo]

  init(_ contents: [[UInt8]]) throws {
    folder = NSTemporaryDirectory() + "scan-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    photos = try contents.enumerated().map { [folder] index, bytes in
      let path = "\(folder)/\(index)"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return Photo(path: path)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Hands over the photos in order.
  var feed: Pipeline.Scanner.Feed {
    { [photos] take in
      for photo in photos { guard take(.photo(photo)) else { return } }
    }
  }

  /// The last parts of the paths.
  static func names(_ inspections: [Inspection]) -> [String] {
    inspections.map { String($0.finding.path.split(separator: "/").last ?? "") }
  }
}

/// Answers what a closure says, and counts how often it was asked.
final class StandIn: PhotoInspector {
  private let answer: @Sendable ([UInt8]) -> Judgement

  init(_ answer: @escaping @Sendable ([UInt8]) -> Judgement) {
    self.answer = answer
  }

  func inspect(bytes: [UInt8], of photo: Photo) -> Inspection {
    Inspection(
      finding: Finding(path: photo.path, judgement: answer(bytes), size: (4, 3), seconds: 1),
      trace: Trace(left: .judge))
  }
}

final class Counter: Sendable {
  private let state = Mutex((now: 0, most: 0, total: 0))

  func enter() {
    state.withLock { state in
      state.now += 1
      state.total += 1
      state.most = max(state.most, state.now)
    }
  }
  func leave() { state.withLock { $0.now -= 1 } }

  var total: Int { state.withLock { $0.total } }
  var most: Int { state.withLock { $0.most } }
}

let clear = Judgement(verdict: .clear, confidence: 0.9)
