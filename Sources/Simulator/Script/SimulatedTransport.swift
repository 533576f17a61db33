public import Conformance

/// A transport that plays a simulated provider in process, in virtual time: nothing is waited for,
/// and the exchange carries the times that a socket would have shown.
public struct SimulatedTransport: Transport {
  /// Reads a response from raw bytes, as a client of HTTP/1.1 does.
  public typealias Reader =
    @Sendable (_ transcript: WireTranscript, _ request: HTTPRequest, _ limits: TimeLimits) ->
    HTTPExchange

  /// The provider that answers.
  public let provider: ReferenceProvider
  private let reader: Reader?

  /// Makes a transport.
  ///
  /// - Parameters:
  ///   - provider: the provider that answers.
  ///   - reader: reads the raw bytes of responses, so that what is wrong with their framing is seen
  ///     as it would be on a socket. Without one, framing is taken as it was meant, and raw bytes
  ///     that a fault put in place of it are not seen.
  public init(provider: ReferenceProvider, reader: Reader? = nil) {
    self.provider = provider
    self.reader = reader
  }

  /// Answers the request. Never throws.
  public func send(_ request: HTTPRequest, limits: TimeLimits) async throws(TransportError)
    -> HTTPExchange
  {
    let startedAt = Double(provider.now) * 1000
    let script = provider.respond(to: request)
    var exchange =
      reader?(WireTranscript(of: script, limits: limits), request, limits)
      ?? Playback(script: script, limits: limits).exchange(for: request)
    exchange.startedAt = startedAt
    return exchange
  }
}
