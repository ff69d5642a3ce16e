import Discovering
import Dispatch
import Evidence
import Remembering
import Synchronization

/// Ties a scan to the ledger: what is known is handed on unopened, and what is judged is added.
///
/// `feed` runs on the discovering thread, `note` and `flush` on the owner's.
package final class Recall: Sendable {
  private struct Place {
    var path: [UInt8]
    /// `nil` when it would not tell a later change.
    var footprint: Footprint?
  }

  private struct State {
    /// Photos on the way, by the path of the report. The same may be on the way several times.
    var places: [String: [Place]] = [:]
    /// The absolute paths of the last containers, with those of the report.
    var containers: [(name: String, path: [UInt8])] = []
    var paths = AbsolutePaths()
    var known = 0
    var flushTime = DispatchTime.now()
  }

  package let memory: Memory
  private let again: Bool
  private let state = Mutex(State())

  /// `again` judges everything anew, and still adds what it finds.
  package init(_ memory: Memory, again: Bool) {
    self.memory = memory
    self.again = again
  }

  /// Photos that were not judged, since they are known.
  package var known: Int { state.withLock { $0.known } }

  /// For `ScanOptions.recall`.
  package var contents: (@Sendable (_ sha256: String) -> Inspection?)? {
    if again { return nil }
    return { [self] sha256 in
      guard let inspection = memory.inspection(ofContent: sha256) else { return nil }
      state.withLock { $0.known += 1 }
      return inspection
    }
  }

  /// The feed with known photos in place of those whose files are as they were.
  package func feed(_ feed: @escaping Scanner.Feed) -> Scanner.Feed {
    { [self] take in
      feed { item in
        if case .container(let photo) = item { remember(container: photo) }
        guard case .photo(let photo) = item else { return take(item) }
        let now = Footprint.now
        let footprint = Footprint(ofFile: photo.file)
        let path = state.withLock { $0.paths.path(photo.file) }
        if !again, let footprint, let inspection = memory.inspection(ofFile: path, footprint) {
          state.withLock { $0.known += 1 }
          return take(.known(photo, inspection))
        }
        let settled = footprint.flatMap { $0.isSettled(at: now) ? $0 : nil }
        expect(photo.path, Place(path: path, footprint: settled))
        return take(item)
      }
    }
  }

  /// More than can be on the way at once; entries of one that is forgotten are remembered as the report names it.
  private static let containersKept = 1024

  private func remember(container: Photo) {
    state.withLock { state in
      if state.containers.count >= Self.containersKept {
        state.containers.removeFirst(Self.containersKept / 2)
      }
      state.containers.append((container.path, state.paths.path(container.file)))
    }
  }

  private func expect(_ name: String, _ place: Place) {
    state.withLock { state in
      var places = state.places[name, default: []]
      // Two files whose names only look the same: which of them a result is about cannot be told.
      if let other = places.first, other.path != place.path {
        for index in places.indices { places[index].footprint = nil }
        places.append(Place(path: place.path, footprint: nil))
      } else {
        places.append(place)
      }
      state.places[name] = places
    }
  }

  /// Adds a result to what is written next.
  package func note(_ inspection: Inspection) {
    let name = inspection.finding.path
    let place = state.withLock { state -> Place? in
      guard var places = state.places.removeValue(forKey: name) else {
        return Self.entryPath(name, in: state.containers).map { Place(path: $0) }
      }
      let place = places.removeFirst()
      if !places.isEmpty { state.places[name] = places }
      return place
    }
    guard let place else { return }
    memory.add(Memory.Entry(path: place.path, footprint: place.footprint, inspection: inspection))
  }

  /// The path of a photo inside a container, `container!/way/in/it`; `nil` when it is in none of these.
  private static func entryPath(_ name: String, in containers: [(name: String, path: [UInt8])]) -> [UInt8]? {
    let container = containers.last { container in
      name.hasPrefix(container.name) && name.dropFirst(container.name.count).hasPrefix("!/")
    }
    guard let container else { return nil }
    return container.path + Array(name.utf8.dropFirst(container.name.utf8.count))
  }

  /// Writes what was noted, every fifth of a second at most. `now` does not wait.
  package func flush(now isNow: Bool = false) {
    let isDue = state.withLock { state in
      guard isNow || state.flushTime <= .now() else { return false }
      state.flushTime = .now() + .milliseconds(200)
      return true
    }
    if isDue { memory.flush() }
  }
}
