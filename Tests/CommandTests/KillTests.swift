import Foundation
import Testing

/// How often a program is killed: few times with every run of the tests, `VERMILION_KILLS=300` for an evening.
private let kills = ProcessInfo.processInfo.environment["VERMILION_KILLS"].flatMap(Int.init) ?? 6

/// Killed without warning at random moments, again and again, until one run gets to its end.
@Test(.timeLimit(.minutes(30))) func aScanThatIsKilledGoesOnWhereItWasAndLosesNothing() throws {
  let outcome = try Program.shell(
    #"""
    mkdir photos
    for n in {1..1500}; do printf "\xff\xd8\xff\xe0$n" > photos/$n.jpg; done
    sleep 0.1
    known=()
    for ((kill = 0; kill < \#(kills); kill++)); do
      # From before the ledger is opened to well into the photos.
      "$vermilion" scan --quiet --jobs 2 --ledger l photos > /dev/null &
      sleep 0.$((RANDOM % 5))$((RANDOM % 10))
      kill -KILL $! 2> /dev/null
      wait $! 2> /dev/null
      "$vermilion" ledger check --ledger l > check || { cat check; exit 1; }
    done
    "$vermilion" scan --format jsonl --ledger l photos > report 2> summary
    wc -l < report
    sort -u report | grep -o '"path": "[^"]*"' | sort -u | wc -l
    "$vermilion" ledger list --ledger l | wc -l
    "$vermilion" ledger check --ledger l | tail -n 1
    "$vermilion" scan --ledger l photos 2>&1 > /dev/null | grep -o '1,500 known'
    """#, in: Workplace())
  #expect(outcome.lines == ["1500", "1500", "1500", "It is whole.", "1,500 known"])
}

/// The same while photos are moved: at the end each is in quarantine once, with the place it came from.
@Test(.timeLimit(.minutes(30)), arguments: ["", "/dev/shm"])
func aWatchThatIsKilledLosesNoPhoto(elsewhere: String) throws {
  let outcome = try Program.shell(
    #"""
    held=$PWD/held
    [[ -d "\#(elsewhere)" ]] && held=$(mktemp -d "\#(elsewhere)/held-XXXXXX")
    trap 'rm -rf "$held"' EXIT
    mkdir photos
    number=0
    add() { for n in {1..40}; do number=$((number + 1)); printf "\xff\xd8\xff\xe0$number" > photos/$number.jpg; done; }
    for ((kill = 0; kill < \#(kills); kill++)); do
      add
      "$vermilion" watch --flag undecided --ledger l --quarantine "$held" photos > /dev/null 2>> log &
      sleep 0.$((RANDOM % 9))$((RANDOM % 10))
      kill -KILL $! 2> /dev/null
      wait $! 2> /dev/null
    done
    "$vermilion" watch --flag undecided --ledger l --quarantine "$held" photos > /dev/null 2>> log &
    for _ in {1..1200}; do [[ -z $(ls photos) ]] && break; sleep 0.05; done
    kill $!; wait $!
    ls photos | wc -l
    # Every content once, each with its record.
    echo "$(cat "$held"/*.photo | wc -c) $(for n in $(seq $number); do printf "\xff\xd8\xff\xe0$n"; done | wc -c)"
    sha256sum "$held"/*.photo | cut -d' ' -f1 | sort | uniq -d | wc -l
    echo "$("$vermilion" quarantine list "$held" | wc -l) $number"
    ls "$held" | grep -vc -E '\.(photo|json)$'
    "$vermilion" ledger check --ledger l | tail -n 1
    """#, in: Workplace())
  let lines = outcome.lines
  try #require(lines.count == 6, "\(outcome.output)\(outcome.errors)")
  #expect(lines[0] == "0")
  let halves = lines[1].split(separator: " ")
  #expect(halves.count == 2 && halves[0] == halves[1])
  #expect(lines[2] == "0")
  let counts = lines[3].split(separator: " ")
  #expect(counts.count == 2 && counts[0] == counts[1])
  #expect(lines[4] == "0")
  #expect(lines[5] == "It is whole.")
}
