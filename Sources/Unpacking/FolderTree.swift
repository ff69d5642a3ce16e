import Evidence
import Glibc

/// All files under a folder on the disk, for containers that are folders of files.
///
/// Each folder's names come sorted by their bytes, hidden ones too: whoever backed them up wanted them. Links are
/// not followed. What is kept is the names of the folders on the way down.
struct FolderTree {
  /// A folder which cannot be read is told, too.
  enum Item {
    case file(FileContent)
    case problem(DecodeFailure)
  }

  private let root: [UInt8]
  private static let deepest = 64

  init(_ root: [UInt8]) {
    self.root = root
  }

  /// Hands each file with the way to it, in bytes and without a slash before it, until `body` returns false.
  func visitFiles(_ body: (_ path: [UInt8], Item) -> Bool) throws(DecodeFailure) {
    var levels: [(path: [UInt8], names: [[UInt8]])] = [([], try namesInFolder(root).reversed())]
    while let last = levels.indices.last {
      guard let name = levels[last].names.popLast() else {
        levels.removeLast()
        continue
      }
      let path = levels[last].path.isEmpty ? name : levels[last].path + [UInt8(ascii: "/")] + name
      let onDisk = root + [UInt8(ascii: "/")] + path
      var status = stat()
      guard unsafe lstat(onDisk.map { CChar(bitPattern: $0) } + [0], &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG:
        guard body(path, .file(FileContent(onDisk, size: Int(status.st_size)))) else { return }
      case S_IFDIR:
        do throws(DecodeFailure) {
          guard levels.count < Self.deepest else {
            throw DecodeFailure(
              reason: .tooLarge, detail: "folders inside one another, more than \(Self.deepest)")
          }
          levels.append((path, try namesInFolder(onDisk).reversed()))
        } catch {
          guard body(path, .problem(error)) else { return }
        }
      default: break
      }
    }
  }
}
