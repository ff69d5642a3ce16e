import CZlib
import Evidence

/// A zlib stream (RFC 1950), unfolded as it passes by.
@safe final class Inflated: PassingContent {
  private let source: any PassingContent
  private var stream = unsafe z_stream()
  private var input: [UInt8] = []
  private var used = 0
  private var isAtEnd = false

  let size: Int? = nil

  init(_ source: any PassingContent) throws(DecodeFailure) {
    self.source = source
    guard
      unsafe inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw DecodeFailure(reason: .unreadable, detail: "zlib: out of memory") }
  }

  deinit { unsafe inflateEnd(&stream) }

  func read(atMost count: Int) throws(DecodeFailure) -> [UInt8] {
    guard count > 0, !isAtEnd else { return [] }
    while true {
      if used == input.count {
        input = try source.read(atMost: 1 << 16)
        used = 0
        guard !input.isEmpty else {
          throw DecodeFailure(reason: .damaged, detail: "compressed data ends early")
        }
      }
      var status = Z_OK
      let output = unsafe [UInt8](unsafeUninitializedCapacity: min(count, 1 << 18)) { output, filled in
        unsafe input.withUnsafeMutableBufferPointer { input in
          unsafe stream.next_in = input.baseAddress.map { unsafe $0 + used }
          unsafe stream.avail_in = UInt32(input.count - used)
          unsafe stream.next_out = output.baseAddress
          unsafe stream.avail_out = UInt32(output.count)
          status = unsafe inflate(&stream, Z_NO_FLUSH)
          used = unsafe input.count - Int(stream.avail_in)
          filled = unsafe output.count - Int(stream.avail_out)
        }
      }
      switch status {
      case Z_STREAM_END:
        isAtEnd = true
        return output
      case Z_OK, Z_BUF_ERROR:
        if !output.isEmpty { return output }
      default:
        throw DecodeFailure(reason: .damaged, detail: "compressed data is damaged")
      }
    }
  }
}
