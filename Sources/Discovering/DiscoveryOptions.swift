/// What is looked at inside the folders that were given.
package struct DiscoveryOptions: Sendable, Equatable {
  /// Names that begin with a dot as well.
  package var includesHidden = false
  /// Goes where symbolic links point to, each folder once.
  package var followsLinks = false
  /// Folders and files passed over inside folders, whatever they hold; a path given by name is taken.
  package var ignoredNames = standardIgnoredNames

  package init() {}

  /// What programs put beside people's photos: history, packages, previews, bins and recovered scraps.
  package static let standardIgnoredNames: Set<String> = [
    // version control
    ".git", ".hg", ".svn", ".jj",
    // packages and builds
    "node_modules", "__pycache__", ".venv", ".build",
    // previews made by desktops, phones and network storage
    ".thumbnails", ".thumbs", "@eaDir", ".@__thumb", ".AppleDouble", "__MACOSX",
    // system bookkeeping on removable disks
    "$RECYCLE.BIN", "System Volume Information", "lost+found", ".Spotlight-V100", ".Trashes", ".fseventsd",
    ".DocumentRevisions-V100", ".TemporaryItems", "#recycle", "#snapshot", ".snapshot", ".zfs",
  ]
}

/// What was met on the way; photos and problems also arrive one by one.
package struct DiscoveryCounts: Sendable, Equatable {
  package var photos = 0
  /// Backups, archives, documents: what is in them is not counted here.
  package var containers = 0
  /// Files which are neither by their content.
  package var otherFiles = 0
  /// Hidden, ignored, links not followed, pipes and devices.
  package var passedOver = 0
  package var problems = 0

  package init() {}

  package static func += (sum: inout DiscoveryCounts, more: DiscoveryCounts) {
    sum.photos += more.photos
    sum.containers += more.containers
    sum.otherFiles += more.otherFiles
    sum.passedOver += more.passedOver
    sum.problems += more.problems
  }
}
