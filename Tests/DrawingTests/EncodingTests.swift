import Drawing
import Pixels
import Testing

@Suite struct EncodingTests {
  private var ramp: Raster {
    var raster = Raster(width: 64, height: 48)
    for i in raster.pixels.indices {
      raster.pixels[i] = UInt32(i % 64 * 4) << 16 | UInt32(i / 64 * 5) << 8 | 90
    }
    return raster
  }

  @Test func aJPEGComesBackAlmostTheSame() throws {
    let back = try decodeJPEG(encodeJPEG(ramp, quality: 98, subsampling: .full))
    #expect(back.width == 64 && back.height == 48)
    for i in back.pixels.indices {
      for shift: UInt32 in [0, 8, 16] {
        #expect(abs(Int(back.pixels[i] >> shift & 255) - Int(ramp.pixels[i] >> shift & 255)) < 12)
      }
    }
  }

  @Test func theExifTagIsWhereTheFormatPutsIt() throws {
    let file = try encodeJPEG(ramp, quality: 80, orientation: .left)
    #expect(Array(file[0..<4]) == [0xFF, 0xD8, 0xFF, 0xE1])
    #expect(Array(file[6..<12]) == Array("Exif\0\0".utf8))
    // TIFF header 8, entry count 2, then tag, type, count, value.
    #expect(Array(file[22..<24]) == [0x01, 0x12] && file[31] == 8)
    #expect(try decodeJPEG(file).width == 64)
  }

  @Test func formatsBearTheirSignatures() throws {
    #expect(try encodePNG(ramp).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let fax = try encodeBilevelPNG(ramp.luma)
    // IHDR's bit depth: one bit a pixel.
    #expect(fax[24] == 1)
    #expect(try encodeWebP(ramp, quality: 80).starts(with: Array("RIFF".utf8)))
    #expect(Array(try encodeHEIC(ramp, quality: 60)[4..<8]) == Array("ftyp".utf8))
  }

  @Test func planesAndRastersAreTheSamePicture() {
    let back = Raster(ramp.image)
    for (a, b) in zip(back.pixels, ramp.pixels) {
      for shift: UInt32 in [0, 8, 16] { #expect(abs(Int(a >> shift & 255) - Int(b >> shift & 255)) <= 2) }
    }
  }

  @Test func aDamagedBackgroundThrows() {
    #expect(throws: EncodeFailure.self) { try decodeJPEG([0xFF, 0xD8, 0xFF]) }
  }
}
