import Foundation
import FoundationNetworking
import Glibc

/// An address that each finding is sent to as JSON: on this machine, unless somewhere else is allowed.
package struct Webhook: Sendable {
  package let address: URL

  /// - Throws: what is wrong with the address.
  package init(_ text: String, anywhere: Bool = false) throws(ResponseFailure) {
    guard let address = URL(string: text), let scheme = address.scheme?.lowercased(),
      let host = address.host(percentEncoded: false), ["http", "https"].contains(scheme)
    else { throw ResponseFailure("'\(text)' is no address such as http://127.0.0.1:8080/found") }
    // By the number, not by looking a name up: names can be made to lead anywhere.
    guard anywhere || Self.isLoopback(host) else {
      throw ResponseFailure(
        "\(host) is not this machine; findings stay here unless webhook-anywhere = true stands in [watch] of "
          + "the configuration")
    }
    self.address = address
  }

  /// `localhost`, 127.0.0.0/8 or ::1.
  static func isLoopback(_ host: String) -> Bool {
    let host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]")).lowercased()
    if host == "localhost" { return true }
    var four = in_addr()
    if unsafe inet_pton(AF_INET, host, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
    var six = in6_addr()
    guard unsafe inet_pton(AF_INET6, host, &six) == 1 else { return false }
    return unsafe withUnsafeBytes(of: &six) { unsafe Array($0) } == Array(repeating: 0, count: 15) + [1]
  }

  /// Sends the finding, and waits for the answer for ten seconds at most.
  package func send(_ alarm: Alarm) throws(ResponseFailure) {
    var request = URLRequest(url: address, timeoutInterval: 10)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = Data((alarm.json + "\n").utf8)
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForResource = 10
    // What is meant for this machine must not pass a proxy, whatever the environment says.
    unsafe setenv("no_proxy", "*", 1)
    let session = URLSession(configuration: configuration, delegate: StaysHere(), delegateQueue: nil)
    defer { session.finishTasksAndInvalidate() }
    let answer = Answer()
    let task = session.dataTask(with: request) { _, response, error in
      answer.set((response as? HTTPURLResponse)?.statusCode, error?.localizedDescription)
    }
    task.resume()
    let (status, error) = answer.wait()
    if let error { throw ResponseFailure("\(address): \(error)") }
    guard let status, (200..<300).contains(status) else {
      throw ResponseFailure("\(address) answered with status \(status ?? 0)")
    }
  }

  /// Follows nobody to another place.
  private final class StaysHere: NSObject, URLSessionTaskDelegate {
    func urlSession(
      _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
      newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
      completionHandler(nil)
    }
  }
}
