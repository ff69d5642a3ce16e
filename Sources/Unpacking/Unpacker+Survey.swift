import Evidence

extension Unpacker {
  /// Goes through a container on the disk, counting; it ends early when `goesOn` says false.
  package func survey(_ container: Photo, while goesOn: () -> Bool = { true }) -> SourceSurvey {
    var survey = SourceSurvey(path: container.path, kind: "nothing known")
    if let (format, opened) = try? open(container) {
      survey.kind = format.name
      survey.particulars = (try? format.particulars(of: opened)) ?? []
    }
    var counter = self
    counter.readsPhotos = false
    let counts = counter.unpack(container) { unpacked in
      switch unpacked {
      case .photo(let unpacked): survey.add(unpacked.photo)
      case .problem(let photo, let reason, let detail): survey.add(photo, reason, detail: detail)
      }
      return goesOn()
    }
    survey.others = counts.otherEntries
    return survey
  }
}
