import Glibc

/// Runs the program anew with `OMP_THREAD_LIMIT=1`, unless it has been started so.
///
/// Tesseract divides a line among several threads, which costs far more than it gains when there is a photo
/// a core. Its OpenMP runtime looks at the variable while it is loaded, before the first line here: setting it
/// later has no effect. The same goes for the allocator.
func startAgainWithOneThreadALine() {
  if let limit = unsafe getenv("OMP_THREAD_LIMIT"), unsafe String(cString: limit) == "1" { return }
  guard unsafe setenv("OMP_THREAD_LIMIT", "1", 1) == 0 else { return }
  for (name, value) in allocatorLimits { _ = unsafe setenv(name, value, 0) }
  // By its path where there is one, so that lists of processes show the name.
  if let path = executablePath() { _ = unsafe execv(path, CommandLine.unsafeArgv) }
  _ = unsafe execv("/proc/self/exe", CommandLine.unsafeArgv)
  // Not possible: slower, but as good. `doctor` tells of it.
  _ = unsafe unsetenv("OMP_THREAD_LIMIT")
}

/// What the allocator is told, as glibc names it. With an arena for each thread two workers hold 100 MB more, and are
/// no faster; and where it learns to take large pictures from the heap, the holes that they leave there cost another
/// 50 MB (measured).
let allocatorLimits = ["MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "\(4 << 20)"]

/// Where this program lies, links resolved.
func executablePath() -> String? {
  guard let path = unsafe realpath("/proc/self/exe", nil) else { return nil }
  defer { unsafe free(path) }
  return unsafe String(cString: path)
}
