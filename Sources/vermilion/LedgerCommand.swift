import ArgumentParser

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Look at what is remembered of photos, export it, forget it.",
    discussion: """
      The ledger holds, for each photo that was judged, its path, the SHA-256 of its bytes, the verdict and the \
      mark; no other text of the page and no picture. Only you can read it. Keep it as you would keep the photos: \
      it says where the secrets are.

      Examples:
        vermilion ledger list --verdict marked
        vermilion ledger export --format csv --output known.csv ~/Pictures
        vermilion ledger forget ~/Pictures/trip
        vermilion ledger check
      """,
    subcommands: [
      LedgerListCommand.self, LedgerExportCommand.self, LedgerForgetCommand.self, LedgerCheckCommand.self,
    ])
}
