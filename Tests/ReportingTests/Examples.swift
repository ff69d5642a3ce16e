import Evidence
import Pixels

/// The finding that the design gives as its example.
let markedFinding = Finding(
  path: "backup/IMG_0042.JPG",
  judgement: Judgement(
    verdict: .marked, level: "机密", regime: "cn", severity: .high, mark: "机密★20年", confidence: 0.97, line: 3,
    reasons: [Reason(rule: "cn.state-secret", place: "top-left", text: "机密女20年", confidence: 0.97)]),
  quad: Quad(
    topLeft: Point(465.2, 639.8), topRight: Point(767, 605), bottomRight: Point(772, 659),
    bottomLeft: Point(470, 694)),
  size: (2448, 3264), sha256: "00ff", seconds: 0.2104)

func finding(
  path: String = "a.jpg", _ verdict: Verdict, level: String? = nil, severity: Severity? = nil,
  undecided: UndecidedReason? = nil, detail: String? = nil, released: Bool = false, copyOf: String? = nil
) -> Finding {
  Finding(
    path: path,
    judgement: Judgement(
      verdict: verdict, level: level, severity: severity, confidence: 0.5, released: released,
      undecided: undecided, detail: detail),
    copyOf: copyOf)
}

let exampleSource = Source(
  app: "WhatsApp", chat: "Family", sender: "+49 170 1", folder: "Media",
  taken: Moment("2024-05-06T07:08:09"), sent: Moment("2024-05-06T07:10:00Z"), device: "Apple iPhone 12",
  hasPosition: true)

/// Names that somebody may give to a file to do harm to whoever reads the report.
let hostileNames = [
  "\u{1B}]0;owned\u{7}\u{1B}[2Jx.jpg", "a\nforged.jpg\n  clear", "tab\tcr\r.jpg", "\u{9B}31mred.jpg",
  "evil\u{202E}gpj.exe", "quote\"comma,.jpg", "back\\slash.jpg", "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1",
  "null\u{0}byte", "line\u{2028}para\u{2029}", "zero\u{200B}width", "\u{FEFF}bom", "tag\u{E0041}",
  "\\xB0\\xEB.jpg", "照片/机密★20年.jpg", "\u{7F}",
]
