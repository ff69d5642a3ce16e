import Evidence

/// One way through a container and those inside it.
struct UnpackingWalk {
  private let unpacker: Unpacker
  private let budget: ByteBudget
  private let container: Photo
  private var limits: Limits { unpacker.limits }

  private(set) var counts = UnpackCounts()
  /// Containers around the entry, the outermost included.
  private var depth = 0
  private var entries = 0
  private var unpackedBytes = 0
  /// Of the outermost container; 0 for a folder, where ratios mean nothing.
  private var containerBytes = 0
  /// Of the containers held in memory while they are gone through.
  private var nestedBytes = 0
  /// What the containers around the entry say of what is in them.
  private var outerSource: Source?
  /// `take` wants no more, or a limit of the whole was passed.
  private var isOver = false

  init(_ unpacker: Unpacker, _ budget: ByteBudget, _ container: Photo) {
    self.unpacker = unpacker
    self.budget = budget
    self.container = container
  }

  mutating func go(_ take: (Unpacked) -> Bool) {
    do throws(DecodeFailure) {
      let (format, opened) = try unpacker.open(container)
      containerBytes = opened.bytes.count
      unpack(opened, as: format, take)
    } catch {
      give(.problem(container, error.reason, detail: error.detail), take)
    }
  }

  private mutating func unpack(
    _ opened: Container, as format: any ContainerFormat, _ take: (Unpacked) -> Bool
  ) {
    depth += 1
    defer { depth -= 1 }
    do throws(DecodeFailure) {
      try format.unpack(opened) { entry in
        visit(entry, in: opened, take)
        return !isOver
      }
    } catch {
      if !isOver { give(problem(opened.path, error), take) }
    }
  }

  private mutating func visit(_ entry: Entry, in opened: Container, _ take: (Unpacked) -> Bool) {
    // A container which only hides one file is no place of its own.
    let path = entry.path.isEmpty ? opened.path : opened.path + "!/" + entry.path
    entries += 1
    guard entries <= limits.containerEntries else {
      giveUp("more than \(limits.containerEntries) entries", take)
      return
    }
    do throws(DecodeFailure) {
      switch entry.content {
      case .problem(let reason, let detail):
        throw DecodeFailure(reason: reason, detail: detail)
      case .lazy(let content):
        try visit(content, entry, path, opened, take)
      case .passing(let content):
        try visit(content, entry, path, opened, take)
      }
    } catch {
      if !isOver { give(problem(path, error), take) }
    }
  }

  private mutating func visit(
    _ content: any LazyContent, _ entry: Entry, _ path: String, _ opened: Container,
    _ take: (Unpacked) -> Bool
  ) throws(DecodeFailure) {
    let start = entry.isKnownPicture ? [] : try content.start(FirstLook.bytesShown)
    if entry.isKnownPicture || unpacker.isPhoto(start) {
      let limit = limits.fileBytes
      let photo = UnpackedPhoto(
        photo: photo(path, entry.source),
        read: { () throws(DecodeFailure) in try content.all(limit: limit) },
        text: { () throws(DecodeFailure) in try content.text() })
      give(.photo(photo), take)
    } else if let format = format(of: start, path) {
      try visitNested(format, path, entry.source, take) { limit throws(DecodeFailure) in
        try content.all(limit: limit)
      }
    } else {
      counts.otherEntries += 1
    }
  }

  private mutating func visit(
    _ content: any PassingContent, _ entry: Entry, _ path: String, _ opened: Container,
    _ take: (Unpacked) -> Bool
  ) throws(DecodeFailure) {
    let start = try content.read(upTo: FirstLook.bytesShown)
    if entry.isKnownPicture || unpacker.isPhoto(start) {
      guard unpacker.readsPhotos else {
        give(.photo(UnpackedPhoto(photo: photo(path, entry.source), read: { start })), take)
        return
      }
      let bytes = try content.rest(after: start, limit: limits.fileBytes)
      guard mayUnpack(bytes.count, take), let share = budget.take(bytes.count) else { return }
      let photo = UnpackedPhoto(photo: photo(path, entry.source)) { () throws(DecodeFailure) in
        withExtendedLifetime(share) { bytes }
      }
      give(.photo(photo), take)
    } else if let format = format(of: start, path) {
      try visitNested(format, path, entry.source, take) { limit throws(DecodeFailure) in
        try content.rest(after: start, limit: limit)
      }
    } else {
      counts.otherEntries += 1
    }
  }

