import Evidence
import Foundation
import Responding
import Testing

private let finding = Finding(
  path: "a", judgement: Judgement(verdict: .marked, level: "机密", severity: .high, confidence: 0.9))

private func alarm(_ path: [UInt8], json: String = #"{"path": "a"}"#) -> Alarm {
  Alarm(finding: finding, file: path, isInContainer: false, json: json)
}

/// A shell script for one test, and what it wrote.
private final class Script {
  let folder = NSTemporaryDirectory() + "script-\(UUID().uuidString)"

  init(_ text: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "#!/bin/bash\ncd '\(folder)'\n\(text)\n".write(
      toFile: folder + "/run", atomically: true, encoding: .utf8)
    _ = unsafe chmod(folder + "/run", 0o700)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func output(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
  }
}

@Test func aCommandIsToldTheFindingAndThePathAndNoShellReadsThem() throws {
  let script = try Script(
    #"cat > in; printf %s "$VERMILION_PATH" > path; printf %s "$1 $2 $VERMILION_LEVEL" > rest"#)
  let path: [UInt8] = Array("/x/$(touch owned) ;`id`".utf8) + [0xFF]
  try Command(script.folder + "/run first $HOME").run(on: alarm(path))
  #expect(try script.output("in") == Array("{\"path\": \"a\"}\n".utf8))
  #expect(try script.output("path") == path)
  #expect(try script.output("rest") == Array("first $HOME 机密".utf8))
}

@Test func aCommandThatFailsOrHangsOrReadsNothingIsSaid() throws {
  #expect(throws: ResponseFailure("false ended with status 1")) { try Command("false").run(on: alarm([])) }
  #expect(throws: ResponseFailure.self) { try Command("/nowhere/program").run(on: alarm([])) }
  #expect(throws: ResponseFailure.self) { try Command("sleep 60", timeLimit: 0.2).run(on: alarm([])) }
  // More than a pipe holds, to somebody who does not read it.
  let long = String(repeating: "x", count: 1 << 20)
  try Command("true").run(on: alarm([], json: long))
}

@Test(arguments: [
  ("http://127.0.0.1:8080/x", true), ("http://localhost/x", true), ("https://[::1]:1/x", true),
  ("http://127.9.9.9", true), ("http://10.0.0.1/x", false), ("http://example.org/x", false),
  ("http://127.0.0.1.example.org/", false), ("http://localhost.example.org/", false),
  ("http://127.0.0.1@example.org/", false), ("ftp://127.0.0.1/", false), ("127.0.0.1", false), ("", false),
  ("http://0.0.0.0/", false), ("http://[::]/", false), ("http://2130706433/", false),
])
func aWebhookStaysOnThisMachine(address: String, isAllowed: Bool) {
  #expect(((try? Webhook(address)) != nil) == isAllowed)
}

@Test func aWebhookIsSentTheFindingAndFollowsNobodyAway() throws {
  // A server of one answer: where it says to go would be asked next.
  for (answer, isFailure) in [
    ("204 No Content", false), ("302 Found\\r\\nLocation: http://127.0.0.1:1/", true), ("500 No", true),
  ] {
    let script = try Script(
      #"""
      exec python3 - "$PWD" <<'END'
      import socket, sys, threading
      s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(1)
      open(sys.argv[1] + "/port.part", "w").write(str(s.getsockname()[1]))
      import os; os.rename(sys.argv[1] + "/port.part", sys.argv[1] + "/port")
      c, _ = s.accept(); text = b""
      while b"}" not in text: text += c.recv(65536)
      open(sys.argv[1] + "/got", "wb").write(text)
      c.sendall(b"HTTP/1.1 \#(answer)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
      c.close()
      END
      """#)
    let server = Process()
    // Not by itself: a script that was just written is busy while another test's child still holds it open.
    server.executableURL = URL(fileURLWithPath: "/bin/bash")
    server.arguments = [script.folder + "/run"]
    try server.run()
    var port = ""
    for _ in 0..<500 where port.isEmpty {
      usleep(20_000)
      port = (try? String(contentsOfFile: script.folder + "/port", encoding: .utf8)) ?? ""
    }
    let webhook = try Webhook("http://127.0.0.1:\(port)/found")
    if isFailure {
      #expect(throws: ResponseFailure.self) { try webhook.send(alarm([])) }
    } else {
      try webhook.send(alarm([]))
    }
    server.waitUntilExit()
    let got = String(decoding: try script.output("got"), as: UTF8.self)
    #expect(got.hasPrefix("POST /found HTTP/1.1\r\n"))
    #expect(got.hasSuffix("\r\n\r\n{\"path\": \"a\"}\n"))
  }
}

@Test func withoutAManagerOrADesktopNothingHappens() {
  ServiceManager.ready("x")
  ServiceManager.alive()
  if ProcessInfo.processInfo.environment["DBUS_SESSION_BUS_ADDRESS"] == nil,
    ProcessInfo.processInfo.environment["XDG_RUNTIME_DIR"] == nil
  {
    #expect(throws: Desktop.Failure.self) { try Desktop.notify(title: "a", body: "b") }
  }
}
