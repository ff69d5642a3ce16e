import Glibc

/// Why there is nothing to judge by.
struct NoModels: Error, CustomStringConvertible {
  var lookedIn: [String]

  var description: String {
    """
    no rules found; looked for a folder rules in:
    \(lookedIn.map { "  \($0)" }.joined(separator: "\n"))
    Say where it is with --models DIR or the variable VERMILION_MODELS.
    """
  }
}

/// The folder that holds `rules`: the one given, else `$VERMILION_MODELS`, else `Models` beside or above the
/// program, else where a package puts it.
func findModels(given: String?) throws(NoModels) -> String {
  if let named = given ?? variable("VERMILION_MODELS") {
    guard isFolder(named + "/rules") else { throw NoModels(lookedIn: [named]) }
    return named
  }
  var candidates: [String] = []
  var folder = executablePath() ?? ""
  while let slash = folder.lastIndex(of: "/") {
    folder = String(folder[..<slash])
    candidates.append(folder + "/Models")
  }
  candidates.append("/usr/share/vermilion/Models")
  guard let found = candidates.first(where: { isFolder($0 + "/rules") }) else {
    throw NoModels(lookedIn: candidates)
  }
  return found
}

/// Where Tesseract's models are: `$TESSDATA_PREFIX`, else Debian's place.
func findTessdata() -> String {
  variable("TESSDATA_PREFIX") ?? "/usr/share/tesseract-ocr/5/tessdata"
}

/// An environment variable's value; `nil` when it is missing or empty.
func variable(_ name: String) -> String? {
  guard let value = unsafe getenv(name) else { return nil }
  let text = unsafe String(cString: value)
  return text.isEmpty ? nil : text
}

func isFolder(_ path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
