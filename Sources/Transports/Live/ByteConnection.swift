import CConnect
import Conformance

/// One connection of the C shim. Used by one thread at a time.
///
/// `@unchecked Sendable`: the pointer moves between threads, but only inside ``ConnectionPool``'s
/// lock or with the single exchange that holds the connection.
final class ByteConnection: @unchecked Sendable {
  /// Where it leads.
  let key: String
  private let pointer: OpaquePointer

  private init(key: String, pointer: OpaquePointer) {
    self.key = key
    self.pointer = pointer
  }

  deinit { cconnect_close(pointer) }

  /// Whether an idle connection still can be used: nothing may have come on it, an end included.
  var isStillIdle: Bool {
    if cconnect_is_readable(pointer) == 0 { return true }
    // Readable without a byte to deliver is TLS talking to itself, for instance a new ticket.
    var byte: UInt8 = 0
    var count = 0
    return cconnect_receive(pointer, &byte, 1, &count) == CCONNECT_AGAIN
  }

  func send(_ bytes: ArraySlice<UInt8>, sent: inout Int) -> cconnect_status {
    bytes.withUnsafeBytes { cconnect_send(pointer, $0.baseAddress, $0.count, &sent) }
  }

  func receive(into buffer: inout [UInt8], count: inout Int) -> cconnect_status {
    buffer.withUnsafeMutableBytes {
      cconnect_receive(pointer, $0.baseAddress, $0.count, &count)
    }
  }

  func wait(reading: Bool, writing: Bool, until deadline: Int64, wake: Int32) -> cconnect_status {
    cconnect_wait(pointer, reading ? 1 : 0, writing ? 1 : 0, deadline, wake)
  }

  /// Connects.
  static func open(
    to origin: HTTPOrigin, options: LiveTransportOptions, until deadline: Int64, seconds: Double,
    wake: Int32
  ) throws(TransportError) -> ByteConnection {
    let proxy = ProxySettings(environment: options.environment).proxy(for: origin)
    let url = key(for: origin)
    var pointer: OpaquePointer?
    var message = [CChar](repeating: 0, count: 256)
    let status = withOptionalCString(options.caFile) { caFile in
      withOptionalCString(proxy) { proxy in
        url.withCString { url in
          var settings = cconnect_settings(
            url: url, ca_file: caFile, proxy: proxy, insecure: options.insecure ? 1 : 0)
          return cconnect_open(&settings, deadline, wake, &pointer, &message, message.count)
        }
      }
    }
    if status == CCONNECT_OK, let pointer { return ByteConnection(key: url, pointer: pointer) }
    let cause = String(
      decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    throw ConnectFailure(
      status: status, cause: cause, origin: origin, caFile: options.caFile, seconds: seconds,
      usesProxy: proxy != nil
    ).error
  }

  /// What connections must share to stand in for each other.
  static func key(for origin: HTTPOrigin) -> String {
    let name = origin.host.contains(":") ? "[\(origin.host)]" : origin.host
    return "\(origin.scheme)://\(name):\(origin.port)"
  }

  private static func withOptionalCString<Result>(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Result
  ) -> Result {
    guard let text else { return body(nil) }
    return text.withCString { body($0) }
  }
}
