public import Conformance

/// Sends requests to a real server over HTTP/1.1: libcurl makes the connection (name look-up, TLS,
/// proxy), and every byte of the response is read here, so that nothing of it is repaired or hidden.
///
/// Connections are kept and used again. Where the server closed one that was idle, the request is
/// sent once more on a fresh one; nothing else is ever retried. Redirects are not followed.
public final class LiveTransport: Transport {
  private let options: LiveTransportOptions
  private let connections: ConnectionPool
  private let workers: WorkerPool

  /// Makes a transport. Nothing is connected before the first request.
  public init(options: LiveTransportOptions = LiveTransportOptions()) {
    self.options = options
    connections = ConnectionPool(limit: max(1, options.maximumConnections))
    workers = WorkerPool(limit: options.maximumConnections)
  }

  deinit {
    connections.close()
    workers.close()
  }

  /// Sends a request and waits for the end of the response or of the time allowed. Where all
  /// connections are busy it waits its turn, without a limit of its own.
  ///
  /// Cancelling the task closes the connection at once.
  ///
  /// - Throws: ``TransportError`` where no connection could be made, the request could not be sent
  ///   and no answer came, or the task was cancelled.
  public func send(
    _ request: HTTPRequest, limits: TimeLimits
  ) async throws(TransportError) -> HTTPExchange {
    let bytes = try RequestBytes(request, userAgent: options.userAgent).bytes
    let job = Job { [options, connections] worker in
      let exchange = LiveExchange(
        request: request, bytes: bytes, limits: limits, options: options,
        connections: connections, wake: worker.wakeReader)
      do throws(TransportError) {
        return .success(try exchange.run())
      } catch {
        return .failure(error)
      }
    }
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if job.attach(continuation) { workers.submit(job) }
      }
    } onCancel: {
      job.cancel()
    }
    return try answer.get()
  }
}
