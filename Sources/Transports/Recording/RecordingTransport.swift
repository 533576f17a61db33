public import Conformance

/// Passes requests on to another transport and hands every exchange, redacted, to a sink.
///
/// What it returns is the redacted exchange as well: what is judged now is then what a replay of
/// the recording will judge.
public struct RecordingTransport: Transport {
  /// Takes one exchange and the hash of its request before anything was redacted.
  public typealias Sink = @Sendable (_ exchange: HTTPExchange, _ requestHash: String) async -> Void

  private let wrapped: any Transport
  private let redactor: Redactor
  private let sink: Sink

  /// Makes a transport that records.
  ///
  /// - Parameters:
  ///   - wrapped: does the exchanges.
  ///   - redactor: takes secrets away before anything leaves.
  ///   - sink: called once for every exchange, in the task that sent it, before ``send(_:limits:)``
  ///     returns: calls for requests sent one after another are in that order.
  public init(wrapping wrapped: any Transport, redactor: Redactor, sink: @escaping Sink) {
    self.wrapped = wrapped
    self.redactor = redactor
    self.sink = sink
  }

  /// Sends a request by way of the other transport.
  ///
  /// - Throws: the ``TransportError`` of the other transport, its message redacted; nothing is
  ///   recorded then.
  public func send(
    _ request: HTTPRequest, limits: TimeLimits
  ) async throws(TransportError) -> HTTPExchange {
    let exchange: HTTPExchange
    do throws(TransportError) {
      exchange = try await wrapped.send(request, limits: limits)
    } catch {
      throw TransportError(kind: error.kind, message: redactor.redact(error.message))
    }
    let redacted = redactor.redact(exchange)
    await sink(redacted, request.replayHash)
    return redacted
  }
}
