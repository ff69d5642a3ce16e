import Evidence

/// What an inspector needs to know.
package struct InspectorOptions: Sendable, Equatable {
  /// Holds `rules`.
  package var modelsFolder: String
  /// Holds Tesseract's `.traineddata` files.
  package var tessdata: String
  /// The regimes whose rules are used; `nil` for the default ones.
  package var regimes: [String]?
  /// Files of rules besides those in the models folder.
  package var extraRules: [String]
  /// Reads every line instead of the likely ones.
  package var deep: Bool
  package var limits: Limits

  package init(
    modelsFolder: String, tessdata: String, regimes: [String]? = nil, extraRules: [String] = [],
    deep: Bool = false, limits: Limits = Limits()
  ) {
    self.modelsFolder = modelsFolder
    self.tessdata = tessdata
    self.regimes = regimes
    self.extraRules = extraRules
    self.deep = deep
    self.limits = limits
  }
}

/// Takes one photo through the stages.
package final class Inspector: PhotoInspector {
  package init(_ options: InspectorOptions) throws(InspectorFailure) {}

  package func inspect(bytes: [UInt8], of photo: Photo) -> Inspection {
    let judgement = Judgement.undecided(.unsupported, "no stage has been joined to the pipeline")
    return Inspection(finding: Finding(path: photo.path, judgement: judgement), trace: Trace())
  }
}

@available(*, unavailable)
extension Inspector: Sendable {}
