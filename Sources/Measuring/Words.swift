import Foundation

/// A share as people read it: `96.3 %`.
func percent(_ share: Double, signed: Bool = false) -> String {
  let text = decimal(share * 100, 1)
  return (signed && share >= 0 ? "+" : "") + text + " %"
}

/// A share that may be of nothing.
func percent(_ share: Proportion) -> String { share.value.map { percent($0) } ?? "–" }

/// With so many digits after the point, whatever the machine's language.
func decimal(_ value: Double, _ digits: Int) -> String {
  String(format: "%.\(digits)f", locale: nil, value)
}

/// With about three significant digits.
func brief(_ value: Double) -> String {
  let size = abs(value)
  let digits =
    switch size {
    case 100...: 0
    case 10...: 1
    case 0.1..., 0: 2
    case 0.001...: 4
    default: 6
    }
  return decimal(value, digits)
}

/// Seconds in the unit that suits them.
func seconds(_ value: Double) -> String {
  switch value {
  case 10...: decimal(value, 1) + " s"
  case 0.1...: decimal(value, 2) + " s"
  case 1e-4...: decimal(value * 1e3, 1) + " ms"
  default: decimal(value * 1e6, 0) + " µs"
  }
}

func megabytes(_ bytes: Int) -> String { decimal(Double(bytes) / 1e6, 0) + " MB" }

/// Text from outside, fit for a terminal and for a page: control characters and those that turn the
/// direction of writing would say something else there.
func printable(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate:
      result.append("\u{FFFD}")
    default: result.append(scalar)
    }
  }
  return String(result)
}
