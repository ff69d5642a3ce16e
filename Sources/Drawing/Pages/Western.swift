/// Pages of regimes that write in Latin or Cyrillic letters.
extension Page {
  var english: LatinWords { .english(part) }

  /// A typed or set memorandum between two banners.
  func memorandum(
    _ words: LatinWords, banner: String?, style: Style, portion: [String] = [], block: [String] = [],
    foot: Bool = true, markOnce: Bool = false, clearance: Double = 0
  ) {
    let left = dice.number(20...28)
    let right = width - left
    let serif = dice.chance(0.5)
    let text = Style(
      dice.chance(0.25) ? face(.mono) : face(serif ? .serif : .sans), dice.number(10.5...12.5), ink: ink())
    let top = dice.number(9...16)
    if let banner {
      mark(banner, x: centre, y: top, style, .centre)
      if !markOnce {
        mark(banner, x: centre, y: height - top - style.em, style, .centre)
      }
    }
    var y = top + style.em + dice.number(10...22) + clearance
    let agency = dice.pick(LatinWords.agencies(part))
    if words.subjects == english.subjects {
      canvas.line(agency, x: centre, y: y, Style(text.face.bold(), 14, ink: text.ink), .centre)
      y += 9
      let heads = [
        "MEMORANDUM FOR: Director, \(dice.pick(LatinWords.agencies(part)))", "FROM: \(agency)",
        "SUBJECT: \(portion.isEmpty ? "" : dice.pick(portion) + " ")\(dice.pick(words.objects))",
      ]
      for head in heads {
        canvas.line(head, x: left, y: y, text)
        y += text.em * 1.7
      }
      y += 4
    } else {
      let sign = words.subjects == LatinWords.german(part).subjects ? "Az." : "N°"
      canvas.line("\(sign) \(dice.digits(3))-\(dice.digits(2))/\(dice.whole(10...25))", x: left, y: y, text)
      y += 14
    }
    let end = height - 40 - (block.isEmpty ? 0 : 24)
    let filled = y + (end - y) * dice.number(0.6...1)
    var number = 1
    while y < filled {
      let sign = portion.isEmpty ? "" : dice.pick(portion) + " "
      let lead = portion.isEmpty && dice.chance(0.5) ? "" : "\(number). "
      y =
        canvas.paragraphs(
          lead + sign + words.paragraph(dice.whole(3...6), &dice), x: left, y: y, width: right - left, text,
          pitch: text.em * 1.35, bottom: filled, justified: dice.chance(0.4)) + text.em * 0.9
      number += 1
    }
    y = height - 40
    for line in block.reversed() {
      canvas.line(line, x: left, y: y, text.with(points: 10))
      y -= 5
    }
    if foot { sampleFoot(latin: true) }
  }

  func bannerStyle(colour: Bool = true) -> Style {
    let red = dice.pick([Colour(0.85, 0.05, 0.1), Colour(0.95, 0.4, 0), Colour(0.1, 0.2, 0.6)])
    return Style(
      face(dice.chance(0.65) ? .sans : .serif).bold(), dice.number(12...22),
      ink: colour && dice.chance(0.4) ? red : ink())
  }

  func usPage() {
    let (level, short) = dice.pick(weighted: [
      (("TOP SECRET", "TS"), 0.35), (("SECRET", "S"), 0.4), (("CONFIDENTIAL", "C"), 0.25),
    ])
    classify("us", level)
    let tails =
      level == "TOP SECRET"
      ? [
        "", "//SI//NOFORN", "//SI/TK//NOFORN", "//HCS-P//ORCON/NOFORN", "//NOFORN", "//SI//REL TO USA, FVEY",
      ]
      : level == "SECRET"
        ? ["", "//NOFORN", "//REL TO USA, FVEY", "//SI//NOFORN", "//ORCON/NOFORN", "//RD"]
        : ["", "//NOFORN", "//REL TO USA, GBR"]
    let tail = dice.pick(tails)
    let portions = ["(U)", "(\(short))", tail.contains("NOFORN") ? "(\(short)//NF)" : "(\(short))"]
    let year = dice.whole(2008...2024)
    let block = [
      "Classified By: \(dice.digits(7))",
      "Derived From: \(dice.pick(LatinWords.agencies(part))) SCG, dated \(year)0412",
      "Declassify On: \(year + 25)0412",
    ]
    memorandum(
      english, banner: level + tail, style: bannerStyle(), portion: portions,
      block: dice.chance(0.7) ? block : [])
  }

