import CPango
import Glibc
import Synchronization

/// Draws type and shapes with Pango and Cairo on a raster; lengths are millimetres from its upper left.
///
/// Type is unhinted, so that a page has the same layout at every resolution. One canvas is drawn on at a time in
/// the whole process: Cairo and FreeType share faces between threads, and with several at work they crashed.
@safe package final class Canvas {
  /// Held while anything of Pango or Cairo is in use.
  private static let turn = Mutex(())
  /// Touched only by who holds `turn`; one for all, since a thread's own would end with the thread, unguarded.
  nonisolated(unsafe) private static let fontMap = unsafe pango_cairo_font_map_new()

  package let pixelsPerMillimetre: Double
  private let surface: OpaquePointer
  private let context: OpaquePointer
  private let layout: OpaquePointer

  /// Borrows the pixels for the canvas's life.
  private init(pixels: UnsafeMutablePointer<UInt32>, width: Int, height: Int, scale: Double) {
    unsafe surface = pixels.withMemoryRebound(to: UInt8.self, capacity: width * height * 4) {
      unsafe cairo_image_surface_create_for_data(
        $0, CAIRO_FORMAT_RGB24, Int32(width), Int32(height), Int32(width * 4))
    }
    unsafe context = cairo_create(surface)
    pixelsPerMillimetre = scale
    unsafe cairo_scale(context, scale, scale)
    unsafe cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    let options = unsafe cairo_font_options_create()
    unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    unsafe cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    unsafe cairo_set_font_options(context, options)
    unsafe cairo_font_options_destroy(options)
    let pango = unsafe pango_font_map_create_context(Self.fontMap)
    unsafe pango_context_set_round_glyph_positions(pango, 0)
    unsafe pango_cairo_update_context(context, pango)
    unsafe layout = pango_layout_new(pango)
    unsafe vermilion_release(UnsafeMutableRawPointer(pango))
  }

  deinit {
    unsafe vermilion_release(UnsafeMutableRawPointer(layout))
    unsafe cairo_destroy(context)
    unsafe cairo_surface_finish(surface)
    unsafe cairo_surface_destroy(surface)
  }

  /// Draws on a raster; `scale` is in pixels a millimetre. `body` must not start another drawing.
  package static func draw(on raster: inout Raster, scale: Double, _ body: (Canvas) -> Void) {
    let (width, height) = (raster.width, raster.height)
    turn.withLock { _ in
      unsafe raster.pixels.withUnsafeMutableBufferPointer { pixels in
        guard let base = pixels.baseAddress else { return }
        let canvas = unsafe Canvas(pixels: base, width: width, height: height, scale: scale)
        body(canvas)
        unsafe cairo_surface_flush(canvas.surface)
      }
    }
    // Cairo leaves the unused byte as it likes.
    for i in raster.pixels.indices { raster.pixels[i] &= 0x00FF_FFFF }
  }

  /// The families that fontconfig offers, by any of their names.
  package static func installedFamilies() -> Set<String> {
    turn.withLock { _ in listFamilies() }
  }

  private static func listFamilies() -> Set<String> {
    var families: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
    var count: Int32 = 0
    unsafe pango_font_map_list_families(Self.fontMap, &families, &count)
    defer { unsafe g_free(families) }
    var names: Set<String> = []
    for i in 0..<Int(count) {
      guard let family = unsafe families?[i], let name = unsafe pango_font_family_get_name(family) else {
        continue
      }
      let text = unsafe String(cString: name)
      names.insert(text)
    }
    return names
  }

  // MARK: Type

  private func set(_ text: String, _ style: Style) {
    // Up to here the layout still has the matrix of an earlier turn.
    unsafe pango_cairo_update_layout(context, layout)
    let font = unsafe pango_font_description_new()
    defer { unsafe pango_font_description_free(font) }
    unsafe pango_font_description_set_family(font, style.face.family)
    unsafe pango_font_description_set_weight(font, PangoWeight(rawValue: UInt32(style.face.weight)))
    if style.face.italic { unsafe pango_font_description_set_style(font, PANGO_STYLE_ITALIC) }
    unsafe pango_font_description_set_absolute_size(font, style.em * Double(PANGO_SCALE))
    unsafe pango_layout_set_font_description(layout, font)
    let attributes = unsafe pango_attr_list_new()
    if style.spacing != 0 {
      let units = Int32(style.spacing * style.em * Double(PANGO_SCALE))
      unsafe pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(units))
    }
    unsafe pango_layout_set_attributes(layout, attributes)
    unsafe pango_attr_list_unref(attributes)
    unsafe pango_layout_set_width(layout, -1)
    unsafe pango_layout_set_justify(layout, 0)
    unsafe pango_layout_set_text(layout, text, -1)
  }

  private func setInk(_ ink: Colour, _ opacity: Double) {
    unsafe cairo_set_source_rgba(context, ink.red, ink.green, ink.blue, opacity)
  }

  /// The width of a line of type.
  package func width(of text: String, _ style: Style) -> Double {
    set(text, style)
    var logical = PangoRectangle()
    unsafe pango_layout_get_extents(layout, nil, &logical)
    let trailing = style.spacing * style.em  // letter spacing follows the last letter too
    return (Double(logical.width) / Double(PANGO_SCALE) - trailing) * style.stretch
  }

  /// Sets one line with its em box's top at `y`; gives the corners of its ink.
  @discardableResult
  package func line(_ text: String, x: Double, y: Double, _ style: Style, _ alignment: Alignment = .left)
    -> Patch
  {
    let width = width(of: text, style)
    let left =
      switch alignment {
      case .left: x
      case .centre: x - width / 2
      case .right: x - width
      }
    var ink = PangoRectangle()
    unsafe pango_layout_get_extents(layout, &ink, nil)
    let scale = Double(PANGO_SCALE)
    let baseline = Double(unsafe pango_layout_get_baseline(layout)) / scale
    // The em box's top, by the usual 0.88 em of ideographic fonts above the baseline.
    let top = y + 0.88 * style.em - baseline
    unsafe cairo_save(context)
    unsafe cairo_translate(context, left, top)
    unsafe cairo_scale(context, style.stretch, 1)
    unsafe pango_cairo_update_layout(context, layout)
    unsafe cairo_move_to(context, 0, 0)
    show(style)
    let patch = patch(
      x: Double(ink.x) / scale, y: Double(ink.y) / scale, width: Double(ink.width) / scale,
      height: Double(ink.height) / scale)
    unsafe cairo_restore(context)
    return patch
  }

  private func show(_ style: Style) {
    setInk(style.ink, style.opacity)
    if style.face.swelling == 0 {
      unsafe pango_cairo_show_layout(context, layout)
    } else {
      unsafe pango_cairo_layout_path(context, layout)
      unsafe cairo_set_line_width(context, style.face.swelling * style.em)
      unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
      unsafe cairo_stroke_preserve(context)
      unsafe cairo_fill(context)
    }
  }

  /// Sets wrapped lines at a pitch, from `y` down to `bottom` at most; gives where the next line would start.
  ///
  /// Chinese and Japanese break anywhere by their own rules, others between words. A paragraph a line break.
  @discardableResult
  package func paragraphs(
    _ text: String, x: Double, y: Double, width: Double, _ style: Style, pitch: Double,
    bottom: Double = .infinity,
    justified: Bool = true
  ) -> Double {
    set(text, style)
    unsafe pango_layout_set_width(layout, Int32(width / style.stretch * Double(PANGO_SCALE)))
    unsafe pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    unsafe pango_layout_set_justify(layout, justified ? 1 : 0)
    var y = y
    let count = unsafe pango_layout_get_line_count(layout)
    setInk(style.ink, style.opacity)
    for number in 0..<count {
      guard y + style.em <= bottom, let line = unsafe pango_layout_get_line_readonly(layout, number) else {
        break
      }
      unsafe cairo_save(context)
      unsafe cairo_translate(context, x, y + 0.88 * style.em)
      unsafe cairo_scale(context, style.stretch, 1)
      unsafe cairo_move_to(context, 0, 0)
      if style.face.swelling > 0 {
        unsafe pango_cairo_layout_line_path(context, line)
        unsafe cairo_set_line_width(context, style.face.swelling * style.em)
        unsafe cairo_stroke_preserve(context)
        unsafe cairo_fill(context)
      } else {
        unsafe pango_cairo_show_layout_line(context, line)
      }
      unsafe cairo_restore(context)
      y += pitch
    }
    return y
  }

  // MARK: Shapes

  /// The corners of a rectangle under the present turn, on the page.
  package func patch(x: Double, y: Double, width: Double, height: Double) -> Patch {
    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)].map { corner in
      var (px, py) = corner
      unsafe cairo_user_to_device(context, &px, &py)
      return Spot(px / pixelsPerMillimetre, py / pixelsPerMillimetre)
    }
    return Patch(corners: corners)
  }

  /// Draws with the page turned clockwise about a spot.
  package func turned(degrees: Double, about spot: Spot, _ body: () -> Void) {
    unsafe cairo_save(context)
    unsafe cairo_translate(context, spot.x, spot.y)
    unsafe cairo_rotate(context, degrees * .pi / 180)
    unsafe cairo_translate(context, -spot.x, -spot.y)
    body()
    unsafe cairo_restore(context)
  }

  /// Draws on a page within the page, its upper left corner at `x`, `y`.
  package func placed(x: Double, y: Double, scale: Double, _ body: () -> Void) {
    unsafe cairo_save(context)
    unsafe cairo_translate(context, x, y)
    unsafe cairo_scale(context, scale, scale)
    body()
    unsafe cairo_restore(context)
  }

  /// Draws only within a rectangle.
  package func clipped(x: Double, y: Double, width: Double, height: Double, _ body: () -> Void) {
    unsafe cairo_save(context)
    unsafe cairo_rectangle(context, x, y, width, height)
    unsafe cairo_clip(context)
    body()
    unsafe cairo_restore(context)
  }

  package func fill(x: Double, y: Double, width: Double, height: Double, _ ink: Colour, opacity: Double = 1) {
    setInk(ink, opacity)
    unsafe cairo_rectangle(context, x, y, width, height)
    unsafe cairo_fill(context)
  }

  package func box(
    x: Double, y: Double, width: Double, height: Double, line: Double, _ ink: Colour, opacity: Double = 1,
    radius: Double = 0
  ) {
    setInk(ink, opacity)
    unsafe cairo_set_line_width(context, line)
    roundedPath(x: x, y: y, width: width, height: height, radius: radius)
    unsafe cairo_stroke(context)
  }

  package func roundedFill(x: Double, y: Double, width: Double, height: Double, radius: Double, _ ink: Colour)
  {
    setInk(ink, 1)
    roundedPath(x: x, y: y, width: width, height: height, radius: radius)
    unsafe cairo_fill(context)
  }

  private func roundedPath(x: Double, y: Double, width: Double, height: Double, radius: Double) {
    if radius <= 0 {
      unsafe cairo_rectangle(context, x, y, width, height)
      return
    }
    let r = min(radius, width / 2, height / 2)
    unsafe cairo_new_sub_path(context)
    unsafe cairo_arc(context, x + width - r, y + r, r, -.pi / 2, 0)
    unsafe cairo_arc(context, x + width - r, y + height - r, r, 0, .pi / 2)
    unsafe cairo_arc(context, x + r, y + height - r, r, .pi / 2, .pi)
    unsafe cairo_arc(context, x + r, y + r, r, .pi, 1.5 * .pi)
    unsafe cairo_close_path(context)
  }

  package func stroke(_ spots: [Spot], line: Double, _ ink: Colour, opacity: Double = 1, round: Bool = false)
  {
    guard let first = spots.first else { return }
    setInk(ink, opacity)
    unsafe cairo_set_line_width(context, line)
    unsafe cairo_set_line_cap(context, round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
    unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    unsafe cairo_move_to(context, first.x, first.y)
    for spot in spots.dropFirst() { unsafe cairo_line_to(context, spot.x, spot.y) }
    unsafe cairo_stroke(context)
  }

  package func polygon(_ spots: [Spot], _ ink: Colour, opacity: Double = 1) {
    guard let first = spots.first else { return }
    setInk(ink, opacity)
    unsafe cairo_move_to(context, first.x, first.y)
    for spot in spots.dropFirst() { unsafe cairo_line_to(context, spot.x, spot.y) }
    unsafe cairo_close_path(context)
    unsafe cairo_fill(context)
  }

  package func disc(x: Double, y: Double, radius: Double, _ ink: Colour, opacity: Double = 1) {
    setInk(ink, opacity)
    unsafe cairo_arc(context, x, y, radius, 0, 2 * .pi)
    unsafe cairo_fill(context)
  }

  package func ring(x: Double, y: Double, radius: Double, line: Double, _ ink: Colour, opacity: Double = 1) {
    setInk(ink, opacity)
    unsafe cairo_set_line_width(context, line)
    unsafe cairo_new_sub_path(context)
    unsafe cairo_arc(context, x, y, radius, 0, 2 * .pi)
    unsafe cairo_stroke(context)
  }

  /// A disc that fades from its middle to its rim.
  package func glow(x: Double, y: Double, radius: Double, _ ink: Colour, opacity: Double) {
    let pattern = unsafe cairo_pattern_create_radial(x, y, 0, x, y, radius)
    unsafe cairo_pattern_add_color_stop_rgba(pattern, 0, ink.red, ink.green, ink.blue, opacity)
    unsafe cairo_pattern_add_color_stop_rgba(pattern, 1, ink.red, ink.green, ink.blue, 0)
    unsafe cairo_set_source(context, pattern)
    unsafe cairo_arc(context, x, y, radius, 0, 2 * .pi)
    unsafe cairo_fill(context)
    unsafe cairo_pattern_destroy(pattern)
  }

  /// A five-pointed star, one point up.
  package func star(x: Double, y: Double, radius: Double, _ ink: Colour, opacity: Double = 1) {
    // The inner radius of a regular pentagram: sin 18° / sin 54°.
    let spots = (0..<10).map { corner in
      let r = corner % 2 == 0 ? radius : radius * 0.381966
      let angle = Double(corner) * .pi / 5 - .pi / 2
      return Spot(x + r * cos(angle), y + r * sin(angle))
    }
    polygon(spots, ink, opacity: opacity)
  }
}

// It holds the turn for its life, on the thread that took it.
@available(*, unavailable)
extension Canvas: Sendable {}
