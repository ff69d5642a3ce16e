/// Something worth knowing of a container: `device`, `Apple iPhone 12`.
package struct Particular: Sendable, Equatable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// What a folder or container is and how many photos are in it, without judging any.
package struct SourceSurvey: Sendable, Equatable {
  package var path: String
  /// For a person: `iOS backup`.
  package var kind: String
  package var particulars: [Particular] = []
  package private(set) var photos = 0
  /// Photos by the program that kept them, where the container knows.
  package private(set) var apps: [String: Int] = [:]
  package private(set) var earliest: Moment?
  package private(set) var latest: Moment?
  /// Files or entries which are no photos.
  package var others = 0
  /// What cannot be had: the first few, each a line for a person.
  package private(set) var problems: [String] = []
  package private(set) var problemCount = 0

  private static let mostProblems = 5

  package init(path: String, kind: String) {
    self.path = path
    self.kind = kind
  }

  package mutating func add(_ photo: Photo) {
    photos += 1
    if let app = photo.source?.app { apps[app, default: 0] += 1 }
    if let moment = photo.source?.taken ?? photo.source?.sent {
      earliest = earliest.map { min($0, moment) } ?? moment
      latest = latest.map { max($0, moment) } ?? moment
    }
  }

  package mutating func add(_ photo: Photo, _ reason: UndecidedReason, detail: String) {
    problemCount += 1
    if problems.count < Self.mostProblems { problems.append("\(photo.path): \(reason.rawValue): \(detail)") }
  }
}
