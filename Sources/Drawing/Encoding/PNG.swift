import CPNG
import Pixels

/// A PNG file of a picture in colour, 8 bits a channel.
package func encodePNG(_ raster: Raster) throws(EncodeFailure) -> [UInt8] {
  try encodePNG(
    raster.bytes, width: raster.width, height: raster.height, format: UInt32(PNG_FORMAT_FLAG_COLOR), map: nil)
}

/// A PNG file of one channel, 8 bits.
package func encodePNG(_ plane: Plane) throws(EncodeFailure) -> [UInt8] {
  try encodePNG(plane.samples, width: plane.width, height: plane.height, format: 0, map: nil)
}

/// A PNG file of one bit a pixel, as a fax machine or an old scanner leaves it: white from 128 up.
package func encodeBilevelPNG(_ plane: Plane) throws(EncodeFailure) -> [UInt8] {
  try encodePNG(
    plane.samples.map { $0 >= 128 ? 1 : 0 }, width: plane.width, height: plane.height,
    format: UInt32(PNG_FORMAT_FLAG_COLORMAP), map: [0, 255])
}

private func encodePNG(
  _ samples: [UInt8], width: Int, height: Int, format: UInt32, map: [UInt8]?
) throws(EncodeFailure) -> [UInt8] {
  var image = unsafe png_image()
  unsafe image.version = UInt32(PNG_IMAGE_VERSION)
  unsafe image.width = UInt32(width)
  unsafe image.height = UInt32(height)
  unsafe image.format = format
  unsafe image.flags = UInt32(PNG_IMAGE_FLAG_FAST)
  unsafe image.colormap_entries = UInt32(map?.count ?? 0)
  defer { unsafe png_image_free(&image) }
  // The documented bound for a picture that cannot be compressed (png.h, PNG_IMAGE_PNG_SIZE_MAX), rounded up.
  var size = samples.count + samples.count / 1000 + height * 8 + 4096
  var file = [UInt8](repeating: 0, count: size)
  let status = unsafe file.withUnsafeMutableBytes { out in
    unsafe samples.withUnsafeBytes { input in
      unsafe (map ?? []).withUnsafeBytes { map in
        unsafe png_image_write_to_memory(
          &image, out.baseAddress, &size, 0, input.baseAddress, 0, map.count > 0 ? map.baseAddress : nil)
      }
    }
  }
  guard status != 0 else { throw EncodeFailure("PNG: the encoder refused the picture") }
  file.removeLast(file.count - size)
  return file
}

extension Raster {
  /// Red, green, blue, one byte each.
  var bytes: [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: pixels.count * 3) { out, count in
      for i in pixels.indices {
        let pixel = pixels[i]
        unsafe out[i * 3] = UInt8(pixel >> 16 & 255)
        unsafe out[i * 3 + 1] = UInt8(pixel >> 8 & 255)
        unsafe out[i * 3 + 2] = UInt8(pixel & 255)
      }
      count = pixels.count * 3
    }
  }
}
