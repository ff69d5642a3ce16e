import CTurboJPEG
import Pixels

/// How a JPEG keeps colour.
package enum Subsampling: Sendable {
  /// Colour at full size.
  case full
  /// Colour at half the width.
  case half
  /// Colour at half the width and height, as phones write it.
  case quarter
  /// No colour.
  case grey

  fileprivate var code: TJSAMP {
    switch self {
    case .full: TJSAMP_444
    case .half: TJSAMP_422
    case .quarter: TJSAMP_420
    case .grey: TJSAMP_GRAY
    }
  }
}

/// A JPEG file of a picture, with an Exif orientation tag when one is given; `quality` from 1 to 100.
package func encodeJPEG(
  _ raster: Raster, quality: Int, orientation: Orientation? = nil, subsampling: Subsampling = .quarter,
  progressive: Bool = false
) throws(EncodeFailure) -> [UInt8] {
  guard let compressor = unsafe tjInitCompress() else { throw EncodeFailure("JPEG: out of memory") }
  defer { unsafe tjDestroy(compressor) }
  var file: UnsafeMutablePointer<UInt8>?
  var size: UInt = 0
  defer { unsafe tjFree(file) }
  let flags = progressive ? TJFLAG_PROGRESSIVE : 0
  let status = unsafe raster.pixels.withUnsafeBytes { bytes in
    unsafe tjCompress2(
      compressor, bytes.bindMemory(to: UInt8.self).baseAddress, Int32(raster.width), Int32(raster.width * 4),
      Int32(raster.height), Int32(TJPF_BGRX.rawValue), &file, &size, Int32(subsampling.code.rawValue),
      Int32(quality), Int32(flags))
  }
  guard status == 0, let file = unsafe file else {
    throw EncodeFailure("JPEG: the encoder refused the picture")
  }
  let bytes = unsafe Array(UnsafeBufferPointer(start: file, count: Int(size)))
  guard let orientation else { return bytes }
  return Array(bytes[0..<2]) + exifSegment(orientation) + bytes[2...]
}

/// A JPEG file of planes as a decoder gives them.
package func encodeJPEG(
  _ image: Image, quality: Int, orientation: Orientation? = nil
) throws(EncodeFailure) -> [UInt8] {
  try encodeJPEG(
    Raster(image), quality: quality, orientation: orientation,
    subsampling: image.chroma == nil ? .grey : .quarter)
}

/// An APP1 segment with the tag Orientation alone (CIPA DC-008, 4.5 and 4.6.5), big-endian.
package func exifSegment(_ orientation: Orientation) -> [UInt8] {
  let tiff: [UInt8] = [
    0x4D, 0x4D, 0, 42, 0, 0, 0, 8,  // byte order, magic, first directory at 8
    0, 1,  // one entry
    0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation.rawValue), 0, 0,  // Orientation, SHORT, 1 value
    0, 0, 0, 0,  // no further directory
  ]
  let body: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0] + tiff
  let length = body.count + 2
  return [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + body
}

/// A JPEG's pixels, shrunk by a power of two so that no more than `pixels` remain.
package func decodeJPEG(_ file: [UInt8], pixels: Int = 4_000_000) throws(EncodeFailure) -> Raster {
  guard let decoder = unsafe tjInitDecompress() else { throw EncodeFailure("JPEG: out of memory") }
  defer { unsafe tjDestroy(decoder) }
  var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
  let header = unsafe file.withUnsafeBufferPointer {
    unsafe tjDecompressHeader3(decoder, $0.baseAddress, UInt($0.count), &width, &height, &sampling, &space)
  }
  guard header == 0, width > 0, height > 0 else { throw EncodeFailure("JPEG: malformed header") }
  var shrink: Int32 = 1
  while shrink < 8, Int(width / shrink) * Int(height / shrink) > pixels { shrink *= 2 }
  let (w, h) = (Int(width + shrink - 1) / Int(shrink), Int(height + shrink - 1) / Int(shrink))
  guard w * h <= 4 * pixels else { throw EncodeFailure("JPEG: too large") }
  var raster = Raster(width: w, height: h)
  let status = unsafe raster.pixels.withUnsafeMutableBytes { out in
    unsafe file.withUnsafeBufferPointer { input in
      unsafe tjDecompress2(
        decoder, input.baseAddress, UInt(input.count), out.bindMemory(to: UInt8.self).baseAddress, Int32(w),
        Int32(w * 4), Int32(h), Int32(TJPF_BGRX.rawValue), 0)
    }
  }
  guard status == 0 else { throw EncodeFailure("JPEG: damaged") }
  for i in raster.pixels.indices { raster.pixels[i] &= 0x00FF_FFFF }
  return raster
}
