import CArchive
import Foundation

/// Writes archives with libarchive: format and filter as it names them, `zip`, `7zip`, `ustar`, `gzip`, `zstd`.
func archive(
  _ format: String, filter: String = "none", options: String = "", passphrase: String? = nil,
  _ entries: [(String, [UInt8])]
) throws -> [UInt8] {
  struct Refused: Error { var text: String }
  // Names are turned into the locale's own spelling on the way, and C knows ASCII only.
  let locale = unsafe newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
  let before = unsafe uselocale(locale)
  defer {
    _ = unsafe uselocale(before)
    unsafe freelocale(locale)
  }
  guard let writer = unsafe archive_write_new(), let entry = unsafe archive_entry_new() else {
    throw Refused(text: "out of memory")
  }
  defer {
    unsafe archive_entry_free(entry)
    _ = unsafe archive_write_free(writer)
  }
  func check(_ status: Int32) throws {
    guard status < ARCHIVE_WARN else { return }
    throw Refused(text: unsafe archive_error_string(writer).map { unsafe String(cString: $0) } ?? "?")
  }
  try check(unsafe archive_write_set_format_by_name(writer, format))
  if filter != "none" { try check(unsafe archive_write_add_filter_by_name(writer, filter)) }
  if !options.isEmpty { try check(unsafe archive_write_set_options(writer, options)) }
  if let passphrase { try check(unsafe archive_write_set_passphrase(writer, passphrase)) }
  _ = unsafe archive_write_set_bytes_in_last_block(writer, 1)
  let room = 1 << 22
  let buffer = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 16)
  defer { unsafe buffer.deallocate() }
  var used = 0
  try check(unsafe archive_write_open_memory(writer, buffer, room, &used))
  for (path, bytes) in entries {
    _ = unsafe archive_entry_clear(entry)
    unsafe archive_entry_set_pathname_utf8(entry, path)
    unsafe archive_entry_set_size(entry, la_int64_t(bytes.count))
    unsafe archive_entry_set_filetype(entry, 0o100000)  // a file
    unsafe archive_entry_set_perm(entry, 0o600)
    try check(unsafe archive_write_header(writer, entry))
    _ = unsafe archive_write_data(writer, bytes, bytes.count)
  }
  try check(unsafe archive_write_close(writer))
  return unsafe [UInt8](UnsafeRawBufferPointer(start: buffer, count: used))
}

/// A generator of noise that is the same in every run.
struct Noise {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next(below limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % limit
  }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(next(below: 256)) } }
}
