public import Conformance
public import Simulator

/// How recorded answers are given again: when, and in which pieces.
public struct ReplayPacing: Sendable, Hashable {
  /// How many times faster than recorded: 1 as recorded, 2 in half the time.
  public var speed: Double
  /// The size of the pieces in bytes that a body is cut into; `nil` for those that were recorded.
  public var pieceSize: Int?

  /// Makes a pacing.
  public init(speed: Double = 1, pieceSize: Int? = nil) {
    self.speed = speed
    self.pieceSize = pieceSize
  }

  /// Fields that say how the body was framed on the recorded connection.
  private static let framingFields = ["Content-Length", "Transfer-Encoding", "Connection"]

  /// The script that answers as a recording did: head, body and ending as they were kept, each piece
  /// of the body when it came.
  ///
  /// What was irregular in the framing is not made again, for a recording keeps what was irregular
  /// and not its bytes. A body that another program saved decoded is framed anew.
  public func script(of exchange: HTTPExchange) -> ScriptedResponse {
    guard var head = exchange.response else {
      // Nothing came: the connection just ends, or nothing ever comes.
      return ScriptedResponse(
        head: HTTPResponseHead(status: 500), headPause: exchange.totalMilliseconds / speed,
        ending: exchange.ending == .complete ? .cut : ending(of: exchange), wire: [])
    }
    let isOurs = head.version.hasPrefix("HTTP/1.")
    if !isOurs { head.version = "HTTP/1.1" }
    let framing = framing(of: exchange, head: head)
    let length = head.fields["Content-Length"].flatMap { Int($0) }
    let isWhole = exchange.ending == .complete
    if !isOurs || framing != .length || (isWhole && length != exchange.body.count) {
      for name in Self.framingFields { head.fields.set(name, to: nil) }
    }
    // Other programs save bodies decoded; what is coded is hardly ever UTF-8 by chance.
    if head.fields["Content-Encoding"] != nil,
      String(validating: exchange.body, as: UTF8.self) != nil
    {
      head.fields.set("Content-Encoding", to: nil)
    }
    let first = exchange.firstByteMilliseconds ?? exchange.totalMilliseconds
    let parts = parts(of: exchange, from: first)
    let last = max(first, exchange.reads.last?.milliseconds ?? first)
    return ScriptedResponse(
      head: head, headPause: max(0, first) / speed, framing: framing, parts: parts,
      trailers: exchange.trailers, ending: ending(of: exchange),
      endPause: max(0, exchange.totalMilliseconds - last) / speed, interim: exchange.interim)
  }

  private func framing(of exchange: HTTPExchange, head: HTTPResponseHead)
    -> ScriptedResponse.Framing
  {
    if [204, 304].contains(head.status) { return .none }
    if let coding = head.fields["Transfer-Encoding"], coding.lowercased().contains("chunked") {
      return .chunked
    }
    if head.fields["Content-Length"] != nil { return .length }
    // A stream that another program saved over HTTP/2 comes in pieces, too.
    return head.version == "HTTP/1.1" && head.fields["Connection"]?.lowercased() != "close"
      ? .chunked : .untilClose
  }

  private func ending(of exchange: HTTPExchange) -> ScriptedResponse.Ending {
    switch exchange.ending {
    case .complete: .complete
    case .closedEarly, .malformed, .tooLarge: .cut
    case .reset: .reset
    case .timedOut: .hang
    }
  }

  private func parts(of exchange: HTTPExchange, from start: Double) -> [ScriptedResponse.Part] {
    var reads = exchange.reads
    if reads.isEmpty && !exchange.body.isEmpty {
      reads = [HTTPExchange.BodyRead(milliseconds: start, byteCount: exchange.body.count)]
    }
    // Any pause at all makes the server send what it has: a piece by itself is the point of pieces.
    let least = pieceSize == nil ? 0 : 0.01
    var parts: [ScriptedResponse.Part] = []
    var clock = start
    var position = 0
    var readEnd = 0
    for read in reads {
      readEnd += read.byteCount
      while position < readEnd {
        let end = min(position + (pieceSize ?? read.byteCount), exchange.body.count)
        // A piece that reaches into the next read leaves when that one came.
        guard end <= readEnd else { break }
        let pause = max(0, read.milliseconds - clock) / speed
        clock = max(clock, read.milliseconds)
        parts.append(
          ScriptedResponse.Part(
            bytes: Array(exchange.body[position..<end]), pause: max(least, pause)))
        position = end
      }
    }
    return parts
  }
}
