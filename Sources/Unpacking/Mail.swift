import Evidence

/// A mail (RFC 5322) with its attachments, or a mailbox of many (mbox).
///
/// Parts pass by in their order, named as the sender named them; in a mailbox below the number of their mail.
struct Mail: ContainerFormat {
  let name = "mail"

  /// Header fields that begin a mail, and nearly nothing else.
  private static let telling: Set<String> = [
    "received", "return-path", "delivered-to", "message-id", "mime-version", "dkim-signature",
    "authentication-results", "x-gmail-labels", "x-gm-thrid", "x-originalarrivaltime", "x-mozilla-status",
    "arc-seal", "x-received", "envelope-to",
  ]

  func recognises(_ look: FirstLook) -> Bool {
    let lines = look.start.split(separator: 10, omittingEmptySubsequences: false)
    guard let first = lines.first else { return false }
    let isMailbox = first.starts(with: "From ".utf8)
    var isTold = false
    // The last line may be cut.
    for line in lines.dropFirst(isMailbox ? 1 : 0).dropLast() {
      if line.isEmpty || line.elementsEqual([13]) { break }
      if line.first == 0x20 || line.first == 0x09 { continue }
      guard let colon = line.firstIndex(of: 0x3A), let field = Self.fieldName(line[..<colon]) else {
        return false
      }
      isTold = isTold || Self.telling.contains(field) || (isMailbox && ["from", "date"].contains(field))
    }
    return isTold
  }

  /// Letters, digits and hyphens, in lower case; `nil` for anything else.
  private static func fieldName(_ bytes: ArraySlice<UInt8>) -> String? {
    guard !bytes.isEmpty, bytes.count <= 80 else { return nil }
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: continue
      default: return nil
      }
    }
    return String(decoding: bytes, as: UTF8.self).lowercased()
  }

  func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
    let start = try container.bytes.read(at: 0, count: 5)
    let isMailbox = start.elementsEqual("From ".utf8)
    let reader = try MailReader(container.bytes, isMailbox: isMailbox, limit: container.limits.fileBytes)
    var number = 0
    while let message = reader.next() {
      number += 1
      guard number <= container.limits.containerEntries else {
        throw DecodeFailure(reason: .tooLarge, detail: "more than \(number - 1) mails")
      }
      var names: [String: Int] = [:]
      let wantsMore = message.parts { part in
        let named = part.name ?? "part"
        names[named, default: 0] += 1
        let times = names[named] ?? 1
        let path = (isMailbox ? "\(number)/" : "") + named + (times > 1 ? " (\(times))" : "")
        return visit(Entry(path: path, source: message.source, content: .passing(part)))
      }
      guard wantsMore else { return }
    }
  }
}
