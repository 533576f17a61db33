public import Conformance

/// Reads one HTTP/1.1 request from bytes as they come, the counterpart of ``HTTPResponseReader``.
public struct HTTPRequestReader: Sendable {
  /// How reading went.
  public enum Progress: Sendable, Hashable {
    /// More bytes are awaited.
    case needsMore
    /// The request is whole.
    case whole
    /// The bytes are not a request, or one beyond the limits; the irregularities say where.
    case malformed
  }

  private enum State {
    case head(MessageHead)
    case length(left: Int)
    case chunked(ChunkedReader)
    case done
  }

  /// The method, `""` until the head is whole.
  public private(set) var method = ""
  /// The target as written.
  public private(set) var target = ""
  /// The version as written, for instance `HTTP/1.1`.
  public private(set) var version = ""
  /// The fields in order.
  public private(set) var fields = HeaderFields()
  /// The body so far, the transfer coding removed.
  public private(set) var body: [UInt8] = []
  /// How reading went so far.
  public private(set) var progress = Progress.needsMore
  /// How many bytes the request took so far; what follows belongs to the next one.
  public private(set) var byteCount = 0

  private let limits: HTTPResponseReader.Limits
  private var state = State.head(MessageHead())
  private var log = IrregularityLog()

  /// Makes a reader. ``HTTPResponseReader/Limits/interimHeads`` has no meaning here.
  public init(limits: HTTPResponseReader.Limits = .init()) { self.limits = limits }

  /// What was irregular so far, in the order it was found.
  public var irregularities: [HTTPExchange.Irregularity] { log.entries }

  /// Takes the next bytes and returns those behind the end of the request.
  @discardableResult
  public mutating func read(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var input = bytes
    let origin = byteCount - input.startIndex
    while !input.isEmpty, progress == .needsMore { advance(&input, origin: origin) }
    byteCount = origin + input.startIndex
    return input
  }

  private mutating func advance(_ input: inout ArraySlice<UInt8>, origin: Int) {
    let headLimits = HeadLimits(bytes: limits.headBytes, fieldLines: limits.fieldLines)
    switch state {
    case .head(var head):
      state = .done
      let result = head.take(&input, origin: origin, limits: headLimits, log: &log)
      state = .head(head)
      if result == .malformed { progress = .malformed }
      if result == .whole { finishHead(head) }
    case .length(let left):
      let part = input.prefix(left)
      input = input.dropFirst(part.count)
      state = .length(left: left - part.count)
      deliver(part)
      if part.count == left, progress == .needsMore { progress = .whole }
    case .chunked(var reader):
      state = .done
      var pieces: [ArraySlice<UInt8>] = []
      var room = limits.bodyBytes - body.count
      let result = reader.take(&input, origin: origin, limits: headLimits, log: &log) {
        pieces.append($0)
        room -= $0.count
        return room >= 0
      }
      state = .chunked(reader)
      for piece in pieces { deliver(piece) }
      if progress == .needsMore, result != .needsMore {
        progress = result == .whole ? .whole : .malformed
      }
    case .done: break
    }
  }

  private mutating func finishHead(_ head: MessageHead) {
    guard let line = head.startLine else { return }
    FieldSection.noteLineEnd(line, &log)
    FieldSection.noteControls(line, &log)
    let parts = line.bytes.split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy(FieldSection.isTokenByte),
      !parts[1].isEmpty, parts[2].starts(with: StatusLine.protocolName)
    else {
      log.note(
        .malformedStatusLine, at: line.offset,
        "not a request line: \(IrregularityLog.excerpt(line.bytes))")
      progress = .malformed
      return
    }
    method = FieldSection.text(parts[0])
    target = FieldSection.text(parts[1])
    version = FieldSection.text(parts[2])
    fields = head.section.fields
    switch BodyFraming(request: head.section, version: version, at: line.offset, log: &log) {
    case .none, .untilClose, .length(0): progress = .whole
    case .length(let length): state = .length(left: length)
    case .chunked: state = .chunked(ChunkedReader())
    case .contradictory: progress = .malformed
    }
  }

  private mutating func deliver(_ part: ArraySlice<UInt8>) {
    let room = limits.bodyBytes - body.count
    body += part.prefix(room)
    if part.count > room { progress = .malformed }
  }
}
