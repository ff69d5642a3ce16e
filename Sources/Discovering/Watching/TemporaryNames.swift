/// Whether a file is called as programs call what they have not finished: browsers, chat programs, editors,
/// copying tools. Such a file is left alone until it gets its own name.
func isTemporary(_ name: [UInt8]) -> Bool {
  let name = String(decoding: name, as: UTF8.self).lowercased()
  if endings.contains(where: name.hasSuffix) || starts.contains(where: name.hasPrefix) { return true }
  // rsync: .photo.jpg.Xa3b9Q
  guard name.hasPrefix("."), let dot = name.lastIndex(of: "."), dot != name.startIndex else { return false }
  let tail = name[name.index(after: dot)...]
  let isLetters = tail.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  return tail.count == 6 && isLetters && name.filter { $0 == "." }.count >= 3
}

private let endings = [
  ".part", ".partial", ".filepart",  // Firefox, wget, Edge, WinSCP
  ".crdownload", ".opdownload", ".download", ".unconfirmed",  // Chromium, Opera, Safari
  ".tmp", ".temp", ".swp", "~",  // chat programs and editors
  ".aria2", ".!ut", ".!qb", ".bc!",  // download managers
]

private let starts = [
  ".goutputstream-",  // GLib
  ".pending-", ".trashed-",  // Android's MediaStore
  ".syncthing.", "~syncthing~", ".~lock.", "~$", ".fuse_hidden", ".nfs",
]
