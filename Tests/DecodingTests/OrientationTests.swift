import Decoding
import Evidence
import Pixels
import Testing

private func orientation(_ bytes: [UInt8]) throws -> Orientation {
  try OpenedPhoto(bytes, limits: Limits()).orientation
}

@Test(arguments: Orientation.allCases)
func allEightOrientationsAreRead(expected: Orientation) throws {
  let picture = SamplePicture.ramp()
  let jpeg = encodedJPEG(picture)
  for isBigEndian in [false, true] {
    let block = exifBlock(expected.rawValue, isBigEndian: isBigEndian)
    #expect(try orientation(withExif(jpeg, block)) == expected)
    #expect(try orientation(encodedPNG(picture, exif: block)) == expected)
    let webP = encodedWebP(picture, isLossless: false)
    #expect(try orientation(webPWithExif(webP, width: 64, height: 48, block)) == expected)
  }
  #expect(try orientation(encodedJXL(picture, orientation: expected.rawValue)) == expected)
}

@Test(arguments: Orientation.allCases)
func pixelsOfATIFFStayAsStored(expected: Orientation) throws {
  let picture = SamplePicture.ramp()
  var bytes = encodedTIFF(picture)
  let tag: [UInt8] = [0x12, 0x01, 3, 0, 1, 0, 0, 0]
  let at = try #require(bytes.indices.dropLast(12).first { bytes[$0..<$0 + 8].elementsEqual(tag) })
  bytes[at + 8] = UInt8(expected.rawValue)
  var photo = try OpenedPhoto(bytes, limits: Limits())
  #expect(photo.orientation == expected)
  #expect(picture.largestDifference(from: try photo.image(longSide: 64).image) <= 1)
}

@Test(arguments: [Orientation.up, .down, .right, .left])
func aRawFileTellsItsPreviewsTurn(expected: Orientation) throws {
  #expect(try orientation(encodedDNG(SamplePicture.ramp(), orientation: expected.rawValue)) == expected)
}

@Test func nonsenseInExifMeansUpright() throws {
  let jpeg = encodedJPEG(SamplePicture.ramp())
  for value in [0, 9, 255] { #expect(try orientation(withExif(jpeg, exifBlock(value))) == .up) }
  let block = exifBlock(6)
  for length in 0..<20 {
    #expect(try orientation(withExif(jpeg, Array(block.prefix(length)))) == .up)
  }
  var generator = SeededGenerator(state: 8)
  for _ in 0..<2000 {
    let noise = (0..<40).map { _ in UInt8.random(in: 0...255, using: &generator) }
    #expect(try orientation(withExif(jpeg, Array(block.prefix(8)) + noise)).rawValue <= 8)
  }
}

@Test func onlyTheFirstExifCounts() throws {
  let inner = withExif(encodedJPEG(SamplePicture.ramp()), exifBlock(3))
  #expect(try orientation(withExif(inner, exifBlock(8))) == .left)
}
