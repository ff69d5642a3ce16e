import CPoppler
import Evidence
import Glibc
import Synchronization

/// One PDF file, opened when a page of it is wanted, and again when it was closed for others meanwhile.
///
/// Poppler, Cairo and FreeType share state between documents, so one thread at a time is inside them in the whole
/// process.
final class PDFDocument: Sendable {
  /// Dots an inch of a page's drawing: body type is some 30 pixels high, as photos of pages have it.
  private static let resolution = 200.0
  /// The long side of a drawing in pixels, where a page says that it is a poster or a stamp.
  private static let sides = 2000.0...4000.0
  /// Characters of one page that are looked at.
  private static let mostCharacters = 200_000

  private static let shelf = Mutex(Shelf())

  private let bytes: any RandomBytes
  private let limit: Int
  private let passphrases: [String]

  init(_ container: Container) {
    bytes = container.bytes
    limit = container.limits.fileBytes
    passphrases = container.keys.passphrases
  }

  deinit {
    let id = ObjectIdentifier(self)
    Self.shelf.withLock { $0.remove(id) }
  }

  func pageCount() throws(DecodeFailure) -> Int {
    try use { handle in handle.pageCount }
  }

  /// A page as a BMP file.
  func drawing(ofPage number: Int) throws(DecodeFailure) -> [UInt8] {
    try use { (handle) throws(DecodeFailure) in
      try handle.drawing(ofPage: number, resolution: Self.resolution, sides: Self.sides)
    }
  }

  /// The lines of the page's text layer; none when it is a picture only.
  func text(ofPage number: Int) throws(DecodeFailure) -> [PlacedText] {
    try use { (handle) throws(DecodeFailure) in
      try handle.text(ofPage: number, mostCharacters: Self.mostCharacters)
    }
  }

  private func use<Result: Sendable>(
    _ body: (PDFHandle) throws(DecodeFailure) -> Result
  ) throws(DecodeFailure) -> Result {
    try Self.shelf.withLock { (shelf) throws(DecodeFailure) in
      if let handle = shelf.handle(of: ObjectIdentifier(self)) { return try body(handle) }
      let handle = try PDFHandle(bytes, limit: limit, passphrases: passphrases)
      shelf.add(handle, of: ObjectIdentifier(self))
      return try body(handle)
    }
  }
}

/// The documents that are open: those of the pages in hand.
private struct Shelf {
  private static let most = 3
  private var handles: [(id: ObjectIdentifier, handle: PDFHandle)] = []

  mutating func handle(of id: ObjectIdentifier) -> PDFHandle? {
    guard let index = handles.firstIndex(where: { $0.id == id }) else { return nil }
    let found = handles.remove(at: index)
    handles.append(found)
    return found.handle
  }

  mutating func add(_ handle: PDFHandle, of id: ObjectIdentifier) {
    if handles.count == Self.most { handles.removeFirst() }
    handles.append((id, handle))
  }

  mutating func remove(_ id: ObjectIdentifier) {
    handles.removeAll { $0.id == id }
  }
}

/// An open document of Poppler's.
@safe private final class PDFHandle {
  private let document: OpaquePointer

  init(_ bytes: any RandomBytes, limit: Int, passphrases: [String]) throws(DecodeFailure) {
    // Each attempt needs bytes of its own: Poppler gives those of a failed one back.
    var attempts: [String?] = [nil]
    attempts += passphrases.map(Optional.some)
    for passphrase in attempts {
      var error: UnsafeMutablePointer<GError>?
      let opened: OpaquePointer?
      if let file = bytes as? FileBytes {
        unsafe opened = poppler_document_new_from_fd(dup(file.descriptor), passphrase, &error)
      } else {
        try check(size: bytes.count, limit: limit)
        let copy = try bytes.read(at: 0, count: bytes.count)
        let lent = unsafe copy.withUnsafeBytes { unsafe g_bytes_new($0.baseAddress, gsize($0.count)) }
        unsafe opened = poppler_document_new_from_bytes(lent, passphrase, &error)
        unsafe g_bytes_unref(lent)
      }
      if let opened = unsafe opened {
        unsafe document = opened
        return
      }
      let isEncrypted = unsafe vermilion_is_encrypted(error) != 0
      let message = unsafe vermilion_message(error).map { unsafe String(cString: $0) }
      unsafe g_clear_error(&error)
      guard isEncrypted else {
        throw DecodeFailure(reason: .damaged, detail: "PDF: \(message ?? "cannot be read")")
      }
    }
    throw DecodeFailure(
      reason: .encrypted,
      detail: passphrases.isEmpty
        ? "PDF: encrypted; \(UnpackKeys.advice)" : "PDF: no passphrase given opens it")
  }

  deinit { unsafe vermilion_release_document(document) }

  var pageCount: Int { max(0, Int(unsafe poppler_document_get_n_pages(document))) }

