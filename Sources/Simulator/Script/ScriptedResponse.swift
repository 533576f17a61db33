public import Conformance

/// What a simulated provider sends for one request, to the byte, and when.
public struct ScriptedResponse: Sendable, Hashable {
  /// Some bytes of the body and the pause before them.
  public struct Part: Sendable, Hashable {
    /// The bytes, without any transfer coding.
    public var bytes: [UInt8]
    /// Milliseconds to wait before they are sent.
    public var pause: Double

    /// Makes a part.
    public init(bytes: [UInt8], pause: Double = 0) {
      self.bytes = bytes
      self.pause = pause
    }
  }

  /// How the end of the body is told.
  public enum Framing: Sendable, Hashable {
    /// By `Content-Length`.
    case length
    /// By the chunked transfer coding, one chunk a part.
    case chunked
    /// By the end of the connection.
    case untilClose
    /// There is no body, nor anything that says so: 204, 304 and the like.
    case none
  }

  /// How the response ends.
  public enum Ending: Sendable, Hashable {
    /// As its framing says.
    case complete
    /// The connection is closed where the framing promises more.
    case cut
    /// The connection is reset there.
    case reset
    /// Nothing more is sent and the connection stays open.
    case hang
  }

  /// Heads of 1xx responses that go first.
  public var interim: [HTTPResponseHead]
  /// The head, without the fields that the framing adds.
  public var head: HTTPResponseHead
  /// Milliseconds from the request to the head.
  public var headPause: Double
  /// How the end of the body is told.
  public var framing: Framing
  /// The body.
  public var parts: [Part]
  /// The trailer fields after a chunked body.
  public var trailers: HeaderFields
  /// How it ends.
  public var ending: Ending
  /// Milliseconds between the last byte of the body and the end of it.
  public var endPause: Double

  /// Raw bytes for the connection in place of head, body and framing, with the pauses between;
  /// `nil` where those are sent as they are.
  public var wire: [Part]?

  /// Makes a response.
  public init(
    head: HTTPResponseHead, headPause: Double = 0, framing: Framing = .length, parts: [Part] = [],
    trailers: HeaderFields = HeaderFields(), ending: Ending = .complete, endPause: Double = 0,
    interim: [HTTPResponseHead] = [], wire: [Part]? = nil
  ) {
    self.head = head
    self.headPause = headPause
    self.framing = framing
    self.parts = parts
    self.trailers = trailers
    self.ending = ending
    self.endPause = endPause
    self.interim = interim
    self.wire = wire
  }

  /// The bytes of the whole body.
  public var body: [UInt8] { parts.flatMap(\.bytes) }
}
