import CWebP

/// A lossy WebP file; `quality` from 0 to 100.
package func encodeWebP(_ raster: Raster, quality: Int) throws(EncodeFailure) -> [UInt8] {
  var file: UnsafeMutablePointer<UInt8>?
  let size = unsafe raster.bytes.withUnsafeBufferPointer {
    unsafe WebPEncodeRGB(
      $0.baseAddress, Int32(raster.width), Int32(raster.height), Int32(raster.width * 3), Float(quality),
      &file)
  }
  defer { unsafe WebPFree(file) }
  guard size > 0, let file = unsafe file else { throw EncodeFailure("WebP: the encoder refused the picture") }
  return unsafe Array(UnsafeBufferPointer(start: file, count: size))
}
