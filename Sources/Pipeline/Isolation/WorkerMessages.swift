import Discovering
import Evidence
import Foundation
import Isolating
import Matching
import Unpacking

/// What a worker process must know before its first photo.
package struct WorkerSetup: Sendable, Equatable, Wired {
  package var inspector: InspectorOptions
  /// Photos at once.
  package var jobs: Int
  /// What opens locked containers.
  package var keys: UnpackKeys
  package var pictures: PictureStyle?
  package var sandbox: Sandbox

  package init(
    inspector: InspectorOptions, jobs: Int, keys: UnpackKeys, pictures: PictureStyle? = nil, sandbox: Sandbox
  ) {
    self.inspector = inspector
    self.jobs = jobs
    self.keys = keys
    self.pictures = pictures
    self.sandbox = sandbox
  }

  package func write(to wire: inout WireWriter) {
    wire.add(inspector.modelsFolder)
    wire.add(inspector.tessdata)
    wire.add(inspector.regimes != nil)
    wire.add(inspector.regimes ?? [])
    wire.add(inspector.extraRules)
    wire.add(inspector.deep)
    wire.add(inspector.limits)
    wire.add(inspector.heldRules)
    wire.add(jobs)
    wire.add((try? JSONEncoder().encode(keys)).map { Array($0) } ?? [])
    wire.add(pictures?.rawValue)
    wire.add(sandbox.readable != nil)
    wire.add(sandbox.readable ?? [])
    wire.add(sandbox.memory)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    func list(_ wire: inout WireReader) throws(WireFailure) -> [String]? {
      let isThere = try wire.take(Bool.self)
      let list = try wire.take([String].self)
      return isThere ? list : nil
    }
    inspector = InspectorOptions(
      modelsFolder: try wire.take(), tessdata: try wire.take(), regimes: try list(&wire),
      extraRules: try wire.take(), deep: try wire.take(), limits: try wire.take())
    inspector.heldRules = try wire.take()
    jobs = try wire.take()
    guard let keys = try? JSONDecoder().decode(UnpackKeys.self, from: Data(wire.takeBytes())) else {
      throw WireFailure("keys that make no sense")
    }
    self.keys = keys
    pictures = try wire.takeOptionalCase()
    sandbox = Sandbox(readable: try list(&wire), memory: try wire.take())
    guard (1...256).contains(jobs) else { throw WireFailure("\(jobs) jobs") }
  }
}

extension RuleTexts: Wired {
  package func write(to wire: inout WireWriter) {
    wire.add(common)
    wire.add(regimes)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(common: try wire.take(), regimes: try wire.take())
  }
}

extension RuleTexts.File: Wired {
  package func write(to wire: inout WireWriter) {
    wire.add(name)
    wire.add(text)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(name: try wire.take(), text: try wire.take())
  }
}

/// What the parent tells a worker process.
package enum Order: Sendable, Equatable, Wired {
  /// Always the first.
  case setUp(WorkerSetup)
  case assign(Assignment)
  /// To `WorkerMessage.met`: what is known of that content already.
  case answer(Ticket, Inspection?)
  /// Finish the photos in hand and begin no other.
  case retire
  /// Nothing more will come. A pipe that ends without this has lost its parent.
  case end
  /// Try what the sandbox should forbid.
  case probe

  package func write(to wire: inout WireWriter) {
    switch self {
    case .setUp(let setup):
      wire.add(UInt8(0))
      wire.add(setup)
    case .assign(let assignment):
      wire.add(UInt8(1))
      wire.add(assignment)
    case .answer(let ticket, let inspection):
      wire.add(UInt8(2))
      wire.add(ticket)
      wire.add(inspection)
    case .retire: wire.add(UInt8(3))
    case .end: wire.add(UInt8(4))
    case .probe: wire.add(UInt8(5))
    }
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    switch try wire.take(UInt8.self) {
    case 0: self = .setUp(try wire.take())
    case 1: self = .assign(try wire.take())
    case 2: self = .answer(try wire.take(), try wire.take())
    case 3: self = .retire
    case 4: self = .end
    case 5: self = .probe
    case let kind: throw WireFailure("no order is of kind \(kind)")
    }
  }
}

