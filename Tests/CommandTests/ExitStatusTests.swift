import Foundation
import Testing

@Test func nothingToFlagIsStatusZero() throws {
  let place = try Workplace()
  let outcome = try Program.run("scan", place.path)
  #expect(outcome.status == 0)
  #expect(outcome.output == "")
  #expect(outcome.errors == "No photos were found.\n")
}

@Test func photosThatCannotBeJudgedAreStatusTwoUnlessSomethingIsFlagged() throws {
  let place = try Workplace()
  try place.brokenPhoto("a")
  let outcome = try Program.run("scan", place.path)
  #expect(outcome.status == 2)
  #expect(outcome.output.hasPrefix("\(place.path)/a\n  undecided: "))
  #expect(try Program.run("scan", "--flag", "undecided", place.path).status == 1)
}

@Test func wrongUseIsStatusTwoAndSaysWhatToDo() throws {
  let without = try Program.run("scan")
  #expect(without.status == 2)
  #expect(without.errors.hasPrefix("vermilion: Say which files or folders to scan"))
  #expect(try Program.run("scan", "--no-such-option", "x").status == 2)
  #expect(try Program.run("no-such-command").status == 2)
  let flag = try Program.run("scan", "--flag", "offical", "x")
  #expect(flag.status == 2)
  #expect(flag.errors.contains("'offical' cannot be flagged; say marked, official"))
  #expect(try Program.run("scan", "--jobs", "0", "x").status == 2)
  #expect(try Program.run("scan", "--format", "pdf", "x").status == 2)
}

@Test func whatIsNotThereIsAFindingAndStatusTwo() throws {
  let outcome = try Program.run("scan", "--format", "jsonl", "/nowhere")
  #expect(outcome.status == 2)
  #expect(
    outcome.output == #"{"path": "/nowhere", "verdict": "undecided", "reason": "unreadable", "#
      + #""detail": "No such file or directory", "confidence": 0, "reasons": [], "seconds": 0}"# + "\n")
}

@Test func missingModelsSayWhereTheyWereLookedFor() throws {
  let place = try Workplace()
  let outcome = try Program.run("scan", "--models", place.path, place.path)
  #expect(outcome.status == 2)
  #expect(outcome.errors.contains("looked for a folder rules in:\n  \(place.path)\n"))
  #expect(outcome.errors.contains("--models DIR"))
}

@Test func aPhotoThatCannotBeReadCannotBeExplained() throws {
  let outcome = try Program.run("explain", "/nowhere.jpg")
  #expect(outcome.status == 2)
  #expect(outcome.errors == "vermilion: /nowhere.jpg: unreadable: No such file or directory\n")
}

@Test func everyHelpHasExamples() throws {
  for arguments in [
    ["--help"], ["scan", "--help"], ["explain", "--help"], ["doctor", "--help"],
    ["samples", "--help"], ["samples", "make", "--help"], ["samples", "kinds", "--help"],
    ["bench", "--help"], ["ledger", "--help"], ["ledger", "list", "--help"], ["ledger", "export", "--help"],
    ["watch", "--help"], ["quarantine", "--help"], ["quarantine", "list", "--help"],
    ["quarantine", "restore", "--help"], ["quarantine", "delete", "--help"], ["config", "--help"],
    ["config", "show", "--help"], ["ledger", "forget", "--help"], ["ledger", "check", "--help"],
  ] {
    let outcome = try Program.shell(
      "\"$vermilion\" " + arguments.joined(separator: " "), in: Workplace())
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Examples:\n  vermilion "))
    #expect(outcome.errors == "")
  }
}

@Test(arguments: ["bash", "zsh", "fish"])
func shellsGetTheirCompletion(shell: String) throws {
  let outcome = try Program.run("--generate-completion-script", shell)
  #expect(outcome.status == 0)
  #expect(outcome.output.contains("files-from"))
}

@Test func whatDoctorFindsMissingComesWithWhatToInstall() throws {
  let outcome = try Program.shell("TESSDATA_PREFIX=$PWD \"$vermilion\" doctor", in: Workplace())
  #expect(outcome.status == 2)
  #expect(outcome.output.contains("→ apt install tesseract-ocr-chi-sim\n"))
  #expect(outcome.output.contains("OMP_THREAD_LIMIT=1\n"))
  #expect(outcome.output.contains("libtesseract.so."))
}
