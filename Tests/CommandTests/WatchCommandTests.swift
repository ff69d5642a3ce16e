import Foundation
import Testing

/// What every script begins with: `start` starts a watch of `photos` in the background, `stop` ends it and says its
/// status, `count N FILE` waits for so many lines.
private let prelude = #"""
  mkdir -p photos
  start() { "$vermilion" watch --ledger l "$@" photos > out 2> log & pid=$!; wait_for "caught up" log; }
  stop() { kill -${1:-TERM} $pid; wait $pid; echo "status $?"; }
  wait_for() { for _ in {1..400}; do grep -qs "$1" "$2" && return; sleep 0.05; done; echo "never: $1"; cat log; }
  broken() { printf "\xff\xd8\xff\xe0$1" > "$2"; }

  """#

private func watching(_ script: String) throws -> Outcome {
  try Program.shell(prelude + script, in: Workplace())
}

@Test(.timeLimit(.minutes(5)), arguments: ["TERM", "INT"])
func aWatchTellsOfNewPhotosAndEndsCleanly(signal: String) throws {
  let outcome = try watching(
    #"""
    broken 1 photos/old.jpg
    start --format jsonl
    broken 2 photos/new.jpg
    wait_for new.jpg out
    wait_for old.jpg out
    stop \#(signal)
    cut -d, -f1-3 out | sort -r
    "$vermilion" ledger check --ledger l | tail -n 1
    """#)
  #expect(
    outcome.lines == [
      "status 0",
      #"{"path": "photos/old.jpg", "verdict": "undecided", "reason": "damaged""#,
      #"{"path": "photos/new.jpg", "verdict": "undecided", "reason": "damaged""#,
      "It is whole.",
    ])
}

@Test(.timeLimit(.minutes(5))) func whatCameWhileItWasOffIsCaughtUpWithAndTheRestIsKnown() throws {
  let outcome = try watching(
    #"""
    broken 1 photos/first.jpg
    sleep 0.1
    start --format jsonl
    wait_for first.jpg out
    stop
    broken 2 photos/second.jpg
    start --format jsonl
    wait_for second.jpg out
    stop
    grep -c first.jpg out
    """#)
  #expect(outcome.lines == ["status 0", "status 0", "0"])
}

@Test(.timeLimit(.minutes(5))) func aFindingIsPutAsideToldAndComesBackToStay() throws {
  let outcome = try watching(
    #"""
    printf '#!/bin/bash\ncat >> told; echo "$VERMILION_PATH" >> paths; [[ -f $VERMILION_MOVED_TO ]] && echo moved >> paths\n' > run
    chmod +x run
    start --flag undecided --quarantine photos/held --exec "$PWD/run"
    broken 1 "photos/a page.jpg"
    wait_for moved paths
    ls photos
    "$vermilion" quarantine list photos/held | grep -c "a page.jpg"
    "$vermilion" quarantine restore --ledger l photos/held --all | cut -d' ' -f2-
    wait_for "may stay" log
    sleep 0.5
    ls photos
    stop
    cat paths
    grep -c '"reason": "damaged"' told
    """#)
  #expect(
    outcome.lines == [
      "held", "1", "is back at photos/a page.jpg", "a page.jpg", "held", "status 0", "photos/a page.jpg",
      "moved", "1",
    ])
}

@Test(.timeLimit(.minutes(5))) func aFindingKnownFromAScanIsActedOnOnceWhenAWatchBegins() throws {
  let outcome = try watching(
    #"""
    broken 1 photos/a.jpg
    sleep 0.1
    "$vermilion" scan --quiet --ledger l photos > /dev/null
    printf '#!/bin/bash\necho "$VERMILION_PATH" >> paths\n' > run
    chmod +x run
    start --flag undecided --exec "$PWD/run"
    wait_for a.jpg paths
    stop
    start --flag undecided --exec "$PWD/run"
    sleep 0.5
    stop
    cat paths
    """#)
  #expect(outcome.lines == ["status 0", "status 0", "photos/a.jpg"])
}

@Test(.timeLimit(.minutes(5))) func rulesAreReadAgainAndASlipInThemEndsNothing() throws {
  let outcome = try watching(
    #"""
    cp -r \#(models) models
    start --models "$PWD/models"
    broken 0 photos/first.jpg
    wait_for first.jpg out
    echo 'no rules: [' > models/rules/mine.yaml
    kill -HUP $pid
    wait_for "rules stay as they were" log
    broken 1 photos/a.jpg
    wait_for a.jpg out
    rm models/rules/mine.yaml
    kill -HUP $pid
    sleep 0.2
    broken 2 photos/b.jpg
    wait_for b.jpg out
    stop
    """#)
  #expect(outcome.lines == ["status 0"])
}

private let models =
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path + "/Models"

@Test(.timeLimit(.minutes(5))) func countersAreKeptInAFile() throws {
  let outcome = try watching(
    #"""
    start --metrics numbers --flag undecided
    broken 1 photos/a.jpg
    wait_for a.jpg out
    stop
    stat -c %a numbers
    grep -E '^vermilion_(photos_total.*undecided|findings_total|caught_up)' numbers
    grep -c a.jpg numbers
    """#)
  #expect(
    outcome.lines == [
      "status 0", "644", "vermilion_photos_total{verdict=\"undecided\"} 1", "vermilion_findings_total 1",
      "vermilion_caught_up 1", "0",
    ])
}

@Test(.timeLimit(.minutes(5))) func aManagerIsToldOfReadinessAndTheEnd() throws {
  let outcome = try watching(
    #"""
    python3 -c '
    import socket, sys
    s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind("notify"); s.settimeout(30)
    while True:
        text = s.recv(4096).decode(); print(text.splitlines()[0], flush=True)
        if "STOPPING" in text: break
    ' > heard &
    while [[ ! -S notify ]]; do sleep 0.05; done
    export NOTIFY_SOCKET=$PWD/notify WATCHDOG_USEC=600000
    start
    wait_for WATCHDOG heard
    stop
    sleep 0.2
    uniq heard
    """#)
  #expect(outcome.lines == ["status 0", "READY=1", "WATCHDOG=1", "STOPPING=1"])
}

@Test func foldersThatCannotBeWatchedAreSaid() throws {
  let outcome = try Program.run("watch", "/nowhere")
  #expect(outcome.status == 2)
  #expect(outcome.errors == "vermilion: /nowhere: No such file or directory\n")
  let elsewhere = try Program.run("watch", "--webhook", "http://example.org/", "/tmp")
  #expect(elsewhere.status == 2)
  #expect(elsewhere.errors.contains("example.org is not this machine"))
}

@Test func aUnitIsPrinted() throws {
  let outcome = try Program.shell(
    #"""
    mkdir -p "my photos"
    "$vermilion" watch --print-unit --quarantine held --on-finding notify "my photos" > vermilion.service
    cat vermilion.service
    """#, in: Workplace())
  #expect(outcome.status == 0)
  #expect(outcome.output.contains(#"/my photos""#))
  #expect(!outcome.output.contains("--print-unit"))
  for line in ["Type=notify", "WatchdogSec=60", "PrivateNetwork=yes", "ProtectSystem=strict", "MemoryMax=4G"]
  {
    #expect(outcome.lines.contains(line))
  }
}

@Test(
  .timeLimit(.minutes(2)),
  .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/dbus-run-session")))
func aFindingIsShownOnTheDesktop() throws {
  let outcome = try watching(
    #"""
    cat > desktop <<'END'
    dbus-monitor "interface=org.freedesktop.Notifications" > heard &
    monitor=$!
    sleep 0.3
    start --flag undecided --on-finding notify
    broken 1 photos/a.jpg
    wait_for "no desktop notification" log
    stop
    kill $monitor
    END
    export -f start stop wait_for broken
    dbus-run-session -- bash -c '. ./desktop'
    grep -E 'member=Notify|string "Vermilion|string "photos' heard | sed 's/.*member=Notify.*/Notify/; s/^ *//' | head -n 3
    """#)
  // Nobody shows notifications here, which is said; that one was sent is what the bus saw.
  #expect(
    outcome.lines == [
      "status 0", "Notify", #"string "Vermilion: undecided: damaged""#, #"string "photos/a.jpg""#,
    ])
}
