import Evidence

/// One stage measured alone, over and over on the same photos.
package struct StageBench: Sendable, Equatable, Codable {
  package var stage: Stage
  package var photos: Int
  package var repetitions: Int
  /// Processor seconds a photo: each photo counts with the median of its repetitions.
  package var cpu: Spread?
  /// Wall seconds a photo, the same way.
  package var wall: Spread?
  /// How far the repetitions' sums lie apart, as a part of their median.
  package var spread: Double
  /// Photos whose work failed, which count in no time.
  package var failures: Int

  /// Runs `work` on each photo in turn, the whole row `repetitions` times, after one round that is not
  /// counted: it fills the caches and makes what is made once.
  ///
  /// Time is that of this process, so nothing else may run in it meanwhile; a stage that computes on
  /// several threads is counted with all of them. What `work` needs from earlier stages is its caller's to
  /// prepare, once, in `inputs`.
  ///
  /// - Parameter repetitions: at least 1.
  package static func run<Input>(
    _ stage: Stage, on inputs: [Input], repetitions: Int = 3, work: (Input) throws -> Void
  ) -> StageBench {
    precondition(repetitions >= 1)
    let alive = inputs.filter { input in
      do {
        try work(input)
        return true
      } catch {
        return false
      }
    }
    var cpu: [[Double]] = Array(repeating: [], count: alive.count)
    var wall = cpu
    var failed: Set<Int> = []
    for _ in 0..<repetitions {
      for (n, input) in alive.enumerated() {
        let (begin, start) = (processorSeconds(), ContinuousClock.now)
        do { try work(input) } catch { failed.insert(n) }
        cpu[n].append(processorSeconds() - begin)
        wall[n].append((ContinuousClock.now - start) / .seconds(1))
      }
    }
    let kept = alive.indices.filter { !failed.contains($0) }
    let sums = (0..<repetitions).map { turn in kept.reduce(0) { $0 + cpu[$1][turn] } }
    func middle(_ times: [Double]) -> Double { percentile(0.5, ofSorted: times.sorted()) }
    return StageBench(
      stage: stage, photos: kept.count, repetitions: repetitions, cpu: Spread(kept.map { middle(cpu[$0]) }),
      wall: Spread(kept.map { middle(wall[$0]) }), spread: relativeSpread(sums),
      failures: inputs.count - kept.count)
  }
}
