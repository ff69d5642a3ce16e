import CHEIF
import Decoding
import Evidence
import Pixels
import Testing

/// Decodes at full size.
private func decoded(_ bytes: [UInt8], limits: Limits = Limits()) throws -> Image {
  var photo = try OpenedPhoto(bytes, limits: limits)
  let decoded = try photo.image(longSide: .max)
  #expect(!decoded.isPartial)
  return decoded.image
}

@Test func everyFormatIsKnownByItsFirstBytes() throws {
  for format in PhotoFormat.allCases {
    let bytes = sampleFile(format)
    try #require(!bytes.isEmpty, "\(format)")
    #expect(PhotoFormat(sniffing: bytes) == format)
    let needed = format == .raw ? 512 : PhotoFormat.sniffLength
    #expect(PhotoFormat(sniffing: bytes.prefix(needed)) == format)
  }
  #expect(PhotoFormat(sniffing: []) == nil)
  #expect(PhotoFormat(sniffing: Array("BM is a text, not a picture of any kind".utf8)) == nil)
  #expect(PhotoFormat(sniffing: Array("....ftypisom....isommp42".utf8)) == nil)
}

@Test func rawFilesThatLookLikeNothingElseAreKnown() {
  for start in ["FUJIFILMCCD-RAW 0201", "IIRO\u{8}\0\0\0", "IIU\0\u{18}\0\0\0", "II*\0\u{10}\0\0\0CR\u{2}\0"]
  {
    #expect(PhotoFormat(sniffing: Array(start.utf8)) == .raw)
  }
}

@Test(arguments: PhotoFormat.allCases)
func everyFormatHasTheRightPixels(format: PhotoFormat) throws {
  let picture = format == .gif ? SamplePicture.greyRamp() : SamplePicture.ramp()
  let image = try decoded(sampleFile(format))
  let tolerance =
    switch format {
    case .png, .tiff, .bmp, .jxl: 1.0
    case .gif: 4.0
    case .webp: 6.0
    case .jpeg, .heif, .avif, .raw: 14.0
    }
  #expect(picture.largestDifference(from: image) <= tolerance)
}

@Test(arguments: PhotoFormat.allCases)
func smallerSizesKeepTheLongSideAndTheBrightness(format: PhotoFormat) throws {
  var photo = try OpenedPhoto(sampleFile(format), limits: Limits())
  let picture = format == .gif ? SamplePicture.greyRamp() : SamplePicture.ramp()
  for longSide in [64, 32, 17, 16, 9] {
    let image = try photo.image(longSide: longSide).image
    #expect(image.width >= longSide && image.width < longSide * 2)
    #expect(abs(image.height * 4 - image.width * 3) <= 4)
    let middle = Double(image.luma[image.width / 2, image.height / 2])
    #expect(abs(middle - picture.luma(32, 24)) < 18)
    #expect(try photo.image(longSide: longSide, colour: false).image.chroma == nil)
  }
  // And back to the whole.
  #expect(try photo.image(longSide: 1000).image.width == 64)
}

@Test func everyKindOfPNGHasTheRightPixels() throws {
  let (width, height) = (19, 11)
  for kind in PNGKind.allCases {
    let depths =
      switch kind {
      case .grey: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .rgb, .greyAlpha, .rgba: [8, 16]
      }
    for depth in depths {
      for isInterlaced in [false, true] {
        let most = (1 << depth) - 1
        let colours = kind == .palette ? most + 1 : 0
        let palette: [UInt8] = (0..<colours).flatMap { (n: Int) -> [UInt8] in [UInt8(n), 0, UInt8(255 - n)] }
        let writer = PNGWriter(kind: kind, depth: depth, isInterlaced: isInterlaced, palette: palette)
        // Opaque in the left half, nothing but the white behind it in the right.
        let bytes = writer.encode(width: width, height: height) { x, y, channel in
          let isAlpha = (kind == .greyAlpha && channel == 1) || (kind == .rgba && channel == 3)
          return isAlpha ? (x < 10 ? most : 0) : (x * 3 + y * 5 + channel * 40) * most / 255 & most
        }
        let image = try decoded(bytes)
        let hasAlpha = kind == .greyAlpha || kind == .rgba
        for y in 0..<height {
          for x in 0..<width {
            func sample(_ channel: Int) -> Double {
              let value = (x * 3 + y * 5 + channel * 40) * most / 255 & most
              return Double(value) * 255 / Double(most)
            }
            let value = Double((x * 3 + y * 5) * most / 255 & most)
            let luma =
              switch kind {
              case _ where hasAlpha && x >= 10: 255.0
              case .grey, .greyAlpha: sample(0)
              case .palette: 0.299 * value + 0.114 * (255 - value)
              case .rgb, .rgba: 0.299 * sample(0) + 0.587 * sample(1) + 0.114 * sample(2)
              }
            #expect(
              abs(Double(image.luma[x, y]) - luma) <= 1.5,
              "\(kind) \(depth) \(isInterlaced) \(x),\(y) is \(image.luma[x, y])")
          }
        }
      }
    }
  }
}

