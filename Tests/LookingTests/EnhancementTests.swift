import Drawing
import Foundation
import Looking
import Pixels
import Testing

/// A page as it would be seen at a glance, in grey.
private func page(seed: UInt64 = 3) -> Image {
  Image(luma: drawPage(kind: "gw2012", seed: seed, scale: 3.5).raster.image.luma)
}

/// Chance that is the same each time.
private struct Chance {
  private var state: UInt64 = 42

  mutating func share() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 40) / Double(1 << 24)
  }
}

/// What a fax makes of a page on coloured paper, as seen at a glance: dots of ink where it is grey, four a pixel.
private func faxed(_ image: Image, paper: Double) -> Image {
  var (seen, chance) = (image, Chance())
  let white = Double(image.luma.samples.max() ?? 255)
  for n in seen.luma.samples.indices {
    let bright = (0..<4).count { _ in chance.share() < Double(image.luma.samples[n]) / white * paper }
    seen.luma.samples[n] = UInt8(bright * 63)
  }
  return seen
}

@Test(arguments: [0.45, 0.65]) func theDotsOfAFaxMeltAndInkStaysDark(paper: Double) {
  var sheet = Plane(width: 300, height: 200, filledWith: 200)
  let bars = stride(from: 40, to: 260, by: 40)
  for x in bars { for y in 60..<140 { for k in 0..<12 { sheet[x + k, y] = 0 } } }
  let fax = faxed(Image(luma: sheet), paper: paper)
  #expect(!Image(luma: sheet).isGrainy)
  #expect(fax.isGrainy)
  let melted = fax.enhanced(.descreened)
  #expect(!melted.isGrainy)
  let ground = (0..<280).map { Double(melted.luma[10 + $0, 20]) }
  let mean = ground.reduce(0, +) / Double(ground.count)
  let strays = ground.count { abs($0 - mean) > 0.25 * mean }
  #expect(strays * 10 < ground.count, "\(strays) of \(ground.count) pixels of paper")
  for x in bars { #expect(Double(melted.luma[x + 6, 100]) < 0.4 * mean) }
}

@Test func lightTypeOnADarkScreenIsFound() {
  var screen = page()
  screen.luma.samples = screen.luma.samples.map { 28 + (255 - $0) / 4 }
  #expect(!page().isDark)
  #expect(screen.isDark)
  let bright = screen.enhanced(.brightened)
  #expect(!bright.isDark)
  #expect(Glance(of: bright).typeLines > Glance(of: screen).typeLines)
}

@Test func typeOnTheColouredLinesOfAMapIsFound() {
  // One whose title the lines hide, too.
  var map = page(seed: 4)
  // Lines aslant, as dense as contours on a slope, and lighter than type.
  for y in 0..<map.height {
    for x in 0..<map.width where (x + y / 2) % 16 < 3 { map.luma[x, y] = min(map.luma[x, y], 130) }
  }
  let dark = map.enhanced(.darkInk)
  #expect(Glance(of: map).typeLines < 4)
  #expect(Glance(of: dark).typeLines >= 8)
}

@Test func anEnhancedPictureKeepsItsSizeHoweverSmall() {
  for side in [1, 2, 3, 9] {
    let image = Image(luma: Plane(width: side, height: 2 * side, filledWith: 40))
    for enhancement in [Enhancement.none, .raisedContrast, .brightened, .descreened, .darkInk] {
      let other = image.enhanced(enhancement)
      #expect(other.width == side && other.height == 2 * side)
    }
    #expect(!image.isGrainy)
  }
}

/// The same in the noise of a dark room.
@Test func typeInNoiseIsFoundOnceThatIsMelted() {
  var (noisy, chance) = (page(), Chance())
  noisy.luma.samples = noisy.luma.samples.map { sample in
    let noise = (0..<4).reduce(0) { sum, _ in sum + chance.share() } - 2
    return UInt8(max(0, min(255, 60 + Double(sample) * 0.35 + 34 * noise)))
  }
  #expect(!page().isNoisy)
  #expect(noisy.isNoisy)
  let melted = noisy.enhanced(.denoised)
  #expect(!melted.isNoisy)
  #expect(Glance(of: melted).typeLines > Glance(of: noisy).typeLines + 4)
}
