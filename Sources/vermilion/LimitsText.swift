import Evidence
import Reporting

/// What a photo or a container may ask for at most: a line each, for help and for what shows the settings.
func limitLines(_ limits: Limits = Limits()) -> [(name: String, value: String)] {
  [
    (
      "pixels",
      "\(limits.pixels / 1_000_000) million in a picture, of which \(limits.decodedPixels / 1_000_000) million are kept"
    ),
    ("file size", "\(limits.fileBytes >> 20) MiB"),
    ("pages", "\(limits.pages) of one file"),
    (
      "containers",
      "\(limits.containerDepth) inside one another, \(limits.containerEntries) entries, \(limits.unpackedBytes >> 40) TiB"
    ),
    (
      "ratio",
      "\(limits.unpackedRatio) times the size of a container, beyond \(limits.ratioGraceBytes >> 30) GiB"
    ),
    (
      "time",
      "\(Int(limits.seconds)) s a photo, alone \(Int(3 * limits.seconds)) s; \(Int(limits.silentSeconds)) s of a container without a photo"
    ),
    ("memory", "\(limits.memory >> 20) MiB for each photo at once"),
  ]
}

/// The same in aligned lines.
func limitsText(_ limits: Limits = Limits()) -> String {
  limitLines(limits).map { "  \($0.name.padding(to: 12))\($0.value)" }.joined(separator: "\n")
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
