import CSeccomp
import Glibc

/// The walls around a process that reads what strangers made: each once up, none can be taken down again.
///
/// They are for the process that calls `raise`, at its start, while it has one thread: threads that it makes
/// later are inside as well. What the kernel cannot do is left out and told; it never ends the process.
package struct Sandbox: Sendable, Equatable {
  /// Files and folders that may still be read; all when `nil`.
  package var readable: [String]?
  /// Bytes of memory that may be written to, at most; unlimited when `nil`.
  package var memory: Int?

  package init(readable: [String]?, memory: Int?) {
    self.readable = readable
    self.memory = memory
  }

  package func raise() -> SandboxReport {
    var report = SandboxReport()
    // Whatever the parent had open and forgot to keep to itself.
    report.add(
      "no files of others", shim_close_all_from(3) == 0 ? nil : systemMessage(errno), "only its pipes")
    report.add("no core dumps", forbidDumps(), "no photo is left behind in a dump")
    report.add("memory", limitMemory(), memory.map { "at most \($0 >> 20) MiB" } ?? "no limit was asked for")
    let isBound = shim_prctl(PR_SET_NO_NEW_PRIVS, 1) == 0
    report.add("no new privileges", isBound ? nil : systemMessage(errno), "not by any program either")
    let may = readable.map { "reads \($0.count) places" } ?? "reads everything"
    report.add("files", restrictFiles(), "\(may), writes nothing (Landlock)")
    report.add("system calls", restrictCalls(), "no network, no other program (seccomp)")
    return report
  }

  /// A process that may not be dumped may not be watched by others of its user, either.
  private func forbidDumps() -> String? {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    // The limit alone does not keep a dump from a program that the system hands it to.
    guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0,
      shim_prctl(PR_SET_DUMPABLE, 0) == 0
    else { return systemMessage(errno) }
    return nil
  }

  /// Writable memory only: a thread's reserve of addresses costs nothing. No file may grow at all.
  private func limitMemory() -> String? {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &none) == 0 else {
      return systemMessage(errno)
    }
    guard let memory else { return nil }
    var limit = rlimit(rlim_cur: rlim_t(memory), rlim_max: rlim_t(memory))
    return unsafe setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit) == 0
      ? nil : systemMessage(errno)
  }
}

/// Which walls stand.
package struct SandboxReport: Sendable, Equatable {
  package struct Wall: Sendable, Equatable {
    package var name: String
    package var holds: Bool
    /// What it does, or why it does not hold.
    package var detail: String

    package init(name: String, holds: Bool, detail: String) {
      self.name = name
      self.holds = holds
      self.detail = detail
    }
  }

  package var walls: [Wall] = []

  package init() {}

  package var holds: Bool { walls.allSatisfy(\.holds) }

  /// `failure` is `nil` when the wall stands.
  fileprivate mutating func add(_ name: String, _ failure: String?, _ detail: String) {
    walls.append(Wall(name: name, holds: failure == nil, detail: failure ?? detail))
  }
}

extension SandboxReport: Wired {
  package func write(to wire: inout WireWriter) { wire.add(walls) }
  package init(from wire: inout WireReader) throws(WireFailure) { walls = try wire.take() }
}

extension SandboxReport.Wall: Wired {
  package func write(to wire: inout WireWriter) {
    wire.add(name)
    wire.add(holds)
    wire.add(detail)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(name: try wire.take(), holds: try wire.take(), detail: try wire.take())
  }
}

// MARK: Files

extension Sandbox {
  /// What a process needs that has loaded all it wants: libraries that a library loads late, and what the
  /// C library asks the system about it.
  private static let always = [
    "/usr/lib", "/lib", "/lib64", "/etc/ld.so.cache", "/proc/self", "/sys/devices/system/cpu",
  ]