/// What a worker process tells its parent.
package enum WorkerMessage: Sendable, Equatable, Wired {
  /// The walls are up; photos may come.
  case ready(SandboxReport)
  /// A photo is about to be opened.
  case begun(Ticket, path: String)
  /// A photo's bytes were read and are about to be judged; the worker waits for the answer.
  case met(Ticket, sha256: String)
  case result(Ticket, Inspection)
  case finished(item: Int, entries: Int, others: Int)
  /// A container is about to be opened.
  case unpacking(item: Int)
  /// It has been gone through; some of its photos may still be in hand.
  case unpacked(item: Int)
  /// No photo can be judged at all.
  case failed(InspectorFailure)
  /// What came of the attempts.
  case probed([Attempt])

  package func write(to wire: inout WireWriter) {
    switch self {
    case .ready(let report):
      wire.add(UInt8(0))
      wire.add(report)
    case .begun(let ticket, let path):
      wire.add(UInt8(1))
      wire.add(ticket)
      wire.add(path)
    case .met(let ticket, let sha256):
      wire.add(UInt8(2))
      wire.add(ticket)
      wire.add(sha256)
    case .result(let ticket, let inspection):
      wire.add(UInt8(3))
      wire.add(ticket)
      wire.add(inspection)
    case .finished(let item, let entries, let others):
      wire.add(UInt8(4))
      wire.add(item)
      wire.add(entries)
      wire.add(others)
    case .unpacking(let item):
      wire.add(UInt8(7))
      wire.add(item)
    case .unpacked(let item):
      wire.add(UInt8(8))
      wire.add(item)
    case .failed(let failure):
      wire.add(UInt8(5))
      wire.add(failure)
    case .probed(let attempts):
      wire.add(UInt8(6))
      wire.add(attempts)
    }
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    switch try wire.take(UInt8.self) {
    case 0: self = .ready(try wire.take())
    case 1: self = .begun(try wire.take(), path: try wire.take())
    case 2: self = .met(try wire.take(), sha256: try wire.take())
    case 3: self = .result(try wire.take(), try wire.take())
    case 4: self = .finished(item: try wire.take(), entries: try wire.take(), others: try wire.take())
    case 5: self = .failed(try wire.take())
    case 6: self = .probed(try wire.take())
    case 7: self = .unpacking(item: try wire.take())
    case 8: self = .unpacked(item: try wire.take())
    case let kind: throw WireFailure("no message is of kind \(kind)")
    }
  }
}

// MARK: Their parts

extension Ticket: Wired {
  package func write(to wire: inout WireWriter) {
    wire.add(item)
    wire.add(entry)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(item: try wire.take(), entry: try wire.take())
  }
}

extension Assignment: Wired {
  package func write(to wire: inout WireWriter) {
    wire.add(number)
    wire.add(item)
    switch entries {
    case .all: wire.add(UInt8(0))
    case .except(let below, let others):
      wire.add(UInt8(1))
      wire.add(below)
      wire.add(others.sorted())
    case .only(let entry):
      wire.add(UInt8(2))
      wire.add(entry)
    }
    wire.add(slowlyBelow)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(number: try wire.take(), item: try wire.take())
    switch try wire.take(UInt8.self) {
    case 0: entries = .all
    case 1: entries = .except(below: try wire.take(), others: Set(try wire.take([Int].self)))
    case 2: entries = .only(try wire.take())
    case let kind: throw WireFailure("no entries are of kind \(kind)")
    }
    slowlyBelow = try wire.take()
  }
}

extension InspectorFailure: Wired {
  private static let reasons: [Reason] = [.noModel, .badRules, .noEngine]

  package func write(to wire: inout WireWriter) {
    wire.add(UInt8(Self.reasons.firstIndex(of: reason) ?? 2))
    wire.add(detail)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    let kind = Int(try wire.take(UInt8.self))
    guard Self.reasons.indices.contains(kind) else { throw WireFailure("no failure is of kind \(kind)") }
    self.init(reason: Self.reasons[kind], detail: try wire.take())
  }
}
