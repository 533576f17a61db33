public import Conformance

/// Reads one HTTP/1.1 response from bytes as they come, whatever way they are cut into reads.
///
/// It is a push parser: ``read(_:)`` takes bytes, ``stop(_:)`` tells that no more will come. What is
/// irregular is noted, never repaired; what cannot be continued ends as
/// ``HTTPExchange/Ending/malformed``. Source: RFC 9112.
public struct HTTPResponseReader: Sendable {
  /// How much of a response is kept.
  public struct Limits: Sendable, Hashable {
    /// The most bytes of a head, and of a trailer section.
    public var headBytes: Int
    /// The most field lines in a head, and in a trailer section.
    public var fieldLines: Int
    /// The most 1xx heads.
    public var interimHeads: Int
    /// The most body bytes; beyond them the body is cut.
    public var bodyBytes: Int

    /// Makes limits.
    public init(
      headBytes: Int = 256 << 10, fieldLines: Int = 2_000, interimHeads: Int = 32,
      bodyBytes: Int = 64 << 20
    ) {
      self.headBytes = headBytes
      self.fieldLines = fieldLines
      self.interimHeads = interimHeads
      self.bodyBytes = bodyBytes
    }
  }

  /// Why no more bytes will come.
  public enum Stop: Sendable, Hashable {
    /// The server closed the connection in good order.
    case closed
    /// The server closed a TLS connection without saying so: bytes may be missing.
    case truncated
    /// The connection was reset.
    case reset
    /// A time limit ran out.
    case timedOut(HTTPExchange.TimeLimit)
  }

  private enum State {
    case head(MessageHead)
    case length(left: Int)
    case chunked(ChunkedReader)
    case untilClose
    case done
  }

  /// The 1xx heads so far.
  public private(set) var interim: [HTTPResponseHead] = []
  /// The response's head once it is whole.
  public private(set) var response: HTTPResponseHead?
  /// The body so far, the transfer coding removed.
  public private(set) var body: [UInt8] = []
  /// The trailer fields.
  public private(set) var trailers = HeaderFields()
  /// How the response ended; `nil` while more bytes are awaited.
  public private(set) var ending: HTTPExchange.Ending?
  /// How many bytes were read.
  public private(set) var byteCount = 0

  private let method: String
  private let limits: Limits
  private var state = State.head(MessageHead())
  /// The status line of the head that is being read.
  private var status: StatusLine?
  private var log = IrregularityLog()
  private var endsWithConnection = false
  private var excess: [UInt8] = []
  private var endOffset = 0

  /// Makes a reader for the response to a request of that method.
  public init(method: String, limits: Limits = Limits()) {
    self.method = method
    self.limits = limits
  }

