import Evidence
import Remembering
import Synchronization

/// The photos that are between the watcher and their verdict, by the path of the report.
final class Traffic: Sendable {
  struct Arrival {
    /// As the report names it.
    var path: String
    var file: [UInt8]
    var absolutePath: [UInt8]
    var isKnown: Bool
    /// When it was written to last, in nanoseconds since 1970.
    var modified: Int64?
  }

  private struct State {
    var photos: [String: [Arrival]] = [:]
    /// The last ones, since nobody tells when the last photo of one has left.
    var containers: [Arrival] = []
  }

  private static let containersKept = 256
  private let state = Mutex(State())

  func enter(_ photo: Photo, absolutePath: [UInt8], isKnown: Bool, isContainer: Bool) {
    let arrival = Arrival(
      path: photo.path, file: photo.file, absolutePath: absolutePath, isKnown: isKnown,
      modified: Footprint(ofFile: photo.file)?.modified)
    state.withLock { state in
      guard isContainer else { return state.photos[photo.path, default: []].append(arrival) }
      if state.containers.count >= Self.containersKept { state.containers.removeFirst() }
      state.containers.append(arrival)
    }
  }

  /// The photo that a result is about: itself, or the container that it lies in.
  func leave(_ path: String) -> Arrival? {
    state.withLock { state in
      guard var waiting = state.photos[path] else {
        return state.containers.last { container in
          path == container.path
            || path.hasPrefix(container.path) && path.dropFirst(container.path.count).hasPrefix("!/")
        }
      }
      let arrival = waiting.removeFirst()
      state.photos[path] = waiting.isEmpty ? nil : waiting
      return arrival
    }
  }
}
