public import Conformance

/// A request and its response as the bytes that went over the wire, for instance from a `.req` and a
/// `.http` file: one pair, one exchange.
public struct RawCapture: Sendable, Hashable {
  /// The bytes that were sent.
  public var request: [UInt8]
  /// The bytes that were received until the connection ended.
  public var response: [UInt8]

  /// Makes a capture.
  public init(request: [UInt8], response: [UInt8]) {
    self.request = request
    self.response = response
  }

  /// The exchange, without times, as if the server had closed the connection in good order after
  /// the last byte.
  ///
  /// - Parameter scheme: `http` or `https`, which the bytes do not tell.
  /// - Throws: ``RawCaptureError`` where the request cannot be read. A response that cannot be read
  ///   is an exchange that says so.
  public func exchange(scheme: String = "http") throws(RawCaptureError) -> HTTPExchange {
    let request = try readRequest(scheme: scheme)
    var reader = HTTPResponseReader(method: request.method)
    reader.read(response[...])
    reader.stop(.closed)
    return HTTPExchange(
      request: request, interim: reader.interim, response: reader.response, body: reader.body,
      trailers: reader.trailers, irregularities: reader.irregularities,
      ending: reader.ending ?? .closedEarly)
  }

  private func readRequest(scheme: String) throws(RawCaptureError) -> HTTPRequest {
    var reader = HTTPRequestReader()
    let rest = reader.read(request[...])
    switch reader.progress {
    case .whole: break
    case .needsMore: throw .unfinished(byteCount: reader.byteCount)
    case .malformed:
      throw .malformed(
        reader.irregularities.last
          ?? HTTPExchange.Irregularity(.malformedStatusLine, offset: 0, detail: ""))
    }
    guard rest.isEmpty else { throw .bytesAfterRequest(offset: reader.byteCount) }
    guard let host = reader.fields["Host"],
      let origin = HTTPOrigin(parsing: "\(scheme)://\(host)")
    else { throw .noHost }
    var fields = reader.fields
    // What a transport writes itself is no part of a request.
    for name in ["Host", "Content-Length", "Connection"] { fields.set(name, to: nil) }
    return HTTPRequest(
      method: reader.method, origin: origin, target: reader.target, fields: fields,
      body: reader.body)
  }
}

/// Why the request of a ``RawCapture`` cannot be read.
public enum RawCaptureError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The bytes end before the request does.
  case unfinished(byteCount: Int)
  /// The bytes are not HTTP/1.1.
  case malformed(HTTPExchange.Irregularity)
  /// More than one request stands there.
  case bytesAfterRequest(offset: Int)
  /// There is no `Host` field, or it names no host.
  case noHost

  /// One sentence.
  public var description: String {
    switch self {
    case .unfinished(let count): "the request ends after \(count) bytes, before it is whole"
    case .malformed(let irregularity):
      "the request is not HTTP/1.1: \(irregularity.kind) at offset \(irregularity.offset)"
    case .bytesAfterRequest(let offset): "more bytes follow the request at offset \(offset)"
    case .noHost: "the request names no host"
    }
  }
}
