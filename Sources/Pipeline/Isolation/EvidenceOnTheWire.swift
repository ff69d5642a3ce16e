import Discovering
import Evidence
import Isolating
import Pixels

extension Photo: Wired {
  package func write(to wire: inout WireWriter) {
    wire.add(path)
    wire.add(file)
    wire.add(source)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(path: try wire.take(), file: try wire.takeBytes(), source: try wire.take())
  }
}

extension Discovered: Wired {
  package func write(to wire: inout WireWriter) {
    switch self {
    case .photo(let photo):
      wire.add(UInt8(0))
      wire.add(photo)
    case .problem(let photo, let reason, let detail):
      wire.add(UInt8(1))
      wire.add(photo)
      wire.add(reason.rawValue)
      wire.add(detail)
    case .container(let photo):
      wire.add(UInt8(2))
      wire.add(photo)
    case .known(let photo, let inspection):
      wire.add(UInt8(3))
      wire.add(photo)
      wire.add(inspection)
    }
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    switch try wire.take(UInt8.self) {
    case 0: self = .photo(try wire.take())
    case 1: self = .problem(try wire.take(), try wire.takeCase(), detail: try wire.take())
    case 2: self = .container(try wire.take())
    case 3: self = .known(try wire.take(), try wire.take())
    case let kind: throw WireFailure("no item is of kind \(kind)")
    }
  }
}

extension Reason: Wired {
  package func write(to wire: inout WireWriter) {
    wire.add(rule)
    wire.add(place)
    wire.add(text)
    wire.add(confidence)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(
      rule: try wire.take(), place: try wire.take(), text: try wire.take(), confidence: try wire.take())
  }
}

extension Judgement: Wired {
  package func write(to wire: inout WireWriter) {
    wire.add(verdict.rawValue)
    wire.add(level)
    wire.add(regime)
    wire.add(severity?.rawValue)
    wire.add(mark)
    wire.add(confidence)
    wire.add(line)
    wire.add(released)
    wire.add(reasons)
    wire.add(undecided?.rawValue)
    wire.add(detail)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(
      verdict: try wire.takeCase(), level: try wire.take(), regime: try wire.take(),
      severity: try wire.takeOptionalCase(), mark: try wire.take(), confidence: try wire.take(),
      line: try wire.take(), released: try wire.take(), reasons: try wire.take(),
      undecided: try wire.takeOptionalCase(), detail: try wire.take())
  }
}

extension Point: Wired {
  package func write(to wire: inout WireWriter) {
    wire.add(x)
    wire.add(y)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(try wire.take(), try wire.take())
  }
}

extension Quad: Wired {
  package func write(to wire: inout WireWriter) {
    for corner in corners { wire.add(corner) }
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(
      topLeft: try wire.take(), topRight: try wire.take(), bottomRight: try wire.take(),
      bottomLeft: try wire.take())
  }
}

extension Finding: Wired {
  package func write(to wire: inout WireWriter) {
    wire.add(path)
    wire.add(judgement)
    wire.add(quad)
    wire.add(size?.width)
    wire.add(size?.height)
    wire.add(sha256)
    wire.add(seconds)
    wire.add(page)
    wire.add(copyOf)
    wire.add(source)
    wire.add(sameAs)
    wire.add(related)
    wire.add(likeness)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(path: try wire.take(), judgement: try wire.take())
    quad = try wire.take()
    let (width, height) = (try wire.take(Int?.self), try wire.take(Int?.self))
    if let width, let height { size = (width, height) }
    sha256 = try wire.take()
    seconds = try wire.take()
    page = try wire.take()
    copyOf = try wire.take()
    source = try wire.take()
    sameAs = try wire.take()
    related = try wire.take()
    likeness = try wire.take()
  }
}

extension Likeness: Wired {
  package func write(to wire: inout WireWriter) {
    for word in words { wire.add(Int(bitPattern: UInt(word))) }
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    var words: [UInt64] = []
    for _ in 0..<4 { words.append(UInt64(UInt(bitPattern: try wire.take(Int.self)))) }
    guard let likeness = Likeness(words: words) else { throw WireFailure("no likeness") }
    self = likeness
  }
}

extension Inspection: Wired {
  package func write(to wire: inout WireWriter) {
    wire.add(finding)
    wire.add(trace.left.rawValue)
    for stage in Stage.allCases { wire.add(trace.seconds[stage]) }
    wire.add(trace.linesFound)
    wire.add(trace.linesRead)
    wire.add(picture ?? [])
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    let finding: Finding = try wire.take()
    var trace = Trace(left: try wire.takeCase())
    for stage in Stage.allCases { trace.seconds[stage] = try wire.take(Double?.self) }
    trace.linesFound = try wire.take()
    trace.linesRead = try wire.take()
    let picture = try wire.takeBytes()
    self.init(finding: finding, trace: trace, picture: picture.isEmpty ? nil : picture)
  }
}

extension Limits: Wired {
  private static let counts: [any WritableKeyPath<Limits, Int> & Sendable] = [
    \.pixels, \.fileBytes, \.pages, \.documentPages, \.decodedPixels, \.containerDepth, \.containerEntries,
    \.unpackedBytes,
    \.unpackedRatio, \.ratioGraceBytes, \.bytesInHand, \.memory,
  ]

  package func write(to wire: inout WireWriter) {
    for count in Self.counts { wire.add(self[keyPath: count]) }
    wire.add(seconds)
    wire.add(silentSeconds)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init()
    for count in Self.counts { self[keyPath: count] = try wire.take() }
    seconds = try wire.take()
    silentSeconds = try wire.take()
  }
}

extension Moment: Wired {
  package func write(to wire: inout WireWriter) {
    wire.add(wallSeconds)
    wire.add(zoneMinutes)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(wallSeconds: try wire.take(), zoneMinutes: try wire.take())
  }
}

extension Source: Wired {
  package func write(to wire: inout WireWriter) {
    for text in [app, chat, sender, folder] { wire.add(text) }
    wire.add(taken)
    wire.add(sent)
    wire.add(device)
    wire.add(hasPosition)
  }

  package init(from wire: inout WireReader) throws(WireFailure) {
    self.init(
      app: try wire.take(), chat: try wire.take(), sender: try wire.take(), folder: try wire.take(),
      taken: try wire.take(), sent: try wire.take(), device: try wire.take(), hasPosition: try wire.take())
  }
}
