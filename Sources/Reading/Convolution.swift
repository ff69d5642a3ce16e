/// Numbers on a grid: what a layer of a network takes and gives.
struct FeatureMap: Equatable {
  let width: Int
  let height: Int
  let channels: Int
  /// `height × width × channels`, rows top to bottom, a position's channels side by side.
  var values: [Float]

  init(width: Int, height: Int, channels: Int) {
    self.width = width
    self.height = height
    self.channels = channels
    values = Array(repeating: 0, count: width * height * channels)
  }
}

/// One layer of a convolutional network: a convolution, and then nothing below 0 where `isRectified`.
///
/// What was learned apart from the weights, a normalisation of each channel, is folded into weights and bias.
struct Convolution: Equatable {
  /// How a layer's window lies on what it takes; x runs along the line of type, y across it.
  struct Shape: Equatable {
    var inputs: Int
    /// A multiple of 16: so many are computed at once.
    var outputs: Int
    var kernelX: Int
    var kernelY: Int
    var strideX: Int
    var strideY: Int
    var padX: Int
    var padY: Int
    /// Positions from one column of the window to the next.
    var dilationX: Int
    var isRectified: Bool

    var weightCount: Int { kernelX * kernelY * inputs * outputs }

    /// As large as the layer's output, and 0 all over.
    func output(for input: FeatureMap) -> FeatureMap {
      FeatureMap(
        width: max(0, (input.width + 2 * padX - dilationX * (kernelX - 1) - 1) / strideX + 1),
        height: max(0, (input.height + 2 * padY - kernelY) / strideY + 1), channels: outputs)
    }
  }

  private typealias Lanes = SIMD16<Float>

  let shape: Shape
  /// `kernelY × kernelX × inputs × outputs`.
  private let weights: [Float]
  private let bias: [Float]

  init(_ shape: Shape, weights: [Float], bias: [Float]) {
    precondition(shape.outputs % Lanes.scalarCount == 0)
    precondition(weights.count == shape.weightCount && bias.count == shape.outputs)
    self.shape = shape
    self.weights = weights
    self.bias = bias
  }

  /// Sixteen outputs at a time. After rectifying, half of what a layer is given is 0 and passed over.
  func callAsFunction(_ input: FeatureMap) -> FeatureMap {
    var output = shape.output(for: input)
    let least = Lanes(repeating: shape.isRectified ? 0 : -.infinity)
    let (groups, inputs) = (shape.outputs / Lanes.scalarCount, shape.inputs)
    unsafe input.values.withUnsafeBufferPointer { values in
      unsafe weights.withUnsafeBytes { weights in
        unsafe bias.withUnsafeBytes { bias in
          unsafe output.values.withUnsafeMutableBytes { result in
            for y in 0..<output.height {
              for x in 0..<output.width {
                for group in 0..<groups {
                  var sum = unsafe bias.loadUnaligned(
                    fromByteOffset: group * MemoryLayout<Lanes>.stride, as: Lanes.self)
                  forEachTap(x, y, input) { position, tap in
                    for n in 0..<inputs {
                      let value = unsafe values[position * inputs + n]
                      if value == 0 { continue }
                      let row = (tap * inputs + n) * groups + group
                      unsafe sum +=
                        value
                        * weights.loadUnaligned(
                          fromByteOffset: row * MemoryLayout<Lanes>.stride, as: Lanes.self)
                    }
                  }
                  sum = pointwiseMax(sum, least)
                  let place = (y * output.width + x) * groups + group
                  unsafe result.storeBytes(
                    of: sum, toByteOffset: place * MemoryLayout<Lanes>.stride, as: Lanes.self)
                }
              }
            }
          }
        }
      }
    }
    return output
  }

  /// The same, one number at a time, as the definition has it.
  func plain(_ input: FeatureMap) -> FeatureMap {
    var output = shape.output(for: input)
    for y in 0..<output.height {
      for x in 0..<output.width {
        for k in 0..<shape.outputs {
          var sum = bias[k]
          forEachTap(x, y, input) { position, tap in
            for n in 0..<shape.inputs {
              sum +=
                input.values[position * shape.inputs + n]
                * weights[(tap * shape.inputs + n) * shape.outputs + k]
            }
          }
          output.values[(y * output.width + x) * shape.outputs + k] = shape.isRectified ? max(0, sum) : sum
        }
      }
    }
    return output
  }

  /// The positions that an output's window covers, of those inside, and which part of the window each is.
  @inline(__always)
  private func forEachTap(
    _ x: Int, _ y: Int, _ input: FeatureMap, _ body: (_ position: Int, _ tap: Int) -> Void
  ) {
    for j in 0..<shape.kernelY {
      let v = y * shape.strideY + j - shape.padY
      guard v >= 0, v < input.height else { continue }
      for i in 0..<shape.kernelX {
        let u = x * shape.strideX + i * shape.dilationX - shape.padX
        guard u >= 0, u < input.width else { continue }
        body(v * input.width + u, j * shape.kernelX + i)
      }
    }
  }
}
