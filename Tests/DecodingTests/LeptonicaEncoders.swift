import CLeptonica

/// Hands a picture in Leptonica's memory to `body`.
private func withPix(
  _ picture: SamplePicture, _ body: (UnsafeMutablePointer<Pix>) -> [UInt8]
) -> [UInt8] {
  guard let pix = unsafe pixCreate(Int32(picture.width), Int32(picture.height), 32) else { return [] }
  for y in 0..<picture.height {
    for x in 0..<picture.width {
      let n = (y * picture.width + x) * 3
      unsafe pixSetRGBPixel(
        pix, Int32(x), Int32(y), Int32(picture.rgb[n]), Int32(picture.rgb[n + 1]), Int32(picture.rgb[n + 2]))
    }
  }
  defer {
    var last: UnsafeMutablePointer<Pix>? = unsafe pix
    unsafe pixDestroy(&last)
  }
  return unsafe body(pix)
}

/// The bytes that a writer of Leptonica's leaves.
private func written(
  _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>, UnsafeMutablePointer<Int>) -> Int32
) -> [UInt8] {
  var data: UnsafeMutablePointer<UInt8>?
  var size = 0
  guard unsafe write(&data, &size) == 0 else { return [] }
  defer { unsafe lept_free(data) }
  return unsafe Array(UnsafeBufferPointer(start: data, count: size))
}

enum TIFFCompression: CaseIterable {
  case none, lzw, zip

  var code: Int32 {
    switch self {
    case .none: Int32(IFF_TIFF)
    case .lzw: Int32(IFF_TIFF_LZW)
    case .zip: Int32(IFF_TIFF_ZIP)
    }
  }
}

func encodedTIFF(_ picture: SamplePicture, _ compression: TIFFCompression = .lzw) -> [UInt8] {
  unsafe withPix(picture) { pix in unsafe written { unsafe pixWriteMemTiff($0, $1, pix, compression.code) } }
}

/// A fax: black where the picture is darker than middle grey.
func encodedFax(_ picture: SamplePicture) -> [UInt8] {
  unsafe withPix(picture) { pix in
    var black = unsafe pixConvertTo1(pix, 128)
    defer { unsafe pixDestroy(&black) }
    return unsafe written { unsafe pixWriteMemTiff($0, $1, black, Int32(IFF_TIFF_G4)) }
  }
}

func encodedTIFF(pages: [SamplePicture]) -> [UInt8] {
  var pixa = unsafe pixaCreate(Int32(pages.count))
  defer { unsafe pixaDestroy(&pixa) }
  for page in pages {
    _ = unsafe withPix(page) { pix in
      unsafe pixaAddPix(pixa, pix, Int32(L_COPY))
      return []
    }
  }
  return unsafe written { unsafe pixaWriteMemMultipageTiff($0, $1, pixa) }
}

/// Grey: the format has 256 colours.
func encodedGIF(_ picture: SamplePicture) -> [UInt8] {
  unsafe withPix(picture) { pix in
    var grey = unsafe pixConvertTo8(pix, 1)
    defer { unsafe pixDestroy(&grey) }
    return unsafe written { unsafe pixWriteMemGif($0, $1, grey) }
  }
}

func encodedBMP(_ picture: SamplePicture) -> [UInt8] {
  unsafe withPix(picture) { pix in unsafe written { unsafe pixWriteMemBmp($0, $1, pix) } }
}