@Test func everyPageOfATIFFIsDecoded() throws {
  let pages = (1...5).map { SamplePicture.ramp(width: 20 * $0, height: 30) }
  let bytes = encodedTIFF(pages: pages)
  var photo = try OpenedPhoto(bytes, limits: Limits())
  #expect(photo.pageCount == 5)
  for n in [0, 4, 2, 1, 3] {
    #expect(pages[n].largestDifference(from: try photo.image(page: n, longSide: 1000).image) <= 1)
  }
  for n in 0..<5 {
    let size = try photo.size(ofPage: n)
    #expect(size.width == 20 * (n + 1) && size.height == 30)
  }
  var limits = Limits()
  limits.pages = 3
  #expect(try OpenedPhoto(bytes, limits: limits).pageCount == 3)
}

@Test func compressedAndBilevelTIFFsAreDecoded() throws {
  let picture = SamplePicture.ramp()
  for compression in TIFFCompression.allCases {
    #expect(picture.largestDifference(from: try decoded(encodedTIFF(picture, compression))) <= 1)
  }
  let fax = try decoded(encodedFax(SamplePicture.greyRamp()))
  #expect(fax.chroma == nil)
  #expect(fax.luma[2, 10] == 0 && fax.luma[60, 10] == 255)
}

@Test func losslessWebPIsExact() throws {
  let picture = SamplePicture.ramp()
  #expect(picture.largestDifference(from: try decoded(encodedWebP(picture, isLossless: true))) <= 1)
}

@Test func theFirstFrameOfAnAnimationLiesOnWhite() throws {
  let frame = SamplePicture.ramp(width: 20, height: 10)
  let image = try decoded(animatedWebP(frame, canvasWidth: 40, canvasHeight: 30))
  #expect(image.width == 40 && image.height == 30)
  #expect(image.luma[0, 0] == 255 && image.luma[30, 20] == 255)
  #expect(abs(Double(image.luma[2 + 10, 4 + 5]) - frame.luma(10, 5)) <= 1)
}

@Test func heifIsTurnedOnceAndSaysSo() throws {
  let picture = SamplePicture.ramp(width: 64, height: 48)
  var photo = try OpenedPhoto(
    encodedHEIF(picture, heif_compression_HEVC, quarterTurn: true), limits: Limits())
  #expect(photo.width == 48 && photo.height == 64 && photo.orientation == .up)
  let image = try photo.image(longSide: 64).image
  // Turned clockwise: what was the lower left corner is the upper left one.
  #expect(abs(Double(image.luma[2, 2]) - picture.luma(2, 45)) < 10)
  #expect(abs(Double(image.luma[45, 61]) - picture.luma(61, 2)) < 10)
}

@Test func aThumbnailServesWhenItIsLargeEnough() throws {
  let picture = SamplePicture.ramp(width: 256, height: 192)
  let bytes = encodedHEIF(picture, heif_compression_HEVC, thumbnail: 64)
  var photo = try OpenedPhoto(bytes, limits: Limits())
  let small = try photo.image(longSide: 60).image
  #expect(small.width == 64 && small.height == 48)
  #expect(abs(Double(small.luma[32, 24]) - picture.luma(128, 96)) < 12)
  #expect(try photo.image(longSide: 65).image.width == 86)
  #expect(try photo.image(longSide: 256).image.width == 256)
}

@Test func transparencyIsLaidOverWhite() throws {
  let black = SamplePicture(width: 32, height: 32, rgb: Array(repeating: 0, count: 32 * 32 * 3))
  for codec in [heif_compression_HEVC, heif_compression_AV1] {
    let image = try decoded(encodedHEIF(black, codec, alpha: 0))
    #expect(image.luma[16, 16] > 240)
  }
}

@Test func aWrongFormatIsUnsupported() {
  for text in ["", "a", "plain text that is no picture", "%PDF-1.7", "\u{7F}ELF"] {
    #expect {
      try OpenedPhoto(Array(text.utf8), limits: Limits())
    } throws: {
      ($0 as? DecodeFailure)?.reason == .unsupported
    }
  }
}

@Test func aFileBeyondTheLimitIsTooLarge() {
  var limits = Limits()
  limits.fileBytes = 100
  #expect {
    try OpenedPhoto(sampleFile(.jpeg), limits: limits)
  } throws: {
    ($0 as? DecodeFailure)?.reason == .tooLarge
  }
}

/// A small file of each format that shows the ramp.
func sampleFile(_ format: PhotoFormat) -> [UInt8] {
  let picture = format == .gif ? SamplePicture.greyRamp() : SamplePicture.ramp()
  return switch format {
  case .jpeg: encodedJPEG(picture)
  case .png: encodedPNG(picture)
  case .heif: encodedHEIF(picture, heif_compression_HEVC)
  case .avif: encodedHEIF(picture, heif_compression_AV1)
  case .webp: encodedWebP(picture, isLossless: false)
  case .tiff: encodedTIFF(picture)
  case .gif: encodedGIF(picture)
  case .bmp: encodedBMP(picture)
  case .jxl: encodedJXL(picture)
  case .raw: encodedDNG(picture)
  }
}
