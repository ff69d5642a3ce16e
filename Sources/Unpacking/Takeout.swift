import Evidence
import Foundation

/// What Google's export of a photo library says of its photos: `Takeout/Google Photos/<album>/<name>`, each with
/// a JSON file beside it. An album holds copies of what lies in the folder of its year; they are the same bytes,
/// so they are judged once and reported as copies.
struct Takeout {
  /// The JSON file of a photo, as far as it matters here.
  private struct Record: Decodable {
    struct Time: Decodable { var timestamp: String }
    struct Place: Decodable {
      var latitude: Double?
      var longitude: Double?
    }

    var title: String
    var photoTakenTime: Time?
    var geoData: Place?
  }

  private static let longestRecord = 1 << 16
  private static let mostRecords = 200_000

  private var sources: [String: Source] = [:]

  static func holds(_ path: String) -> Bool { path.hasPrefix("Takeout/") }

  /// Reads the JSON files, where going through the archive once more costs little; an export in several archives
  /// may have a photo's in another, and then only the path tells.
  init(_ reader: ArchiveReader?) {
    guard let reader else { return }
    while let entry = try? reader.next(), sources.count < Self.mostRecords {
      guard entry.path.hasSuffix(".json"), let size = entry.size, size <= Self.longestRecord,
        let bytes = try? ArchiveContent(reader, size: size).read(upTo: size),
        let record = try? JSONDecoder().decode(Record.self, from: Data(bytes))
      else { continue }
      var source = Source()
      if let seconds = record.photoTakenTime.flatMap({ Int($0.timestamp) }) {
        source.taken = Moment(utcSeconds: seconds)
      }
      if let place = record.geoData {
        source.hasPosition = place.latitude ?? 0 != 0 || place.longitude ?? 0 != 0
      }
      sources[Self.photo(record.title, besides: entry.path)] = source
    }
  }

  func source(of path: String) -> Source {
    let parts = path.split(separator: "/")
    let known = sources[path] ?? Source()
    // Takeout/Google Photos/album/name; the second part is in the owner's language.
    guard parts.count >= 4 else { return known }
    var source = Source(app: "Google Photos", folder: parts[2..<parts.count - 1].joined(separator: "/"))
    source = source.completed(by: known)
    return source
  }

  /// The path of the photo that a record is about: its title in the record's folder. Of photos with one name the
  /// second is `IMG(1).jpg`, and its record `IMG.jpg(1).json` or `IMG.jpg.supplemental-metadata(1).json`.
  private static func photo(_ title: String, besides path: String) -> String {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    let name = path.dropFirst(folder.count).dropLast(".json".count)
    guard name.last == ")", let open = name.lastIndex(of: "("), !title.contains(name[open...]) else {
      return folder + title
    }
    let stem = title.lastIndex(of: ".") ?? title.endIndex
    return folder + String(title[..<stem] + name[open...] + title[stem...])
  }
}
