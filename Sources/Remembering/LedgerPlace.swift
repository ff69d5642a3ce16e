import Glibc

/// Where the ledger is kept if nobody says otherwise: `$XDG_STATE_HOME/vermilion/ledger.sqlite`, else below
/// `~/.local/state` (XDG Base Directory Specification 0.8). `nil` without a home.
package func usualLedgerPath() -> String? {
  // The specification has paths that are not absolute ignored.
  if let state = unsafe getenv("XDG_STATE_HOME").map({ unsafe String(cString: $0) }), state.hasPrefix("/") {
    return state + "/vermilion/ledger.sqlite"
  }
  if let home = unsafe getenv("HOME").map({ unsafe String(cString: $0) }), home.hasPrefix("/") {
    return home + "/.local/state/vermilion/ledger.sqlite"
  }
  return nil
}
