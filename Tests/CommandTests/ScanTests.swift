import Foundation
import Testing

@Test func aListWithNULsNamesAnyFile() throws {
  let outcome = try Program.shell(
    #"""
    printf '\xff\xd8\xff\xe0' > $'a\nb.jpg'
    cp $'a\nb.jpg' $'\xb0\xeb.jpg'
    cp $'a\nb.jpg' plain.jpg
    printf 'a\nb.jpg\0\xb0\xeb.jpg\0plain.jpg\0' | "$vermilion" scan --format jsonl --files-from -
    """#, in: Workplace())
  #expect(outcome.status == 2)
  #expect(
    outcome.lines.map { $0.prefix { $0 != "," } } == [
      #"{"path": "a\nb.jpg""#, #"{"path": "\\xB0\\xEB.jpg""#, #"{"path": "plain.jpg""#,
    ])
  #expect(!outcome.output.contains("No such file"))
}

@Test func argumentsThatAreNotUTF8AreOpenedAsTheyAre() throws {
  let outcome = try Program.shell(
    #"""
    printf '\xff\xd8\xff\xe0' > $'\xb0\xeb.jpg'
    cp $'\xb0\xeb.jpg' $'\xb1\xeb.jpg'
    "$vermilion" scan --quiet --format csv $'\xb0\xeb.jpg' $'\xb1\xeb.jpg'
    """#, in: Workplace())
  #expect(outcome.lines.count == 3)
  #expect(outcome.output.contains("\\xB0\\xEB.jpg,undecided,"))
  #expect(outcome.output.contains("\\xB1\\xEB.jpg,undecided,"))
  #expect(!outcome.output.contains("No such file"))
}

@Test func identicalFilesAreReportedEach() throws {
  let place = try Workplace()
  for name in ["a", "b", "c"] { try place.brokenPhoto(name) }
  try place.brokenPhoto("d", salt: 1)
  let outcome = try Program.run("scan", "--format", "jsonl", "--jobs", "4", place.path)
  #expect(outcome.lines.count == 4)
  #expect(outcome.lines.map { $0.contains(#""copyOf": "\#(place.path)/a""#) } == [false, true, true, false])
  #expect(outcome.errors.contains("2 copies of others among them"))
}

@Test func aReportFileIsCompleteAndPrivate() throws {
  let place = try Workplace()
  try place.brokenPhoto("a")
  let report = place.path + "/report.csv"
  let outcome = try Program.run("scan", "--format", "csv", "--output", report, place.path)
  #expect(outcome.status == 2)
  #expect(outcome.output == "")
  #expect(try String(contentsOfFile: report, encoding: .utf8).split(separator: "\r\n").count == 2)
  let mode = try FileManager.default.attributesOfItem(atPath: report)[.posixPermissions]
  #expect(mode as? Int == 0o600)
  #expect(try Program.run("scan", "--output", "/nowhere/report", place.path).status == 2)
}

@Test func aFullDiskLeavesTheEarlierReportAndSaysSo() throws {
  // The limit on a file's size stands in for a disk.
  let outcome = try Program.shell(
    #"""
    mkdir photos
    for n in {1..300}; do printf "\xff\xd8\xff\xe0$n" > photos/$n.jpg; done
    echo earlier > report.jsonl
    (trap '' XFSZ; ulimit -f 8; "$vermilion" scan --no-ledger --format jsonl --output report.jsonl photos)
    echo $?
    "$vermilion" scan --no-ledger --format jsonl photos > /dev/full
    echo $?
    cat report.jsonl; ls -A | sort
    """#, in: Workplace())
  #expect(outcome.lines == ["2", "2", "earlier", "photos", "report.jsonl"])
  #expect(outcome.errors.contains("/report.jsonl: File too large"))
  #expect(outcome.errors.contains("cannot write standard output: No space left on device"))
}

@Test func failFastStopsAtTheFirstFlaggedPhoto() throws {
  let place = try Workplace()
  let list = (0..<3000).map { _ in place.path + "/a\n" }.joined()
  try place.brokenPhoto("a")
  let outcome = try Program.run(
    "scan", "--fail-fast", "--flag", "undecided", "--jobs", "1", "--format", "jsonl", "--files-from", "-",
    input: Array(list.utf8))
  #expect(outcome.status == 1)
  #expect((1..<1000).contains(outcome.lines.count))
}

@Test(.timeLimit(.minutes(5))) func aReaderWhoLeavesEndsTheScanQuietly() throws {
  let outcome = try Program.shell(
    #"""
    printf '\xff\xd8\xff\xe0' > a.jpg
    yes a.jpg 2> /dev/null | "$vermilion" scan --format jsonl --files-from - | head -n 1
    echo "${PIPESTATUS[1]}"
    """#, in: Workplace())
  #expect(outcome.lines.count == 2)
  #expect(outcome.lines.last == "141")
  #expect(outcome.errors == "")
}

@Test(.timeLimit(.minutes(5)))
func ctrlCReportsWhatIsDoneAndEndsWithItsStatus() throws {
  // The list stays open, so the scan waits for more when the signal comes.
  let outcome = try Program.shell(
    #"""
    printf '\xff\xd8\xff\xe0' > a.jpg
    mkfifo list
    exec 3<> list
    echo a.jpg >&3
    head -c 8192 /dev/zero | tr '\0' '\n' >&3
    "$vermilion" scan --format jsonl --output report --files-from list <&- &
    pid=$!
    for _ in {1..200}; do grep -qs a.jpg .vermilion-* && break; sleep 0.05; done
    tr '\0' '\n' < /proc/$pid/environ | grep OMP
    kill -INT $pid
    wait $pid
    echo "status $?"
    wc -l < report
    """#, in: Workplace())
  #expect(outcome.lines == ["OMP_THREAD_LIMIT=1", "status 130", "1"])
  #expect(outcome.errors.contains("Stopped early"))
}

@Test(.timeLimit(.minutes(5))) func aSecondCtrlCEndsAtOnce() throws {
  // Nobody reads the report, so the scan hangs in writing it.
  let outcome = try Program.shell(
    #"""
    printf '\xff\xd8\xff\xe0' > a.jpg
    mkfifo report
    exec 3<> report
    yes a.jpg 2> /dev/null | "$vermilion" scan --format jsonl --files-from - > report &
    pid=$!
    sleep 1
    kill -INT $pid
    sleep 0.3
    kill -0 $pid && echo "still writing"
    kill -INT $pid
    wait $pid
    echo "status $?"
    """#, in: Workplace())
  #expect(outcome.lines == ["still writing", "status 130"])
}

@Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
func onATerminalThereIsProgressAndColour() throws {
  let outcome = try Program.shell(
    #"""
    printf '\xff\xd8\xff\xe0' > a.jpg
    export TERM=xterm
    unset NO_COLOR
    script -qec '"$vermilion" scan .' /dev/null < /dev/null
    echo "status $?"
    NO_COLOR=1 script -qec '"$vermilion" scan --quiet .' /dev/null < /dev/null | cat -v > plain
    grep -c '\^\[' plain
    """#, in: Workplace())
  #expect(outcome.output.contains("\u{1B}[1m./a.jpg\u{1B}[0m"))
  #expect(outcome.output.contains("\u{1B}[36mundecided: "))
  #expect(outcome.output.contains("\r\u{1B}[K"))
  #expect(outcome.lines.suffix(2) == ["status 2", "0"])
}

/// Permissions do not hold back root, so somebody else must be able to start the command and to read its rules.
func somebodyElseCanScan() -> Bool {
  let line =
    #"chmod 755 . && setpriv --reuid 65534 --regid 65534 --clear-groups "$vermilion" scan --no-ledger --quiet ."#
  return (try? Program.shell(line, in: Workplace()).status) == 0
}

@Test(.enabled(if: somebodyElseCanScan()))
func whatMayNotBeReadIsAFinding() throws {
  let outcome = try Program.shell(
    #"""
    mkdir closed open
    printf '\xff\xd8\xff\xe0' > open/a.jpg
    chmod 000 closed open/a.jpg
    chmod 755 . open
    setpriv --reuid 65534 --regid 65534 --clear-groups "$vermilion" scan --quiet . < /dev/null
    echo "status $?"
    """#, in: Workplace())
  #expect(
    outcome.lines == [
      "./closed", "  undecided: unreadable (folder: Permission denied)",
      "./open/a.jpg", "  undecided: unreadable (Permission denied)", "status 2",
    ])
}

@Test func aListThatIsNotThereIsSaid() throws {
  let outcome = try Program.run("scan", "--files-from", "/nowhere/list")
  #expect(outcome.status == 2)
  #expect(outcome.errors == "vermilion: cannot read the list /nowhere/list: No such file or directory\n")
}
