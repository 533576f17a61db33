import Conformance
import Simulator
import Transports

/// Reads what a simulated provider sends as the live transport reads a socket, so that nothing that
/// judges can tell the two apart, whatever is wrong with the framing.
enum SimulatedConnection {
  /// A transport to a simulated provider.
  static func transport(to provider: ReferenceProvider) -> SimulatedTransport {
    SimulatedTransport(provider: provider) { transcript, request, limits in
      exchange(reading: transcript, request: request, limits: limits)
    }
  }

  /// Reads one response.
  static func exchange(
    reading transcript: WireTranscript, request: HTTPRequest, limits: TimeLimits
  ) -> HTTPExchange {
    var reader = HTTPResponseReader(
      method: request.method,
      limits: HTTPResponseReader.Limits(bodyBytes: max(0, limits.bodyBytes)))
    var reads: [HTTPExchange.BodyRead] = []
    var end = 0.0
    for read in transcript.reads {
      let before = reader.body.count
      reader.read(read.bytes[...])
      end = read.milliseconds
      if reader.body.count > before {
        reads.append(
          HTTPExchange.BodyRead(
            milliseconds: read.milliseconds, byteCount: reader.body.count - before))
      }
      if reader.ending != nil { break }
    }
    if reader.ending == nil {
      end = transcript.stopMilliseconds
      switch transcript.stop {
      case .closed: reader.stop(.closed)
      case .reset: reader.stop(.reset)
      case .timedOut(let limit): reader.stop(.timedOut(limit))
      }
    }
    return HTTPExchange(
      request: request, interim: reader.interim, response: reader.response, body: reader.body,
      reads: reads, trailers: reader.trailers, irregularities: reader.irregularities,
      ending: reader.ending ?? .closedEarly,
      firstByteMilliseconds: transcript.reads.first?.milliseconds, totalMilliseconds: end)
  }
}
