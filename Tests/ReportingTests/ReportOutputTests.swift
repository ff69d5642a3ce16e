import Foundation
import Glibc
import Reporting
import Testing

private final class Folder {
  let path = NSTemporaryDirectory() + "output-\(UUID().uuidString)"
  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
  func text(_ name: String) -> String? { try? String(contentsOfFile: path + "/" + name, encoding: .utf8) }
}

@Test func aReportAppearsWhenItIsCompleteAndForItsOwnerOnly() throws {
  let folder = try Folder()
  let output = try ReportOutput.file(folder.path + "/report")
  try output.write("one\n")
  #expect(folder.text("report") == nil)
  try output.write("two\n")
  try output.finish()
  #expect(folder.names == ["report"])
  #expect(folder.text("report") == "one\ntwo\n")
  let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/report")[.posixPermissions]
  #expect(mode as? Int == 0o600)
}

@Test func aReportGivenUpLeavesTheOldOneAndNothingElse() throws {
  let folder = try Folder()
  try Data("old".utf8).write(to: URL(fileURLWithPath: folder.path + "/report"))
  do {
    let output = try ReportOutput.file(folder.path + "/report")
    try output.write("new")
  }
  #expect(folder.names == ["report"])
  #expect(folder.text("report") == "old")
}

@Test func aLinkKeepsPointingAndItsFileIsReplaced() throws {
  let folder = try Folder()
  try Data("old".utf8).write(to: URL(fileURLWithPath: folder.path + "/real"))
  try FileManager.default.createSymbolicLink(
    atPath: folder.path + "/link", withDestinationPath: "real")
  let output = try ReportOutput.file(folder.path + "/link")
  try output.write("new")
  try output.finish()
  #expect(folder.text("real") == "new")
  #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link") == "real")
}

@Test(.timeLimit(.minutes(5))) func aPipeIsWrittenToAndStaysAPipe() throws {
  let folder = try Folder()
  let pipe = folder.path + "/pipe"
  #expect(unsafe mkfifo(pipe, 0o600) == 0)
  let reader = unsafe open(pipe, O_RDONLY | O_NONBLOCK)
  defer { close(reader) }
  let output = try ReportOutput.file(pipe)
  try output.write("through")
  try output.finish()
  var bytes = [UInt8](repeating: 0, count: 16)
  #expect(unsafe read(reader, &bytes, 16) == 7)
  #expect(folder.names == ["pipe"])
}

@Test func aPlaceThatIsNotThereIsSaid() {
  let failure = OutputFailure(path: "/nowhere/at/all", code: ENOENT)
  #expect(throws: failure) { _ = try ReportOutput.file("/nowhere/at/all") }
  #expect("\(failure)" == "cannot write /nowhere/at/all: No such file or directory")
}

@Test func aFolderIsNoReport() throws {
  let folder = try Folder()
  #expect(throws: OutputFailure(path: folder.path, code: EISDIR)) { _ = try ReportOutput.file(folder.path) }
}
