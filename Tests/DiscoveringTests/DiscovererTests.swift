import Discovering
import Evidence
import Testing

/// What was found, by the path below the tree's root; problems with their detail.
private func found(
  in tree: Tree, _ options: DiscoveryOptions = DiscoveryOptions(), given: [[UInt8]]? = nil,
  isContainer: @escaping Discoverer.ContainerTest = { _ in false }
) -> [String] {
  var lines: [String] = []
  _ = Discoverer(options, isContainer: isContainer).photos(under: given ?? [tree.root]) { item in
    switch item {
    case .photo(let photo): lines.append(String(photo.path.dropFirst(tree.root.count + 1)))
    case .container(let photo): lines.append("[\(photo.path.dropFirst(tree.root.count + 1))]")
    case .problem(let photo, let reason, let detail):
      lines.append("\(photo.path.dropFirst(tree.root.count + 1)) \(reason): \(detail)")
    case .known: Issue.record("a walk knows nothing from before")
    }
    return true
  }
  return lines
}

@Test func photosAreKnownByContentAndNotByEnding() throws {
  let tree = try Tree()
  try tree.file("letter.txt", jpegStart)
  try tree.file("no-ending", jpegStart)
  try tree.file("fake.jpg", Array("a text that calls itself a picture".utf8))
  try tree.file("empty.jpg", [])
  var lines: [String] = []
  let counts = Discoverer().photos(under: [tree.root]) { item in
    if case .photo(let photo) = item { lines.append(photo.path) }
    return true
  }
  #expect(lines.map { $0.split(separator: "/").last } == ["letter.txt", "no-ending"])
  #expect(counts.photos == 2)
  #expect(counts.otherFiles == 2)
}

@Test func containersAreAskedForByContentAndNotGoneInto() throws {
  let tree = try Tree()
  try tree.folder("phone/DCIM")
  try tree.file("phone/Manifest.db", [1])
  try tree.file("phone/DCIM/a", jpegStart)
  try tree.folder("plain")
  try tree.file("plain/a", jpegStart)
  try tree.file("plain/b.jpg", Array("PK archive".utf8))
  let isContainer: Discoverer.ContainerTest = { look in look.has("PK") || look.holds("Manifest.db") }
  #expect(found(in: tree, isContainer: isContainer) == ["[phone]", "plain/a", "[plain/b.jpg]"])
  let given = ["phone", "plain/b.jpg", "plain/a"].map(tree.path)
  #expect(
    found(in: tree, given: given, isContainer: isContainer) == ["[phone]", "[plain/b.jpg]", "plain/a"])
}

@Test func namesComeSortedByTheirBytesAndFoldersInTheirPlace() throws {
  let tree = try Tree()
  try tree.folder("b/inner")
  for name in ["c", "b/2", "b/inner/x", "a", "b/1", "B"] { try tree.file(name, jpegStart) }
  #expect(found(in: tree) == ["B", "a", "b/1", "b/2", "b/inner/x", "c"])
}

@Test func hiddenNamesAreForThoseWhoAsk() throws {
  let tree = try Tree()
  try tree.folder(".cache")
  try tree.file(".cache/a", jpegStart)
  try tree.file(".b", jpegStart)
  try tree.file("c", jpegStart)
  #expect(found(in: tree) == ["c"])
  var options = DiscoveryOptions()
  options.includesHidden = true
  #expect(found(in: tree, options) == [".b", ".cache/a", "c"])
}

@Test func standardIgnoredNamesArePassedOverEvenWhenHiddenOnesAreNot() throws {
  let tree = try Tree()
  for name in [".git", "node_modules", "@eaDir", ".thumbnails", "$RECYCLE.BIN", "lost+found"] {
    try tree.folder(name)
    try tree.file("\(name)/a", jpegStart)
  }
  var options = DiscoveryOptions()
  options.includesHidden = true
  #expect(found(in: tree, options) == [])
  #expect(found(in: tree, given: [tree.path("@eaDir")]) == ["@eaDir/a"])
}

