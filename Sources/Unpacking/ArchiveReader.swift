import CArchive
import Evidence
import Glibc

/// Reads one archive with libarchive, entry after entry, from bytes wherever they lie.
///
/// One thread at a time. Of the filters only those are on that libarchive brings along: the others would start
/// programs.
@safe final class ArchiveReader {
  struct Entry {
    var path: String
    var size: Int?
    var isEncrypted: Bool
  }

  private let archive: OpaquePointer
  private let input: Input
  /// What the process calls a letter matters to names: libarchive gives up on those the locale cannot hold.
  private let locale: locale_t?

  /// Without `canSeek`, bytes are asked for in their order only.
  init(
    _ bytes: any RandomBytes, passphrases: [String], mayBeSingleFile: Bool, canSeek: Bool = true
  ) throws(DecodeFailure) {
    guard let archive = unsafe archive_read_new() else {
      throw DecodeFailure(reason: .unreadable, detail: "out of memory")
    }
    unsafe self.archive = archive
    input = Input(bytes)
    unsafe locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
    _ = unsafe archive_read_support_filter_gzip(archive)
    _ = unsafe archive_read_support_filter_bzip2(archive)
    _ = unsafe archive_read_support_filter_xz(archive)
    _ = unsafe archive_read_support_filter_lzma(archive)
    _ = unsafe archive_read_support_filter_lzip(archive)
    _ = unsafe archive_read_support_filter_zstd(archive)
    _ = unsafe archive_read_support_filter_lz4(archive)
    _ = unsafe archive_read_support_filter_compress(archive)
    _ = unsafe archive_read_support_format_zip(archive)
    _ = unsafe archive_read_support_format_tar(archive)
    _ = unsafe archive_read_support_format_7zip(archive)
    _ = unsafe archive_read_support_format_rar(archive)
    _ = unsafe archive_read_support_format_rar5(archive)
    if mayBeSingleFile { _ = unsafe archive_read_support_format_raw(archive) }
    for passphrase in passphrases { _ = unsafe archive_read_add_passphrase(archive, passphrase) }
    let context = unsafe Unmanaged.passUnretained(input).toOpaque()
    _ = unsafe archive_read_set_callback_data(archive, context)
    _ = unsafe archive_read_set_read_callback(archive) { _, context, block in
      unsafe Input.of(context).read(block)
    }
    if canSeek {
      _ = unsafe archive_read_set_seek_callback(archive) { _, context, offset, origin in
        unsafe Input.of(context).seek(Int(offset), origin)
      }
    }
    _ = unsafe archive_read_set_skip_callback(archive) { _, context, count in
      unsafe Input.of(context).skip(Int(count))
    }
    try inLocale { () throws(DecodeFailure) in
      guard unsafe archive_read_open1(archive) == ARCHIVE_OK else { throw failure() }
    }
  }

  deinit {
    _ = unsafe archive_read_free(archive)
    if let locale = unsafe locale { unsafe freelocale(locale) }
  }

