import CMime
import Evidence
import Glibc

/// Reads mails one after the other with GMime, which keeps places in the file and not the file.
///
/// One thread at a time.
@safe final class MailReader {
  private let stream: UnsafeMutablePointer<GMimeStream>
  private let parser: UnsafeMutablePointer<GMimeParser>
  private let isMailbox: Bool
  private var isDone = false

  /// GMime sets itself up once.
  private static let isReady: Bool = {
    g_mime_init()
    return true
  }()

  init(_ bytes: any RandomBytes, isMailbox: Bool, limit: Int) throws(DecodeFailure) {
    precondition(Self.isReady)
    self.isMailbox = isMailbox
    let stream: UnsafeMutablePointer<GMimeStream>?
    if let file = bytes as? FileBytes {
      let descriptor = dup(file.descriptor)
      lseek(descriptor, 0, SEEK_SET)
      unsafe stream = g_mime_stream_fs_new(descriptor)
    } else {
      try check(size: bytes.count, limit: limit)
      let copy = try bytes.read(at: 0, count: bytes.count)
      unsafe stream = copy.withUnsafeBytes {
        unsafe g_mime_stream_mem_new_with_buffer(
          $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
      }
    }
    guard let stream = unsafe stream, let parser = unsafe g_mime_parser_new_with_stream(stream) else {
      throw DecodeFailure(reason: .unreadable, detail: "out of memory")
    }
    unsafe g_mime_parser_set_format(parser, isMailbox ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE)
    unsafe g_mime_parser_set_persist_stream(parser, 1)
    unsafe self.stream = stream
    unsafe self.parser = parser
  }

  deinit {
    unsafe g_object_unref(parser)
    unsafe g_object_unref(stream)
  }

  /// The next mail; `nil` when there is no other.
  func next() -> MailMessage? {
    guard !isDone, unsafe g_mime_parser_eos(parser) == 0 else { return nil }
    isDone = !isMailbox
    guard let message = unsafe g_mime_parser_construct_message(parser, nil) else {
      isDone = true
      return nil
    }
    return unsafe MailMessage(message)
  }
}

/// One mail.
@safe final class MailMessage {
  private let message: UnsafeMutablePointer<GMimeMessage>

  fileprivate init(_ message: UnsafeMutablePointer<GMimeMessage>) {
    unsafe self.message = message
  }

  deinit { unsafe g_object_unref(message) }

  /// Who sent it, when, and what it is called.
  var source: Source {
    var source = Source(app: "mail")
    if let subject = unsafe g_mime_message_get_subject(message) {
      source.chat = Self.words(unsafe String(cString: subject))
    }
    if let from = unsafe g_mime_message_get_from(message),
      let text = unsafe internet_address_list_to_string(from, nil, 0)
    {
      source.sender = Self.words(unsafe String(cString: text))
      unsafe g_free(text)
    }
    if let date = unsafe g_mime_message_get_date(message) {
      let zone = Int(unsafe g_date_time_get_utc_offset(date) / 60_000_000)
      let utc = Int(unsafe g_date_time_to_unix(date))
      source.sent = Moment(wallSeconds: utc + zone * 60, zoneMinutes: zone)
    }
    return source
  }

  /// On one line, and no longer than one.
  private static func words(_ text: String) -> String? {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(200)
    return line.isEmpty ? nil : String(line)
  }

  /// Hands over every part that is no multipart, until `take` returns false; false then.
  func parts(_ take: (MailPart) -> Bool) -> Bool {
    let top = unsafe UnsafeMutableRawPointer(message).assumingMemoryBound(to: GMimeObject.self)
    guard let iterator = unsafe g_mime_part_iter_new(top) else { return true }
    defer { unsafe g_mime_part_iter_free(iterator) }
    repeat {
      guard let object = unsafe g_mime_part_iter_get_current(iterator),
        unsafe vermilion_is_part(object) != 0
      else { continue }
      let part = unsafe UnsafeMutableRawPointer(object).assumingMemoryBound(to: GMimePart.self)
      guard let content = unsafe MailPart(part) else { continue }
      guard take(content) else { return false }
    } while unsafe g_mime_part_iter_next(iterator) != 0
    return true
  }
}

/// The content of a part, decoded as it is read.
@safe final class MailPart: PassingContent {
  /// The last part of the file name that the sender gave.
  let name: String?
  let size: Int? = nil
  private let stream: UnsafeMutablePointer<GMimeStream>

  fileprivate init?(_ part: UnsafeMutablePointer<GMimePart>) {
    guard let wrapper = unsafe g_mime_part_get_content(part),
      let encoded = unsafe g_mime_data_wrapper_get_stream(wrapper)
    else { return nil }
    let encoding = unsafe g_mime_data_wrapper_get_encoding(wrapper)
    _ = unsafe g_mime_stream_reset(encoded)
    guard let stream = unsafe g_mime_stream_filter_new(encoded) else { return nil }
    if let filter = unsafe g_mime_filter_basic_new(encoding, 0) {
      let filtered = unsafe UnsafeMutableRawPointer(stream).assumingMemoryBound(to: GMimeStreamFilter.self)
      _ = unsafe g_mime_stream_filter_add(filtered, filter)
      unsafe g_object_unref(filter)
    }
    unsafe self.stream = stream
    let given = unsafe g_mime_part_get_filename(part).map { unsafe String(cString: $0) }
    name = given?.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map { String($0.prefix(200)) }
  }

  deinit { unsafe g_object_unref(stream) }

  func read(atMost count: Int) throws(DecodeFailure) -> [UInt8] {
    var got = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      unsafe buffer.withMemoryRebound(to: CChar.self) {
        got = unsafe Int(g_mime_stream_read(stream, $0.baseAddress, count))
      }
      filled = max(0, got)
    }
    // GMime has the same answer for a failure and for an end that it met before.
    let isAtEnd = unsafe g_mime_stream_eos(stream) != 0
    guard got >= 0 || isAtEnd else {
      throw DecodeFailure(reason: .damaged, detail: "mail: the part cannot be read")
    }
    return bytes
  }
}

@available(*, unavailable)
extension MailReader: Sendable {}
