import Crypto
import CryptoExtras
import Decoding
import Drawing
import Evidence
import Pixels
import Testing
import Unpacking

@Suite struct WeChatTests {
  private static let accountKey = Array("0f1e2d3c4b5a6978".utf8)
  private let keysOfAccount = UnpackKeys(wechat: accountKey)

  private func found(_ bytes: [UInt8], _ keys: UnpackKeys = UnpackKeys(), name: String = "a.dat") throws
    -> Found
  {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    return unpack(try scratch.write(name, bytes), keys)
  }

  /// As WeChat 4 writes it.
  private func layered(
    _ picture: [UInt8], key: [UInt8], kind: UInt8 = 0x32, encrypted: Int = 1024, masked: Int = 500,
    mask: UInt8 = 0x37
  ) throws -> [UInt8] {
    func little(_ value: Int) -> [UInt8] { big(value).reversed() }
    let encrypted = min(encrypted, picture.count)
    let masked = min(masked, picture.count - encrypted)
    var block = Array(picture.prefix(encrypted))
    let padding = 16 - encrypted % 16
    block += [UInt8](repeating: UInt8(padding), count: padding)
    let key = SymmetricKey(data: key)
    for start in stride(from: 0, to: block.count, by: 16) {
      try AES.permute(&block[start..<start + 16], key: key)
    }
    let middle = picture[encrypted..<picture.count - masked]
    return [0x07, 0x08, 0x56, kind, 0x08, 0x07] + little(encrypted) + little(masked) + [1] + block + middle
      + picture.suffix(masked).map { $0 ^ mask }
  }

  @Test func everyByteUnderOneMask() throws {
    for mask: UInt8 in 1...255 {
      let found = try found(photo(1).map { $0 ^ mask })
      #expect(found.photos.map(\.bytes) == [photo(1)] && found.paths == [""])
    }
  }

  @Test func whatIsNoPictureIsNone() throws {
    var state: UInt64 = 1
    for _ in 0..<20_000 {
      let start = (0..<32).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      #expect(!WeChatDat().recognises(FirstLook(path: [], content: .file(start: start))))
    }
  }

  @Test func versionFourWithTheFixedKeyAndWithTheAccounts() throws {
    for count in [40, 1000, 1024, 1040, 3000] {
      for (kind, key) in [(UInt8(0x31), Array("cfcd208495d565ef".utf8)), (0x32, Self.accountKey)] {
        for mask: UInt8 in [0x37, 0xDF] {
          let file = try layered(photo(2, count: count), key: key, kind: kind, mask: mask)
          let found = try found(file, keysOfAccount)
          #expect(
            found.photos.map(\.bytes) == [photo(2, count: count)], "\(count) bytes, kind \(kind), \(mask)")
        }
      }
    }
  }

  @Test func noOrAWrongKeyIsSaid() throws {
    let file = try layered(photo(2), key: Self.accountKey)
    #expect(try found(file).reasons == [.encrypted])
    #expect(try found(file).problems[0].failure.detail.contains("--wechat-key-file"))
    for key in [Array("ffffffffffffffff".utf8), [1, 2, 3], []] {
      let found = try found(file, UnpackKeys(wechat: key))
      #expect(found.photos.isEmpty && found.reasons == [.encrypted])
    }
  }

  @Test func maskOfAPictureThatDoesNotTellItComesFromAThumbnail() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    try scratch.write("1_t.dat", try layered(photo(3), key: Self.accountKey, mask: 0xE5))
    // A HEIC ends in no way of its own.
    let picture = [0, 0, 0, 24] + Array("ftypheic".utf8) + photo(4)
    let path = try scratch.write("1.dat", try layered(picture + [0], key: Self.accountKey, mask: 0xE5))
    #expect(unpack(path, keysOfAccount).photos.map(\.bytes) == [picture + [0]])
  }

  @Test func everyTruncationIsSurvived() throws {
    let whole = try layered(photo(2), key: Self.accountKey)
    for length in 0..<whole.count {
      let found = try found(Array(whole.prefix(length)), keysOfAccount)
      #expect(found.photos.count + found.problems.count == 1)
    }
    for bit in 0..<200 * 8 { #expect(try found(flipped(whole, bit: bit), keysOfAccount).photos.count <= 1) }
    // The lengths say more than there is.
    var lying = whole
    lying.replaceSubrange(6..<14, with: [UInt8](repeating: 0xFF, count: 8))
    #expect(try found(lying, keysOfAccount).photos.count <= 1)
  }

  @Test func sourceSaysAccountsChat() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let chat = "0123456789abcdef0123456789abcdef"
    let path = try scratch.write(
      "xwechat_files/wxid_1/msg/attach/\(chat)/2025-08/Img/a.dat", photo(1).map { $0 ^ 9 })
    #expect(unpack(path).photos.first?.source == Source(app: "WeChat", chat: chat, folder: "Img"))
  }

  // MARK: wxgf

  /// A picture of WeChat's own kind, made of a HEIC's stream, and the HEIC.
  private func still() throws -> (file: [UInt8], heic: [UInt8]) {
    var raster = Raster(width: 150, height: 90, filledWith: .white)
    for y in 30..<60 { for x in 20..<70 { raster.pixels[y * 150 + x] = 0 } }
    let heic = try encodeHEIC(raster, quality: 90)
    let stream = try #require(HEICParts(heic)?.stream)
    var file = Array("wxgf".utf8) + [20] + [UInt8](repeating: 5, count: 15)
    // A small stream before it: the picture is the largest.
    file += big(8) + [0, 0, 0, 1, 0x46, 1, 0x50, 0]
    return (file + big(stream.count) + stream + [1, 2, 3], heic)
  }

  @Test func ownKindOfPictureLooksAsItWasDrawn() throws {
    let (file, heic) = try still()
    let expected = try image(heic)
    for (bytes, keys) in [(file, UnpackKeys()), (try layered(file, key: Self.accountKey), keysOfAccount)] {
      let found = try found(bytes, keys)
      #expect(found.problems.isEmpty)
      let made = try image(try #require(found.photos.first).bytes)
      #expect(made.width == 150 && made.height == 90)
      // The box that says how bright black is was not taken along.
      let differences = (0..<90).flatMap { y in
        (0..<150).map { abs(Int(made.luma[$0, y]) - Int(expected.luma[$0, y])) }
      }
      #expect(differences.allSatisfy { $0 <= 24 })
    }
  }

  private func image(_ heic: [UInt8]) throws -> Image {
    var opened = try OpenedPhoto(heic, limits: Limits())
    return try opened.image(page: 0, longSide: 150).image
  }

  @Test func ownKindOfPictureIsSurvivedHoweverItIsDamaged() throws {
    let (file, _) = try still()
    for length in stride(from: 16, to: file.count, by: 7) {
      let found = try found(Array(file.prefix(length)))
      #expect(found.photos.count + found.problems.count == 1)
    }
    for bit in stride(from: 0, to: file.count * 8, by: 11) {
      guard let bytes = try found(flipped(file, bit: bit)).photos.first?.bytes else { continue }
      _ = try? image(bytes)
    }
  }
}