  /// What was irregular so far, in order of offset.
  public var irregularities: [HTTPExchange.Irregularity] {
    var entries = log.entries
    if !excess.isEmpty {
      entries.append(
        HTTPExchange.Irregularity(
          .bytesAfterResponse, offset: endOffset, detail: IrregularityLog.excerpt(excess)))
    }
    return entries.enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }
    .map(\.element)
  }

  /// Whether another request may follow on the same connection (RFC 9112 section 9.3).
  public var allowsReuse: Bool {
    guard ending == .complete, !endsWithConnection, excess.isEmpty, log.entries.isEmpty,
      let response
    else { return false }
    let options = response.fields.all(named: "Connection").joined(separator: ",").lowercased()
      .split(whereSeparator: { $0 == "," || $0 == " " || $0 == "\t" })
    if options.contains("close") { return false }
    return response.version == "HTTP/1.1" || options.contains("keep-alive")
  }

  // MARK: Input

  /// Takes the next bytes. After the end they count as bytes after the response.
  public mutating func read(_ bytes: ArraySlice<UInt8>) {
    var input = bytes
    let origin = byteCount - input.startIndex
    byteCount += input.count
    while !input.isEmpty, ending == nil { advance(&input, origin: origin) }
    if !input.isEmpty, ending == .complete {
      excess += input.prefix(max(0, 64 - excess.count))
    }
  }

  /// Tells that no more bytes will come. Does nothing where the response has ended already.
  public mutating func stop(_ reason: Stop) {
    guard ending == nil else { return }
    switch state {
    case .head(let head) where !head.unfinishedStartLine.isEmpty:
      noteForeignBeginning(of: head.unfinishedStartLine)
    case .length(let left):
      log.note(.bodyShorterThanLength, at: byteCount, "\(left) bytes are missing")
    case .chunked(let reader):
      trailers = reader.trailers
      reader.noteEnd(at: byteCount, log: &log)
    case .untilClose where reason == .closed:
      return end(.complete)
    default: break
    }
    switch reason {
    case .closed, .truncated: end(.closedEarly)
    case .reset: end(.reset)
    case .timedOut(let limit): end(.timedOut(limit))
    }
  }

  // MARK: Steps

  private mutating func advance(_ input: inout ArraySlice<UInt8>, origin: Int) {
    switch state {
    case .head(var head):
      // Taken out while it is changed, so that nothing is copied.
      state = .done
      let progress = head.take(&input, origin: origin, limits: headLimits, log: &log)
      if progress == .malformed { return end(.malformed) }
      if head.startLine == nil, head.unfinishedStartLine.count >= Self.recognisable,
        noteForeignBeginning(of: head.unfinishedStartLine)
      {
        return end(.malformed)
      }
      if let line = head.startLine, status == nil {
        if noteForeignBeginning(of: Array(line.bytes), at: line.offset) { return end(.malformed) }
        if head.blankLines > 0 {
          log.note(.blankLineBeforeResponse, at: line.offset, "\(head.blankLines) empty lines")
        }
        guard let read = StatusLine(line, log: &log) else { return end(.malformed) }
        status = read
      }
      state = .head(head)
      if progress == .whole, let status { finishHead(status, head, at: origin + input.startIndex) }
    case .length(let left):
      let part = input.prefix(left)
      input = input.dropFirst(part.count)
      state = .length(left: left - part.count)
      if deliver(part), part.count == left { end(.complete, at: origin + input.startIndex) }
    case .chunked(var reader):
      state = .done
      var pieces: [ArraySlice<UInt8>] = []
      var room = limits.bodyBytes - body.count
      let progress = reader.take(&input, origin: origin, limits: headLimits, log: &log) {
        pieces.append($0)
        room -= $0.count
        return room >= 0
      }
      state = .chunked(reader)
      for piece in pieces where !deliver(piece) { return }
      switch progress {
      case .needsMore: break
      case .whole:
        trailers = reader.trailers
        end(.complete, at: origin + input.startIndex)
      case .malformed:
        trailers = reader.trailers
        end(.malformed)
      }
    case .untilClose:
      let part = input
      input = input[input.endIndex...]
      _ = deliver(part)
    case .done:
      input = input[input.endIndex...]
    }
  }

  private mutating func finishHead(_ line: StatusLine, _ head: MessageHead, at offset: Int) {
    let start = head.startLine?.offset ?? 0
    let whole = HTTPResponseHead(
      version: line.version, status: line.status, reason: line.reason,
      fields: head.section.fields)
    let framing = BodyFraming(
      response: whole, section: head.section, method: method, at: start, log: &log)
    status = nil
    if (100..<200).contains(whole.status), whole.status != 101 {
      guard interim.count < limits.interimHeads else {
        log.note(.interimFlood, at: start, "more than \(limits.interimHeads) interim heads")
        return end(.malformed)
      }
      interim.append(whole)
      state = .head(MessageHead())
      return
    }
    response = whole
    if whole.status == 101 {
      log.note(.unrequestedUpgrade, at: start, "101 \(whole.fields["Upgrade"] ?? "")")
      return end(.malformed)
    }
    switch framing {
    case .none, .length(0): end(.complete, at: offset)
    case .length(let length): state = .length(left: length)
    case .chunked: state = .chunked(ChunkedReader())
    case .untilClose:
      endsWithConnection = true
      state = .untilClose
    case .contradictory: end(.malformed)
    }
  }

  /// Adds body bytes. Returns `false` where the limit is passed, and ends the response.
  private mutating func deliver(_ part: ArraySlice<UInt8>) -> Bool {
    let room = limits.bodyBytes - body.count
    if part.count > room {
      body += part.prefix(room)
      end(.tooLarge(limit: limits.bodyBytes))
      return false
    }
    body += part
    return true
  }

  private mutating func end(_ ending: HTTPExchange.Ending, at offset: Int? = nil) {
    self.ending = ending
    endOffset = offset ?? byteCount
    state = .done
  }

  /// How many bytes tell that something is not HTTP, where no line feed comes first.
  private static let recognisable = 16

  /// Notes a response that does not begin with `HTTP/`. Returns whether it does not.
  @discardableResult
  private mutating func noteForeignBeginning(of bytes: [UInt8], at offset: Int? = nil) -> Bool {
    guard !bytes.starts(with: StatusLine.protocolName.prefix(bytes.count)) else { return false }
    // One byte short of what is awaited, which may be the CR of a line just as long.
    let excerpt = IrregularityLog.excerpt(bytes.prefix(Self.recognisable - 1))
    log.note(.malformedStatusLine, at: offset ?? byteCount - bytes.count, "not HTTP: \(excerpt)")
    return true
  }

  private var headLimits: HeadLimits {
    HeadLimits(bytes: limits.headBytes, fieldLines: limits.fieldLines)
  }
}
