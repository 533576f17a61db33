/// What was asked: one request, complete, as it goes over the wire.
public struct HTTPRequest: Sendable, Hashable {
  /// The method, for instance `POST`.
  public var method: String
  /// The server.
  public var origin: HTTPOrigin
  /// The request target in origin form: path and query, for instance `/v1/chat/completions`.
  public var target: String
  /// The fields that the request carries beyond `Host`, `Content-Length` and `Connection`, which the
  /// transport writes.
  public var fields: HeaderFields
  /// The body; empty where there is none.
  public var body: [UInt8]

  /// Makes a request.
  public init(
    method: String, origin: HTTPOrigin, target: String, fields: HeaderFields = HeaderFields(),
    body: [UInt8] = []
  ) {
    self.method = method
    self.origin = origin
    self.target = target
    self.fields = fields
    self.body = body
  }
}

/// The head of a response: status line and fields, as they came.
public struct HTTPResponseHead: Sendable, Hashable {
  /// The version as written, for instance `HTTP/1.1`.
  public var version: String
  /// The status code.
  public var status: Int
  /// The reason phrase, `""` where none was written.
  public var reason: String
  /// The fields in order, duplicates and spelling kept.
  public var fields: HeaderFields

  /// Makes a head.
  public init(
    version: String = "HTTP/1.1", status: Int, reason: String = "",
    fields: HeaderFields = HeaderFields()
  ) {
    self.version = version
    self.status = status
    self.reason = reason
    self.fields = fields
  }
}

/// What went over the wire for one request, unrepaired. Live, recorded, replayed and simulated runs
/// all yield this type, and nothing that judges can tell them apart.
public struct HTTPExchange: Sendable, Hashable {
  /// One read that delivered body bytes.
  public struct BodyRead: Sendable, Hashable {
    /// Milliseconds from the moment that the request was sent whole.
    public var milliseconds: Double
    /// How many bytes of the decoded body it delivered.
    public var byteCount: Int

    /// Makes a read.
    public init(milliseconds: Double, byteCount: Int) {
      self.milliseconds = milliseconds
      self.byteCount = byteCount
    }
  }

  /// How the response ended.
  public enum Ending: Sendable, Hashable {
    /// Its framing (length, last chunk, or close where the standard allows that) said it was whole.
    case complete
    /// The server closed the connection before the response was whole.
    case closedEarly
    /// The connection was reset.
    case reset
    /// A time limit ran out.
    case timedOut(TimeLimit)
    /// The body grew beyond the limit in force, in bytes, and was cut.
    case tooLarge(limit: Int)
    /// The bytes stopped being HTTP; the irregularity says where.
    case malformed
  }

  /// Which of the time limits ran out.
  public enum TimeLimit: String, Sendable, Hashable {
    /// From the request to the first byte of the response.
    case firstByte
    /// Between two bytes.
    case silence
    /// The whole exchange.
    case whole
  }

  /// Something in the framing of the response that HTTP/1.1 forbids or that clients differ over.
  public struct Irregularity: Sendable, Hashable {
    /// What it is: a stable word such as `bare-line-feed`, `duplicate-content-length`,
    /// `length-and-chunked`, `malformed-chunk-size`, `bytes-after-response`.
    public var kind: String
    /// The offset in the raw bytes of the connection's answer.
    public var offset: Int
    /// What was there, in a few words.
    public var detail: String

    /// Makes an irregularity.
    public init(kind: String, offset: Int, detail: String) {
      self.kind = kind
      self.offset = offset
      self.detail = detail
    }
  }

  /// What was asked.
  public var request: HTTPRequest
  /// The 1xx heads that came first, in order.
  public var interim: [HTTPResponseHead]
  /// The response's head; `nil` where the connection ended before it was whole.
  public var response: HTTPResponseHead?
  /// The body with the transfer coding removed and nothing else touched.
  public var body: [UInt8]
  /// When the body's bytes came; the counts add up to the body's length.
  public var reads: [BodyRead]
  /// Trailer fields after a chunked body.
  public var trailers: HeaderFields
  /// What was irregular in the framing, in order of offset.
  public var irregularities: [Irregularity]
  /// How it ended.
  public var ending: Ending
  /// Milliseconds from the request sent whole to the first byte of the response; `nil` where none
  /// came.
  public var firstByteMilliseconds: Double?
  /// Milliseconds from the request sent whole to the end.
  public var totalMilliseconds: Double
  /// When the request was sent, in milliseconds since 1970-01-01 UTC; 0 where unknown.
  public var startedAt: Double

  /// Makes an exchange.
  public init(
    request: HTTPRequest, interim: [HTTPResponseHead] = [], response: HTTPResponseHead?,
    body: [UInt8] = [], reads: [BodyRead] = [], trailers: HeaderFields = HeaderFields(),
    irregularities: [Irregularity] = [], ending: Ending = .complete,
    firstByteMilliseconds: Double? = nil, totalMilliseconds: Double = 0, startedAt: Double = 0
  ) {
    self.request = request
    self.interim = interim
    self.response = response
    self.body = body
    self.reads = reads
    self.trailers = trailers
    self.irregularities = irregularities
    self.ending = ending
    self.firstByteMilliseconds = firstByteMilliseconds
    self.totalMilliseconds = totalMilliseconds
    self.startedAt = startedAt
  }

  /// The status code, `nil` where no response head came.
  public var status: Int? { response?.status }

  /// When the body byte at an offset had arrived, in milliseconds from the request; `nil` where no
  /// reads were recorded or the offset lies beyond them.
  public func arrival(ofByteAt offset: Int) -> Double? {
    var total = 0
    for read in reads {
      total += read.byteCount
      if offset < total { return read.milliseconds }
    }
    return nil
  }
}
