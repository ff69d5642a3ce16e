import Evidence

/// Programs by how their folders are called in backups: bundle identifiers of iOS, packages of Android.
private let programs: [(identifier: String, name: String)] = [
  ("com.tencent.xin", "WeChat"), ("com.tencent.mm", "WeChat"), ("com.tencent.ww", "WeCom"),
  ("com.tencent.wework", "WeCom"), ("com.tencent.mqq", "QQ"), ("com.tencent.mobileqq", "QQ"),
  ("com.tencent.tim", "TIM"), ("com.laiwang.DingTalk", "DingTalk"), ("com.alibaba.android.rimet", "DingTalk"),
  ("com.bytedance.ee.lark", "Feishu"), ("com.ss.android.lark", "Feishu"),
  ("net.whatsapp.WhatsApp", "WhatsApp"),
  ("net.whatsapp", "WhatsApp"), ("com.whatsapp", "WhatsApp"), ("ph.telegra.Telegraph", "Telegram"),
  ("org.telegram.messenger", "Telegram"), ("org.whispersystems.signal", "Signal"),
  ("org.thoughtcrime.securesms", "Signal"), ("jp.naver.line", "LINE"), ("com.kakao.talk", "KakaoTalk"),
  ("com.iwilab.KakaoTalk", "KakaoTalk"), ("com.viber", "Viber"), ("com.facebook.Messenger", "Messenger"),
  ("com.facebook.orca", "Messenger"), ("com.microsoft.skype.teams", "Teams"),
  ("com.microsoft.teams", "Teams"),
  ("com.tinyspeck.chatlyio", "Slack"), ("com.Slack", "Slack"), ("com.vk.vkclient", "VK"),
]

/// A program's name, or its identifier as it is.
func programName(_ identifier: Substring) -> String {
  let known = programs.first { identifier == $0.identifier || identifier.hasPrefix($0.identifier + ".") }
  return known?.name ?? String(identifier)
}

/// What the place of a file in an iOS backup says of it.
func applePlace(domain: String, path: String) -> Source {
  let parts = path.split(separator: "/")
  let folder = parts.dropLast().last.map(String.init)
  switch domain {
  case "CameraRollDomain":
    return Source(app: "Photos", folder: folder)
  case "MediaDomain" where path.hasPrefix("Library/SMS/"):
    return Source(app: "Messages")
  default:
    // AppDomain-com.example.app, AppDomainGroup-group.com.example.app, AppDomainPlugin-com.example.app.share
    guard domain.hasPrefix("AppDomain"), let dash = domain.firstIndex(of: "-") else {
      return Source(folder: folder)
    }
    var identifier = domain[domain.index(after: dash)...]
    if identifier.hasPrefix("group.") { identifier = identifier.dropFirst(6) }
    var source = Source(app: programName(identifier), folder: folder)
    switch source.app {
    case "WeChat":
      // Documents/<account>/Img/<chat>/<message>.pic
      source.chat = part(after: "Img", in: parts)
    case "WhatsApp":
      // Message/Media/<number or group>@…/a/b/<picture>.jpg
      source.chat = part(after: "Media", in: parts)
    default: break
    }
    return source
  }
}

/// What the place of a file on a phone's storage or a computer's disk says of it; `nil` for a place nobody knows.
///
/// Folders are compared, wherever in the path they stand, so that a copied tree tells as much as the phone itself.
package func knownPlace(_ path: String) -> Source? {
  let parts = path.split(separator: "/")
  let folders = parts.dropLast()
  guard let folder = folders.last.map(String.init) else { return nil }
  for (index, name) in folders.enumerated() {
    let next = folders.dropFirst(index + 1).first
    switch (name, next) {
    case ("WeChat Files", _?):
      // <account>/FileStorage/MsgAttach/<chat>/Image/<month>
      return Source(app: "WeChat", chat: part(after: "MsgAttach", in: parts), folder: folder)
    case ("xwechat_files", _?):
      // <account>/msg/attach/<chat>/<month>/Img
      return Source(app: "WeChat", chat: part(after: "attach", in: parts), folder: folder)
    case ("MicroMsg", _), ("Pictures", "WeiXin"), ("Pictures", "WeChat"):
      return Source(app: "WeChat", folder: folder)
    case ("WhatsApp Images", _), ("WhatsApp Documents", _), ("WhatsApp Business Images", _):
      return Source(app: "WhatsApp", folder: folder)
    case ("Telegram", "Telegram Images"), ("Pictures", "Telegram"):
      return Source(app: "Telegram", folder: folder)
    case ("QQ_Images", _), ("QQfile_recv", _), ("Tencent Files", _?), ("Pictures", "QQ"):
      return Source(app: "QQ", folder: folder)
    case ("DingTalk", _):
      return Source(app: "DingTalk", folder: folder)
    case ("Android", "data"), ("Android", "media"), ("data", "data"):
      guard let package = folders.dropFirst(index + 2).first else { continue }
      return Source(app: programName(package), folder: folder)
    case ("apps", let package?) where package.contains("."):
      return Source(app: programName(package), folder: folder)
    case (_, "Screenshots") where name == "DCIM" || name == "Pictures":
      return Source(app: "Screenshots", folder: folder)
    case ("DCIM", _):
      return Source(app: "Camera", folder: folder)
    default: continue
    }
  }
  return nil
}

/// The folder after the first of this name.
private func part(after name: String, in parts: [Substring]) -> String? {
  guard let index = parts.firstIndex(where: { $0 == name }), index + 2 < parts.count else { return nil }
  return String(parts[index + 1])
}