  /// Cover sheets SF 703, 704 and 705: a broad coloured border.
  func coverSheet() {
    let (level, colour, form) = dice.pick([
      ("TOP SECRET", Colour(0.93, 0.46, 0.1), "703"), ("SECRET", Colour(0.8, 0.1, 0.15), "704"),
      ("CONFIDENTIAL", Colour(0.1, 0.25, 0.62), "705"),
    ])
    classify("us", level)
    let border = dice.number(14...24)
    canvas.fill(x: 0, y: 0, width: width, height: border, colour)
    canvas.fill(x: 0, y: height - border, width: width, height: border, colour)
    canvas.fill(x: 0, y: 0, width: border, height: height, colour)
    canvas.fill(x: width - border, y: 0, width: border, height: height, colour)
    let big = Style(face(.sans).bold(800), level.count > 8 ? 50 : 64, ink: dice.chance(0.7) ? colour : ink())
    mark(level, x: centre, y: border + dice.number(20...45), big, .centre)
    let small = Style(face(.sans), 13, ink: dice.chance(0.6) ? colour : ink())
    var y = height * 0.42
    canvas.line("THIS IS A COVER SHEET", x: centre, y: y, small.with(points: 18), .centre)
    y += 14
    canvas.line("FOR CLASSIFIED INFORMATION", x: centre, y: y, small.with(points: 18), .centre)
    y += 20
    for line in [
      "Persons who handle the attached papers answer for their keeping.",
      "Store, copy and pass on only as the rules for this level allow.",
      "This sheet by itself bears no such information.",
    ] {
      canvas.line(line, x: centre, y: y, small, .centre)
      y += 8
    }
    canvas.line(level, x: centre, y: height - border - 30, big.with(points: big.points * 0.7), .centre)
    canvas.line(
      "SAMPLE \(form)", x: width - border - 4, y: height - border - 8, small.with(points: 9), .right)
  }

  func cuiPage() {
    classify("us", "CUI")
    let banner = dice.pick([
      "CUI", "CUI", "CUI//SP-PRVCY", "CUI//SP-CTI//NOFORN", "CONTROLLED", "CUI//PRVCY/FEDCON",
    ])
    if banner == "CONTROLLED" { label.level = "CUI" }
    memorandum(
      english, banner: banner, style: bannerStyle(), portion: dice.chance(0.5) ? ["(CUI)", "(U)"] : [],
      block: dice.chance(0.7)
        ? [
          "Controlled by: \(dice.pick(LatinWords.agencies(part)))", "CUI Category: PRVCY",
          "POC: J. Sample, 555-0100",
        ] : [])
  }

  func bannerPage(
    _ regime: String, _ language: String, _ choices: [(level: String, text: String)], red: Double = 0.3
  ) {
    let choice = dice.pick(choices)
    classify(regime, choice.level)
    var style = bannerStyle(colour: false)
    if dice.chance(red) { style.ink = officialRed() }
    style.points = min(style.points, 150 / Double(choice.text.count) / 0.72 * 72 / 25.4)
    memorandum(.of(language, part), banner: choice.text, style: style, markOnce: dice.chance(0.15))
  }

