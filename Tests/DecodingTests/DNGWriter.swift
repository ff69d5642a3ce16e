/// A raw file as a camera might write it: first a JPEG preview, then the sensor's data.
func encodedDNG(_ picture: SamplePicture, orientation: Int = 1) -> [UInt8] {
  let preview = encodedJPEG(picture)
  let (width, height) = (picture.width, picture.height)
  let make = Array("Vermilion\0".utf8)
  let model = Array("Sample 1\0".utf8)

  func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> ($0 * 8) & 255) } }
  /// A field whose value fits its four bytes, or is an offset.
  func field(_ tag: Int, _ type: Int, _ count: Int, _ value: Int) -> [UInt8] {
    little(tag, 2) + little(type, 2) + little(count, 4) + little(value, 4)
  }
  let (firstCount, secondCount) = (14, 11)
  let second = 8 + 2 + firstCount * 12 + 4
  let makeAt = second + 2 + secondCount * 12 + 4
  let modelAt = makeAt + make.count
  let previewAt = modelAt + model.count + (make.count + model.count) % 2
  let sensorAt = previewAt + preview.count + preview.count % 2

  var bytes: [UInt8] = [0x49, 0x49, 42, 0] + little(8, 4)
  bytes += little(firstCount, 2)
  bytes += field(0x00FE, 4, 1, 1)  // a reduced picture
  bytes += field(0x0100, 4, 1, width) + field(0x0101, 4, 1, height)
  bytes += field(0x0102, 3, 1, 8) + field(0x0103, 3, 1, 7) + field(0x0106, 3, 1, 6)
  bytes += field(0x010F, 2, make.count, makeAt) + field(0x0110, 2, model.count, modelAt)
  bytes += field(0x0111, 4, 1, previewAt) + field(0x0112, 3, 1, orientation)
  bytes += field(0x0115, 3, 1, 3) + field(0x0117, 4, 1, preview.count)
  bytes += field(0x014A, 4, 1, second) + field(0xC612, 1, 4, 0x0000_0401)
  bytes += little(0, 4)
  bytes += little(secondCount, 2)
  bytes += field(0x00FE, 4, 1, 0)
  bytes += field(0x0100, 4, 1, width) + field(0x0101, 4, 1, height)
  bytes += field(0x0102, 3, 1, 16) + field(0x0103, 3, 1, 1) + field(0x0106, 3, 1, 32803)
  bytes += field(0x0111, 4, 1, sensorAt) + field(0x0115, 3, 1, 1) + field(0x0117, 4, 1, width * height * 2)
  bytes += field(0x828D, 3, 2, 0x0002_0002) + field(0x828E, 1, 4, 0x0201_0100)
  bytes += little(0, 4)
  bytes += make + model + [UInt8](repeating: 0, count: (make.count + model.count) % 2)
  bytes += preview + [UInt8](repeating: 0, count: preview.count % 2)
  bytes += (0..<width * height).flatMap { little($0 * 7 % 4096, 2) }
  return bytes
}
