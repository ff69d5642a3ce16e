/// A number with at most `places` decimals and no zeros at its end; what is no number is 0.
func decimal(_ value: Double, places: Int) -> String {
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let scaled = (value * scale).rounded()
  guard scaled.isFinite, abs(scaled) < 1e15 else { return "0" }
  let whole = Int(scaled.magnitude)
  var digits = String(whole)
  digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
  var fraction = String(digits.suffix(places))
  while fraction.last == "0" { fraction.removeLast() }
  let sign = scaled < 0 ? "-" : ""
  return sign + digits.dropLast(places) + (fraction.isEmpty ? "" : "." + fraction)
}

/// The nearest whole number; what no picture can have becomes 0 or the largest.
func wholePixels(_ value: Float) -> Int {
  guard value.isFinite else { return 0 }
  return Int(max(-1e7, min(1e7, value)).rounded())
}

/// From 0 to 1 as `97 %`.
func percent(_ part: Float) -> String {
  part.isFinite ? "\(Int((max(0, min(1, part)) * 100).rounded())) %" : "0 %"
}

/// `1,234,567`
func grouped(_ count: Int) -> String {
  var text = ""
  for (index, digit) in String(count.magnitude).reversed().enumerated() {
    if index > 0 && index % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return (count < 0 ? "-" : "") + String(text.reversed())
}

/// `1 photo`, `2 photos`
func counted(_ count: Int, _ one: String, _ many: String) -> String {
  "\(grouped(count)) \(count == 1 ? one : many)"
}

/// `4.2 s`, `1 min 5 s`, `2 h 3 min`
func duration(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds < 1e9 else { return "very long" }
  if seconds < 9.95 { return decimal(max(0, seconds), places: 1) + " s" }
  let whole = Int(seconds.rounded())
  if whole < 60 { return "\(whole) s" }
  if whole < 3600 { return "\(whole / 60) min" + (whole % 60 == 0 ? "" : " \(whole % 60) s") }
  let minutes = whole % 3600 / 60
  return "\(grouped(whole / 3600)) h" + (minutes == 0 ? "" : " \(minutes) min")
}