  /// The next file; `nil` at the archive's end. Folders, links and devices are passed over.
  func next() throws(DecodeFailure) -> Entry? {
    try inLocale { () throws(DecodeFailure) in
      var passed = 0
      while true {
        var entry: OpaquePointer?
        let status = unsafe archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return nil }
        guard status >= ARCHIVE_WARN, let entry = unsafe entry else { throw failure() }
        if unsafe archive_entry_filetype(entry) == S_IFREG, unsafe archive_entry_hardlink(entry) == nil {
          return Entry(
            path: unsafe Self.path(of: entry),
            size: unsafe archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil,
            isEncrypted: unsafe archive_entry_is_data_encrypted(entry) != 0)
        }
        passed += 1
        guard passed < 1_000_000 else {
          throw DecodeFailure(reason: .tooLarge, detail: "a million folders and links in a row")
        }
      }
    }
  }

  /// The next bytes of the entry, at most `count`; empty at its end.
  func read(atMost count: Int) throws(DecodeFailure) -> [UInt8] {
    var got = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      repeat {
        got = unsafe archive_read_data(archive, buffer.baseAddress, count)
      } while got == Int(ARCHIVE_RETRY)
      filled = max(0, got)
    }
    guard got >= 0 else { throw failure() }
    return bytes
  }

  /// Passes over the rest of the entry at no cost, where the archive can be sought in.
  func skip() {
    _ = unsafe archive_read_data_skip(archive)
  }

  /// Entries can be passed over without unpacking them.
  var skipsCheaply: Bool {
    let format = unsafe archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK
    let isPlain = unsafe archive_filter_code(archive, 0) == ARCHIVE_FILTER_NONE
    return isPlain && (format == ARCHIVE_FORMAT_ZIP || format == ARCHIVE_FORMAT_TAR)
  }

  /// A file that is taken for one compressed by itself, and cannot be decompressed: too little of it is there.
  var isNoArchive: Bool { unsafe isSingleFile && archive_filter_code(archive, 0) == ARCHIVE_FILTER_NONE }

  /// A file that was compressed by itself: it has one entry.
  var isSingleFile: Bool {
    unsafe archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_RAW
  }

  /// `zip`, `tar, gzip`, `7-Zip`.
  var formatName: String {
    var name = unsafe archive_format_name(archive).map { unsafe String(cString: $0) } ?? "archive"
    // `ZIP 2.0 (deflation)` and the like: the method of one entry is nothing to tell.
    if let blank = name.firstIndex(of: " "), name.hasPrefix("ZIP") { name = String(name[..<blank]) }
    let filter = unsafe archive_filter_name(archive, 0).map { unsafe String(cString: $0) } ?? "none"
    return filter == "none" ? name : "\(name), \(filter)"
  }

  private func inLocale<Result>(_ body: () throws(DecodeFailure) -> Result) throws(DecodeFailure) -> Result {
    let before = unsafe uselocale(locale)
    defer { _ = unsafe uselocale(before) }
    return try body()
  }

  private static func path(of entry: OpaquePointer) -> String {
    // As stored where that is UTF-8; libarchive's own translation else; bytes as escapes when there is neither.
    let raw = unsafe archive_entry_pathname(entry).map { name in
      unsafe [UInt8](UnsafeRawBufferPointer(start: name, count: strlen(name)))
    }
    if let raw, let text = String(validating: raw, as: UTF8.self) { return text }
    if let text = unsafe archive_entry_pathname_utf8(entry) { return unsafe String(cString: text) }
    return (raw ?? Array("?".utf8)).map { byte in
      byte < 0x80
        ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  private func failure() -> DecodeFailure {
    if let failure = input.failure { return failure }
    let text = unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? "damaged"
    let words = text.lowercased()
    if words.contains("passphrase") || words.contains("encrypt") {
      return DecodeFailure(reason: .encrypted, detail: text)
    }
    let isUnsupported = words.contains("unsupported") || words.contains("not supported")
    return DecodeFailure(reason: isUnsupported ? .unsupported : .damaged, detail: "archive: \(text)")
  }
}

@available(*, unavailable)
extension ArchiveReader: Sendable {}

/// What libarchive reads from: called back by it, on the reader's thread.
@safe private final class Input {
  private static let blockSize = 1 << 18

  private let bytes: any RandomBytes
  private var position = 0
  /// Lent to libarchive until it reads on.
  private let block: UnsafeMutableRawBufferPointer
  var failure: DecodeFailure?

  init(_ bytes: any RandomBytes) {
    self.bytes = bytes
    unsafe block = .allocate(byteCount: Self.blockSize, alignment: 16)
  }

  deinit { unsafe block.deallocate() }

  static func of(_ context: UnsafeMutableRawPointer?) -> Input {
    guard let context = unsafe context else { preconditionFailure("set when the archive was opened") }
    return unsafe Unmanaged<Input>.fromOpaque(context).takeUnretainedValue()
  }

  func read(_ target: UnsafeMutablePointer<UnsafeRawPointer?>?) -> la_ssize_t {
    do throws(DecodeFailure) {
      let piece = try bytes.read(at: position, count: Self.blockSize)
      unsafe block.copyBytes(from: piece)
      unsafe target?.pointee = UnsafeRawPointer(block.baseAddress)
      position += piece.count
      return piece.count
    } catch {
      failure = error
      return la_ssize_t(ARCHIVE_FATAL)
    }
  }

  func seek(_ offset: Int, _ origin: Int32) -> la_int64_t {
    let start =
      switch origin {
      case SEEK_SET: 0
      case SEEK_CUR: position
      default: bytes.count
      }
    let (target, overflows) = start.addingReportingOverflow(offset)
    guard !overflows, target >= 0 else { return la_int64_t(ARCHIVE_FATAL) }
    position = min(target, bytes.count)
    return la_int64_t(position)
  }

  func skip(_ count: Int) -> la_int64_t {
    let skipped = max(0, min(count, bytes.count - position))
    position += skipped
    return la_int64_t(skipped)
  }
}
