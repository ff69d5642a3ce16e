import Glibc
import Pixels

/// Tells the script of a line of type and which way up it stands, without reading it.
///
/// A small convolutional network looks along the line; what it says of each place is averaged. It takes about a
/// sixtieth of the time of a reading. How it was trained is told in `Models/README.md`.
package struct LineClassifier: Sendable {
  /// What it knows apart; the order is the network's.
  package enum Script: Int, CaseIterable, Sendable {
    case simplifiedChinese, latin, cyrillic, japanese, korean, traditionalChinese
  }

  /// What a line may be.
  package enum Kind: Hashable, Sendable {
    /// No type, or type that runs across the line.
    case none
    case type(Script, isTurned: Bool)

    /// Its place in `all`.
    package var number: Int {
      switch self {
      case .none: 0
      case .type(let script, let isTurned): 1 + 2 * script.rawValue + (isTurned ? 1 : 0)
      }
    }

    package static let all: [Kind] =
      [.none] + Script.allCases.flatMap { [.type($0, isTurned: false), .type($0, isTurned: true)] }
  }

  /// How high what it looks at is, in pixels: half a strip.
  private static let height = 24
  private static let most = 1024
  private static let signature: [UInt8] = Array("VLC1".utf8)

  private let layers: [Convolution]

  /// - Parameter bytes: of `Models/lines.net`.
  package init(_ bytes: [UInt8]) throws(ReadFailure) {
    var file = NetworkFile(bytes)
    layers = try file.layers(Self.signature)
    guard layers.first?.shape.inputs == 1, layers.last.map({ $0.shape.outputs >= Kind.all.count }) == true
    else {
      throw NetworkFile.damaged
    }
  }

  /// The log probability of each of `Kind.all`; `nil` for what is too short.
  ///
  /// - Parameter strip: dark type on light ground, 48 pixels high.
  package func impression(of strip: Plane) -> [Float]? {
    guard let view = Self.view(of: strip) else { return nil }
    let output = layers.reduce(Self.ink(of: view)) { $1($0) }
    guard output.width > 0, output.height == 1 else { return nil }
    var sums = [Float](repeating: 0, count: Kind.all.count)
    for x in 0..<output.width {
      for k in sums.indices { sums[k] += output.values[x * output.channels + k] }
    }
    for k in sums.indices { sums[k] /= Float(output.width) }
    return Self.logSoftmax(sums)
  }

  /// What the classifier sees of a strip: at half its size, each pixel the mean of four; `nil` for what is too short.
  package static func view(of strip: Plane) -> Plane? {
    let width = min(most, strip.width / 2)
    guard strip.height == 2 * height, width >= height / 2 else { return nil }
    var view = Plane(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width {
        let sum =
          Int(strip[2 * x, 2 * y]) + Int(strip[2 * x + 1, 2 * y]) + Int(strip[2 * x, 2 * y + 1])
          + Int(strip[2 * x + 1, 2 * y + 1])
        view[x, y] = UInt8((sum + 2) / 4)
      }
    }
    return view
  }

  /// Ink from 0 to 1.
  private static func ink(of view: Plane) -> FeatureMap {
    var ink = FeatureMap(width: view.width, height: view.height, channels: 1)
    for n in view.samples.indices { ink.values[n] = 1 - Float(view.samples[n]) / 255 }
    return ink
  }

  private static func logSoftmax(_ values: [Float]) -> [Float] {
    let most = values.max() ?? 0
    let sum = values.reduce(Float(0)) { $0 + expf($1 - most) }
    return values.map { $0 - most - logf(sum) }
  }
}
