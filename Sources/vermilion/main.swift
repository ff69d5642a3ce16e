import ArgumentParser
import Glibc

startAgainWithOneThreadALine()
// Whoever reads the report may leave; that is noticed when writing, and ends the run in good order.
_ = signal(SIGPIPE, SIG_IGN)

do {
  var command = try Vermilion.parseAsRoot(configuredArguments(Array(CommandLine.arguments.dropFirst())))
  try command.run()
} catch {
  exit(status(for: error))
}

/// Says what went wrong and gives the exit status for it: 2, where the parser has statuses of its own.
private func status(for error: any Error) -> Int32 {
  if let code = error as? ExitCode { return code.rawValue }
  let message = Vermilion.fullMessage(for: error)
  if Vermilion.exitCode(for: error).isSuccess {
    print(message)  // --help, --version, completion scripts
    return 0
  }
  complain(message.hasPrefix("Error: ") ? String(message.dropFirst("Error: ".count)) : message)
  return 2
}
