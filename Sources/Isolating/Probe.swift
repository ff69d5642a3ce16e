import Glibc

/// Something that a confined process should not be able to do, tried from inside.
package struct Attempt: Sendable, Equatable, Wired {
  package var name: String
  package var succeeded: Bool
  /// In the system's words, when it failed.
  package var detail: String

  package init(name: String, succeeded: Bool, detail: String) {
    self.name = name
    self.succeeded = succeeded
    self.detail = detail
  }

  package func write(to wire: inout WireWriter) {
    wire.add(name)
    wire.add(succeeded)
    wire.add(detail)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(name: try wire.take(), succeeded: try wire.take(), detail: try wire.take())
  }
}

/// Tries to connect, to write, to read what it need not, and to run something else.
///
/// What would succeed does no harm: the address is this machine's own, the file is removed, and the program
/// is `true`.
package func attemptsAgainstTheSandbox() -> [Attempt] {
  [
    attempt("connect to an address", connectSomewhere),
    attempt("connect to a socket of this machine", connectLocally),
    attempt("write a file", writeSomewhere),
    attempt("read the list of users") { unsafe open("/etc/passwd", O_RDONLY | O_CLOEXEC) },
    attempt("run a program", runSomething),
    attempt("become another program", becomeSomething),
    attempt("watch another process") { unsafe open("/proc/\(getppid())/mem", O_RDONLY | O_CLOEXEC) },
    attempt("end another process") { kill(getppid(), 0) },
  ]
}

/// `action` gives -1 and sets `errno` when it fails.
private func attempt(_ name: String, _ action: () -> Int32) -> Attempt {
  errno = 0
  let succeeded = action() >= 0
  return Attempt(name: name, succeeded: succeeded, detail: succeeded ? "" : systemMessage(errno))
}

private func connectSomewhere() -> Int32 {
  let socket = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
  guard socket >= 0 else { return -1 }
  defer { close(socket) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = UInt16(9).bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  return unsafe withUnsafePointer(to: &address) { address in
    unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
      unsafe connect(socket, address, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
}

private func connectLocally() -> Int32 {
  var pair: [Int32] = [0, 0]
  return unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair)
}

private func writeSomewhere() -> Int32 {
  let path = "/tmp/vermilion-probe-\(getpid())"
  let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  if file >= 0 { unsafe unlink(path) }
  return file
}

private func runSomething() -> Int32 {
  var child: pid_t = 0
  let status = unsafe posix_spawn(&child, "/bin/true", nil, nil, [nil], [nil])
  if status != 0 {
    errno = status
    return -1
  }
  var ending: Int32 = 0
  unsafe waitpid(child, &ending, 0)
  return 0
}

/// Whoever may run programs learns that this one does not exist; whoever may not is not told.
private func becomeSomething() -> Int32 {
  _ = unsafe execve("/nowhere/program", [nil], [nil])
  return errno == ENOENT ? 0 : -1
}
