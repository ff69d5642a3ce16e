import Foundation
import Glibc
import Isolating
import Testing

private struct Sample: Wired, Equatable {
  var name = "机密"
  var number = -7
  var share: Float = 0.25
  var perhaps: Int?
  var list = ["a", "", "b"]

  func write(to wire: inout WireWriter) {
    wire.add(name)
    wire.add(number)
    wire.add(share)
    wire.add(perhaps)
    wire.add(list)
  }

  init() {}

  init(from wire: inout WireReader) throws(WireFailure) {
    name = try wire.take()
    number = try wire.take()
    share = try wire.take()
    perhaps = try wire.take()
    list = try wire.take()
  }
}

@Test func whatIsWrittenIsRead() throws {
  var sample = Sample()
  #expect(try Sample(wired: sample.wired) == sample)
  sample.perhaps = .max
  #expect(try Sample(wired: sample.wired) == sample)
}

@Test func theFormatIsWhatItsDescriptionSays() {
  var wire = WireWriter()
  wire.add(UInt8(7))
  wire.add("é")
  wire.add(Int?.none)
  wire.add([true, false])
  wire.add(-2)
  wire.add(Float(1))
  #expect(
    wire.bytes == [7, 2, 0, 0, 0, 0xC3, 0xA9, 0, 2, 0, 0, 0, 1, 0]
      + [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] + [0, 0, 0x80, 0x3F])
}

@Test func everyTruncationAndEveryLongerMessageThrows() {
  let whole = Sample().wired
  for length in 0..<whole.count {
    #expect(throws: WireFailure.self) { try Sample(wired: Array(whole.prefix(length))) }
  }
  #expect(throws: WireFailure.self) { try Sample(wired: whole + [0]) }
}

@Test func aPromiseOfMoreThanIsThereTakesNoMemory() {
  let promise: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 1, 2]
  #expect(throws: WireFailure.self) { try String(wired: promise) }
  var wire = WireReader(promise)
  #expect(throws: WireFailure.self) { try wire.take([String].self) }
}

@Test func textThatIsNotUTF8AndBytesThatAreNoTruthThrow() {
  #expect(throws: WireFailure.self) { try String(wired: [2, 0, 0, 0, 0xC3, 0x28]) }
  #expect(throws: WireFailure.self) { try Bool(wired: [2]) }
}

private func pipeEnds() -> (reading: FileHandle, writing: FileHandle) {
  let pipe = Pipe()
  return (pipe.fileHandleForReading, pipe.fileHandleForWriting)
}

@Test func messagesArriveWholeAndInOrder() throws {
  let (reading, writing) = pipeEnds()
  let messages = [[], [1, 2, 3], [UInt8](repeating: 9, count: 300_000)]
  let writer = FrameWriter(file: writing.fileDescriptor)
  DispatchQueue.global().async {
    for message in messages { _ = writer.send(message) }
    try? writing.close()
  }
  let reader = FrameReader(file: reading.fileDescriptor)
  for message in messages { #expect(try reader.next() == message) }
  #expect(try reader.next() == nil)
}

@Test func aPipeThatBreaksOffOrAnnouncesTooMuchThrows() throws {
  for bytes: [UInt8] in [[5, 0, 0, 0, 1, 2], [1, 0], [0xFF, 0xFF, 0xFF, 0x7F]] {
    let (reading, writing) = pipeEnds()
    try writing.write(contentsOf: Data(bytes))
    try writing.close()
    let reader = FrameReader(file: reading.fileDescriptor)
    #expect(throws: WireFailure.self) { try reader.next() }
  }
}

@Test func aReaderWhoIsGoneIsNoticed() throws {
  let pipe = try PipeEnds()
  defer { close(pipe.writing) }
  close(pipe.reading)
  // A program that another test starts in this moment has the reader's end, too, until it runs.
  var end = pollfd(fd: pipe.writing, events: 0, revents: 0)
  #expect(unsafe poll(&end, 1, 10_000) == 1)
  #expect(withoutBrokenPipeSignal { !FrameWriter(file: pipe.writing).send([1]) })
}
