import Evidence
import Foundation

/// All that one run of the benchmark has to say: written as JSON, compared with an earlier one, drawn as a page.
package struct BenchReport: Sendable, Equatable, Codable {
  /// Of the JSON; a report of another schema is not compared with.
  package static let currentSchema = 1

  package struct SetName: Sendable, Equatable, Codable {
    package var name: String
    package var photos: Int
    /// Of the labels: runs with the same one were measured on the same photos.
    package var digest: String
  }

  package var schema: Int
  package var set: SetName
  package var environment: Environment
  package var accuracy: Accuracy
  package var speed: Speed
  /// The same pictures by other programs.
  package var rivals: [RivalReport]
  /// Stages measured alone.
  package var stages: [StageBench]
  /// In the order of the labels.
  package var photos: [PhotoResult]

  /// - Parameter outcomes: one for each label of the set.
  package init(
    set: LabelledSet, outcomes: [Outcome], run: Run, environment: Environment, rivals: [RivalReport] = [],
    stages: [StageBench] = []
  ) {
    schema = Self.currentSchema
    let name = URL(fileURLWithPath: set.folder).lastPathComponent
    self.set = SetName(name: name, photos: set.labels.count, digest: set.digest)
    self.environment = environment
    photos = outcomes.map(PhotoResult.init)
    accuracy = Accuracy(photos)
    speed = Speed(photos, run: run)
    self.rivals = rivals
    self.stages = stages
  }

  /// The photos of one standing, in the order of the labels.
  package func photos(_ standing: Standing) -> [PhotoResult] { photos.filter { $0.standing == standing } }

  /// Why a report could not be written or read.
  package struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    package var description: String
  }

  /// JSON with its keys in order, so that two reports can be laid side by side.
  package func json() throws(Failure) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    } catch {
      throw Failure(description: "cannot be written as JSON: \(error)")
    }
  }

  /// Reads what `json()` wrote.
  package init(json: [UInt8]) throws(Failure) {
    struct Version: Codable { var schema: Int }
    let (data, decoder) = (Data(json), JSONDecoder())
    guard let version = try? decoder.decode(Version.self, from: data) else {
      throw Failure(description: "not a report of this benchmark: no \"schema\"")
    }
    guard version.schema == Self.currentSchema else {
      throw Failure(
        description: "schema \(version.schema), and this program knows \(Self.currentSchema): make it anew")
    }
    do {
      self = try decoder.decode(BenchReport.self, from: data)
    } catch let error as DecodingError {
      throw Failure(description: "not a report of this benchmark: \(Self.place(of: error))")
    } catch {
      throw Failure(description: "not a report of this benchmark")
    }
  }

  private static func place(of error: DecodingError) -> String {
    let context: DecodingError.Context
    switch error {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found),
      .dataCorrupted(let found):
      context = found
    @unknown default: return "damaged"
    }
    let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    return (path.isEmpty ? "" : path.joined(separator: ".") + ": ") + context.debugDescription
  }
}
