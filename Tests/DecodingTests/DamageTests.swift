import Decoding
import Evidence
import Pixels
import Testing

/// What came of a damaged file.
private enum Outcome {
  case failed(DecodeFailure)
  case decoded(DecodedImage)
}

private let narrow: Limits = {
  var limits = Limits()
  limits.pixels = 1_000_000
  limits.decodedPixels = 1_000_000
  return limits
}()

private func outcome(_ bytes: [UInt8]) -> Outcome {
  do {
    var photo = try OpenedPhoto(bytes, limits: narrow)
    for page in 1..<max(2, min(4, photo.pageCount)) where page < photo.pageCount {
      _ = try? photo.image(page: page, longSide: 16)
    }
    return .decoded(try photo.image(longSide: .max))
  } catch {
    return .failed(error)
  }
}

/// A file small enough to be cut at every byte.
private func smallFile(_ format: PhotoFormat) -> [UInt8] { sampleFile(format) }

@Test(arguments: PhotoFormat.allCases)
func everyTruncationFailsOrIsPartialOrLosesNothing(format: PhotoFormat) throws {
  let bytes = smallFile(format)
  guard case .decoded(let whole) = outcome(bytes) else {
    Issue.record("the whole file is not decoded")
    return
  }
  for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 6000)) {
    switch outcome(Array(bytes.prefix(length))) {
    case .failed(let failure):
      #expect(failure.reason == .damaged || failure.reason == .unsupported)
    case .decoded(let part):
      #expect(part.isPartial || part.image == whole.image, "\(length) of \(bytes.count) bytes")
      #expect(part.image.width == whole.image.width && part.image.height == whole.image.height)
    }
  }
}

@Test(arguments: PhotoFormat.allCases)
func flippedBytesNeverTrap(format: PhotoFormat) {
  let bytes = smallFile(format)
  var generator = SeededGenerator(state: 2)
  var decoded = 0
  for round in 0..<2000 {
    var damaged = bytes
    for _ in 0...(round % 4) {
      // Headers decide more than pixels do: half of the flips go there.
      let reach = round % 2 == 0 ? min(200, damaged.count) : damaged.count
      damaged[Int.random(in: 0..<reach, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
    }
    if case .decoded(let image) = outcome(damaged) {
      decoded += 1
      #expect(image.image.width * image.image.height <= narrow.pixels)
    }
  }
  #expect(decoded > 0)
}

@Test func whatIsLeftOfATruncatedPictureIsShown() throws {
  let picture = SamplePicture.ramp(width: 100, height: 100)
  for bytes in [encodedPNG(picture), encodedBMP(picture), encodedWebP(picture, isLossless: false)] {
    let cut = Array(bytes.prefix(bytes.count * 3 / 4))
    var photo = try OpenedPhoto(cut, limits: Limits())
    let decoded = try photo.image(longSide: 100)
    #expect(decoded.isPartial)
    // BMP is written from the foot up.
    let row = photo.format == .bmp ? 90 : 10
    #expect(abs(Double(decoded.image.luma[50, row]) - picture.luma(50, row)) < 6)
  }
}

/// A TIFF that has a header and promises the rest.
private func hugeTIFF(_ side: Int) -> [UInt8] {
  func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> ($0 * 8) & 255) } }
  func field(_ tag: Int, _ type: Int, _ value: Int) -> [UInt8] {
    little(tag, 2) + little(type, 2) + little(1, 4) + little(value, 4)
  }
  let fields =
    field(0x0100, 4, side) + field(0x0101, 4, side) + field(0x0102, 3, 8) + field(0x0103, 3, 1)
    + field(0x0106, 3, 1) + field(0x0111, 4, 8) + field(0x0115, 3, 1) + field(0x0116, 4, side)
    + field(0x0117, 4, 100)
  return [0x49, 0x49, 42, 0] + little(8, 4) + little(9, 2) + fields + little(0, 4)
}

@Test func headersThatPromiseTooMuchAreRefusedAtOnce() {
  var bmp = encodedBMP(SamplePicture.ramp())
  var gif = encodedGIF(SamplePicture.ramp())
  for at in [18, 22] { bmp.replaceSubrange(at..<at + 4, with: [0x60, 0xEA, 0, 0]) }
  if let frame = gif.indices.dropLast(9).first(where: { gif[$0..<$0 + 5].elementsEqual([0x2C, 0, 0, 0, 0]) })
  {
    gif.replaceSubrange(frame + 5..<frame + 9, with: [0x60, 0xEA, 0x60, 0xEA])
  }
  let png =
    PNGWriter.start(60000, 60000) + PNGWriter.chunk("IDAT", [0x78, 0x01]) + PNGWriter.chunk("IEND", [])
  let clock = ContinuousClock()
  for bytes in [png, bmp, gif, hugeTIFF(60000)] {
    let time = clock.measure {
      #expect {
        try OpenedPhoto(bytes, limits: Limits())
      } throws: {
        ($0 as? DecodeFailure)?.reason == .tooLarge
      }
    }
    #expect(time < .milliseconds(100))
  }
}

@Test(arguments: PhotoFormat.allCases)
func whatIsLargerThanMayBeKeptIsReducedAndNotRefused(format: PhotoFormat) throws {
  let bytes = sampleFile(format)
  var limits = Limits()
  let whole = try OpenedPhoto(bytes, limits: limits)
  limits.decodedPixels = whole.width * whole.height / 3
  var photo = try OpenedPhoto(bytes, limits: limits)
  #expect(photo.width == whole.width)
  let image = try photo.image(longSide: .max).image
  #expect(image.width * image.height <= limits.decodedPixels)
  #expect(image.width * image.height >= limits.decodedPixels / 8)
}
