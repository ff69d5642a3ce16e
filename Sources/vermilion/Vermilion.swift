import ArgumentParser

struct Vermilion: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "vermilion",
    abstract: "Finds photographs of classified documents in phone backups and folders.",
    discussion: """
      It runs on this machine and talks to nobody.

      Examples:
        vermilion scan ~/Pictures
        vermilion scan --format jsonl --output report.jsonl /media/phone
        vermilion sources ~/Backups
        vermilion explain ~/Pictures/IMG_0042.JPG
        vermilion watch --on-finding notify ~/Pictures
        vermilion ledger list
        vermilion samples make my-set --count 100
        vermilion bench my-set
        vermilion doctor

      Exit status: 0 nothing flagged, 1 something flagged, 2 the run failed or photos could not be judged \
      and nothing was flagged, 130 interrupted.

      Shell completion: vermilion --generate-completion-script bash (or zsh, fish)
      """,
    version: version,
    subcommands: [
      ScanCommand.self, WatchCommand.self, QuarantineCommand.self, SourcesCommand.self, ExplainCommand.self,
      LedgerCommand.self, SamplesCommand.self, BenchCommand.self, ConfigCommand.self, DoctorCommand.self,
      WorkerSubcommand.self,
    ])
}
