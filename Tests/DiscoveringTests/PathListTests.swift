import Discovering
import Foundation
import Testing

/// The names that a list of these bytes holds, arriving through a pipe.
private func names(in bytes: [UInt8]) throws -> [String] {
  let pipe = Pipe()
  let writer = Thread {
    try? pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
    try? pipe.fileHandleForWriting.close()
  }
  writer.start()
  let list = PathList(fileDescriptor: pipe.fileHandleForReading.fileDescriptor)
  let names = list.map { shownName($0) }
  #expect(list.failure == nil)
  return names
}

@Test func newlinesSeparateNames() throws {
  #expect(try names(in: Array("a\nb c\r\n\n d\nlast".utf8)) == ["a", "b c", " d", "last"])
}

@Test func oneNULMakesItAListWhereNamesMayHoldNewlines() throws {
  #expect(try names(in: Array("a\nb\0c\r\0\0d".utf8)) == ["a\nb", "c\r", "d"])
}

@Test func anEmptyListHoldsNothing() throws {
  #expect(try names(in: []) == [])
  #expect(try names(in: [0]) == [])
}

@Test func aLongListComesWholeAndInOrder() throws {
  let expected = (0..<50_000).map { "folder/IMG_\($0).jpg" }
  #expect(try names(in: Array(expected.joined(separator: "\n").utf8)) == expected)
  #expect(try names(in: Array((expected.joined(separator: "\0") + "\0").utf8)) == expected)
}

@Test func whatIsNoListOfPathsStaysBoundedAndTheNextNameIsFound() throws {
  let endless = Array(repeating: UInt8(ascii: "x"), count: 3_000_000)
  let names = try names(in: endless + Array("\nb".utf8))
  #expect(names.count == 2)
  #expect(names.first?.count == 4097)
  #expect(names.last == "b")
}

@Test func aListThatCannotBeReadSaysWhy() {
  let list = PathList(fileDescriptor: -1)
  #expect(list.next() == nil)
  #expect(list.failure == "Bad file descriptor")
}
