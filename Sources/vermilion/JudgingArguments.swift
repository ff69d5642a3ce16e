import ArgumentParser
import Discovering
import Pipeline
import Reporting
import Unpacking

/// What `scan` and `watch` can be told alike: how photos are judged, and what is remembered of it.
struct JudgingArguments: ParsableArguments {
  @OptionGroup var workers: WorkerCount

  @OptionGroup var inspection: InspectionArguments

  @OptionGroup var unpacking: UnpackingArguments

  @OptionGroup var isolation: IsolationArguments

  @OptionGroup var remembering: LedgerArguments

  /// With the rules as they are on the disk now.
  func inspectorOptions() throws -> InspectorOptions {
    var options = try inspection.options()
    isolation.limit(&options.limits)
    try options.holdRules()
    return options
  }

  /// - Parameter inspectorOptions: as this gave them.
  func scanOptions(
    _ inspectorOptions: InspectorOptions, _ keys: UnpackKeys, _ recall: Recall?
  ) -> ScanOptions {
    var options = ScanOptions(jobs: workers.number)
    options.limits = inspectorOptions.limits
    options.keys = keys
    options.textLayers = TextLayerJudge(inspectorOptions)
    options.recall = recall?.contents
    return options
  }
}

/// Which files in folders are looked at.
struct FolderArguments: ParsableArguments {
  @Flag(help: "Look at hidden files and folders, too.")
  var hidden = false

  @Flag(help: "Follow symbolic links inside folders.")
  var followLinks = false

  var discovery: DiscoveryOptions {
    var options = DiscoveryOptions()
    options.includesHidden = hidden
    options.followsLinks = followLinks
    return options
  }
}

/// Says of `--flag` what is wrong with it, when the command line is read.
func checkFlag(_ terms: [String]) throws {
  do throws(Flagging.UnknownTerm) {
    _ = try Flagging(terms)
  } catch {
    throw ValidationError("--flag: \(error)")
  }
}
