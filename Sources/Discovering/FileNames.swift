/// What a file name of bytes looks like in a report: UTF-8 as it is, every other byte as `\xNN`.
///
/// For showing only; the file is opened by its bytes.
package func shownName(_ bytes: some Collection<UInt8>) -> String {
  if let text = String(validating: bytes, as: UTF8.self) { return text }
  var shown = ""
  var parser = Unicode.UTF8.ForwardParser()
  var input = bytes.makeIterator()
  var position = bytes.startIndex
  while true {
    switch parser.parseScalar(from: &input) {
    case .valid(let encoded):
      shown.unicodeScalars.append(Unicode.UTF8.decode(encoded))
      bytes.formIndex(&position, offsetBy: encoded.count)
    case .error(let length):
      for _ in 0..<length {
        let byte = bytes[position]
        shown += byte < 16 ? "\\x0" : "\\x"
        shown += String(byte, radix: 16, uppercase: true)
        bytes.formIndex(after: &position)
      }
    case .emptyInput:
      return shown
    }
  }
}

/// `folder/name`, without doubling a slash that is there.
func join(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
  let slash = UInt8(ascii: "/")
  return folder.last == slash ? folder + name : folder + [slash] + name
}
