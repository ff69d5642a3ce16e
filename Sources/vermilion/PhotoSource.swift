import Discovering
import Dispatch
import Evidence
import Glibc
import Pipeline
import Reporting
import Synchronization
import Unpacking

/// What the command line names to be scanned: paths, then those of a list.
final class PhotoSource: Sendable {
  /// Why the list cannot be had.
  struct NoList: Error, CustomStringConvertible {
    var path: String
    var code: Int32
    var description: String { "cannot read the list \(shownText(path)): \(systemText(code))" }
  }

  private struct State {
    var counts: DiscoveryCounts?
    var listFailure: String?
    var total = 0
    var isTotalFinal = false
  }

  private let discoverer: Discoverer
  private let paths: [[UInt8]]
  private let listPath: String?
  private let listFile: Int32?
  private let state = Mutex(State())

  init(_ command: ScanCommand) throws(NoList) {
    discoverer = Discoverer(command.insideFolders.discovery, isContainer: isContainer)
    var raw = RawArguments()
    paths = command.paths.map { raw.path($0) }
    listPath = command.filesFrom
    guard let listPath else {
      listFile = nil
      return
    }
    listFile = try Self.openList(listPath)
  }

  private static func openList(_ path: String) throws(NoList) -> Int32 {
    if path == "-" { return STDIN_FILENO }
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw NoList(path: path, code: errno) }
    return file
  }

  /// For the scanner, once.
  var feed: Pipeline.Scanner.Feed {
    { [self] take in
      var wantsMore = true
      let watching: (Discovered) -> Bool = { item in
        wantsMore = take(item)
        return wantsMore
      }
      var counts = discoverer.photos(under: paths, watching)
      if wantsMore, let listFile {
        let list = PathList(fileDescriptor: listFile)
        counts += discoverer.photos(under: list, watching)
        state.withLock { [failure = list.failure] in $0.listFailure = failure }
      }
      state.withLock { [counts] in $0.counts = wantsMore ? counts : nil }
    }
  }

  /// Goes through the same folders beside the scan, to learn how many photos there will be. A list on
  /// standard input can be read once only, so the total stays open then.
  func startCounting(until stop: StopFlag) {
    guard listPath == nil else { return }
    DispatchQueue(label: "vermilion.counting").async { [self] in
      let counts = discoverer.photos(under: paths) { _ in
        state.withLock { $0.total += 1 }
        return !stop.isRequested
      }
      // How many photos a container holds is known only when it has been gone through.
      state.withLock { $0.isTotalFinal = counts.containers == 0 }
    }
  }

  var total: (photos: Int, isFinal: Bool) { state.withLock { ($0.total, $0.isTotalFinal) } }
  /// Files which are no photos; `nil` before everything was discovered.
  var otherFiles: Int? { state.withLock { $0.counts?.otherFiles } }
  var listFailure: String? { state.withLock { $0.listFailure } }
}
