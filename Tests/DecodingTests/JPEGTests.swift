import Decoding
import Evidence
import Pixels
import Testing

@Test(arguments: JPEGKind.allCases)
func everyKindOfJPEGHasTheRightPixels(kind: JPEGKind) throws {
  for (width, height) in [(64, 48), (33, 21), (8, 8)] {
    let picture =
      kind == .grey
      ? SamplePicture.greyRamp(width: width, height: height)
      : SamplePicture.ramp(width: width, height: height)
    var photo = try OpenedPhoto(encodedJPEG(picture, kind), limits: Limits())
    #expect(photo.format == .jpeg && photo.width == width && photo.height == height)
    let decoded = try photo.image(longSide: 1000)
    #expect(!decoded.isPartial)
    #expect((decoded.image.chroma == nil) == (kind == .grey))
    // A chroma sample stands for several pixels of a ramp.
    #expect(picture.largestDifference(from: decoded.image) < (width == 8 ? 60 : 14))
  }
}

@Test func chromaComesAsStored() throws {
  let picture = SamplePicture.ramp(width: 65, height: 49)
  var photo = try OpenedPhoto(encodedJPEG(picture, .colour420), limits: Limits())
  let chroma = try #require(try photo.image(longSide: 65).image.chroma)
  #expect(chroma.blue.width == 33 && chroma.blue.height == 25)
}

@Test func withoutColourThereIsOnlyLuma() throws {
  for kind in JPEGKind.allCases {
    let picture = SamplePicture.ramp()
    var photo = try OpenedPhoto(encodedJPEG(picture, kind), limits: Limits())
    let grey = try photo.image(longSide: 64, colour: false).image
    #expect(grey.chroma == nil)
    for y in 0..<48 {
      for x in 0..<64 { #expect(abs(Double(grey.luma[x, y]) - picture.luma(x, y)) < 6) }
    }
  }
}

@Test(arguments: [
  (2000, 2000), (1001, 2000), (1000, 1000), (501, 1000), (500, 500), (251, 500), (250, 250), (126, 250),
  (125, 250), (20, 250),
])
func scaledJPEGsAreTheSmallestThatSuffice(longSide: Int, expected: Int) throws {
  let picture = SamplePicture.ramp(width: 2000, height: 150)
  for colour in [true, false] {
    var photo = try OpenedPhoto(encodedJPEG(picture), limits: Limits())
    let image = try photo.image(longSide: longSide, colour: colour).image
    #expect(image.width == expected)
    #expect(image.height == (150 * expected + 1999) / 2000)
    #expect(abs(Double(image.luma[expected / 2, image.height / 2]) - picture.luma(1000, 75)) < 6)
  }
}

@Test func limitsOnSamplesChooseASmallerScale() throws {
  let bytes = encodedJPEG(SamplePicture.ramp(width: 400, height: 400))
  var limits = Limits()
  limits.decodedPixels = 40_000
  var photo = try OpenedPhoto(bytes, limits: limits)
  #expect(try photo.image(longSide: 400).image.width == 100)
  limits.decodedPixels = 100
  var tiny = try OpenedPhoto(bytes, limits: limits)
  #expect(throws: DecodeFailure.self) { try tiny.image(longSide: 400) }
}

@Test func whatFollowsTheEndIsIgnored() throws {
  let picture = SamplePicture.ramp()
  let film: [UInt8] = Array("....ftypmp42".utf8) + (0..<5000).map { UInt8($0 & 255) }
  var photo = try OpenedPhoto(encodedJPEG(picture) + film, limits: Limits())
  let decoded = try photo.image(longSide: 64)
  #expect(!decoded.isPartial)
  #expect(picture.largestDifference(from: decoded.image) < 14)
}

@Test(arguments: [JPEGKind.colour420, .progressive])
func aTruncatedJPEGIsDecodedAsFarAsItGoes(kind: JPEGKind) throws {
  let picture = SamplePicture.ramp(width: 200, height: 200)
  let bytes = encodedJPEG(picture, kind)
  var photo = try OpenedPhoto(Array(bytes.prefix(bytes.count * 9 / 10)), limits: Limits())
  let decoded = try photo.image(longSide: 200)
  #expect(decoded.isPartial)
  #expect(decoded.note != nil)
  #expect(abs(Double(decoded.image.luma[100, 20]) - picture.luma(100, 20)) < 20)
}

@Test func aBombOfScansIsCutShort() throws {
  let bytes = encodedJPEG(SamplePicture.ramp(), .progressive)
  // Repeat the last scan, which only refines, a great many times.
  let last = try #require(bytes.indices.dropLast().last { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xDA })
  let scan = Array(bytes[last..<bytes.count - 2])
  var bomb = Array(bytes.dropLast(2))
  for _ in 0..<20_000 { bomb += scan }
  var photo = try OpenedPhoto(bomb + [0xFF, 0xD9], limits: Limits())
  let start = ContinuousClock.now
  let decoded = try photo.image(longSide: 64)
  #expect(decoded.isPartial)
  #expect(ContinuousClock.now - start < .seconds(1))
}

@Test func aJPEGThatPromisesTooMuchIsRefused() throws {
  var bytes = encodedJPEG(SamplePicture.ramp())
  let frame = try #require(bytes.indices.dropLast().first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
  for n in 5..<9 { bytes[frame + n] = 0xFE }
  #expect(throws: DecodeFailure(reason: .tooLarge, detail: "JPEG: 65278 × 65278")) {
    try OpenedPhoto(bytes, limits: Limits())
  }
}