  private func restrictFiles() -> String? {
    // It holds for the thread that asks and those that it makes.
    guard threads == 1 else { return "raised too late: there are \(threads) threads" }
    let version = shim_landlock_version()
    guard version > 0 else { return "this kernel has no Landlock: \(systemMessage(errno))" }
    var attributes = landlock_ruleset_attr()
    // All rights to write and to run that this version of the kernel's interface knows, so all are refused.
    let reading = UInt64(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
    let firstVersion = UInt64(1 << 13) - 1
    attributes.handled_access_fs = firstVersion | (version >= 2 ? 1 << 13 : 0) | (version >= 3 ? 1 << 14 : 0)
    let ruleset = unsafe shim_landlock_create(&attributes, MemoryLayout<landlock_ruleset_attr>.size)
    guard ruleset >= 0 else { return systemMessage(errno) }
    defer { close(ruleset) }
    for path in (readable ?? ["/"]) + Self.always {
      let place = unsafe open(path, shim_path_only | O_CLOEXEC)
      guard place >= 0 else { continue }  // what is not there need not be read
      defer { close(place) }
      var status = stat()
      guard unsafe fstat(place, &status) == 0 else { continue }
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      let rights = isFolder ? reading : UInt64(LANDLOCK_ACCESS_FS_READ_FILE)
      guard shim_landlock_allow(ruleset, place, rights) == 0 else { return systemMessage(errno) }
    }
    return shim_landlock_restrict(ruleset) == 0 ? nil : systemMessage(errno)
  }
}

/// Of this process.
private var threads: Int {
  guard let folder = unsafe opendir("/proc/self/task") else { return 1 }
  defer { unsafe closedir(folder) }
  var count = -2  // `.` and `..`
  while unsafe readdir(folder) != nil { count += 1 }
  return count
}

// MARK: System calls

extension Sandbox {
  /// All that judging photos takes; whatever is not here fails with `EPERM`. No socket, no new program, no
  /// other process, nothing that changes a file's name, owner or rights.
  private static let allowed = [
    // memory
    "brk", "mmap", "munmap", "mremap", "mprotect", "madvise", "mincore",
    // files, for reading: Landlock says which; and the pipes
    "openat", "open", "read", "pread64", "readv", "preadv", "write", "writev", "close", "lseek", "fstat",
    "stat", "lstat",
    "newfstatat", "statx", "statfs", "fstatfs", "access", "faccessat", "faccessat2", "readlink", "readlinkat",
    "getdents64", "getcwd",
    "fcntl", "fadvise64", "dup", "poll", "ppoll", "select", "pselect6", "ioctl",
    // what Dispatch waits with
    "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "epoll_pwait2", "eventfd2",
    "timerfd_create", "timerfd_settime",
    // threads
    "clone", "set_robust_list", "get_robust_list", "rseq", "futex", "futex_waitv", "set_tid_address",
    "gettid",
    "sched_yield", "sched_getaffinity", "sched_getparam", "sched_getscheduler", "sched_get_priority_max",
    "sched_get_priority_min",
    "membarrier", "exit", "exit_group", "restart_syscall", "arch_prctl",
    // signals to itself
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack",
    // time, and what the system says of itself
    "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time", "times",
    "getpid", "getppid", "getuid", "geteuid", "getgid", "getegid", "getrusage", "getrlimit", "uname",
    "sysinfo",
    "getrandom", "getcpu", "getpriority", "setpriority",
  ]

  private func restrictCalls() -> String? {
    guard let filter = unsafe seccomp_init(shim_refuse_with(UInt16(EPERM))) else {
      return "no filter could be made"
    }
    defer { unsafe seccomp_release(filter) }
    func rule(_ action: UInt32, _ name: String, _ condition: scmp_arg_cmp? = nil) -> Int32 {
      let number = unsafe seccomp_syscall_resolve_name(name)
      guard number != __NR_SCMP_ERROR else { return 0 }  // this machine has no such call
      let conditions = condition.map { [$0] } ?? []
      let status = unsafe seccomp_rule_add_array(filter, action, number, UInt32(conditions.count), conditions)
      return status
    }
    func equals(_ argument: UInt32, _ value: UInt64, mask: UInt64 = .max) -> scmp_arg_cmp {
      scmp_arg_cmp(arg: argument, op: SCMP_CMP_MASKED_EQ, datum_a: mask, datum_b: value & mask)
    }
    var statuses: [Int32] = []
    for name in Self.allowed where name != "clone" {
      statuses.append(rule(SCMP_ACT_ALLOW, name))
    }
    // A thread of this process, never a process.
    let thread = UInt64(CLONE_THREAD)
    statuses.append(rule(SCMP_ACT_ALLOW, "clone", equals(0, thread, mask: thread)))
    // Its flags lie in memory where a filter cannot see them; told that there is none, the C library uses clone.
    statuses.append(rule(shim_refuse_with(UInt16(ENOSYS)), "clone3"))
    // abort() raises its signal so.
    statuses.append(rule(SCMP_ACT_ALLOW, "tgkill", equals(0, UInt64(getpid()))))
    statuses.append(rule(SCMP_ACT_ALLOW, "prctl", equals(0, UInt64(PR_SET_NAME))))
    // Asking about limits, its own (0), without setting any.
    statuses.append(rule(SCMP_ACT_ALLOW, "prlimit64", equals(2, 0)))
    if let failed = statuses.first(where: { $0 != 0 }) { return systemMessage(-failed) }
    let status = unsafe seccomp_load(filter)
    return status == 0 ? nil : systemMessage(-status)
  }
}
