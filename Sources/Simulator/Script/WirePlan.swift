import Conformance

/// A scripted response as bytes on a connection and the moments at which they are sent: what a
/// socket plays and what a simulated connection reads.
struct WirePlan: Sendable {
  /// Some bytes that are sent at once.
  struct Step: Sendable, Hashable {
    /// Milliseconds from the request.
    var milliseconds: Double
    var bytes: [UInt8]
  }

  /// What becomes of the connection.
  enum Aftermath: Sendable, Hashable {
    case keepAlive
    case close
    case reset
    /// It stays open, and nothing more comes.
    case hang
  }

  private(set) var steps: [Step] = []
  let aftermath: Aftermath
  /// When the connection ends or is free for the next request, in milliseconds from the request.
  private(set) var endMilliseconds = 0.0

  /// How much is gathered at most before it is sent, where no pause comes between.
  private static let gathered = 32_768

  /// Plans a response.
  init(_ script: ScriptedResponse, keepsAlive: Bool) {
    switch script.ending {
    case .hang: aftermath = .hang
    case .reset: aftermath = .reset
    case .cut: aftermath = .close
    case .complete:
      let isBounded = script.framing != .untilClose
      let asksToClose = script.head.fields["Connection"]?.lowercased() == "close"
      aftermath = keepsAlive && isBounded && !asksToClose ? .keepAlive : .close
    }
    var clock = script.headPause
    var pending: [UInt8] = []
    for part in script.wire ?? Self.parts(of: script, keepsAlive: keepsAlive) {
      if part.pause > 0 || pending.count > Self.gathered {
        add(&pending, at: clock)
        clock += part.pause
      }
      pending += part.bytes
    }
    add(&pending, at: clock)
    endMilliseconds = clock
  }

  private mutating func add(_ bytes: inout [UInt8], at milliseconds: Double) {
    guard !bytes.isEmpty else { return }
    steps.append(Step(milliseconds: milliseconds, bytes: bytes))
    bytes.removeAll(keepingCapacity: true)
  }

  /// The bytes on the wire: heads, body in its framing, and the end of it.
  static func parts(of script: ScriptedResponse, keepsAlive: Bool) -> [ScriptedResponse.Part] {
    var head = script.head
    head.fields = WireHead.fields(of: script)
    if !keepsAlive { head.fields.set("Connection", to: "close") }
    var parts = [
      ScriptedResponse.Part(
        bytes: script.interim.flatMap { WireHead.bytes(of: $0) } + WireHead.bytes(of: head))
    ]
    let isChunked = script.framing == .chunked
    for part in script.parts where !part.bytes.isEmpty {
      var part = part
      if isChunked {
        let size = Array((String(part.bytes.count, radix: 16) + "\r\n").utf8)
        part.bytes = size + part.bytes + [0x0D, 0x0A]
      }
      parts.append(part)
    }
    var end: [UInt8] = []
    if isChunked && script.ending == .complete {
      end = Array("0\r\n".utf8)
      for line in script.trailers.lines { end += Array("\(line.name): \(line.value)\r\n".utf8) }
      end += [0x0D, 0x0A]
    }
    return parts + [ScriptedResponse.Part(bytes: end, pause: script.endPause)]
  }
}

/// The head of a scripted response as it goes over the wire.
enum WireHead {
  /// The fields, those of the framing included.
  static func fields(of script: ScriptedResponse) -> HeaderFields {
    var fields = script.head.fields
    switch script.framing {
    case .length:
      guard fields["Content-Length"] == nil else { break }
      fields.set("Content-Length", to: String(script.parts.reduce(0) { $0 + $1.bytes.count }))
    case .chunked: fields.set("Transfer-Encoding", to: "chunked")
    case .untilClose: fields.set("Connection", to: "close")
    case .none: break
    }
    return fields
  }

  /// The bytes of a head.
  static func bytes(of head: HTTPResponseHead) -> [UInt8] {
    var text = "\(head.version) \(head.status) \(head.reason)\r\n"
    for line in head.fields.lines { text += "\(line.name): \(line.value)\r\n" }
    return Array((text + "\r\n").utf8)
  }
}