  /// Austria: the level at head and foot, an office of the state's over the letter.
  func austrianPage() {
    let choice = dice.pick([
      ("EINGESCHRÄNKT", "EINGESCHRÄNKT"), ("VERTRAULICH", "VERTRAULICH"), ("GEHEIM", "GEHEIM"),
      ("STRENG GEHEIM", "STRENG GEHEIM"), ("EINGESCHRÄNKT", "E I N G E S C H R Ä N K T"),
    ])
    classify("at", choice.0)
    var style = bannerStyle(colour: false)
    if dice.chance(0.35) { style.ink = officialRed() }
    let office = dice.pick(
      part == .tuning
        ? ["Amt der Landesregierung Rehfelden", "Direktion 4, Abteilung Nord"]
        : ["Landesamt Ulmenau", "Stabsstelle für Übungen"])
    canvas.line(
      "Republik Österreich", x: 24, y: 32,
      Style(face(.sans).bold(), 14, ink: dice.chance(0.4) ? officialRed() : ink()))
    canvas.line(office + "  ·  office@sample.gv.at", x: 24, y: 39, Style(face(.sans), 10, ink: ink()))
    memorandum(.german(part), banner: choice.1, style: style, clearance: 18)
  }

  /// A red stamp at the head and often at the foot, as in France.
  func frenchPage() {
    let choice = dice.pick([
      ("DIFFUSION RESTREINTE", "DIFFUSION RESTREINTE"), ("SECRET", "SECRET"), ("TRÈS SECRET", "TRÈS SECRET"),
      ("CONFIDENTIEL DÉFENSE", "CONFIDENTIEL DÉFENSE"), ("SECRET DÉFENSE", "SECRET DÉFENSE"),
      ("SECRET", "SECRET – SPÉCIAL FRANCE"), ("TRÈS SECRET", "TRÈS SECRET SPÉCIAL FRANCE"),
      ("DIFFUSION RESTREINTE", "DIFFUSION RESTREINTE - SPÉCIAL FRANCE"),
      ("TRÈS SECRET DÉFENSE", "TRÈS SECRET DÉFENSE"),
    ])
    classify("fr", choice.0)
    var style = Style(
      face(.sans).bold(), dice.number(15...22), ink: dice.chance(0.85) ? officialRed() : ink())
    style.opacity = dice.number(0.75...1)
    if dice.chance(0.5) {
      let tilt = dice.chance(0.4) ? dice.number(-4...4) : 0
      for (number, y) in [dice.number(14...20), height - dice.number(16...22)].enumerated()
      where number == 0 || dice.chance(0.7) {
        note(choice.1, stamp(choice.1, x: centre, y: y, style, degrees: tilt))
      }
      memorandum(.french(part), banner: nil, style: style)
    } else {
      memorandum(.french(part), banner: choice.1, style: style)
    }
  }

  /// Russian: upper right of the first sheet, with the copy's number.
  func russianPage() {
    let choice = dice.pick([
      ("ОСОБОЙ ВАЖНОСТИ", "ОСОБОЙ ВАЖНОСТИ"), ("СОВЕРШЕННО СЕКРЕТНО", "СОВЕРШЕННО СЕКРЕТНО"),
      ("СОВЕРШЕННО СЕКРЕТНО", "Совершенно секретно"), ("СЕКРЕТНО", "СЕКРЕТНО"), ("СЕКРЕТНО", "Секретно"),
      ("ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ", "Для служебного пользования"),
      ("ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ", "ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ"), ("ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ", "ДСП"),
    ])
    classify("ru", choice.0)
    let text = Style(face(dice.chance(0.3) ? .mono : .serif), dice.number(12...14), ink: ink())
    let (left, right) = (25.0, width - 18)
    let y = dice.number(14...22)
    mark(
      choice.1, x: right, y: y,
      Style(dice.chance(0.5) ? text.face.bold() : text.face, text.points + 1, ink: ink()), .right)
    if choice.1 == "ДСП" || dice.chance(0.85) {
      canvas.line("Экз. № \(dice.whole(1...9))", x: right, y: y + 7, text, .right)
    }
    let words = LatinWords.russian(part)
    canvas.line(
      dice.pick(["ДОКЛАДНАЯ ЗАПИСКА", "ПРИКАЗ", "СПРАВКА", "ДОНЕСЕНИЕ"]), x: centre, y: y + 34,
      Style(text.face.bold(), 16, ink: ink()), .centre)
    canvas.line("№ \(dice.digits(3))/\(dice.digits(2))", x: centre, y: y + 43, text, .centre)
    var line = y + 58
    while line < height - 70 {
      line =
        canvas.paragraphs(
          "     " + words.paragraph(dice.whole(3...6), &dice), x: left, y: line, width: right - left, text,
          pitch: text.em * 1.5, bottom: height - 60) + 3
    }
    canvas.line("Начальник отдела                    И. О. Образцов", x: left, y: height - 45, text)
    canvas.line("ОБРАЗЕЦ / SAMPLE", x: centre, y: height - 12, text.with(points: 9), .centre)
  }