  func drawing(
    ofPage number: Int, resolution: Double, sides: ClosedRange<Double>
  ) throws(DecodeFailure) -> [UInt8] {
    try unsafe withPage(number) { (page) throws(DecodeFailure) in
      var (width, height) = (0.0, 0.0)
      unsafe poppler_page_get_size(page, &width, &height)
      guard width.isFinite, height.isFinite, width > 0, height > 0 else {
        throw DecodeFailure(reason: .damaged, detail: "PDF: a page without size")
      }
      // In points, 72 an inch.
      let longSide = min(max(max(width, height) * resolution / 72, sides.lowerBound), sides.upperBound)
      let scale = longSide / max(width, height)
      let (columns, rows) = (max(1, Int(width * scale)), max(1, Int(height * scale)))
      guard
        let surface = unsafe cairo_image_surface_create(
          CAIRO_FORMAT_RGB24, Int32(columns), Int32(rows))
      else { throw DecodeFailure(reason: .unreadable, detail: "out of memory") }
      defer { unsafe cairo_surface_destroy(surface) }
      let context = unsafe cairo_create(surface)
      defer { unsafe cairo_destroy(context) }
      unsafe cairo_set_source_rgb(context, 1, 1, 1)
      unsafe cairo_paint(context)
      unsafe cairo_scale(context, scale, scale)
      unsafe poppler_page_render(page, context)
      unsafe cairo_surface_flush(surface)
      guard let pixels = unsafe cairo_image_surface_get_data(surface) else {
        throw DecodeFailure(reason: .damaged, detail: "PDF: the page cannot be drawn")
      }
      let stride = Int(unsafe cairo_image_surface_get_stride(surface))
      return unsafe bitmap(UnsafeRawPointer(pixels), stride: stride, columns, rows)
    }
  }

  func text(ofPage number: Int, mostCharacters: Int) throws(DecodeFailure) -> [PlacedText] {
    try unsafe withPage(number) { (page) throws(DecodeFailure) in
      var (width, height) = (0.0, 0.0)
      unsafe poppler_page_get_size(page, &width, &height)
      guard let layer = unsafe poppler_page_get_text(page) else { return [] }
      defer { unsafe g_free(layer) }
      var places: UnsafeMutablePointer<PopplerRectangle>?
      var count: guint = 0
      guard unsafe poppler_page_get_text_layout(page, &places, &count) != 0, let places = unsafe places,
        width > 0, height > 0
      else { return [] }
      defer { unsafe g_free(places) }
      var lines = LineBuilder(width: width, height: height)
      // One rectangle a character, line breaks included.
      for (index, scalar) in unsafe String(cString: layer).unicodeScalars.enumerated() {
        guard index < Int(count), index < mostCharacters else { break }
        unsafe lines.add(scalar, places[index])
      }
      return lines.finish()
    }
  }

  private func withPage<Result>(
    _ number: Int, _ body: (OpaquePointer) throws(DecodeFailure) -> Result
  ) throws(DecodeFailure) -> Result {
    guard let page = unsafe poppler_document_get_page(document, Int32(number)) else {
      throw DecodeFailure(reason: .damaged, detail: "PDF: the page cannot be read")
    }
    defer { unsafe vermilion_release_page(page) }
    return try unsafe body(page)
  }
}

private struct LineBuilder {
  let width: Double
  let height: Double
  private var lines: [PlacedText] = []
  private var text = ""
  private var (left, top, right, bottom) = (
    Double.infinity, Double.infinity, -Double.infinity, -Double.infinity
  )

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func add(_ scalar: Unicode.Scalar, _ place: PopplerRectangle) {
    guard scalar != "\n", scalar != "\u{0C}" else {
      endLine()
      return
    }
    text.unicodeScalars.append(scalar)
    guard scalar != " " else { return }
    (left, right) = (min(left, place.x1, place.x2), max(right, place.x1, place.x2))
    (top, bottom) = (min(top, place.y1, place.y2), max(bottom, place.y1, place.y2))
  }

  mutating func finish() -> [PlacedText] {
    endLine()
    return lines
  }

  private mutating func endLine() {
    if left.isFinite, right >= left, bottom >= top {
      func share(_ value: Double, of whole: Double) -> Float { Float(max(0, min(1, value / whole))) }
      lines.append(
        PlacedText(
          text: text, left: share(left, of: width), top: share(top, of: height),
          width: share(right - left, of: width), height: share(bottom - top, of: height)))
    }
    text = ""
    (left, top, right, bottom) = (.infinity, .infinity, -.infinity, -.infinity)
  }
}

/// A BMP file of 24 bits a pixel from rows of blue, green, red and a byte that says nothing; rows run upwards.
private func bitmap(_ pixels: UnsafeRawPointer, stride: Int, _ columns: Int, _ rows: Int) -> [UInt8] {
  let header = 54
  let rowLength = (columns * 3 + 3) / 4 * 4
  let size = header + rowLength * rows
  return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
    unsafe buffer.initialize(repeating: 0)
    filled = size
    guard let start = buffer.baseAddress else { return }
    func put(_ value: Int, at offset: Int, bytes: Int = 4) {
      for n in 0..<bytes { unsafe start[offset + n] = UInt8(truncatingIfNeeded: value >> (8 * n)) }
    }
    (unsafe start[0], unsafe start[1]) = (0x42, 0x4D)
    put(size, at: 2)
    put(header, at: 10)
    put(40, at: 14)
    put(columns, at: 18)
    put(rows, at: 22)
    put(1, at: 26, bytes: 2)
    put(24, at: 28, bytes: 2)
    put(rowLength * rows, at: 34)
    for y in 0..<rows {
      let source = unsafe pixels + (rows - 1 - y) * stride
      var target = unsafe start + header + y * rowLength
      for x in 0..<columns {
        let pixel = unsafe source.load(fromByteOffset: x * 4, as: UInt32.self)
        unsafe target[0] = UInt8(truncatingIfNeeded: pixel)
        unsafe target[1] = UInt8(truncatingIfNeeded: pixel >> 8)
        unsafe target[2] = UInt8(truncatingIfNeeded: pixel >> 16)
        unsafe target += 3
      }
    }
  }
}
