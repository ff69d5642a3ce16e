import Evidence
import Foundation
import Testing
import Unpacking

@Suite struct TelegramTests {
  private static let chat = """
    {"name": "部门群", "type": "private_group", "id": 1, "messages": [
      {"id": 1, "type": "service", "date": "2024-03-02T10:11:12", "actor": "Eva", "action": "invite_members"},
      {"id": 2, "type": "message", "date": "2024-03-02T10:11:12", "date_unixtime": "1709374272", "from": "Eva",
       "photo": "photos/photo_1@02-03-2024_10-11-12.jpg", "text": [{"type": "bold", "text": "look"}, "!"]},
      {"id": 3, "type": "message", "date": "2024-03-03T08:00:00", "from": null, "file": "files/scan.jpg",
       "thumbnail": "files/scan.jpg_thumb.jpg", "text": ""},
      {"id": 4, "photo": 17},
      {"id": 5, "from": "Max", "photo": "(File not included. Change data exporting settings to download.)"}]}
    """

  private func export(_ record: String) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write("result.json", Array(record.utf8))
    try scratch.write("photos/photo_1@02-03-2024_10-11-12.jpg", photo(1))
    try scratch.write("photos/photo_1@02-03-2024_10-11-12_thumb.jpg", photo(2))
    try scratch.write("files/scan.jpg", photo(3))
    try scratch.write("photos/photo_9.jpg", photo(9))
    return scratch
  }

  @Test func picturesSayChatSenderAndWhen() throws {
    let oneChat = Self.chat
    let account =
      "{\"about\": \"x\", \"chats\": {\"about\": \"y\", \"list\": [\(Self.chat)]}, \"contacts\": {}}"
    for record in [oneChat, account] {
      let found = unpack(try export(record))
      #expect(found.problems.isEmpty)
      #expect(
        found.paths == [
          "!/files/scan.jpg", "!/photos/photo_1@02-03-2024_10-11-12.jpg",
          "!/photos/photo_1@02-03-2024_10-11-12_thumb.jpg", "!/photos/photo_9.jpg",
        ])
      let sources = found.photos.map(\.source)
      #expect(sources[0] == Source(app: "Telegram", chat: "部门群", sent: Moment("2024-03-03T08:00:00")))
      let first = Source(app: "Telegram", chat: "部门群", sender: "Eva", sent: Moment(utcSeconds: 1_709_374_272))
      #expect(sources[1] == first && sources[2] == first)
      #expect(sources[3] == Source(app: "Telegram"))
    }
  }

  @Test func damagedRecordIsSaidAndHidesNoPicture() throws {
    let whole = Array(Self.chat.utf8)
    for length in stride(from: 0, to: whole.count, by: 41) {
      let found = unpack(try export(String(decoding: whole.prefix(length), as: UTF8.self)))
      #expect(found.photos.count == 4 && found.reasons == [.damaged])
    }
    let deep = String(repeating: "[", count: 200_000)
    #expect(unpack(try export(deep)).photos.count == 4)
  }

  @Test func knownPlacesTellThePrograms() {
    let places = [
      "/sdcard/tencent/MicroMsg/0123456789abcdef0123456789abcdef/image2/ab/cd/x": "WeChat",
      "/sdcard/Pictures/WeiXin/mmexport1.jpg": "WeChat",
      "/sdcard/Android/media/com.whatsapp/WhatsApp/Media/WhatsApp Images/IMG-20240101-WA0001.jpg": "WhatsApp",
      "/sdcard/Android/data/org.telegram.messenger/files/1.jpg": "Telegram",
      "/sdcard/DCIM/Camera/IMG.jpg": "Camera", "/sdcard/DCIM/Screenshots/S.jpg": "Screenshots",
      "/sdcard/Tencent/QQ_Images/a.jpg": "QQ",
      "C/WeChat Files/wxid_1/FileStorage/MsgAttach/0123/Image/2024-05/a.dat": "WeChat",
    ]
    for (path, app) in places { #expect(knownPlace(path)?.app == app, "\(path)") }
    #expect(knownPlace("/home/anna/Pictures/cat.jpg") == nil && knownPlace("cat.jpg") == nil)
  }
}
