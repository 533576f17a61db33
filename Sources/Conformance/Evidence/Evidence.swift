public import WireFormats

/// One exchange of a probe, decoded once, without repairing anything.
public struct Evidence: Sendable {
  /// The name of the step that it belongs to, unique within its probe.
  public let step: String
  /// The endpoint that was asked: `chat`, `models` …; `nil` where the request belongs to none.
  public let endpoint: String?
  /// What the step was to meet.
  public let expectation: Expectation
  /// The exchange.
  public let exchange: HTTPExchange
  /// The request's body as JSON, `nil` where it is not JSON.
  public let requestBody: JSONValue?
  /// The response's `Content-Type`, `nil` where it is missing or unreadable.
  public let mediaType: MediaType?
  /// What the response's body really is, whatever its `Content-Type` says.
  public let payload: Payload
  /// The chat completion or the legacy completion, assembled from the body or from the stream's
  /// chunks; `nil` where the body holds none.
  public let completion: Completion?
  /// What checks read from it.
  package let reading = DerivedValue()

  /// What a body really is.
  public enum Payload: Sendable {
    /// No byte.
    case empty
    /// One JSON text.
    case json(JSONDocument)
    /// Begins like JSON, or is called JSON, but is not.
    case malformedJSON(JSONSyntaxError)
    /// An event stream.
    case eventStream(EventStreamEvidence)
    /// Anything else: HTML, plain text, bytes.
    case other
  }

  /// Decodes an exchange.
  ///
  /// - Parameters:
  ///   - exchange: what went over the wire.
  ///   - step: the step's name.
  ///   - endpoint: the endpoint's name.
  ///   - expectation: what the step was to meet.
  public init(
    of exchange: HTTPExchange, step: String = "request", endpoint: String? = "chat",
    expectation: Expectation = .any
  ) {
    self.step = step
    self.endpoint = endpoint
    self.expectation = expectation
    self.exchange = exchange
    do throws(JSONSyntaxError) {
      requestBody = try JSONDocument(parsing: exchange.request.body).value
    } catch {
      // Some probes send malformed bodies on purpose.
      requestBody = nil
    }
    mediaType = exchange.response?.fields["Content-Type"].flatMap { MediaType(parsing: $0) }
    payload = Payload(of: exchange, mediaType: mediaType)
    completion = Completion(assembledFrom: payload)
  }

  /// Whether the request asked for a stream.
  public var asksForStream: Bool { requestBody?["stream"] == .bool(true) }

  /// Whether the status is 2xx.
  public var isSuccess: Bool { exchange.status.map { (200..<300).contains($0) } ?? false }

  /// The JSON body, `nil` where the body is not JSON.
  public var json: JSONValue? {
    guard case .json(let document) = payload else { return nil }
    return document.value
  }

  /// The stream, `nil` where the body is not one.
  public var stream: EventStreamEvidence? {
    guard case .eventStream(let stream) = payload else { return nil }
    return stream
  }

  /// The `error` member of a JSON body or of the first event that has one, else `nil`.
  public var error: JSONValue? {
    json?["error"] ?? stream?.events.lazy.compactMap { $0.value?["error"] }.first { !$0.isNull }
  }
}

extension Evidence.Payload {
  fileprivate init(of exchange: HTTPExchange, mediaType: MediaType?) {
    let body = exchange.body
    guard !body.isEmpty else {
      self = .empty
      return
    }
    let start = body.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = body[start...].first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    let looksLikeStream = Evidence.Payload.beginsLikeEventStream(body[start...])
    let looksLikeJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    if looksLikeStream || (mediaType?.isEventStream == true && !looksLikeJSON) {
      self = .eventStream(EventStreamEvidence(of: exchange))
      return
    }
    guard looksLikeJSON || mediaType?.isJSON == true else {
      self = .other
      return
    }
    do throws(JSONSyntaxError) {
      self = .json(try JSONDocument(parsing: body))
    } catch {
      self = .malformedJSON(error)
    }
  }

  /// Whether the first line that is not blank is a field that event streams have.
  private static func beginsLikeEventStream(_ body: ArraySlice<UInt8>) -> Bool {
    let line = body.drop { $0 == 0x0A || $0 == 0x0D }.prefix { $0 != 0x0A && $0 != 0x0D }
    return ["data:", ":", "event:", "id:", "retry:"].contains { line.starts(with: $0.utf8) }
  }
}