  /// An old typed page, marked by stamp, often struck through and released.
  func typewriterPage() {
    let level = dice.pick(["TOP SECRET", "TOP SECRET", "SECRET", "SECRET", "CONFIDENTIAL"])
    classify("us", level)
    wear = dice.number(0.3...0.8)
    let jitter = dice.number(0.5...1.4)
    let text = Style(face(.typewriter), dice.number(11.5...12.5), ink: ink())
    let released = dice.chance(0.5)
    let stamped = Style(
      face(dice.chance(0.7) ? .serif : .sans).bold(), dice.number(17...26), ink: ink(),
      spacing: dice.number(0...0.12))
    for (number, y) in [dice.number(10...18), height - dice.number(24...30)].enumerated() {
      let x = centre + dice.number(-25...25)
      let degrees = dice.chance(0.6) ? dice.number(-3...3) : 0
      let patch = stamp(
        level, x: x, y: y + stamped.em / 2, stamped, degrees: degrees, boxed: dice.chance(0.15))
      note(level, patch)
      if released && dice.chance(number == 0 ? 0.7 : 0.4) {
        let lift = dice.number(-1.5...1.5)
        canvas.stroke(
          [
            Spot(patch.corners[0].x - 2, y + stamped.em * 0.55 + lift),
            Spot(patch.corners[1].x + 3, y + stamped.em * 0.5 - lift),
          ],
          line: dice.number(0.4...0.9), ink())
      }
    }
    var y = dice.number(40...52)
    let left = dice.number(24...32)
    typed(
      "\(dice.whole(1...28)) \(dice.pick(["March", "June", "October", "May"])) 19\(dice.whole(48...79))",
      x: width - 75, y: y, text, jitter: jitter)
    y += 12
    typed("MEMORANDUM FOR: THE DIRECTOR", x: left, y: y, text, jitter: jitter)
    y += 7
    typed("SUBJECT: " + dice.pick(english.objects).uppercased(), x: left, y: y, text, jitter: jitter)
    y += 12
    let room = Int((width - 2 * left) / (text.em * 0.6))
    var number = 1
    while y < height - 60 {
      let all = "   \(number). " + english.paragraph(dice.whole(2...4), &dice)
      for line in wrapped(all, room) where y < height - 50 {
        typed(line, x: left, y: y, text, jitter: jitter)
        y += text.em * 1.9
      }
      y += 3
      number += 1
    }
    if released {
      let small = Style(face(.sans), 8.5, ink: ink())
      let day = "\(dice.whole(1998...2019))/\(dice.whole(10...12))/\(dice.whole(10...28))"
      let approval = "Approved for Release \(day) : SAMPLE-\(dice.digits(5))"
      canvas.line(approval, x: centre, y: height - 7, small, .centre)
      if dice.chance(0.5) { canvas.line(approval, x: centre, y: 4, small, .centre) }
    } else {
      sampleFoot(latin: true)
    }
  }

  func wrapped(_ text: String, _ room: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if line.count + word.count + 1 > room {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }
}