  private mutating func visitNested(
    _ format: any ContainerFormat, _ path: String, _ source: Source?, _ take: (Unpacked) -> Bool,
    _ read: (_ limit: Int) throws(DecodeFailure) -> [UInt8]
  ) throws(DecodeFailure) {
    guard depth < limits.containerDepth else {
      throw DecodeFailure(
        reason: .tooLarge, detail: "containers inside one another, more than \(limits.containerDepth) deep")
    }
    let bytes = try read(max(0, limits.fileBytes - nestedBytes))
    guard mayUnpack(bytes.count, take) else { return }
    guard let share = budget.take(bytes.count) else { return }
    nestedBytes += bytes.count
    budget.pin(bytes.count)
    let nested = Container(
      path: path, file: nil, bytes: MemoryBytes(bytes, share), limits: limits, keys: unpacker.keys)
    let outer = outerSource
    outerSource = source?.completed(by: outer) ?? outer
    unpack(nested, as: format, take)
    outerSource = outer
    nestedBytes -= bytes.count
    budget.pin(-bytes.count)
  }

  private func format(of start: [UInt8], _ path: String) -> (any ContainerFormat)? {
    unpacker.format(for: FirstLook(path: Array(path.utf8), content: .file(start: start)))
  }

  /// Counts unpacked bytes; false when they are more than the container may hold.
  private mutating func mayUnpack(_ count: Int, _ take: (Unpacked) -> Bool) -> Bool {
    unpackedBytes += count
    if unpackedBytes > limits.unpackedBytes {
      giveUp("more than \(limits.unpackedBytes >> 30) GiB unpacked", take)
    } else if containerBytes > 0, unpackedBytes > limits.ratioGraceBytes,
      unpackedBytes / containerBytes >= limits.unpackedRatio
    {
      giveUp("unpacks to more than \(limits.unpackedRatio) times its size", take)
    }
    return !isOver
  }

  /// The rest of the whole is not looked at, and that is said.
  private mutating func giveUp(_ why: String, _ take: (Unpacked) -> Bool) {
    guard !isOver else { return }
    give(
      .problem(container, .tooLarge, detail: why + "; what comes after was not looked at"), take)
    isOver = true
  }

  private mutating func give(_ unpacked: Unpacked, _ take: (Unpacked) -> Bool) {
    if !isOver, !take(unpacked) { isOver = true }
  }

  private func photo(_ path: String, _ source: Source?) -> Photo {
    let told = source ?? knownPlace(path)
    return Photo(path: path, file: container.file, source: told?.completed(by: outerSource) ?? outerSource)
  }

  private func problem(_ path: String, _ failure: DecodeFailure) -> Unpacked {
    .problem(photo(path, nil), failure.reason, detail: failure.detail)
  }
}

extension PassingContent {
  /// The next `count` bytes, or what there is until the end.
  package func read(upTo count: Int) throws(DecodeFailure) -> [UInt8] {
    var bytes = try read(atMost: count)
    while bytes.count < count {
      let more = try read(atMost: count - bytes.count)
      if more.isEmpty { break }
      bytes += more
    }
    return bytes
  }

  /// The whole, of which `start` was read.
  func rest(after start: [UInt8], limit: Int) throws(DecodeFailure) -> [UInt8] {
    if let size { try check(size: size, limit: limit) }
    var bytes = start
    // The size is a claim: memory for it is taken as far as a photo may reasonably need it.
    bytes.reserveCapacity(min(size ?? 0, 64 << 20))
    while true {
      let more = try read(atMost: 1 << 20)
      if more.isEmpty { return bytes }
      try check(size: bytes.count + more.count, limit: limit)
      bytes += more
    }
  }
}
