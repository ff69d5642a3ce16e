import Evidence
import Foundation

/// What Telegram Desktop exports: a folder with the pictures, and `result.json` with who sent them, where and when.
///
/// An export of one chat has its messages at the top, one of an account a list of chats. An export as web pages has
/// no `result.json`; it is a folder of pictures like any other.
package struct TelegramExport: ContainerFormat {
  package let name = "Telegram export"

  package init() {}

  package func recognises(_ look: FirstLook) -> Bool {
    look.holds("result.json")
      && ["photos", "files", "chats", "stickers", "video_files", "profile_pictures"].contains {
        look.holds($0)
      }
  }

  package func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
    guard let folder = container.file else {
      throw DecodeFailure(reason: .unsupported, detail: "Telegram export: not a folder")
    }
    // Pictures are judged with or without the record of who sent them; that it is missing is said, once.
    var sources: [String: Source] = [:]
    do throws(DecodeFailure) {
      sources = try TelegramRecord(folder).sources
    } catch {
      guard visit(Entry(path: "result.json", content: .problem(error.reason, detail: error.detail))) else {
        return
      }
    }
    try FolderTree(folder).visitFiles { bytes, item in
      let path = String(decoding: bytes, as: UTF8.self)
      switch item {
      case .problem(let failure):
        return visit(Entry(path: path, content: .problem(failure.reason, detail: failure.detail)))
      case .file(let content):
        var source = sources[path] ?? sources[Self.original(of: path)] ?? Source()
        source.app = "Telegram"
        return visit(Entry(path: path, source: source, content: .lazy(content)))
      }
    }
  }

  /// Of `photo_1@02-03-2024_10-11-12_thumb.jpg` the picture it was made from.
  private static func original(of path: String) -> String {
    guard let mark = path.range(of: "_thumb", options: .backwards) else { return path }
    return String(path[..<mark.lowerBound] + path[mark.upperBound...])
  }

  package func particulars(of container: Container) throws(DecodeFailure) -> [Particular] {
    guard let folder = container.file else { return [] }
    let record = try TelegramRecord(folder)
    return [
      Particular("chats", "\(record.chats)"), Particular("pictures with a sender", "\(record.sources.count)"),
    ]
  }
}

/// `result.json`, as far as it tells where files come from.
private struct TelegramRecord {
  /// By the path in the export's folder.
  private(set) var sources: [String: Source] = [:]
  private(set) var chats = 0

  /// Reading it takes some three times its size in memory.
  private static let largest = 256 << 20

  private struct Message: Decodable {
    var date: String?
    var unixtime: String?
    var from: String?
    var actor: String?
    var photo: String?
    var file: String?
    var thumbnail: String?

    enum CodingKeys: String, CodingKey {
      case date, from, actor, photo, file, thumbnail
      case unixtime = "date_unixtime"
    }
  }

  private struct Chat: Decodable {
    var name: String?
    var type: String?
    var messages: [Lenient<Message>]?
  }

  private struct Export: Decodable {
    struct List: Decodable { var list: [Lenient<Chat>]? }
    var name: String?
    var type: String?
    var messages: [Lenient<Message>]?
    var chats: List?
    var leftChats: List?

    enum CodingKeys: String, CodingKey {
      case name, type, messages, chats
      case leftChats = "left_chats"
    }
  }

  /// One message in a shape of its own must not hide the others.
  private struct Lenient<Value: Decodable>: Decodable {
    var value: Value?
    init(from decoder: any Decoder) throws { value = try? Value(from: decoder) }
  }

  init(_ folder: [UInt8]) throws(DecodeFailure) {
    let path = folder + Array("/result.json".utf8)
    let bytes = try FileContent(path).all(limit: Self.largest)
    let export: Export
    do {
      export = try JSONDecoder().decode(Export.self, from: Data(bytes))
    } catch {
      throw DecodeFailure(
        reason: .damaged, detail: "Telegram export: cannot be read, so chats and senders are not known")
    }
    add(Chat(name: export.name, type: export.type, messages: export.messages))
    for list in [export.chats, export.leftChats] {
      for chat in list?.list ?? [] { if let chat = chat.value { add(chat) } }
    }
  }

  private mutating func add(_ chat: Chat) {
    guard let messages = chat.messages else { return }
    chats += 1
    for message in messages {
      guard let message = message.value else { continue }
      let source = Source(
        app: "Telegram", chat: chat.name ?? chat.type, sender: message.from ?? message.actor,
        sent: message.unixtime.flatMap(Int.init).map { Moment(utcSeconds: $0) }
          ?? message.date.flatMap { Moment($0) })
      for path in [message.photo, message.file, message.thumbnail] {
        if let path, !path.hasPrefix("(") { sources[path] = source }  // (File not included …)
      }
    }
  }
}
