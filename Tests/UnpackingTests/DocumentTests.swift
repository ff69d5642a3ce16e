import Evidence
import Foundation
import Testing
import Unpacking

/// The photos of a container as they come.
private func photos(in bytes: [UInt8], limits: Limits = Limits()) throws -> [UnpackedPhoto] {
  let file = try TemporaryFile(bytes)
  var photos: [UnpackedPhoto] = []
  _ = Unpacker(limits: limits) { $0.starts(with: "PHOTO".utf8) }.unpack(Photo(path: file.path)) { item in
    if case .photo(let photo) = item { photos.append(photo) }
    return true
  }
  return photos
}

@Test func everyPageOfAPDFIsAPictureWithItsText() throws {
  let pages = try photos(in: pdf([["SECRET//NOFORN", "Memorandum"], ["second page"]]))
  #expect(pages.map { $0.photo.path.split(separator: "!").last } == ["/page 1", "/page 2"])
  let first = try #require(pages.first)
  let picture = try first.read()
  // A BMP of an A4 page at 200 dots an inch, white but for the type.
  #expect(picture.starts(with: Array("BM".utf8)))
  #expect(Int(picture[18]) | Int(picture[19]) << 8 == 1652)
  #expect(Int(picture[22]) | Int(picture[23]) << 8 == 2338)
  let dark = picture.dropFirst(54).count { $0 < 64 }
  #expect((1000...100_000).contains(dark))
  let text = try first.text()
  #expect(text.map(\.text) == ["SECRET//NOFORN", "Memorandum"])
  let line = try #require(text.first)
  #expect(abs(line.left - 50.0 / 595) < 0.01)
  #expect(abs(line.top - (842.0 - 792) / 842) < 0.02)
  #expect((0.1...0.3).contains(line.width))
}

@Test func pagesAreDrawnInAnyOrderFromAnyThread() throws {
  let documents = try (0..<5).map { n in try photos(in: pdf([["document \(n)"], ["page two of \(n)"]])) }
  let all = documents.flatMap { $0 }
  DispatchQueue.concurrentPerform(iterations: 20) { n in
    let page = all[(n * 7) % all.count]
    let text = try? page.text().map(\.text)
    #expect(text?.first?.hasSuffix("\((n * 7) % all.count / 2)") == true)
  }
}

@Test func aPDFOfManyPagesSaysWhatWasLeftOut() throws {
  var limits = Limits()
  limits.documentPages = 3
  let file = pdf((0..<10).map { ["page \($0)"] })
  #expect(try photos(in: file, limits: limits).count == 3)
  let (lines, _) = try unpacked(file, limits: limits, formats: standardFormats)
  #expect(
    lines.last == ": too large: 10 pages; those after the first 3 were not looked at")
}

@Test(.timeLimit(.minutes(5)))
func aPDFThatClaimsAHundredThousandPagesIsALine() throws {
  let (lines, _) = try unpacked(pdf([["only one"]], count: 100_000), formats: standardFormats)
  #expect(!lines.isEmpty)
  #expect(lines.count <= Limits().documentPages + 1)
  #expect(lines.contains { $0.contains(": damaged: ") || $0.contains(": too large: ") })
}

private let mail = """
  Received: from a.example by b.example\r
  From: Li Lei <lilei@example.invalid>\r
  To: Han Meimei <han@example.invalid>\r
  Subject: =?utf-8?B?5Lya6K6u?= papers\r
  Date: Mon, 06 May 2024 07:08:09 +0800\r
  MIME-Version: 1.0\r
  Content-Type: multipart/mixed; boundary="b"\r
  \r
  --b\r
  Content-Type: text/plain\r
  \r
  See attached.\r
  --b\r
  Content-Type: application/octet-stream; name="../../etc/photo.jpg"\r
  Content-Transfer-Encoding: base64\r
  Content-Disposition: attachment; filename="../../etc/photo.jpg"\r
  \r
  \(Data(photoBytes("in a mail")).base64EncodedString())\r
  --b\r
  Content-Type: image/jpeg; name="photo.jpg"\r
  Content-Transfer-Encoding: base64\r
  \r
  \(Data(photoBytes("again")).base64EncodedString())\r
  --b--\r

  """

@Test func attachmentsOfAMailTellWhoSentThemAndWhen() throws {
  let found = try photos(in: Array(mail.utf8))
  #expect(found.map { $0.photo.path.split(separator: "!").last } == ["/photo.jpg", "/photo.jpg (2)"])
  #expect(
    try found.map { String(decoding: try $0.read(), as: UTF8.self) } == ["PHOTO in a mail", "PHOTO again"])
  let source = Source(
    app: "mail", chat: "会议 papers", sender: "Li Lei <lilei@example.invalid>",
    sent: Moment("2024-05-06T07:08:09+08:00"))
  #expect(found.map(\.photo.source) == [source, source])
}

@Test func mailsOfAMailboxAreNumbered() throws {
  let box = (0..<3).map { _ in "From lilei@example.invalid Mon May  6 07:08:09 2024\n" + mail + "\n" }
    .joined()
  let names = try photos(in: Array(box.utf8)).map {
    $0.photo.path.split(separator: "!").last.map(String.init)
  }
  #expect(
    names == [
      "/1/photo.jpg", "/1/photo.jpg (2)", "/2/photo.jpg", "/2/photo.jpg (2)", "/3/photo.jpg",
      "/3/photo.jpg (2)",
    ])
}

@Test func archivesAndDocumentsInMailsAreOpened() throws {
  let zip = try archive("zip", [("a.jpg", photoBytes("zipped")), ("b.pdf", pdf([["one"]]))])
  let text = mail.replacingOccurrences(
    of: Data(photoBytes("again")).base64EncodedString(), with: Data(zip).base64EncodedString())
  let found = try photos(in: Array(text.utf8))
  let names = found.map {
    $0.photo.path.split(separator: "!").map(String.init).dropFirst()
  }
  #expect(names == [["/photo.jpg"], ["/photo.jpg (2)", "/a.jpg"], ["/photo.jpg (2)", "/b.pdf", "/page 1"]])
  // What the mail says holds for all that is in it.
  #expect(found.map(\.photo.source?.chat) == ["会议 papers", "会议 papers", "会议 papers"])
}

@Test(arguments: [
  "From here on, the text goes on.\nAnd on: it is no mail.\n", "Name: value\nOther: value\n\ntext",
  "{\"from\": 1}\n", "", "From: a\nSubject: b", "<?xml version=\"1.0\"?>\nReceived: x\n\n",
])
func textsAreNoMails(text: String) throws {
  #expect(!isContainer(FirstLook(path: [], content: .file(start: Array(text.utf8)))))
}
