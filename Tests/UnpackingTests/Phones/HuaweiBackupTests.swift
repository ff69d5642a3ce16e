import Evidence
import Foundation
import Testing
import Unpacking

@Suite struct HuaweiBackupTests {
  private func backup(_ kind: HuaweiBackupWriter.Kind, hasGalois: Bool = false) throws -> Scratch {
    let scratch = try Scratch()
    try HuaweiBackupWriter(
      kind: kind, hasGalois: hasGalois,
      programData: tar([("data/data/com.tencent.mm/MicroMsg/x.jpg", photo(1, count: 300_000))]),
      pictures: [("emulated/0/DCIM/Camera/IMG_1.jpg", photo(2))], shared: [("a.jpg", photo(3))]
    ).write(to: scratch)
    return scratch
  }

  private static let all = [photo(1, count: 300_000), photo(3), photo(2)]

  @Test func plainAndEncryptedGiveTheSame() throws {
    let kinds: [HuaweiBackupWriter.Kind] = [.plain, .third("123456"), .fourth("123456")]
    for kind in kinds {
      for hasGalois in [false, true] {
        let scratch = try backup(kind, hasGalois: hasGalois)
        let found = unpack(scratch, keys("123456"))
        #expect(found.problems.isEmpty, "\(kind)")
        #expect(found.photos.map(\.bytes) == Self.all, "\(kind), \(hasGalois)")
        #expect(found.photos.map(\.source?.app) == ["WeChat", nil, "Camera"])
        #expect(found.photos.allSatisfy { $0.source?.device == "HUAWEI ELE-L29" })
        #expect(found.paths.last == "!/storage/emulated/0/DCIM/Camera/IMG_1.jpg")
      }
    }
  }

  @Test func noOrAWrongPassphraseIsSaidOnce() throws {
    for kind in [HuaweiBackupWriter.Kind.third("right"), .fourth("right")] {
      let scratch = try backup(kind)
      for keys in [keys(), keys("wrong", "")] {
        let found = unpack(scratch, keys)
        #expect(found.photos.isEmpty && found.reasons == [.encrypted])
      }
    }
  }

  @Test func keyThatTheListsDoNotHaveIsAProblemOfItsFile() throws {
    let scratch = try backup(.fourth("x"))
    try scratch.write("storage/emulated/0/DCIM/Camera/IMG_2.jpg.enc", photo(7))
    let found = unpack(scratch, keys("x"))
    #expect(found.photos.count == 3 && found.reasons == [.encrypted])
    #expect(found.problems[0].path == "!/storage/emulated/0/DCIM/Camera/IMG_2.jpg.enc")
  }

  @Test func recordOfSomeOtherProgramMakesAFolderLikeAnyOther() throws {
    let scratch = try Scratch()
    try scratch.write("info.xml", Array("<scanner/>".utf8))
    try scratch.write("more.db", [1, 2, 3])
    try scratch.write("b/a.jpg", photo(1))
    #expect(unpack(scratch).paths == ["!/b/a.jpg"])
  }

  @Test func damagedRecordIsSaidAndSurvived() throws {
    let scratch = try backup(.fourth("x"))
    let whole = try scratch.bytes("info.xml")
    for length in stride(from: 0, to: whole.count, by: 29) {
      try scratch.write("info.xml", Array(whole.prefix(length)))
      let found = unpack(scratch, keys("x"))
      // Cut before anything of Huawei's stands in it, it is no record and nothing opens.
      #expect(found.photos.isEmpty || length < 60, "\(length) bytes")
    }
    for bit in stride(from: 0, to: whole.count * 8, by: 101) {
      try scratch.write("info.xml", flipped(whole, bit: bit))
      #expect(unpack(scratch, keys("x")).photos.count <= 3)
    }
  }

  @Test func particularsSayDeviceAndWhetherItIsEncrypted() throws {
    let scratch = try backup(.fourth("x"))
    defer { withExtendedLifetime(scratch) {} }
    let container = Container(path: scratch.path, file: Array(scratch.path.utf8), bytes: MemoryBytes())
    let particulars = try HuaweiBackup().particulars(of: container)
    #expect(particulars.contains(Particular("device", "HUAWEI ELE-L29")))
    #expect(particulars.contains(Particular("encrypted", "yes")))
  }
}
