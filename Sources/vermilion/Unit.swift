import Foundation
import Reporting

extension WatchCommand {
  /// A systemd unit for the user's own manager which starts this command with these arguments.
  ///
  /// It sees everything and may write nowhere but to the ledger, the quarantine and the metrics; it has no
  /// network of its own, and memory only so much.
  func unit() throws -> String {
    let program = executablePath() ?? "vermilion"
    let arguments = CommandLine.arguments.dropFirst().filter { $0 != "--print-unit" }
    let words = ([program] + arguments.map { absolute($0) }).map(quoted).joined(separator: " ")
    var places = [folder(of: try judging.remembering.place.path())]
    if judging.remembering.noLedger { places = [] }
    if let quarantine = responses.quarantine {
      // A photo is moved out of the folders that are watched.
      places += [absolute(quarantine)] + folders.map(absolute)
    }
    if let metrics { places.append(folder(of: absolute(metrics))) }
    let list = places.map { quoted("-" + $0) }.joined(separator: " ")
    let writable = list.isEmpty ? "" : "ReadWritePaths=\(list)\n"
    let network =
      responses.webhook == nil
      ? "PrivateNetwork=yes\nRestrictAddressFamilies=AF_UNIX\n"
      : "IPAddressDeny=any\nIPAddressAllow=localhost\nRestrictAddressFamilies=AF_UNIX AF_INET AF_INET6\n"
    return """
      # Save as ~/.config/systemd/user/vermilion.service, then:
      #   mkdir -p \(places.map(quoted).joined(separator: " "))
      #   systemctl --user daemon-reload
      #   systemctl --user enable --now vermilion.service
      #   journalctl --user -u vermilion.service -f
      [Unit]
      Description=Vermilion, watching for photographs of classified documents

      [Service]
      Type=notify
      NotifyAccess=main
      ExecStart=\(words)
      ExecReload=/bin/kill -HUP $MAINPID
      Environment=OMP_THREAD_LIMIT=1
      Restart=on-failure
      RestartSec=5
      WatchdogSec=60
      # Catching up with a large folder may take long; readiness is said after it.
      TimeoutStartSec=infinity
      TimeoutStopSec=90
      UMask=0077
      Nice=10
      IOSchedulingClass=idle
      MemoryMax=4G
      TasksMax=256
      ProtectSystem=strict
      ProtectHome=read-only
      \(writable)\(network)PrivateTmp=yes
      PrivateDevices=yes
      NoNewPrivileges=yes
      ProtectKernelTunables=yes
      ProtectKernelModules=yes
      ProtectKernelLogs=yes
      ProtectControlGroups=yes
      ProtectClock=yes
      ProtectHostname=yes
      RestrictNamespaces=yes
      RestrictRealtime=yes
      RestrictSUIDSGID=yes
      LockPersonality=yes
      SystemCallArchitectures=native
      CapabilityBoundingSet=

      [Install]
      WantedBy=default.target

      """
  }

  /// Paths among the arguments, from wherever the unit is started.
  private func absolute(_ argument: String) -> String {
    let files = [responses.quarantine, metrics, judging.remembering.place.ledger]
    let isPath = folders.contains(argument) || files.contains(argument)
    guard isPath, !argument.hasPrefix("/") else { return argument }
    return URL(fileURLWithPath: argument).standardizedFileURL.path
  }

  private func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? path
  }

  /// As systemd.syntax(7) reads it back: `%` and `$` mean something there.
  private func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isLetter || $0.isNumber || "/-_.,:=+@".contains($0) }
    if plain && !word.isEmpty { return word }
    var text = "\""
    for character in word {
      switch character {
      case "\"", "\\": text += "\\\(character)"
      case "%": text += "%%"
      case "$": text += "$$"
      default: text.append(character)
      }
    }
    return text + "\""
  }
}
