import Foundation
import Testing

@Test func aSecondScanJudgesOnlyWhatIsNewAndReportsAll() throws {
  let outcome = try Program.shell(
    #"""
    mkdir photos
    for n in 1 2 3; do printf "\xff\xd8\xff\xe0$n" > photos/$n.jpg; done
    sleep 0.1  # what was written just now is not known by its looks
    "$vermilion" scan --format jsonl photos > first 2> said
    printf '\xff\xd8\xff\xe09' > photos/4.jpg
    cp photos/1.jpg photos/copy.jpg
    "$vermilion" scan --format jsonl photos > second
    cut -d, -f1-3 first; echo; cut -d, -f1-3 second
    "$vermilion" scan --again photos 2>&1 | grep -c known
    "$vermilion" scan --no-ledger photos 2>&1 | grep -c known
    cat said
    """#, in: Workplace())
  #expect(outcome.errors.contains("5 photos"))
  #expect(outcome.errors.contains("; 4 known from before."))
  let entry = { (name: String) in
    #"{"path": "photos/\#(name).jpg", "verdict": "undecided", "reason": "damaged""#
  }
  #expect(outcome.lines.prefix(3) == [entry("1"), entry("2"), entry("3")])
  #expect(outcome.lines[3..<8] == [entry("1"), entry("2"), entry("3"), entry("4"), entry("copy")])
  #expect(outcome.lines[8..<10] == ["0", "0"])
  #expect(!outcome.output.contains("known from before"))
}

@Test func theLedgerIsPrivateAndListsExportsForgetsAndChecks() throws {
  let outcome = try Program.shell(
    #"""
    printf '\xff\xd8\xff\xe0' > a.jpg
    cp a.jpg $'\xb0\xeb.jpg'
    "$vermilion" scan --quiet --ledger state/deep/l.sqlite . > /dev/null
    stat -c %a state/deep state/deep/l.sqlite
    export TZ=UTC
    "$vermilion" ledger list --ledger state/deep/l.sqlite | sed "s|$PWD||; s|^[-0-9: ]*||"
    "$vermilion" ledger export --ledger state/deep/l.sqlite | sed "s|$PWD||" | cut -d, -f1-3
    "$vermilion" ledger export --format csv --verdict marked --ledger state/deep/l.sqlite | cut -c 1-12
    "$vermilion" ledger check --ledger state/deep/l.sqlite | tail -n 3
    rm a.jpg
    "$vermilion" ledger forget --missing --ledger state/deep/l.sqlite
    "$vermilion" ledger forget --all --ledger state/deep/l.sqlite
    "$vermilion" ledger list --ledger state/deep/l.sqlite | wc -l
    """#, in: Workplace())
  #expect(outcome.errors == "")
  #expect(
    outcome.lines == [
      "700", "600",
      "undecided damaged  /a.jpg", "undecided damaged  /\\xB0\\xEB.jpg",
      #"{"path": "/a.jpg", "verdict": "undecided", "reason": "damaged""#,
      #"{"path": "/\\xB0\\xEB.jpg", "verdict": "undecided", "reason": "damaged""#,
      "path,verdict",
      "2 files, 1 contents, 0 of them marked", "1 states of program, rules and models", "It is whole.",
      "Forgot 1 file.", "Forgot 1 file.", "0",
    ])
}

@Test func aLedgerThatCannotBeUsedIsSaidAndDoneWithout() throws {
  let outcome = try Program.shell(
    #"""
    printf '\xff\xd8\xff\xe0' > a.jpg
    export XDG_STATE_HOME=$PWD/state
    mkdir -p state/vermilion
    echo 'not a database, and long enough to be looked at as one' > state/vermilion/ledger.sqlite
    "$vermilion" scan --quiet a.jpg > report; echo "status $?"
    wc -l < report
    "$vermilion" scan --quiet --ledger state/vermilion/ledger.sqlite a.jpg; echo "status $?"
    cat state/vermilion/ledger.sqlite
    """#, in: Workplace())
  #expect(
    outcome.lines == [
      "status 2", "3", "status 2", "not a database, and long enough to be looked at as one",
    ])
  #expect(outcome.errors.contains("is damaged"))
  #expect(outcome.errors.contains("move it away, and the next scan begins a new one"))
  #expect(outcome.errors.contains("; going on without remembering\n"))
}

@Test func aFullDiskEndsTheRememberingAndNotTheScan() throws {
  // The limit on a file's size stands in for a disk: the ledger cannot grow past it.
  let outcome = try Program.shell(
    #"""
    mkdir photos
    for n in {1..400}; do printf "\xff\xd8\xff\xe0$n" > photos/$n.jpg; done
    "$vermilion" scan --quiet --ledger l photos/1.jpg > /dev/null
    (trap '' XFSZ; ulimit -f 60; "$vermilion" scan --format jsonl --ledger l photos | wc -l)
    "$vermilion" ledger check --ledger l | tail -n 1
    """#, in: Workplace())
  #expect(outcome.lines == ["400", "It is whole."])
  #expect(outcome.errors.contains("not all was remembered"))
}

@Test(.enabled(if: somebodyElseCanScan()))
func aReadOnlyLedgerIsAskedAndNotWritten() throws {
  let outcome = try Program.shell(
    #"""
    printf '\xff\xd8\xff\xe01' > a.jpg
    printf '\xff\xd8\xff\xe02' > b.jpg
    sleep 0.1
    mkdir state
    "$vermilion" scan --quiet --ledger state/l a.jpg > /dev/null
    chmod 755 . state
    chmod 644 state/*
    setpriv --reuid 65534 --regid 65534 --clear-groups "$vermilion" scan --ledger state/l a.jpg b.jpg > /dev/null
    "$vermilion" ledger list --ledger state/l | wc -l
    """#, in: Workplace())
  #expect(outcome.lines == ["1"])
  #expect(outcome.errors.contains("may only be read: nothing new is remembered\n"))
  #expect(outcome.errors.contains("2 photos"))
  #expect(outcome.errors.contains("; 1 known from before."))
}
