import Glibc

/// What an error number means, in the system's words: `Permission denied`.
package func systemText(_ code: Int32) -> String {
  unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
}

extension DecodeFailure {
  /// The system does not give the file's bytes, and says why.
  package static func unreadable(_ code: Int32) -> DecodeFailure {
    DecodeFailure(reason: .unreadable, detail: systemText(code))
  }
}
