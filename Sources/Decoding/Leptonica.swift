import CLeptonica
import Evidence
import Pixels

/// A decoded picture in Leptonica's memory.
@safe final class LeptonicaPicture {
  /// Leptonica and libtiff print what they find wrong; a report is the place for that.
  private static let silence: Void = {
    _ = setMsgSeverity(Int32(L_SEVERITY_NONE))
    silenceTIFF()
    // Some of its messages ask for no severity.
    unsafe leptSetStderrHandler { _ in }
  }()

  private var picture: UnsafeMutablePointer<Pix>

  private init(_ picture: UnsafeMutablePointer<Pix>?, _ format: String) throws(DecodeFailure) {
    guard let picture = unsafe picture else {
      throw DecodeFailure(reason: .damaged, detail: "\(format): nothing could be decoded")
    }
    unsafe self.picture = picture
  }

  deinit {
    var last: UnsafeMutablePointer<Pix>? = unsafe picture
    unsafe pixDestroy(&last)
  }

  convenience init(tiff bytes: [UInt8], page: Int) throws(DecodeFailure) {
    LeptonicaPicture.silence
    let picture = unsafe pixReadMemTiff(bytes, bytes.count, Int32(clamping: page))
    try unsafe self.init(picture, "TIFF")
  }

  convenience init(gif bytes: [UInt8]) throws(DecodeFailure) {
    LeptonicaPicture.silence
    try unsafe self.init(pixReadMemGif(bytes, bytes.count), "GIF")
  }

  convenience init(bmp bytes: [UInt8]) throws(DecodeFailure) {
    LeptonicaPicture.silence
    try unsafe self.init(pixReadMemBmp(bytes, bytes.count), "BMP")
  }

  /// Width, height, and bytes that the decoded page takes at most; `nil` without a header that makes sense.
  static func tiffSize(_ bytes: [UInt8], page: Int) -> (width: Int, height: Int)? {
    silence
    var (width, height): (Int32, Int32) = (0, 0)
    let status = unsafe readHeaderMemTiff(
      bytes, bytes.count, Int32(clamping: page), &width, &height, nil, nil, nil, nil, nil)
    return status == 0 ? (Int(width), Int(height)) : nil
  }

  /// The picture as grey or colour, over white, reduced to what may be kept.
  func image(_ limits: Limits) throws(DecodeFailure) -> Image {
    if unsafe pixGetColormap(picture) != nil {
      try unsafe replace(pixRemoveColormap(picture, Int32(REMOVE_CMAP_BASED_ON_SRC)))
    }
    guard unsafe pixGetDepth(picture) == 32 else {
      if unsafe pixGetDepth(picture) != 8 { try unsafe replace(pixConvertTo8(picture, 0)) }
      try reduce(limits)
      return Image(luma: grey())
    }
    if unsafe pixGetSpp(picture) == 4 {
      try unsafe replace(pixAlphaBlendUniform(picture, 0xFFFF_FF00))
    }
    try reduce(limits)
    return colour()
  }

  private func reduce(_ limits: Limits) throws(DecodeFailure) {
    let factor = fittingFactor(width, height, limits)
    guard factor > 1 else { return }
    try unsafe replace(pixScaleAreaMap(picture, 1 / Float(factor), 1 / Float(factor)))
  }

  private func replace(_ other: UnsafeMutablePointer<Pix>?) throws(DecodeFailure) {
    guard let other = unsafe other else {
      throw DecodeFailure(reason: .damaged, detail: "pixels of an odd kind")
    }
    var old: UnsafeMutablePointer<Pix>? = unsafe picture
    unsafe pixDestroy(&old)
    unsafe picture = other
  }

  private var width: Int { Int(unsafe pixGetWidth(picture)) }
  private var height: Int { Int(unsafe pixGetHeight(picture)) }

  /// The row's words; Leptonica packs samples into them from the most significant byte down.
  private func row(_ y: Int) -> UnsafeBufferPointer<UInt32> {
    let words = Int(unsafe pixGetWpl(picture))
    return unsafe UnsafeBufferPointer(start: pixGetData(picture) + y * words, count: words)
  }

  private func grey() -> Plane {
    let (width, height) = (width, height)
    var samples = [UInt8](repeating: 0, count: width * height)
    for y in 0..<height {
      let words = unsafe row(y)
      for x in 0..<width {
        samples[y * width + x] = unsafe UInt8(truncatingIfNeeded: words[x >> 2] >> UInt32(24 - (x & 3) * 8))
      }
    }
    return Plane(width: width, height: height, samples: samples)
  }

  private func colour() -> Image {
    let (width, height) = (width, height)
    var rgb = [UInt8](repeating: 0, count: width * height * 3)
    var at = 0
    for y in 0..<height {
      let words = unsafe row(y)
      for x in 0..<width {
        let word = unsafe words[x]
        rgb[at] = UInt8(truncatingIfNeeded: word >> 24)
        rgb[at + 1] = UInt8(truncatingIfNeeded: word >> 16)
        rgb[at + 2] = UInt8(truncatingIfNeeded: word >> 8)
        at += 3
      }
    }
    return Image(rgb: rgb, width: width, height: height, samplesPerPixel: 3)
  }
}