@Test func aFileGivenByNameIsAlwaysTaken() throws {
  let tree = try Tree()
  try tree.file(".hidden.txt", Array("no picture".utf8))
  #expect(found(in: tree, given: [tree.path(".hidden.txt")]) == [".hidden.txt"])
}

@Test func whatIsGivenAndNotThereIsAProblem() throws {
  let tree = try Tree()
  #expect(
    found(in: tree, given: [tree.path("gone")]) == ["gone unreadable: No such file or directory"])
}

@Test func linksInsideFoldersAreNotFollowedButGivenOnesAre() throws {
  let tree = try Tree()
  try tree.folder("real")
  try tree.folder("album")
  try tree.file("real/a", jpegStart)
  try tree.link("album/folder", to: "../real")
  try tree.link("album/file", to: "../real/a")
  #expect(found(in: tree, given: [tree.path("album")]) == [])
  #expect(found(in: tree, given: [tree.path("album/folder")]) == ["album/folder/a"])
  #expect(found(in: tree, given: [tree.path("album/file")]) == ["album/file"])
}

@Test func followedLinksInCirclesEndAndEachFolderIsSeenOnce() throws {
  let tree = try Tree()
  try tree.folder("a/b")
  try tree.file("a/b/photo", jpegStart)
  try tree.link("a/b/up", to: "..")
  try tree.link("a/b/self", to: ".")
  try tree.link("a/twin", to: "b")
  try tree.link("a/round", to: "round")
  var options = DiscoveryOptions()
  options.followsLinks = true
  #expect(
    found(in: tree, options) == [
      "a/b/photo", "a/round unreadable: Too many levels of symbolic links",
    ])
}

@Test func aBrokenLinkIsAProblemOnlyWhenLinksAreFollowed() throws {
  let tree = try Tree()
  try tree.link("dangling", to: "nowhere")
  #expect(found(in: tree) == [])
  var options = DiscoveryOptions()
  options.followsLinks = true
  #expect(found(in: tree, options) == ["dangling unreadable: No such file or directory"])
}

@Test(.timeLimit(.minutes(5))) func pipesAreNeverOpened() throws {
  let tree = try Tree()
  try tree.pipe("fifo")
  try tree.file("photo", jpegStart)
  #expect(found(in: tree) == ["photo"])
  #expect(found(in: tree, given: [tree.path("fifo")]) == ["fifo unsupported: a pipe, not a file"])
}

@Test func namesThatAreNotUTF8AreShownEscapedAndOpenedAsTheyAre() throws {
  let tree = try Tree()
  let name: [UInt8] = Array("IMG_".utf8) + [0xB0, 0xEB, 0x0A, 0xFF]  // GBK, a newline, and nonsense
  try tree.file(named: name, jpegStart)
  var photos: [Photo] = []
  _ = Discoverer().photos(under: [tree.root]) { item in
    if case .photo(let photo) = item { photos.append(photo) }
    return true
  }
  #expect(photos.count == 1)
  #expect(photos.first?.file == tree.below(name))
  #expect(photos.first?.path.hasSuffix("IMG_\\xB0\\xEB\n\\xFF") == true)
}

@Test func aTreeAsDeepAsPathsGoIsWalkedWithoutRecursion() throws {
  let tree = try Tree()
  let deep = Array(repeating: "d", count: 1900).joined(separator: "/")
  try tree.folder(deep)
  try tree.file(deep + "/photo", jpegStart)
  #expect(found(in: tree) == [deep + "/photo"])
}

@Test func whoHasSeenEnoughIsNotShownMore() throws {
  let tree = try Tree()
  for name in ["a", "b", "c"] { try tree.file(name, jpegStart) }
  var shown = 0
  let counts = Discoverer().photos(under: [tree.root, tree.root]) { _ in
    shown += 1
    return shown < 2
  }
  #expect(shown == 2)
  #expect(counts.photos == 2)
}

@Test func aSlashAtTheEndIsNotDoubled() throws {
  let tree = try Tree()
  try tree.file("a", jpegStart)
  #expect(found(in: tree, given: [tree.root + [UInt8(ascii: "/")]]) == ["a"])
}
