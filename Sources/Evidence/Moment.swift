/// A second in time, as a camera or a program wrote it down.
///
/// Cameras mostly write what a clock on the wall showed, without its zone: such a moment can be compared with
/// others of the same camera, and is off by some hours against the rest of the world.
package struct Moment: Sendable, Equatable, Hashable, Comparable {
  /// Since 1970, by the clock on the wall where `zoneMinutes` is known or not.
  package var wallSeconds: Int
  /// How far the clock is ahead of UTC, in minutes; `nil` when nobody says.
  package var zoneMinutes: Int?

  /// `wallSeconds` from the year 1 to 9999; others are brought to the nearest of these.
  package init(wallSeconds: Int, zoneMinutes: Int? = nil) {
    self.wallSeconds = max(-62_135_596_800, min(253_402_300_799, wallSeconds))
    self.zoneMinutes = zoneMinutes.map { max(-1439, min(1439, $0)) }
  }

  /// Seconds since 1970 in UTC, as most programs keep them.
  package init(utcSeconds: Int) {
    self.init(wallSeconds: utcSeconds, zoneMinutes: 0)
  }

  /// By the calendar; `nil` when there is no such day or time.
  package init?(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, zoneMinutes: Int? = nil
  ) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    let days = daysSince1970(year, month, day)
    guard calendarDay(days) == (year, month, day) else { return nil }
    self.init(
      wallSeconds: days * 86_400 + hour * 3600 + minute * 60 + second, zoneMinutes: zoneMinutes)
  }

  /// ISO 8601: `2024-05-06T07:08:09`, then `Z` or `+08:00` where the zone is known; `nil` for anything else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard bytes.count >= range.upperBound else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte & 15)
      }
      return value
    }
    func has(_ character: Character, at index: Int) -> Bool {
      bytes.count > index && bytes[index] == character.asciiValue
    }
    guard let year = number(0..<4), has("-", at: 4), let month = number(5..<7), has("-", at: 7),
      let day = number(8..<10), has("T", at: 10), let hour = number(11..<13), has(":", at: 13),
      let minute = number(14..<16), has(":", at: 16), let second = number(17..<19)
    else { return nil }
    var zone: Int?
    switch bytes.count {
    case 19: break
    case 20 where has("Z", at: 19): zone = 0
    case 25 where has("+", at: 19) || has("-", at: 19):
      guard let hours = number(20..<22), has(":", at: 22), let minutes = number(23..<25) else { return nil }
      zone = (hours * 60 + minutes) * (has("-", at: 19) ? -1 : 1)
    default: return nil
    }
    self.init(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second, zoneMinutes: zone)
  }

  /// Since 1970 in UTC; a wall clock of no known zone is taken as UTC.
  package var utcSeconds: Int { wallSeconds - (zoneMinutes ?? 0) * 60 }

  package static func < (a: Moment, b: Moment) -> Bool { a.utcSeconds < b.utcSeconds }

  /// As `init(_:)` reads it.
  package var text: String {
    let day = Int((Double(wallSeconds) / 86_400).rounded(.down))
    let rest = wallSeconds - day * 86_400
    let (year, month, dayOfMonth) = calendarDay(day)
    var text = "\(digits(year, 4))-\(digits(month, 2))-\(digits(dayOfMonth, 2))"
    text += "T\(digits(rest / 3600, 2)):\(digits(rest / 60 % 60, 2)):\(digits(rest % 60, 2))"
    switch zoneMinutes {
    case nil: return text
    case 0?: return text + "Z"
    case let zone?:
      let ahead = zone < 0 ? -zone : zone
      return text + (zone < 0 ? "-" : "+") + "\(digits(ahead / 60, 2)):\(digits(ahead % 60, 2))"
    }
  }
}

extension Moment: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let moment = Moment(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no moment: \(text)")
    }
    self = moment
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

private func digits(_ value: Int, _ count: Int) -> String {
  let text = String(value)
  return String(repeating: "0", count: max(0, count - text.count)) + text
}

/// Days from 1 January 1970 in the Gregorian calendar, counted from March so that leap days come last.
private func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
  let y = month <= 2 ? year - 1 : year
  let era = (y >= 0 ? y : y - 399) / 400
  let yearOfEra = y - era * 400
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

private func calendarDay(_ days: Int) -> (year: Int, month: Int, day: Int) {
  let z = days + 719_468
  let era = (z >= 0 ? z : z - 146_096) / 146_097
  let dayOfEra = z - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let m = (5 * dayOfYear + 2) / 153
  let month = m < 10 ? m + 3 : m - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
}
