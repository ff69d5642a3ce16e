import Glibc

/// How a flat page lies before the camera.
///
/// A pinhole camera looks along +z; x is to the right, y down. The page's middle lies on the ray through
/// `centre`; the page is turned in its own plane by `roll`, then leaned about x by `pitch` and about y by
/// `yaw`.
package struct Pose: Sendable, Equatable {
  /// Degrees, clockwise.
  package var roll = 0.0
  /// Degrees; above 0 the page's head is the farther end.
  package var pitch = 0.0
  /// Degrees; above 0 its right side is the farther.
  package var yaw = 0.0
  /// What the page's longer side takes of the photo's longer side, were it not leaned.
  package var fill = 0.85
  /// Where the page's middle is, in parts of the photo's width and height.
  package var centre = (x: 0.5, y: 0.5)
  /// The focal length in parts of the photo's longer side: 0.72 is a phone's main camera.
  package var focal = 0.75

  package init() {}

  package static func == (a: Pose, b: Pose) -> Bool {
    a.roll == b.roll && a.pitch == b.pitch && a.yaw == b.yaw && a.fill == b.fill && a.centre == b.centre
      && a.focal == b.focal
  }

  /// From millimetres on a page to pixels of a photo.
  package func homography(
    page: (width: Double, height: Double), photo: (width: Int, height: Int)
  ) -> Homography {
    let long = Double(max(photo.width, photo.height))
    let f = focal * long
    let distance = f * max(page.width, page.height) / (fill * long)
    let (cr, sr) = (cos(roll * .pi / 180), sin(roll * .pi / 180))
    let (cp, sp) = (cos(pitch * .pi / 180), sin(pitch * .pi / 180))
    let (cy, sy) = (cos(yaw * .pi / 180), sin(yaw * .pi / 180))
    /// A vector of the page's plane, turned and leaned.
    func turned(_ x: Double, _ y: Double) -> SIMD3<Double> {
      let (rx, ry) = (x * cr - y * sr, x * sr + y * cr)
      // About x: the head (y < 0) goes back for pitch > 0. About y: the right (x > 0) goes back for yaw > 0.
      let (py, pz) = (ry * cp, -ry * sp)
      return SIMD3(rx * cy - pz * sy, py, rx * sy + pz * cy)
    }
    let (a, b) = (turned(1, 0), turned(0, 1))
    let (px, py) = (centre.x * Double(photo.width), centre.y * Double(photo.height))
    let (ox, oy) = (Double(photo.width) / 2, Double(photo.height) / 2)
    let middle = SIMD3((px - ox) / f * distance, (py - oy) / f * distance, distance)
    let origin = middle - a * (page.width / 2) - b * (page.height / 2)
    return Homography(
      SIMD3(f * a.x + ox * a.z, f * b.x + ox * b.z, f * origin.x + ox * origin.z),
      SIMD3(f * a.y + oy * a.z, f * b.y + oy * b.z, f * origin.y + oy * origin.z),
      SIMD3(a.z, b.z, origin.z))
  }
}
