import Evidence
import Pixels

/// What a drawn page says of itself.
package struct PageLabel: Sendable, Equatable {
  package var kind: String
  package var verdict: Verdict
  /// The regime's own canonical word; `nil` without a mark.
  package var level: String?
  package var regime: String?
  /// As it stands on the page; of several the first.
  package var mark: String?
}

/// One mark as it stands on a page.
package struct PageMark: Sendable, Equatable {
  package var text: String
  /// The corners of its ink.
  package var patch: Patch
  /// Latin capitals are read at a smaller size than Chinese.
  package var isLatin: Bool
}

/// What a page is for the camera.
package enum Medium: Sendable {
  /// A sheet of paper.
  case paper
  /// A sheet that has mostly been copied or filmed.
  case archive
  /// What a screen shows: mostly a picture the screen itself made.
  case screen
  /// Something on a wall.
  case wall
  /// No page at all.
  case scene

  /// Whether it bends, has a colour and throws a shadow.
  var isSheet: Bool { self == .paper || self == .archive }
}

/// A page on which its painter draws and says what it bears.
package final class Page {
  package let canvas: Canvas
  package let width: Double
  package let height: Double
  package let faces: Faces
  package let part: SamplePart
  package var dice: Dice
  package var label: PageLabel
  package internal(set) var marks: [PageMark] = []
  /// Print on paper that has aged or was badly inked, from 0 to 1.
  var wear = 0.0
  let chinese: ChineseWords

  init(canvas: Canvas, label: PageLabel, size: (Double, Double), faces: Faces, part: SamplePart, dice: Dice) {
    self.canvas = canvas
    (width, height) = size
    self.faces = faces
    self.part = part
    self.dice = dice
    self.label = label
    chinese = ChineseWords(part: part)
  }

  func face(_ role: FaceRole) -> Face { faces.pick(role, &dice) }

  /// Makes the page a marked one.
  func classify(_ regime: String, _ level: String) {
    label.verdict = .marked
    label.regime = regime
    label.level = level
  }

  /// Sets a line that is the mark, and notes where its ink is.
  @discardableResult
  func mark(
    _ text: String, x: Double, y: Double, _ style: Style, _ alignment: Alignment = .left
  ) -> Patch {
    let patch = canvas.line(text, x: x, y: y, style, alignment)
    note(text, patch)
    return patch
  }

  func note(_ text: String, _ patch: Patch) {
    let latin = text.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
    marks.append(PageMark(text: text, patch: patch, isLatin: latin))
    if label.mark == nil { label.mark = text }
  }
}

/// A kind of page: what it is called, what it is, and who paints it.
package struct PageKind: Sendable {
  package var name: String
  package var verdict: Verdict
  package var medium: Medium
  /// How often it is drawn, against 1.
  package var weight: Double
  /// Width and height in millimetres; by chance, since formats vary.
  var size: @Sendable (inout Dice) -> (Double, Double)
  /// The whole page's size, where `size` is only its upper left part.
  var whole: (Double, Double)?
  var paint: @Sendable (Page) -> Void

  init(
    _ name: String, _ verdict: Verdict, medium: Medium = .paper, weight: Double = 1,
    size: @escaping @Sendable (inout Dice) -> (Double, Double) = { _ in (210, 297) },
    whole: (Double, Double)? = nil, paint: @escaping @Sendable (Page) -> Void
  ) {
    self.name = name
    self.verdict = verdict
    self.medium = medium
    self.weight = weight
    self.size = size
    self.whole = whole
    self.paint = paint
  }
}

/// A page, drawn: its picture, and what is where on it.
package struct DrawnPage: Sendable {
  package var raster: Raster
  /// Pixels a millimetre.
  package var scale: Double
  package var medium: Medium
  package var label: PageLabel
  package var marks: [PageMark]

  package var width: Double { Double(raster.width) / scale }
  package var height: Double { Double(raster.height) / scale }

  /// The first mark's corners in pixels of the page's picture.
  package var quad: Quad? {
    marks.first.map { mark in
      let corners = mark.patch.corners.map { Point(Float($0.x * scale), Float($0.y * scale)) }
      return Quad(topLeft: corners[0], topRight: corners[1], bottomRight: corners[2], bottomLeft: corners[3])
    }
  }
}

/// Width and height in millimetres of the page that the same kind and seed give.
func pageSize(_ kind: PageKind, seed: UInt64) -> (Double, Double) {
  var dice = Dice(seed: seed, for: "size")
  return kind.size(&dice)
}

/// Draws a page; the same seed gives the same page at every resolution. `scale` is in pixels a millimetre.
package func drawPage(
  kind: PageKind, seed: UInt64, part: SamplePart = .tuning, faces: Faces? = nil, scale: Double = 6
) -> DrawnPage {
  let size = pageSize(kind, seed: seed)
  var dice = Dice(seed: seed, for: "paper")
  var tints = Dice(seed: seed, for: "tint")
  let white = paperColour(kind.medium, &dice)
  let paper = kind.medium.isSheet ? tint(white, &tints) : white
  var raster = Raster(
    width: max(2, Int((size.0 * scale).rounded())), height: max(2, Int((size.1 * scale).rounded())),
    filledWith: paper)
  var label = PageLabel(kind: kind.name, verdict: kind.verdict)
  var marks: [PageMark] = []
  var wear = 0.0
  let faces = faces ?? Faces(part: part)
  Canvas.draw(on: &raster, scale: scale) { canvas in
    let page = Page(
      canvas: canvas, label: label, size: kind.whole ?? size, faces: faces, part: part,
      dice: Dice(seed: seed, for: "page"))
    kind.paint(page)
    if kind.medium.isSheet {
      var own = Dice(seed: seed, for: "fittings")
      page.fit(&own)
    }
    (label, marks, wear) = (page.label, page.marks, page.wear)
  }
  if kind.medium.isSheet || wear > 0 {
    var dice = Dice(seed: seed, for: "wear")
    raster.wear(wear, scale: scale, paper: paper, dice: &dice)
  }
  return DrawnPage(raster: raster, scale: scale, medium: kind.medium, label: label, marks: marks)
}

/// Draws a page of a kind by its name; a name that is none is a mistake of the caller's.
package func drawPage(kind: String, seed: UInt64, part: SamplePart = .tuning, scale: Double = 6) -> DrawnPage
{
  guard let found = PageKind.named(kind) else { preconditionFailure("no such kind of page: \(kind)") }
  return drawPage(kind: found, seed: seed, part: part, scale: scale)
}

private func paperColour(_ medium: Medium, _ dice: inout Dice) -> Colour {
  guard medium.isSheet else { return .white }
  let white = dice.number(0.955...0.995)
  return dice.pick(weighted: [
    (Colour(white, white, white), 0.5), (Colour(white, white, white * 0.985), 0.2),
    (Colour(white * 0.985, white, white), 0.1), (Colour(white, white * 0.97, white * 0.9), 0.15),
    (Colour(white * 0.97, white * 0.92, white * 0.8), 0.05),
  ])
}
