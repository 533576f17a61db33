import Conformance

/// The head of a scripted response as it goes over the wire.
enum WireHead {
  /// The fields, those of the framing included.
  static func fields(of script: ScriptedResponse, request: HTTPRequest) -> HeaderFields {
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
