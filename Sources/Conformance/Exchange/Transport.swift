/// Sends one request and returns the finished exchange: live, recording, replay or simulated.
///
/// A connection that died half-way still yields an exchange with all that arrived; only where
/// nothing was exchanged at all is there an error. Redirects are never followed.
public protocol Transport: Sendable {
  /// Sends a request and waits for the end of the response or of the time allowed.
  ///
  /// - Throws: ``TransportError`` where no connection could be made or the request not be sent.
  func send(_ request: HTTPRequest, limits: TimeLimits) async throws(TransportError)
    -> HTTPExchange
}

/// How long and how large an exchange may be.
public struct TimeLimits: Sendable, Hashable {
  /// Seconds to connect, name look-up and TLS included.
  public var connect: Double
  /// Seconds from the request to the first byte of the response.
  public var firstByte: Double
  /// Seconds between two bytes.
  public var silence: Double
  /// Seconds for the whole exchange.
  public var whole: Double
  /// The most body bytes that are kept.
  public var bodyBytes: Int

  /// Makes limits.
  public init(
    connect: Double = 10, firstByte: Double = 60, silence: Double = 30, whole: Double = 120,
    bodyBytes: Int = 64 << 20
  ) {
    self.connect = connect
    self.firstByte = firstByte
    self.silence = silence
    self.whole = whole
    self.bodyBytes = bodyBytes
  }
}

/// Why nothing was exchanged.
public struct TransportError: Error, Sendable, Hashable {
  /// What failed.
  public enum Kind: String, Sendable, Hashable {
    /// The host name has no address.
    case nameNotFound
    /// Nobody accepts connections there, or the network is unreachable.
    case connectionFailed
    /// The connection was not made in time.
    case connectTimedOut
    /// TLS failed: certificate, host name, or protocol.
    case tlsFailed
    /// A proxy refused.
    case proxyFailed
    /// The request could not be sent whole and no answer came.
    case sendFailed
    /// A replay has no recording of this request.
    case notRecorded
    /// The task that waited was cancelled, and the connection closed.
    case cancelled
    /// Something is wrong with the request itself or the set-up.
    case unusable
  }

  /// What failed.
  public let kind: Kind
  /// One sentence for a person, with host and cause, without secrets.
  public let message: String

  /// Makes an error.
  public init(kind: Kind, message: String) {
    self.kind = kind
    self.message = message
  }
}
