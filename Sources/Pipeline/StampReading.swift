import Evidence
import Judging
import Looking
import Pixels
import Reading

// MARK: Stamps, over type or in patches of their ink

extension PageReading {
  /// How many times as long as high a stamp is.
  private static let (longestChineseStamp, longestOtherStamp): (Float, Float) = (7, 16)
  /// A word that takes more of a patch's length and height is all that it holds, and no frame is round it.
  private static let (mostOfPiece, mostOfFramed): (Float, Float) = (0.6, 0.7)
  /// What the project's own model must be sure of a level that no other look confirms, or that stands in a column, where it
  /// saw one with 0.75 in the speckle of stone, and with 0.67 in a chip of colour.
  private static let sureOfPatch: Float = 0.8

  /// Nothing was sure so far: a stamp's ink may hang together with the type below it.
  mutating func readStampsOverType(_ watch: inout Stopwatch) {
    guard image.chroma != nil else {
      readBlackPatches(&watch)
      return
    }
    let stamps = watch.time(.look) { view.survey.addStampsOverType(in: small) }
    transcript.layout = view.survey.layout
    for id in stamps {
      read(id, &watch)
      if view.survey.liesOverType(id) { takeForStamp(&watch) }
    }
    // What is marked needs no further stamp.
    if !isMarked(&watch) || reader.isDeep { readPatches(&watch) }
    if !isMarked(&watch) || reader.isDeep { readBlackPatches(&watch) }
  }

  private func isMarked(_ watch: inout Stopwatch) -> Bool {
    let judgement = watch.time(.judge) {
      reader.judge.judgement(on: matches, in: transcript, sawEverything: false)
    }
    return judgement.verdict == .marked
  }

  private var isInChinese: Bool { view.language.hasPrefix("chi_") }
  private var longestStamp: Float { isInChinese ? Self.longestChineseStamp : Self.longestOtherStamp }

  /// What may be a stamp by the shape of its ink alone is read: on a page in Chinese characters where the model of marks
  /// sees a part of one, else where it may be type.
  private mutating func readPatches(_ watch: inout Stopwatch) {
    var patches = watch.time(.look) { view.survey.addPatches(in: small, longest: longestStamp) }
    transcript.layout = view.survey.layout
    // Red words that read well and fill a patch are a heading's: no frame is round them.
    let words = transcript.lines.filter { $0.line.isRed && $0.bestConfidence >= Self.unsure }.map(\.line.quad)
    // A band of colour with light words on it is no stamp.
    let bands = transcript.lines.filter { $0.line.isLightOnDark && $0.bestConfidence >= Self.unsure }
    patches.removeAll { id in
      bands.contains { view.survey.layout.lines[id].quad.holds($0.line.quad.centre) }
    }
    for id in patches {
      let quad = view.survey.layout.lines[id].quad
      let isWord = words.contains {
        quad.holds($0.centre) && $0.width > Self.mostOfPiece * quad.width
          && $0.height > Self.mostOfFramed * quad.height
      }
      if isWord { view.survey.takeForWord(id) }
    }
    read(patches: patches, &watch)
  }

  /// The like in black, as stamps on copies are: of ink that lies beside the page's type.
  private mutating func readBlackPatches(_ watch: inout Stopwatch) {
    let known = transcript.lines.filter { $0.bestConfidence >= Self.unsure }.map(\.line.quad)
    let patches = watch.time(.look) {
      view.survey.addBlackPatches(in: small, longest: longestStamp, beside: known)
    }
    transcript.layout = view.survey.layout
    read(patches: patches, &watch)
  }

  private mutating func read(patches: [Int], _ watch: inout Stopwatch) {
    guard isInChinese else {
      for id in patches {
        if !view.survey.liesOverType(id) { view.survey.readInAllInk(id) }
        read(id, &watch)
        readCutClose(&watch)
      }
      return
    }
    for id in patches {
      guard let seen = partOfMark(id, &watch) else { continue }
      read(id, &watch)
      guard seen.isFairlyLevel(in: view.language),
        !matches.contains(where: { $0.line == id && $0.kind == .mark })
      else {
        continue
      }
      last.readings.append(seen)
      match(&watch)
    }
  }

  /// What the project's own model sees in a line as it is or cut close, where that has a sign of a level.
  private func partOfMark(_ id: Int, _ watch: inout Stopwatch) -> Reading? {
    let strip = watch.time(.read) { view.survey.strip(of: id, in: image) }
    let looks = [
      strip, Levelling.trimmed(strip), Levelling.levelled(strip).flatMap { Levelling.trimmed($0.strip) },
    ].compactMap { $0 }
    var likely: Reading?
    for look in looks {
      let reading = watch.time(.read) { reader.reading(of: look, Reading.marks) }
      if reading.isFairlyLevel(in: view.language) {
        return isConfirmed(reading, of: id, by: look, &watch)
          ? reading : nil
      }
      if reading.holdsSignOfLevel { likely = likely ?? reading }
    }
    return likely
  }

  /// Whether a reading is sure, or said by another look at its strip, too. Of signs that were set in a row it must be sure, and
  /// two looks must say it, since texture agrees with itself.
  private func isConfirmed(_ reading: Reading, of id: Int, by strip: Plane, _ watch: inout Stopwatch) -> Bool
  {
    let (isDown, isSure) = (view.survey.isReadDownwards(id), reading.confidence >= Self.sureOfPatch)
    if isSure != isDown { return isSure }
    let needed = isDown ? 2 : 1
    var agreeing = 0
    for look in [Straightening.mended(strip), Straightening.narrowed(strip, to: Self.narrowedLook)]
    where agreeing < needed {
      let other = watch.time(.read) { reader.reading(of: look, Reading.marks) }
      agreeing += other.textWithoutSpaces.prefix(2) == reading.textWithoutSpaces.prefix(2) ? 1 : 0
    }
    return agreeing == needed
  }

  /// A bare level between two bars is a stamp's.
  mutating func lookForBars(_ watch: inout Stopwatch) {
    let id = last.line.id
    guard isBareLevel, watch.time(.look, { view.survey.isBetweenBars(id, in: image) }) else { return }
    takeForStamp(&watch)
  }

  /// A level by itself in the line that was read last, no frame round it.
  private var isBareLevel: Bool {
    !last.line.isBoxed && last.line.isAsShortAsStamp
      && matches.contains { $0.line == last.line.id && $0.kind == .mark && $0.mark == $0.level }
  }

  private mutating func takeForStamp(_ watch: inout Stopwatch) {
    guard isBareLevel else { return }
    last.line.isBoxed = true
    match(&watch)
  }
}
