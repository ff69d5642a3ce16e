import Glibc
import Isolating
import Pipeline

/// One thing that `doctor` looked at.
struct CheckResult {
  enum State: String {
    case good = "ok"
    /// Works without it; something is missing that some people want.
    case note
    case missing
  }

  var state: State
  var name: String
  /// What was found.
  var detail: String
  /// What to do about it.
  var remedy: String?
}

/// The C libraries this program is linked with, by the start of their file names, and the Debian package.
private let libraries = [
  ("libtesseract.so", "libtesseract-dev"), ("liblept.so", "libleptonica-dev"),
  ("libtiff.so", "libtiff-dev"), ("libturbojpeg.so", "libturbojpeg0-dev"),
  ("libpng16.so", "libpng-dev"), ("libheif.so", "libheif-dev"),
  ("libwebp.so", "libwebp-dev"), ("libjxl.so", "libjxl-dev"), ("libraw_r.so", "libraw-dev"),
  ("libarchive.so", "libarchive-dev"), ("libpoppler-glib.so", "libpoppler-glib-dev"),
  ("libgmime-3.0.so", "libgmime-3.0-dev"),
  ("libpangocairo-1.0.so", "libpango1.0-dev"), ("libseccomp.so", "libseccomp-dev"),
]

/// Which of the libraries were loaded, with the versions their files carry.
func checkLibraries() -> [CheckResult] {
  let loaded = loadedLibraries()
  return libraries.map { start, package in
    if let file = loaded.first(where: { $0.hasPrefix(start) }) {
      return CheckResult(state: .good, name: package, detail: file)
    }
    return CheckResult(
      state: .missing, name: package, detail: "\(start) is not loaded",
      remedy: "apt install \(package), then build again")
  }
}

/// The file names of what the loader mapped into this process.
private func loadedLibraries() -> Set<String> {
  guard let maps = unsafe fopen("/proc/self/maps", "r") else { return [] }
  defer { unsafe fclose(maps) }
  var names: Set<String> = []
  var line = [CChar](repeating: 0, count: 8192)
  while unsafe fgets(&line, Int32(line.count), maps) != nil {
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if let slash = text.lastIndex(of: "/"), text.contains(".so") {
      names.insert(String(text[text.index(after: slash)...].prefix { $0 != "\n" && $0 != " " }))
    }
  }
  return names
}

/// Tesseract's models: the first three always, the others for the rules of their countries.
func checkModels(in folder: String) -> [CheckResult] {
  let models = [
    ("chi_sim", true), ("chi_tra", true), ("eng", true), ("jpn", false), ("kor", false), ("rus", false),
    ("deu", false), ("fra", false),
  ]
  return models.map { model, isNeeded in
    let path = "\(folder)/\(model).traineddata"
    let package = "tesseract-ocr-" + model.map { $0 == "_" ? "-" : String($0) }.joined()
    if unsafe access(path, R_OK) == 0 {
      return CheckResult(state: .good, name: "model \(model)", detail: path)
    }
    return CheckResult(
      state: isNeeded ? .missing : .note, name: "model \(model)", detail: "not in \(folder)",
      remedy: "apt install \(package)")
  }
}

/// Whether photos could be judged now: rules read, engines started.
func checkInspector(_ options: () throws -> InspectorOptions) -> CheckResult {
  do {
    let options = try options()
    _ = try Inspector(options)
    return CheckResult(state: .good, name: "rules", detail: options.modelsFolder + "/rules, valid")
  } catch {
    return CheckResult(state: .missing, name: "rules", detail: "\(error)")
  }
}

/// What keeps the process that opens photos from doing anything else, tried from inside.
func checkSandbox(_ options: () throws -> InspectorOptions) -> [CheckResult] {
  do {
    let scanner = IsolatedScanner(
      ScanOptions(jobs: 1), inspector: try options(), command: workerCommand(), readable: [])
    let probe = try scanner.probe()
    let walls = probe.report.walls.map { wall in
      CheckResult(
        state: wall.holds ? .good : .note, name: wall.name, detail: wall.detail,
        remedy: wall.holds
          ? nil : "photos are judged all the same; Linux 6.2 or later, with Landlock and seccomp, has it all")
    }
    let refused = probe.attempts.filter { !$0.succeeded }.map(\.name).joined(separator: ", ")
    let possible = probe.attempts.filter(\.succeeded).map {
      CheckResult(state: .note, name: "tried inside", detail: "it can \($0.name)")
    }
    return walls + [CheckResult(state: .good, name: "tried inside", detail: "it cannot " + refused)]
      + possible
  } catch {
    return [
      CheckResult(
        state: .note, name: "worker process", detail: "\(error)",
        remedy: "scan --in-process does without one, and without what it protects from")
    ]
  }
}

/// Fonts are for drawing samples only.
func checkFonts() -> [CheckResult] {
  let fonts = [
    ("fonts-noto-cjk", "opentype/noto/NotoSerifCJK-Regular.ttc"),
    ("fonts-arphic-uming", "truetype/arphic/uming.ttc"), ("fonts-arphic-ukai", "truetype/arphic/ukai.ttc"),
    ("fonts-wqy-zenhei", "truetype/wqy/wqy-zenhei.ttc"),
    ("fonts-liberation", "truetype/liberation/LiberationSerif-Regular.ttf"),
    ("fonts-dejavu-core", "truetype/dejavu/DejaVuSans.ttf"),
  ]
  return fonts.map { package, file in
    let path = "/usr/share/fonts/" + file
    if unsafe access(path, R_OK) == 0 { return CheckResult(state: .good, name: package, detail: path) }
    return CheckResult(
      state: .note, name: package, detail: "not installed; drawn samples will have fewer typefaces",
      remedy: "apt install \(package)")
  }
}

func checkMachine() -> [CheckResult] {
  let threads = variable("OMP_THREAD_LIMIT")
  let cores = usableCores()
  return [
    CheckResult(
      state: .good, name: "cores", detail: "\(cores); so many photos are judged at once"),
    threads == "1"
      ? CheckResult(state: .good, name: "threads", detail: "OMP_THREAD_LIMIT=1")
      : CheckResult(
        state: .note, name: "threads", detail: "OMP_THREAD_LIMIT is not 1; reading will be slow",
        remedy: "start as: OMP_THREAD_LIMIT=1 vermilion ..."),
  ]
}
