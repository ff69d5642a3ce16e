import Drawing
import Foundation
import Pixels
import Testing

@testable import Reading

private func classifier() throws -> LineClassifier {
  try LineClassifier([UInt8](networkFile()))
}

private func networkFile() throws -> Data {
  try Data(contentsOf: URL(fileURLWithPath: ownModels + "/lines.net"))
}

@Test(arguments: [
  (
    LineClassifier.Script.simplifiedChinese, "Noto Sans CJK SC",
    ["关于做好防汛工作的通知", "各市人民政府办公室", "请认真贯彻执行上述要求", "会议由局长主持召开"]
  ),
  (
    .latin, "Liberation Serif",
    [
      "The minutes of the meeting", "Please reply before Monday", "Report on the harbour",
      "copies to all stations",
    ]
  ),
  (
    .cyrillic, "Liberation Serif",
    ["Протокол заседания совета", "Прошу ответить до среды", "Отчёт о работе порта"]
  ),
  (.japanese, "Noto Sans CJK JP", ["会議の結果についてのお知らせ", "これを関係者に配布してください", "ご確認をお願いします"]),
  (
    .traditionalChinese, "Noto Sans CJK TC",
    ["關於辦理防汛工作之通知", "各縣市政府及所屬機關學校", "請依說明事項確實辦理", "會議由局長主持召開"]
  ),
  (.korean, "Noto Sans CJK KR", ["회의 결과를 알려 드립니다", "담당자에게 전달하십시오", "월요일까지 회신 바랍니다"]),
])
func scriptAndSideAreSeenInAFewLines(
  _ script: LineClassifier.Script, _ face: String, _ texts: [String]
) throws {
  let classifier = try classifier()
  for isTurned in [false, true] {
    var sums = [Float](repeating: 0, count: LineClassifier.Kind.all.count)
    for text in texts {
      let impression = try #require(
        classifier.impression(of: strip(text, Face(face, weight: 400), isTurned: isTurned)))
      for k in sums.indices { sums[k] += impression[k] }
    }
    let best = try #require(sums.indices.max { sums[$0] < sums[$1] })
    // Simplified and traditional signs are of one family: the classifier goes by their style.
    let isTraditional = script == .traditionalChinese
    let likely: Set<LineClassifier.Kind> = [
      .type(script, isTurned: isTurned),
      .type(isTraditional ? .simplifiedChinese : script, isTurned: isTurned),
    ]
    #expect(likely.contains(LineClassifier.Kind.all[best]))
  }
}

@Test func probabilitiesAreWhole() throws {
  let impression = try #require(
    try classifier().impression(of: strip("关于工作的通知", Face("Noto Sans CJK SC"), isTurned: false)))
  #expect(impression.count == 13)
  #expect(abs(impression.reduce(0) { $0 + exp($1) } - 1) < 0.001)
}

@Test func whatIsTooShortOrOfAnotherHeightIsNotJudged() throws {
  let classifier = try classifier()
  #expect(classifier.impression(of: Plane(width: 20, height: 48, filledWith: 0)) == nil)
  #expect(classifier.impression(of: Plane(width: 200, height: 47, filledWith: 0)) == nil)
  #expect(classifier.impression(of: Plane(width: 0, height: 0)) == nil)
  #expect(classifier.impression(of: Plane(width: 4000, height: 48, filledWith: 0)) != nil)
}

@Test func eachKindStandsAtItsNumber() {
  #expect(LineClassifier.Kind.all.map(\.number) == Array(0..<13))
}

@Test func aDamagedNetworkIsRefused() throws {
  let whole = [UInt8](try networkFile())
  // Every place in the heads of the first layers, and places all over the rest.
  let lengths = Array(0..<100) + Array(stride(from: 100, to: whole.count, by: 997)) + [whole.count - 1]
  for length in lengths {
    #expect(throws: ReadFailure.self) { try LineClassifier(Array(whole.prefix(length))) }
  }
  #expect(throws: ReadFailure.self) { try LineClassifier(whole + [0]) }
  for place in 0..<48 {
    var damaged = whole
    damaged[place] ^= 0xC0
    #expect(throws: ReadFailure.self) { try LineClassifier(damaged) }
  }
}

@Test(arguments: [
  Convolution.Shape(
    inputs: 1, outputs: 16, kernelX: 3, kernelY: 3, strideX: 2, strideY: 2, padX: 1, padY: 1, dilationX: 1,
    isRectified: true),
  Convolution.Shape(
    inputs: 5, outputs: 32, kernelX: 3, kernelY: 2, strideX: 1, strideY: 2, padX: 1, padY: 0, dilationX: 1,
    isRectified: true),
  Convolution.Shape(
    inputs: 16, outputs: 48, kernelX: 5, kernelY: 1, strideX: 1, strideY: 1, padX: 4, padY: 0, dilationX: 2,
    isRectified: false),
])
func theFastConvolutionAgreesWithThePlainOne(_ shape: Convolution.Shape) {
  var state: UInt32 = 7
  func number() -> Float {
    state = state &* 1_664_525 &+ 1_013_904_223
    return Float(state >> 8) / Float(1 << 24) - 0.5
  }
  let layer = Convolution(
    shape, weights: (0..<shape.weightCount).map { _ in number() },
    bias: (0..<shape.outputs).map { _ in number() })
  for (width, height) in [(1, 3), (2, 6), (7, 5), (31, 12)] {
    var input = FeatureMap(width: width, height: height, channels: shape.inputs)
    // As after rectifying: half of it is 0.
    for n in input.values.indices { input.values[n] = max(0, number()) }
    let (fast, plain) = (layer(input), layer.plain(input))
    #expect(fast.width == plain.width && fast.height == plain.height && fast.channels == plain.channels)
    #expect(fast.values.contains { $0 != 0 })
    let difference = zip(fast.values, plain.values).map { abs($0 - $1) }.max() ?? .infinity
    #expect(difference < 0.0001)
  }
}
