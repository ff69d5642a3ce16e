import CSystemd
import Evidence
import Glibc

/// What a service says to the manager that started it. Without one, nothing happens.
package enum ServiceManager {
  /// The service does its work from now on.
  package static func ready(_ status: String) { say("READY=1\nSTATUS=\(status)") }
  package static func reloading(at microseconds: UInt64) {
    say("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
  }
  package static func stopping() { say("STOPPING=1") }
  package static func status(_ status: String) { say("STATUS=\(status)") }
  package static func alive() { say("WATCHDOG=1") }

  /// Within so many seconds the manager wants to hear `alive`; `nil` when it does not.
  package static var patience: Double? {
    var microseconds: UInt64 = 0
    guard unsafe sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
    return Double(microseconds) / 1e6
  }

  private static func say(_ state: String) {
    _ = unsafe sd_notify(0, state)
  }
}

/// Shows notifications on the desktop of whoever runs this, over the session's D-Bus.
package enum Desktop {
  /// Why a notification was not shown.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    package var detail: String
    package var description: String { "no desktop notification: \(detail)" }
  }

  /// `org.freedesktop.Notifications.Notify` (Desktop Notifications Specification 1.2). Waits for the answer.
  package static func notify(title: String, body: String) throws(Failure) {
    var bus: OpaquePointer?
    let opened = unsafe sd_bus_open_user(&bus)
    guard opened >= 0, let bus = unsafe bus else { throw Failure(detail: systemText(-opened)) }
    defer { unsafe sd_bus_flush_close_unref(bus) }
    unsafe sd_bus_set_method_call_timeout(bus, 5_000_000)
    let none: UInt32 = 0
    // Name, id replaced, icon, title, body, actions (none), hints (one: critical urgency), time shown.
    let result = unsafe title.withCString { title in
      unsafe body.withCString { body in
        unsafe "vermilion".withCString { name in
          unsafe "dialog-warning".withCString { icon in
            unsafe "urgency".withCString { urgency in
              unsafe "y".withCString { byte in
                unsafe withVaList([
                  name, none, icon, title, body, none, UInt32(1), urgency, byte, Int32(2), Int32(-1),
                ]) { arguments in
                  unsafe sd_bus_call_methodv(
                    bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                    "org.freedesktop.Notifications", "Notify", nil, nil, "susssasa{sv}i", arguments)
                }
              }
            }
          }
        }
      }
    }
    guard result >= 0 else { throw Failure(detail: systemText(-result)) }
  }
}
