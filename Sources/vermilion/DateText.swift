import Foundation

/// Seconds since 1970 as `2026-11-24 18:30`, where the reader is.
func dateText(_ seconds: Int64) -> String {
  Date(timeIntervalSince1970: Double(seconds))
    .formatted(
      .verbatim(
        "\(year: .extended(minimumLength: 4))-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
        timeZone: .current, calendar: Calendar(identifier: .gregorian)))
}
