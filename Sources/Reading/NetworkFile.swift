/// Reads a network's layers from a file of `Models`.
///
/// The format, little endian: four signs that say which network it is; the number of layers (4 bytes); then of each
/// layer `inputs, outputs, kernelX, kernelY, strideX, strideY, padX, padY, dilationX, isRectified` (4 bytes each), its
/// weights, `kernelY × kernelX × inputs × outputs`, and a bias for each output (IEEE 754, 4 bytes each).
struct NetworkFile {
  private static let mostLayers: UInt32 = 32
  private static let mostChannels: UInt32 = 512
  private static let largestStep: UInt32 = 32

  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  static let damaged = ReadFailure(
    reason: .noModel, detail: "the network of the models folder is damaged: install Vermilion's models again")

  /// - Parameter signature: which network is wanted.
  mutating func layers(_ signature: [UInt8]) throws(ReadFailure) -> [Convolution] {
    guard rest.starts(with: signature) else { throw Self.damaged }
    rest = rest.dropFirst(signature.count)
    let count = try number(1...Self.mostLayers)
    var layers: [Convolution] = []
    for _ in 0..<count {
      let layer = try layer()
      guard layers.last.map({ $0.shape.outputs == layer.shape.inputs }) ?? true else { throw Self.damaged }
      layers.append(layer)
    }
    guard rest.isEmpty else { throw Self.damaged }
    return layers
  }

  private mutating func layer() throws(ReadFailure) -> Convolution {
    let shape = Convolution.Shape(
      inputs: try number(1...Self.mostChannels), outputs: try number(1...Self.mostChannels),
      kernelX: try number(1...Self.largestStep), kernelY: try number(1...Self.largestStep),
      strideX: try number(1...Self.largestStep), strideY: try number(1...Self.largestStep),
      padX: try number(0...Self.largestStep), padY: try number(0...Self.largestStep),
      dilationX: try number(1...Self.largestStep), isRectified: try number(0...1) == 1)
    guard shape.outputs % 16 == 0 else { throw Self.damaged }
    let weights = try floats(shape.weightCount)
    return Convolution(shape, weights: weights, bias: try floats(shape.outputs))
  }

  private mutating func number(_ range: ClosedRange<UInt32>) throws(ReadFailure) -> Int {
    let value = try word()
    guard range.contains(value) else { throw Self.damaged }
    return Int(value)
  }

  private mutating func floats(_ count: Int) throws(ReadFailure) -> [Float] {
    guard rest.count / 4 >= count else { throw Self.damaged }
    var values: [Float] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(Float(bitPattern: try word())) }
    guard values.allSatisfy(\.isFinite) else { throw Self.damaged }
    return values
  }

  private mutating func word() throws(ReadFailure) -> UInt32 {
    guard rest.count >= 4 else { throw Self.damaged }
    var value: UInt32 = 0
    for n in 0..<4 { value |= UInt32(rest[rest.startIndex + n]) << UInt32(8 * n) }
    rest = rest.dropFirst(4)
    return value
  }
}
