import Evidence
import Reporting
import Testing

/// Takes RFC 4180 apart again, the plain way.
private func cells(of record: String) -> [String] {
  var cells: [String] = [""]
  var isQuoted = false
  var scalars = Array(record.unicodeScalars)[...]
  while let scalar = scalars.popFirst() {
    switch scalar {
    case "\"" where isQuoted && scalars.first == "\"":
      scalars.removeFirst()
      cells[cells.count - 1] += "\""
    case "\"": isQuoted.toggle()
    case "," where !isQuoted: cells.append("")
    case "\r" where !isQuoted && scalars.first == "\n": return cells
    default: cells[cells.count - 1].unicodeScalars.append(scalar)
    }
  }
  return cells
}

@Test func aMarkedPhotoIsOneRecordUnderItsHeader() {
  #expect(
    csvHeader
      == "path,verdict,reason,detail,level,regime,severity,mark,released,confidence,quad,page,rule,place,text,"
      + "width,height,sha256,copyOf,seconds,app,chat,sender,folder,taken,sent,device,hasPosition,sameAs,related\r\n"
  )
  #expect(
    csvRecord(markedFinding)
      == "backup/IMG_0042.JPG,marked,,,机密,cn,high,机密★20年,,0.97,\"465,640;767,605;772,659;470,694\",,"
      + "cn.state-secret,top-left,机密女20年,2448,3264,00ff,,0.21,,,,,,,,,,\r\n")
}

@Test func whereAPhotoCameFromIsInTheLastColumns() {
  var found = finding(.clear)
  found.source = exampleSource
  #expect(
    csvRecord(found).hasSuffix(
      ",WhatsApp,Family,+49 170 1,Media,2024-05-06T07:08:09,2024-05-06T07:10:00Z,Apple iPhone 12,true,,\r\n"
        .replacing("+49", with: "'+49")))
}

@Test(arguments: hostileNames)
func everyRecordHasAllColumnsAndNoCellIsAFormula(name: String) {
  let record = csvRecord(finding(path: name, .undecided, undecided: .damaged, detail: name))
  let cells = cells(of: record)
  #expect(cells.count == 30)
  #expect(record.hasSuffix("\r\n"))
  for cell in cells {
    #expect(cell.unicodeScalars.first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } != true)
    #expect(!cell.unicodeScalars.contains("\u{1B}"))
    #expect(!cell.unicodeScalars.contains("\u{9B}"))
  }
}

@Test(arguments: [
  ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@A1", "'@A1"), ("\tx", "'\tx"), ("\rx", "'\rx"),
  ("＝1", "'＝1"), ("a=b", "a=b"), ("quote\"comma,", "quote\"comma,"), ("two\r\nlines", "two\r\nlines"),
  ("plain", "plain"), ("\u{1B}[2J", "\\x1B[2J"),
])
func cellsReadBackAsWritten(name: String, expected: String) {
  let cell = cells(of: csvRecord(finding(path: name, .clear))).first
  #expect(cell.map { Array($0.unicodeScalars) } == Array(expected.unicodeScalars))
}
