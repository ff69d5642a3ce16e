import ArgumentParser

/// Sample photographs that anyone can make.
struct SamplesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "samples",
    abstract: "Draw labelled sample photographs, to see what is found and what is missed.",
    discussion: """
      The pages are invented, and say so at their foot. A set is a folder of photos with a table labels.tsv, \
      as bench takes it.

      Examples:
        vermilion samples make my-set --count 200 --seed 1
        vermilion samples make dim-letters --count 20 --seed 7 --kinds letter,order --captures dark,shadow
        vermilion samples kinds
      """,
    subcommands: [SamplesMakeCommand.self, SamplesKindsCommand.self, SamplesLinesCommand.self])
}
