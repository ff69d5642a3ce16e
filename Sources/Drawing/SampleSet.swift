import Dispatch
import Evidence
import Pixels
import Synchronization

/// What a set of samples is to hold.
package struct SampleOptions: Sendable {
  package var count: Int
  package var seed: UInt64
  /// Names out of `SampleSet.kinds`; `nil` for all.
  package var kinds: [String]?
  /// Names out of `SampleSet.captures`; `nil` for all that suit a kind.
  package var captures: [String]?
  /// Folders of photos (JPEG) that serve as backgrounds.
  package var backgrounds: [String]
  /// `nil` for both, half and half.
  package var part: SamplePart?
  /// Photos drawn at once.
  package var jobs: Int

  package init(
    count: Int, seed: UInt64, kinds: [String]? = nil, captures: [String]? = nil, backgrounds: [String] = [],
    part: SamplePart? = nil, jobs: Int = 2
  ) {
    self.count = count
    self.seed = seed
    self.kinds = kinds
    self.captures = captures
    self.backgrounds = backgrounds
    self.part = part
    self.jobs = jobs
  }
}

/// Why a set could not be made.
package struct SampleFailure: Error, Sendable, Equatable, CustomStringConvertible {
  package var detail: String
  package var description: String { detail }
}

/// Labelled photographs of drawn pages. The same options and the same installed fonts give the same bytes.
package enum SampleSet {
  package static var kinds: [String] { PageKind.all.map(\.name) }
  package static var captures: [String] { Capture.names }

  /// Writes photos and `labels.tsv` in a folder, which is made when it is missing.
  ///
  /// `progress` gets how many are done and how many there will be; it is called on one thread at a time.
  package static func make(
    in folder: String, _ options: SampleOptions, progress: @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws {
    let plan = try plan(options)
    let backdrops = try Backdrops(folders: options.backgrounds)
    try makeFolder(folder)
    let state = Mutex<(rows: [Int: String], failure: (any Error)?)>(([:], nil))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(options.jobs, plan.count))) { _ in
      let faces = (Faces(part: .tuning), Faces(part: .measuring))
      while true {
        let number = next.add(1, ordering: .relaxed).oldValue
        guard number < plan.count, state.withLock({ $0.failure == nil }) else { return }
        do {
          let own = plan[number].part == .tuning ? faces.0 : faces.1
          let sample = try plan[number].draw(faces: own, backdrops: backdrops)
          try writeFile(sample.file, to: folder + "/" + sample.label.file)
          state.withLock {
            $0.rows[number] = sample.label.row
            progress($0.rows.count, plan.count)
          }
        } catch {
          state.withLock { $0.failure = error }
        }
      }
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
    let rows = state.withLock { state in plan.indices.compactMap { state.rows[$0] } }
    let table = ([SampleLabel.header] + rows).joined(separator: "\n") + "\n"
    try writeFile(Array(table.utf8), to: folder + "/labels.tsv")
  }

  /// Which kind, capture and part each photo has.
  package static func plan(_ options: SampleOptions) throws(SampleFailure) -> [SamplePlan] {
    let kinds = try chosenKinds(options.kinds)
    for name in options.captures ?? [] where !Capture.names.contains(name) {
      throw SampleFailure(
        detail: "no such capture: \(name); there are \(Capture.names.joined(separator: ", "))")
    }
    var dice = Dice(seed: options.seed, for: "plan")
    // A deck with each kind as often as it weighs, shuffled anew when it is used up: even, yet without a
    // pattern.
    var deck: [PageKind] = []
    var captureDecks: [String: [String]] = [:]
    var counts: [String: Int] = [:]
    var plans: [SamplePlan] = []
    while plans.count < options.count {
      if deck.isEmpty {
        deck = kinds.flatMap { Array(repeating: $0, count: Int($0.weight)) }.shuffled(using: &dice)
      }
      let kind = deck.removeLast()
      let suiting = Capture.suiting(kind.medium)
      let wanted = options.captures.map { wanted in suiting.filter(wanted.contains) } ?? suiting
      // A capture that was asked for is used even where it suits badly.
      let choices = wanted.isEmpty ? options.captures ?? suiting : wanted
      let group = "\(kind.medium)"
      if captureDecks[group, default: []].isEmpty { captureDecks[group] = choices.shuffled(using: &dice) }
      let name = captureDecks[group]?.removeLast() ?? choices[0]
      let number = counts[kind.name, default: 0]
      counts[kind.name] = number + 1
      var capture = Capture(name: name)
      if name != "screenshot", dice.chance(0.3) {
        capture.quarters = dice.whole(1...3)
        capture.isTagged = dice.chance(0.5)
      }
      plans.append(
        SamplePlan(
          kind: kind, capture: capture, seed: dice.next(),
          part: options.part ?? (dice.chance(0.5) ? .tuning : .measuring),
          name: "\(kind.name)-\(String(repeating: "0", count: max(0, 3 - String(number).count)))\(number)"))
    }
    return plans
  }

  private static func chosenKinds(_ names: [String]?) throws(SampleFailure) -> [PageKind] {
    guard let names else { return PageKind.all }
    var kinds: [PageKind] = []
    for name in names {
      guard let kind = PageKind.named(name) else {
        throw SampleFailure(
          detail: "no such kind: \(name); there are \(Self.kinds.joined(separator: ", "))")
      }
      kinds.append(kind)
    }
    return kinds
  }
}

