import Discovering
import Testing

private func box(_ brands: String...) -> [UInt8] {
  let others = brands.dropFirst().flatMap { Array($0.utf8) }
  let body = Array("ftyp".utf8) + Array(brands[0].utf8) + [0, 0, 0, 0] + others
  return [0, 0, 0, UInt8(body.count + 4)] + body
}

@Test(
  arguments: [
    ([0xFF, 0xD8, 0xFF, 0xE1], PhotoFormat.jpeg),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
    (Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ".utf8), .webp),
    (Array("GIF89a".utf8), .gif),
    ([0x49, 0x49, 0x2A, 0x00], .tiff),
    ([0x4D, 0x4D, 0x00, 0x2A], .tiff),
    ([0x49, 0x49, 0x2B, 0x00], .tiff),
    (Array("BM".utf8) + [54, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0], .bmp),
    ([0xFF, 0x0A, 0x00], .jxl),
    ([0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A], .jxl),
    (Array("FUJIFILMCCD-RAW 0201".utf8), .raw),
    (Array("IIRO".utf8), .raw),
    ([0x49, 0x49, 0x55, 0x00], .raw),
    (box("crx ", "isom"), .raw),
    (box("heic", "mif1"), .heif),
    (box("mif1", "heic", "mif1"), .heif),
    (box("mif1", "miaf", "avif"), .avif),
    (box("avif", "mif1"), .avif),
  ] as [([UInt8], PhotoFormat)])
func firstBytesTellTheFormat(bytes: [UInt8], format: PhotoFormat) {
  #expect(PhotoFormat(firstBytes: bytes) == format)
}

@Test(
  arguments: [
    [], [0xFF], [0xFF, 0xD8], Array("BM, a text about BMW".utf8), Array("RIFF\u{1}\u{2}\u{3}\u{4}WAVE".utf8),
    box("mp42", "isom"), box("qt  "), Array("%PDF-1.7".utf8), Array("PK\u{3}\u{4}".utf8),
    [0, 0, 0, 8] + Array("ftyp".utf8), [0xFF, 0xFF, 0xFF, 0xFF] + Array("ftypmp42".utf8),
  ] as [[UInt8]])
func otherFilesAreNoPhotos(bytes: [UInt8]) {
  #expect(PhotoFormat(firstBytes: bytes) == nil)
}

@Test func noPrefixOfAFormatTraps() {
  let whole = box("mif1", "miaf", "avif")
  for length in 0...whole.count { _ = PhotoFormat(firstBytes: Array(whole.prefix(length))) }
}
