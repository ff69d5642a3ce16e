import Isolating

/// What a worker process is kept from, as it says itself, and what it could do all the same when it tried.
package struct SandboxProbe: Sendable, Equatable {
  package var report: SandboxReport
  package var attempts: [Attempt]
}

extension IsolatedScanner {
  /// Starts a worker, lets it try what it should not be able to do, and ends it.
  package func probe() throws(InspectorFailure) -> SandboxProbe {
    let inbox = Inbox<Worker.News>()
    var report: SandboxReport?
    do throws(WireFailure) {
      let worker = try Worker(command, setup(jobs: 1)) { inbox.push($0) }
      worker.send(.probe)
      while let news = inbox.pop() {
        switch news {
        case .message(.ready(let walls)): report = walls
        case .message(.probed(let attempts)):
          guard let report else { break }
          worker.kill()
          return SandboxProbe(report: report, attempts: attempts)
        case .message: break
        case .ended(let ending, let words):
          throw WireFailure("it ended with \(ending.description). \(words)")
        }
      }
      throw WireFailure("it said nothing")
    } catch {
      throw InspectorFailure(reason: .noEngine, detail: "the worker process could not be asked: \(error)")
    }
  }
}
