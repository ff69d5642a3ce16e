import Foundation

/// The cores that this process may run on, from 1.
func usableCores() -> Int {
  max(1, ProcessInfo.processInfo.activeProcessorCount)
}
