import Evidence
import Foundation

/// The beginning of a page that loads and runs nothing: its own policy forbids it.
let htmlHeader = """
  <!DOCTYPE html>
  <html lang="en"><head><meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" \
  content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
  <meta name="referrer" content="no-referrer">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Vermilion: what was found</title>
  <style>\(style)</style></head><body>
  <h1>What was found</h1>

  """

private let style = """
  :root { color-scheme: light dark; --paper: #fbfaf8; --card: #fff; --ink: #1d1c1a; --soft: #6b6760; --rule: #e4e0d9;
    --marked: #c8341c; --official: #a35c00; --undecided: #2c6e8f; --clear: #2d7a46; }
  @media (prefers-color-scheme: dark) { :root { --paper: #161514; --card: #1f1e1c; --ink: #ece9e4; --soft: #a39e95;
    --rule: #37342f; --marked: #ff7a5f; --official: #f0a94a; --undecided: #7cc0e0; --clear: #7fce98; } }
  body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 60rem; background: var(--paper); color: var(--ink);
    font: 15px/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; }
  h1 { font-size: 1.6rem; }
  article { display: flex; flex-wrap: wrap; gap: 1rem 1.25rem; background: var(--card); border: 1px solid var(--rule);
    border-left: .3rem solid var(--soft); border-radius: .5rem; padding: 1rem; margin: .75rem 0; }
  article.marked { border-left-color: var(--marked); } article.official { border-left-color: var(--official); }
  article.undecided { border-left-color: var(--undecided); } article.clear { border-left-color: var(--clear); }
  article > div { flex: 1 1 20rem; min-width: 0; }
  img { max-width: min(20rem, 100%); max-height: 20rem; border-radius: .3rem; align-self: flex-start; }
  h2 { font-size: 1rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
  p { margin: .1rem 0; overflow-wrap: anywhere; } .soft, footer { color: var(--soft); font-size: .9rem; }
  footer { white-space: pre-line; margin-top: 2rem; }
  """

/// One finding as a card.
///
/// The picture is the report's own; whatever came from a name or a page is escaped.
func htmlEntry(_ finding: Finding, _ picture: [UInt8]?) -> String {
  // The same words as for a terminal, which has made them safe there; the first line is the path.
  let lines = textEntry(finding).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
  let image = picture.map {
    "<img alt=\"\" src=\"data:image/jpeg;base64,\(Data($0).base64EncodedString())\">"
  }
  let words = lines.dropFirst().enumerated().map { index, line in
    "<p\(index == 0 ? "" : " class=\"soft\"")>\(htmlText(line))</p>"
  }
  return """
    <article class="\(finding.judgement.verdict.rawValue)">\(image ?? "")
    <div><h2>\(htmlText(lines.first ?? ""))</h2>
    \(words.joined(separator: "\n"))</div></article>

    """
}

func htmlFooter(_ summary: String) -> String {
  "<footer>\(htmlText(summary))</footer></body></html>\n"
}

/// Safe as content and within quotes.
func htmlText(_ text: String) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "\'": escaped += "&#39;"
    case "\n": escaped += "\n"
    default: escaped += shownText(String(scalar))
    }
  }
  return escaped
}
