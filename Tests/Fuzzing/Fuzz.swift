// Feeds readers of files with changed files, in child processes that may die of it.
#if !LIBFUZZER
  import Foundation
  import Isolating

  /// Where a child leaves what it is about to read, so that it can be had when the child is no more.
  private func note(_ bytes: [UInt8], in file: Int32) {
    _ = unsafe pwrite(file, bytes, bytes.count, 0)
    ftruncate(file, bytes.count)
  }

  @main struct Fuzz {
    static let usage = """
      usage: fuzz SECONDS [--found DIR] [--target photo|rules|container|order|message] [--seed N] FILES...
             fuzz corpus DIR COUNT [--seed N] FILES...

      Reads FILES with changes, for so many seconds a target; what ends or holds up a reader is kept in DIR.
      With corpus, writes COUNT changed files to DIR.
      """

    static func main() throws {
      var words = Array(CommandLine.arguments.dropFirst())
      let seed = UInt64(option("--seed", &words) ?? "") ?? 1
      let found = option("--found", &words) ?? "Fuzzed"
      let target = option("--target", &words).flatMap(Target.init)
      switch words.first {
      case "corpus":
        guard words.count > 3, let count = Int(words[2]) else { return print(usage) }
        try makeCorpus(words[1], count, seed, try seeds(Array(words.dropFirst(3))))
      case "child":
        guard words.count > 3, let target, let seconds = Double(words[1]) else { exit(2) }
        readOn(target, seconds, seed, currentFile: words[2], try seeds(Array(words.dropFirst(3))))
      default:
        guard let seconds = words.first.flatMap(Double.init), words.count > 1 else { return print(usage) }
        let files = Array(words.dropFirst())
        let failures = try (target.map { [$0] } ?? Target.allCases).map {
          try hunt($0, seconds, seed, found, files)
        }
        exit(failures.reduce(0, +) == 0 ? 0 : 1)
      }
    }

    private static func option(_ name: String, _ words: inout [String]) -> String? {
      guard let at = words.firstIndex(of: name), at + 1 < words.count else { return nil }
      defer { words.removeSubrange(at...at + 1) }
      return words[at + 1]
    }

    private static func seeds(_ files: [String]) throws -> [[UInt8]] {
      try files.map { Array(try Data(contentsOf: URL(fileURLWithPath: $0))) }
    }

    private static func makeCorpus(_ folder: String, _ count: Int, _ seed: UInt64, _ seeds: [[UInt8]]) throws
    {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      var mutator = Mutator(seed: seed)
      for number in 0..<count {
        let path = "\(folder)/\(String(format: "%06d", number))"
        try Data(mutator.mutated(seeds)).write(to: URL(fileURLWithPath: path))
      }
    }

    // MARK: The child

    private static func readOn(
      _ target: Target, _ seconds: Double, _ seed: UInt64, currentFile: String, _ seeds: [[UInt8]]
    ) {
      let file = unsafe open(currentFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      var memory = rlimit(rlim_cur: 4 << 30, rlim_max: 4 << 30)
      unsafe setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &memory)
      var mutator = Mutator(seed: seed)
      var count = 0
      let end = Date(timeIntervalSinceNow: seconds)
      while Date() < end {
        let bytes = target.isOwnFormat ? mutator.mutated(target.ownSeeds) : mutator.mutated(seeds)
        note(bytes, in: file)
        target.read(bytes)
        count += 1
      }
      print(count)
    }

    // MARK: The parent

    /// How many inputs ended or held up a child.
    private static func hunt(
      _ target: Target, _ seconds: Double, _ seed: UInt64, _ found: String, _ files: [String]
    ) throws -> Int {
      let wanted = files.filter { $0.hasSuffix(".yaml") == (target == .rules) }
      guard !wanted.isEmpty || target.isOwnFormat else { return 0 }
      try FileManager.default.createDirectory(atPath: found, withIntermediateDirectories: true)
      let current = "\(found)/current-\(target.rawValue)"
      let end = Date(timeIntervalSinceNow: seconds)
      var (failures, read, round) = (0, 0, seed)
      while end.timeIntervalSinceNow > 0.5 {
        let left = String(format: "%.1f", min(30, end.timeIntervalSinceNow))
        let child = try ChildProcess(
          "/proc/self/exe",
          ["child", left, current, "--target", target.rawValue, "--seed", "\(round)"] + wanted,
          environment: ["PATH=/usr/bin"])
        child.closeInput()
        var output: [UInt8] = []
        let listening = DispatchGroup()
        DispatchQueue.global().async(group: listening) { while someBytes(from: child.errors) != nil {} }
        // Whoever is not done long after the time is held up by what it reads.
        DispatchQueue.global().asyncAfter(deadline: .now() + 60) { child.kill() }
        while let block = someBytes(from: child.output) { output += block }
        let ending = child.end(within: 60)
        listening.wait()
        read +=
          Int(String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
        round += 1
        guard ending != .exit(0) else { continue }
        failures += 1
        let kept = "\(found)/\(target.rawValue)-\(round)"
        try? FileManager.default.removeItem(atPath: kept)
        try FileManager.default.copyItem(atPath: current, toPath: kept)
        print("\(target.rawValue): \(ending.description), kept as \(kept)")
      }
      try? FileManager.default.removeItem(atPath: current)
      print("\(target.rawValue): \(read) inputs, \(failures) failures")
      return failures
    }
  }
#endif
