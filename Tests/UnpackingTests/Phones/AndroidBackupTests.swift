import Evidence
import Foundation
import Testing
import Unpacking

@Suite struct AndroidBackupTests {
  private static let files: [(path: String, bytes: [UInt8])] = [
    ("apps/com.tencent.mm/_manifest", Array("1\ncom.tencent.mm".utf8)),
    ("apps/com.tencent.mm/r/MicroMsg/0123/image2/ab/cd/x.jpg", photo(1)),
    ("shared/0/DCIM/Camera/IMG_20240102_030405.jpg", photo(2, count: 600_000)),
    ("shared/0/Pictures/WeiXin/mmexport1.jpg", photo(3)),
  ]

  private func found(_ bytes: [UInt8], _ keys: UnpackKeys = UnpackKeys(), name: String = "phone.ab") throws
    -> Found
  {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    return unpack(try scratch.write(name, bytes), keys)
  }

  private func expectAll(_ found: Found, _ comment: Comment) {
    #expect(found.problems.isEmpty, comment)
    #expect(found.photos.map(\.bytes) == [photo(1), photo(2, count: 600_000), photo(3)], comment)
  }

  @Test func everyVersionPlainAndEncryptedCompressedOrNot() throws {
    for version in 1...5 {
      for isCompressed in [true, false] {
        for (passphrase, countsCharacters) in [(nil, false), ("geheim", false), ("geheim", true)] {
          let writer = AndroidBackupWriter(
            version: version, isCompressed: isCompressed, passphrase: passphrase,
            countsCharacters: countsCharacters)
          expectAll(
            try found(try writer.backup(of: tar(Self.files)), keys("no", "geheim")),
            "version \(version), compressed \(isCompressed), passphrase \(passphrase ?? "none")")
        }
      }
    }
  }

  @Test func sourceSaysWhoseFolderItWas() throws {
    let found = try found(try AndroidBackupWriter().backup(of: tar(Self.files)))
    #expect(found.photos.map(\.source?.app) == ["WeChat", "Camera", "WeChat"])
    #expect(found.paths[1] == "!/shared/0/DCIM/Camera/IMG_20240102_030405.jpg")
  }

  @Test func xiaomiBackupHoldsTheSame() throws {
    let head = Array("MIUI BACKUP\n2\ncom.miui.gallery 图库\n-1\n0\n".utf8)
    expectAll(
      try found(head + (try AndroidBackupWriter().backup(of: tar(Self.files))), name: "gallery.bak"), "ab")
    expectAll(try found(head + tar(Self.files), name: "gallery.bak"), "tar")
    let locked = try AndroidBackupWriter(passphrase: "x").backup(of: tar(Self.files))
    expectAll(try found(head + locked, keys("x"), name: "gallery.bak"), "encrypted")
    #expect(try found(head + Array("nothing".utf8), name: "gallery.bak").reasons == [.damaged])
  }

  @Test func noOrAWrongPassphraseIsSaidOnce() throws {
    let locked = try AndroidBackupWriter(passphrase: "right").backup(of: tar(Self.files))
    #expect(try found(locked).reasons == [.encrypted])
    #expect(try found(locked).problems[0].failure.detail.contains("--passphrase-file"))
    let wrong = try found(locked, keys("wrong", ""))
    #expect(wrong.reasons == [.encrypted] && wrong.photos.isEmpty)
    #expect(wrong.problems[0].failure.detail == "Android backup: the passphrase is wrong")
  }

  @Test func everyTruncationSaysSoAndKeepsWhatCameBefore() throws {
    let files = [("shared/0/DCIM/a.jpg", photo(1)), ("shared/0/DCIM/b.jpg", photo(2))]
    for passphrase in [nil, "x"] {
      for isCompressed in [true, false] {
        let whole = try AndroidBackupWriter(isCompressed: isCompressed, passphrase: passphrase).backup(
          of: tar(files))
        for length in stride(from: 20, to: whole.count - 1100, by: 211) {
          let found = try found(Array(whole.prefix(length)), keys("x"))
          #expect(!found.problems.isEmpty, "\(length) of \(whole.count) bytes")
          #expect(found.photos.count < 2)
        }
      }
    }
  }

  @Test func flippedBitsAreSurvived() throws {
    let whole = try AndroidBackupWriter(passphrase: "x").backup(of: tar([("shared/0/DCIM/a.jpg", photo(1))]))
    for bit in stride(from: 0, to: whole.count * 8, by: 97) {
      // Nothing to assert but that it ends: a bit in a photo is the photo's, one in the head is said.
      #expect(try found(flipped(whole, bit: bit), keys("x")).photos.count <= 1)
    }
  }

  @Test func tarThatUnfoldsWithoutEndIsCutShort() throws {
    let zeros = [UInt8](repeating: 0, count: 8 << 20)
    let bomb = try AndroidBackupWriter().backup(of: tar([("a", zeros), ("shared/0/DCIM/a.jpg", photo(1))]))
    var limits = Limits()
    limits.ratioGraceBytes = 1 << 20
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let found = unpack(try scratch.write("bomb.ab", bomb), limits: limits)
    #expect(found.reasons == [.tooLarge] && found.photos.isEmpty)
  }

  @Test func samsungsOwnFormatIsSaidToBeEncrypted() throws {
    #expect(try found([UInt8](repeating: 7, count: 999), name: "PHOTO.ebk").reasons == [.encrypted])
  }
}