/// One photo of a set before it is drawn.
package struct SamplePlan: Sendable {
  package var kind: PageKind
  package var capture: Capture
  package var seed: UInt64
  package var part: SamplePart
  /// The file's name without its ending.
  package var name: String

  package func draw(faces: Faces, backdrops: Backdrops) throws -> (file: [UInt8], label: SampleLabel) {
    let (width, height) = pageSize(kind, seed: seed)
    let photographer = Photographer(capture: capture, seed: seed, part: part, backdrops: backdrops)
    var label = PageLabel(kind: kind.name, verdict: kind.verdict)
    let shot = photographer.shoot(width: width, height: height, medium: kind.medium) { scale, neighbour in
      let page =
        neighbour == 0
        ? drawPage(kind: kind, seed: seed, part: part, faces: faces, scale: scale)
        : drawPage(
          kind: Self.neighbour(of: kind, number: neighbour), seed: seed &+ UInt64(neighbour), part: part,
          faces: faces, scale: scale)
      if neighbour == 0 { label = page.label }
      return page
    }
    let (file, ending) = try encoded(shot)
    return (
      file,
      SampleLabel(
        file: name + "." + ending, page: label, capture: capture.label, width: shot.raster.width,
        height: shot.raster.height, mark: shot.mark?.text, quad: shot.quad, part: part)
    )
  }

  /// What may lie beside a page without changing what the photo is.
  private static func neighbour(of kind: PageKind, number: Int) -> PageKind {
    let plain = ["plaindoc", "form", "receipt", "english", "statement", "notes"]
    let name =
      switch (kind.verdict, number) {
      case (.official, 1), (.marked, 2): "official"
      default: plain[(number - 1) % plain.count]
      }
    return PageKind.named(name) ?? kind
  }

  private func encoded(_ shot: Shot) throws(EncodeFailure) -> ([UInt8], String) {
    var dice = Dice(seed: seed, for: "format")
    if shot.isBilevel && shot.isLossless { return (try encodeBilevelPNG(shot.raster.luma), "png") }
    if shot.isLossless {
      return (shot.isGrey ? try encodePNG(shot.raster.luma) : try encodePNG(shot.raster), "png")
    }
    // HEIC says by itself how it is turned, so a picture with a tag is a JPEG.
    let isPhoto = shot.raster.width * shot.raster.height > 4_000_000 && !shot.isGrey
    if isPhoto && !capture.isTagged && dice.chance(0.06), let file = try? encodeHEIC(shot.raster, quality: 60)
    {
      return (file, "heic")
    }
    if capture.name == "sent" && !capture.isTagged && dice.chance(0.15) {
      return (try encodeWebP(shot.raster, quality: shot.quality), "webp")
    }
    let file = try encodeJPEG(
      shot.raster, quality: shot.quality, orientation: shot.orientation,
      subsampling: shot.isGrey ? .grey : dice.chance(0.8) ? .quarter : .full, progressive: dice.chance(0.1))
    return (file, "jpg")
  }
}
