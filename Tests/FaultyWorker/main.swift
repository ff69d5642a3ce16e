// A worker process whose inspector does what a photo's bytes say, for tests of what holds when it fails.
import Evidence
import Glibc
import Isolating
import Pipeline

/// Each photo is a word and what makes it differ from others: `crash 1`, `hang 2`, `fine 3`.
final class FaultyInspector: PhotoInspector {
  private var leaked: [[UInt8]] = []

  func inspect(bytes: [UInt8], of photo: Photo) -> Inspection {
    let text = String(decoding: bytes, as: UTF8.self)
    switch text.prefix(while: { $0 != " " }) {
    case "crash": abort()
    case "trap": preconditionFailure("the page has \(leaked.count) corners")
    case "hang": while true { sleep(1) }
    // Slowly enough to be seen between two looks, ten a second, before the system refuses more.
    case "leak":
      while true {
        leaked.append([UInt8](repeating: 1, count: 8 << 20))
        usleep(5_000)
      }
    case "vanish": _exit(0)
    case "stop": raise(SIGSTOP)
    case "nonsense":
      let words = Array("Estimating resolution as 300\n".utf8)
      _ = unsafe write(STDOUT_FILENO, words, words.count)
    case "lie":
      // The result of a photo that nobody gave it.
      var lie = WireWriter()
      lie.add(UInt8(3))
      lie.add(Ticket(item: 1_000_000))
      lie.add(Inspection(finding: Finding(path: "/etc/passwd", judgement: fine), trace: Trace()))
      _ = FrameWriter(file: STDOUT_FILENO).send(lie.bytes)
      sleep(1)
    case "slow": usleep(1_500_000)
    case "rename":
      return Inspection(finding: Finding(path: "another", judgement: fine), trace: Trace(left: .judge))
    default: break
    }
    return Inspection(finding: Finding(path: photo.path, judgement: fine), trace: Trace(left: .judge))
  }

  private let fine = Judgement(verdict: .clear, confidence: 0.9)
}

switch CommandLine.arguments.dropFirst().first {
case "dies-at-once": _exit(7)
case "cannot":
  WorkerProcess.run { (_) throws(InspectorFailure) in
    throw InspectorFailure(reason: .noModel, detail: "install it")
  }
default: WorkerProcess.run { (_) throws(InspectorFailure) in FaultyInspector() }
}
