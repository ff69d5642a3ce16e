import Evidence
import Glibc

/// All bytes of the photo's file.
///
/// Nothing but a regular file is read, and none larger than `limits` allow, which is known before memory
/// is taken for it. A file that becomes shorter meanwhile, or vanishes, is a failure with its reason.
func bytes(of photo: Photo, within limits: Limits) throws(DecodeFailure) -> [UInt8] {
  let path = photo.file.map { CChar(bitPattern: $0) } + [0]
  // Without O_NONBLOCK, a pipe put in the file's place would hold the worker for ever.
  let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard file >= 0 else { throw .unreadable(errno) }
  defer { close(file) }

  var status = stat()
  guard unsafe fstat(file, &status) == 0 else { throw .unreadable(errno) }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw DecodeFailure(reason: .unsupported, detail: "not a file")
  }
  let size = Int(status.st_size)
  guard size <= limits.fileBytes else {
    throw DecodeFailure(
      reason: .tooLarge, detail: "\(size >> 20) MiB; at most \(limits.fileBytes >> 20) MiB are read")
  }
  guard size > 0 else { throw DecodeFailure(reason: .damaged, detail: "the file is empty") }

  var failure: Int32 = 0
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
    while filled < size {
      let got = unsafe read(file, buffer.baseAddress.map { unsafe $0 + filled }, size - filled)
      if got < 0 && errno == EINTR { continue }
      if got < 0 { failure = errno }
      if got <= 0 { break }
      filled += got
    }
  }
  if failure != 0 { throw .unreadable(failure) }
  guard bytes.count == size else {
    throw DecodeFailure(reason: .unreadable, detail: "became shorter while it was read")
  }
  return bytes
}
