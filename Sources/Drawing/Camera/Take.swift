/// One way to make a picture of a page, with all that was thrown for it.
struct Take: Sendable {
  enum Machine: Sendable {
    case camera, scanner, copier, film, fax, screenshot
  }

  var machine = Machine.camera
  /// Turns through the copier.
  var copies = 1
  /// The picture's size while upright, in pixels.
  var width = 3024
  var height = 4032
  /// The camera takes it this many times as large; then it is shrunk, as messengers do.
  var shrink = 1
  var pose = Pose()
  var bend = Bend()
  var light = Light()
  var lens = Lens()
  var sensor = Sensor()
  /// Deviation in pixels of the camera's picture.
  var defocus = 0.6
  /// Length in pixels, direction in degrees.
  var shake = (length: 0.0, degrees: 0.0)
  var hands: [Hand] = []
  /// Other papers that lie about.
  var neighbours = 0
  /// Bound, with a facing page.
  var isSpread = false
  var isSleeved = false
  var isScreen = false
  /// The screen is a computer's: there is a window round the page.
  var isMonitor = false
  var isBusy = false
  /// A room is behind the page, not a table below it.
  var isHeld = false
  /// What the telephone makes of the picture: see `Raster.smear`, `evenOut` and `sharpen`.
  var smear = 0
  var evening = 0.0
  var sharpening = 0.0
  /// JPEG quality of the file.
  var quality = 90
  /// Quality of an earlier save, if there was one.
  var earlierQuality: Int?
  /// Scanners turn pages only a little; in degrees.
  var skew = 0.0
}
