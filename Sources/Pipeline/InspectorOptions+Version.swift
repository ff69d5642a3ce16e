import Crypto
import Evidence
import Glibc
import Remembering

extension InspectorOptions {
  /// The state of all that a verdict depends on: this program, how it is told to look, the rules, the models.
  ///
  /// The program is known by the hash of its own file, not by a number that somebody must remember to raise.
  package func judgeVersion() throws(InspectorFailure) -> JudgeVersion {
    let models = try modelVersions().sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    // How long a photo may take decides over no verdict that is kept.
    var limits = limits
    (limits.seconds, limits.silentSeconds, limits.memory) = (0, 0, 0)
    let sight = "program=\(programHash()) deep=\(deep) \(limits)"
    return JudgeVersion(sight: sight, knowledge: models.joined(separator: " "))
  }
}

/// The first twelve digits of the SHA-256 of the running program's file.
private func programHash() -> String {
  let file = unsafe open("/proc/self/exe", O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return "unknown" }
  defer { close(file) }
  var hash = SHA256()
  var block = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let count = unsafe block.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
    if count <= 0 { break }
    hash.update(data: block[..<count])
  }
  return hex(hash.finalize().prefix(6))
}
