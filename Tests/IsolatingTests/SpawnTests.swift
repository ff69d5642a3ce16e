import Glibc
import Testing

@testable import Isolating

@Test func aProgramOnItsOwnHasAGroupAndNoSignalIsHeldBackOrIgnored() throws {
  let told = try meddling { try words(of: ["cat", "/proc/self/status"], isOnItsOwn: true) }
  #expect(told.group == told.child)
  #expect(try signals("SigBlk", in: told.text).isEmpty)
  // The C library keeps 32 and 33 for itself.
  #expect(try signals("SigIgn", in: told.text).isSubset(of: [32, 33]))
}

@Test func aProgramNotOnItsOwnHearsWhatThisOneHears() throws {
  let told = try meddling { try words(of: ["cat", "/proc/self/status"], isOnItsOwn: false) }
  #expect(told.group == getpgrp())
  #expect(try signals("SigBlk", in: told.text).contains(SIGUSR1))
  #expect(try signals("SigIgn", in: told.text).contains(SIGUSR2))
}

@Test func aProgramGetsItsEnvironmentAndNothingElse() throws {
  let told = try words(of: ["/usr/bin/env"], environment: ["COLOUR=red", "SHAPE="])
  #expect(told.text == "COLOUR=red\nSHAPE=\n")
}

@Test func manyStartedAtOnceHoldNoPipeOfAnother() async {
  // Each ends its output when its input ends: one that held another's pipe would wait for ever.
  await withTaskGroup(of: String?.self) { group in
    for n in 0..<24 { group.addTask { try? words(of: ["sh", "-c", "cat; echo \(n)"]).text } }
    var texts: Set<String> = []
    for await text in group { if let text { texts.insert(text) } }
    #expect(texts == Set((0..<24).map { "\($0)\n" }))
  }
}

@Test func whatIsNoProgramIsSaidInTheSystemsWords() throws {
  #expect(throws: SpawnFailure(code: ENOENT)) { try Spawn(["/no/such/program"], environment: []).start() }
  #expect(SpawnFailure(code: ENOENT).description == "No such file or directory")
}

/// What a program prints until its end; its input is empty.
private func words(
  of program: [String], environment: [String] = [], isOnItsOwn: Bool = false
) throws -> (child: pid_t, group: pid_t, text: String) {
  let (input, output) = (try PipeEnds(), try PipeEnds())
  var spawn = Spawn(program, environment: environment.map { Array($0.utf8) })
  spawn.input = .file(input.reading)
  spawn.output = .file(output.writing)
  spawn.errors = .nothing
  spawn.isOnItsOwn = isOnItsOwn
  let child = try spawn.start()
  // It is there until it is waited for.
  let group = getpgid(child)
  for file in [input.reading, input.writing, output.writing] { close(file) }
  defer { close(output.reading) }
  var bytes: [UInt8] = []
  while let some = someBytes(from: output.reading) { bytes += some }
  var status: Int32 = 0
  while unsafe waitpid(child, &status, 0) < 0 && errno == EINTR {}
  #expect(Ending(status: status) == .exit(0))
  return (child, group, String(decoding: bytes, as: UTF8.self))
}

/// With SIGUSR1 held back on this thread while `body` runs, and SIGUSR2 ignored from now on: nobody here uses it.
private func meddling<Result>(_ body: () throws -> Result) rethrows -> Result {
  _ = signal(SIGUSR2, SIG_IGN)
  var signals = sigset_t()
  var earlier = sigset_t()
  unsafe sigemptyset(&signals)
  unsafe sigaddset(&signals, SIGUSR1)
  unsafe pthread_sigmask(SIG_BLOCK, &signals, &earlier)
  defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &earlier, nil) }
  return try body()
}

/// The numbers in a mask of proc(5), /proc/pid/status: the lowest bit is signal 1.
private func signals(_ mask: String, in status: String) throws -> Set<Int32> {
  let line = status.split(separator: "\n").first { $0.hasPrefix(mask + ":") }
  let bits = try #require(line.flatMap { UInt64($0.dropFirst(mask.count + 2), radix: 16) })
  return Set((1...64).filter { bits >> UInt64($0 - 1) & 1 == 1 })
}
