import CConnect
import Conformance

/// Why no connection was made, in a sentence that says what to do.
struct ConnectFailure {
  var status: cconnect_status
  /// libcurl's words.
  var cause: String
  var origin: HTTPOrigin
  var caFile: String?
  /// The time limit, in seconds.
  var seconds: Double
  var usesProxy: Bool

  var error: TransportError {
    let place = "\(origin.host.contains(":") ? "[\(origin.host)]" : origin.host):\(origin.port)"
    switch status {
    case CCONNECT_NAME_NOT_FOUND:
      return TransportError(
        kind: .nameNotFound,
        message: "the host name \(origin.host) has no address – is the base URL spelt right?")
    case CCONNECT_NOT_CONNECTED:
      let refused = cause.contains("refused") || cause.contains("Failed to connect")
      let advice =
        refused && ProxySettings.isLoopback(origin.host)
        ? "nothing listens on \(place) – is the server running?"
        : "no connection to \(place)\(because) – is the server running and reachable?"
      return TransportError(kind: .connectionFailed, message: advice)
    case CCONNECT_TIMED_OUT:
      return TransportError(
        kind: .connectTimedOut,
        message: "no connection to \(place) within \(Self.written(seconds)) s – "
          + "does a firewall stand between, or is a proxy needed?")
    case CCONNECT_TLS_FAILED: return TransportError(kind: .tlsFailed, message: tlsMessage(place))
    case CCONNECT_CA_FILE_UNREADABLE:
      return TransportError(
        kind: .tlsFailed,
        message: "the file of trusted certificates \(caFile ?? "of the system") cannot be used"
          + because)
    case CCONNECT_PROXY_FAILED:
      return TransportError(
        kind: .proxyFailed,
        message: "the proxy did not connect to \(place)\(because) – "
          + "check https_proxy, http_proxy and all_proxy, or exempt the host in no_proxy")
    case CCONNECT_WOKEN: return .cancelled
    default:
      return TransportError(
        kind: .unusable, message: "\(origin.description) cannot be connected to\(because)")
    }
  }

  private func tlsMessage(_ place: String) -> String {
    var message = "TLS with \(place) failed\(because)"
    if cause.contains("certificate") {
      message += " – is the certificate meant for this host? A private authority's certificate "
      message += "can be given with --ca-file"
    } else if cause.contains("wrong version number") {
      message += " – does the server speak plain http on this port?"
    }
    return message
  }

  private var because: String { cause.isEmpty ? "" : " (\(cause))" }

  /// Seconds without a needless fraction.
  static func written(_ seconds: Double) -> String {
    seconds == seconds.rounded() && abs(seconds) < 1e9 ? String(Int(seconds)) : String(seconds)
  }
}

extension TransportError {
  /// The task that waited for the exchange was cancelled.
  static var cancelled: TransportError {
    TransportError(kind: .cancelled, message: "the exchange was cancelled")
  }
}
