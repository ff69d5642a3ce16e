/// A tar (POSIX ustar) of these files.
func tar(_ files: [(path: String, bytes: [UInt8])]) -> [UInt8] {
  var archive: [UInt8] = []
  for file in files {
    var head = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      head.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    func octal(_ value: Int, _ digits: Int) -> String {
      let text = String(value, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    put(file.path, at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(octal(file.bytes.count, 11), at: 124)
    put("14000000000", at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    put(octal(head.reduce(0) { $0 + Int($1) }, 6) + "\0 ", at: 148)
    archive += head + file.bytes + [UInt8](repeating: 0, count: (512 - file.bytes.count % 512) % 512)
  }
  return archive + [UInt8](repeating: 0, count: 1024)
}
