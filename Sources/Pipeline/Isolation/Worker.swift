import Dispatch
import Isolating
import Synchronization

/// The parent's side of one worker process: orders go in without waiting, news comes out on a thread of its own.
final class Worker: Sendable {
  enum News: Sendable {
    case message(WorkerMessage)
    /// It is no more; with the last line that it wrote to standard error. Always comes, and comes last.
    case ended(Ending, lastWords: String)
  }

  private let process: ChildProcess
  private let orders = Inbox<[UInt8]>()

  init(
    _ command: WorkerCommand, _ setup: WorkerSetup, onNews: @escaping @Sendable (News) -> Void
  ) throws(WireFailure) {
    process = try ChildProcess(command.program, command.arguments, environment: command.environment)
    orders.push(Order.setUp(setup).wired)
    DispatchQueue(label: "vermilion.orders").async { [process, orders] in
      let writer = FrameWriter(file: process.input)
      withoutBrokenPipeSignal { while let order = orders.pop(), writer.send(order) {} }
      process.closeInput()
    }
    let words = LastWords()
    let listening = DispatchGroup()
    DispatchQueue(label: "vermilion.complaints").async(group: listening) { [process] in
      words.listen(to: process.errors)
    }
    DispatchQueue(label: "vermilion.news").async { [process, orders] in
      let reader = FrameReader(file: process.output)
      do throws(WireFailure) {
        while let message = try reader.next() { onNews(.message(try WorkerMessage(wired: message))) }
      } catch {
        // It has been taken over, or memory is not what it was: nothing more is believed.
        process.kill()
        words.note("it made no sense: \(error)")
      }
      orders.close()
      let ending = process.end(within: 5)
      _ = listening.wait(timeout: .now() + 1)
      onNews(.ended(ending, lastWords: words.text))
    }
  }

  func send(_ order: Order) { orders.push(order.wired) }

  func kill() { process.kill() }

  var processorSeconds: Double { process.processorSeconds }

  /// In bytes; 0 when it has ended.
  var memory: Int { process.memory ?? 0 }
  /// The most that it held, in bytes; 0 until it has ended, and when that is not known.
  var peakMemory: Int { process.peakMemory }
}

/// How a worker process is started.
package struct WorkerCommand: Sendable, Equatable {
  package var program: String
  package var arguments: [String]
  /// `OMP_THREAD_LIMIT=1` belongs here: Tesseract's runtime looks at it while it is loaded.
  package var environment: [String]

  package init(program: String, arguments: [String], environment: [String]) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
  }
}

/// The end of what a process complains of, for the report of its death.
private final class LastWords: Sendable {
  private static let most = 4096
  private let kept = Mutex<[UInt8]>([])

  func listen(to file: Int32) {
    while let block = someBytes(from: file) {
      kept.withLock { $0 = ($0 + block).suffix(Self.most) }
    }
  }

  func note(_ line: String) {
    kept.withLock { $0 += Array("\n\(line)\n".utf8) }
  }

  /// The last line that is not empty, cut to a length for one line of a report.
  var text: String {
    let lines = kept.withLock { $0 }.split(separator: 0x0A)
    return String(String(decoding: lines.last ?? [], as: UTF8.self).prefix(200))
  }
}
