import Evidence
import Pixels

/// What a header says of a photo.
struct PhotoHeader {
  var width: Int
  var height: Int
  var orientation = Orientation.up
  var pageCount = 1
}

/// A format without cheap scales: opened from the bytes, then decoded at its full size.
protocol StillDecoder {
  var header: PhotoHeader { get }

  /// Reads the header only. Throws `unsupported`, `damaged` or `tooLarge`.
  init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure)

  /// The stored size, or a smaller one whose long side is at least `longSide` when the file holds it ready.
  ///
  /// What has more pixels than may be kept is reduced, whatever `longSide` is.
  /// `bytes` are those that the decoder was opened with, `page` is below the header's count.
  func decode(_ bytes: [UInt8], page: Int, longSide: Int) throws(DecodeFailure) -> DecodedImage

  /// A page's own size as stored, from its header.
  func size(_ bytes: [UInt8], page: Int) throws(DecodeFailure) -> (width: Int, height: Int)
}

extension StillDecoder {
  func size(_ bytes: [UInt8], page: Int) throws(DecodeFailure) -> (width: Int, height: Int) {
    (header.width, header.height)
  }
}

/// The smallest whole factor by which a picture must be reduced to have no more pixels than may be kept.
func fittingFactor(_ width: Int, _ height: Int, _ limits: Limits) -> Int {
  var factor = 1
  while (width + factor - 1) / factor * ((height + factor - 1) / factor) > max(1, limits.decodedPixels) {
    factor += 1
  }
  return factor
}

/// Interleaved samples, each the mean of `factor × factor`, fewer at the right and the lower edge.
func reduced(
  _ samples: [UInt8], width: Int, height: Int, samplesPerPixel: Int, by factor: Int
) -> (samples: [UInt8], width: Int, height: Int) {
  guard factor > 1 else { return (samples, width, height) }
  let (columns, rows) = ((width + factor - 1) / factor, (height + factor - 1) / factor)
  var result = [UInt8](repeating: 0, count: columns * rows * samplesPerPixel)
  let source = samples.span
  for row in 0..<rows {
    for column in 0..<columns {
      for sample in 0..<samplesPerPixel {
        var (total, count) = (0, 0)
        for y in row * factor..<min((row + 1) * factor, height) {
          for x in column * factor..<min((column + 1) * factor, width) {
            total += Int(source[(y * width + x) * samplesPerPixel + sample])
            count += 1
          }
        }
        result[(row * columns + column) * samplesPerPixel + sample] = UInt8((total + count / 2) / count)
      }
    }
  }
  return (result, columns, rows)
}
