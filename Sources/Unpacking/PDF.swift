import Evidence

/// A PDF document: every page is a picture, and brings the text that the file itself has for it.
///
/// Pages are drawn when a worker asks for one. They are BMP files, so that all that judges photos can stay as it
/// is; a mark's place is told in the pixels of that drawing.
struct PDF: ContainerFormat {
  let name = "PDF document"

  /// The mark may follow other bytes, all within the first 1,024 (PDF Reference 1.7, appendix H, note 13).
  func recognises(_ look: FirstLook) -> Bool {
    let start = look.start
    guard start.count >= 5 else { return false }
    return (0...start.count - 5).contains { start[$0] == 0x25 && look.has("%PDF-", at: $0) }
  }

  func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
    let document = PDFDocument(container)
    let count = try document.pageCount()
    guard count > 0 else { throw DecodeFailure(reason: .damaged, detail: "PDF: no pages") }
    for page in 0..<min(count, container.limits.documentPages) {
      let content = PDFPage(document: document, page: page)
      let entry = Entry(path: "page \(page + 1)", content: .lazy(content), isKnownPicture: true)
      guard visit(entry) else { return }
    }
    guard count <= container.limits.documentPages else {
      throw DecodeFailure(
        reason: .tooLarge,
        detail: "\(count) pages; those after the first \(container.limits.documentPages) were not looked at")
    }
  }

  func particulars(of container: Container) throws(DecodeFailure) -> [Particular] {
    [Particular("pages", String(try PDFDocument(container).pageCount()))]
  }
}

private struct PDFPage: LazyContent {
  let document: PDFDocument
  let page: Int
  var size: Int? { nil }

  func start(_ count: Int) throws(DecodeFailure) -> [UInt8] {
    Array(try all(limit: .max).prefix(count))
  }

  func all(limit: Int) throws(DecodeFailure) -> [UInt8] {
    try document.drawing(ofPage: page)
  }

  func text() throws(DecodeFailure) -> [PlacedText] {
    try document.text(ofPage: page)
  }
}
