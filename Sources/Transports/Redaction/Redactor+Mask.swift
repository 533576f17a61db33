public import Conformance

/// Masking keeps every length: each byte of a secret becomes an asterisk, so that the places that
/// findings name stay right. Recordings, where `[redacted]` says what happened, replace instead.
extension Redactor {
  /// The text with every known secret, and every telling part of one, overwritten. Messages quote
  /// what a server sent, and may cut it anywhere.
  public func mask(_ text: String) -> String {
    guard !patterns.isEmpty else { return text }
    let bytes = Array(text.utf8)
    let cuts = Self.united(cuts(in: bytes) + fragmentCuts(in: bytes))
    return cuts.isEmpty ? text : String(decoding: Self.overwriting(cuts, in: bytes), as: UTF8.self)
  }

  /// The exchange with every known secret overwritten, in its fields, target, bodies and details.
  /// Fields keep their other values: what a report shows of them is the report's affair.
  public func mask(_ exchange: HTTPExchange) -> HTTPExchange {
    guard !patterns.isEmpty else { return exchange }
    var out = exchange
    out.request.target = mask(exchange.request.target)
    out.request.fields = mask(exchange.request.fields)
    out.request.body = mask(body: exchange.request.body)
    out.interim = exchange.interim.map(mask)
    out.response = exchange.response.map(mask)
    out.body = mask(body: exchange.body)
    out.trailers = mask(exchange.trailers)
    out.irregularities = exchange.irregularities.map {
      HTTPExchange.Irregularity(kind: $0.kind, offset: $0.offset, detail: mask($0.detail))
    }
    return out
  }

  private func mask(_ head: HTTPResponseHead) -> HTTPResponseHead {
    HTTPResponseHead(
      version: mask(head.version), status: head.status, reason: mask(head.reason),
      fields: mask(head.fields))
  }

  private func mask(_ fields: HeaderFields) -> HeaderFields {
    HeaderFields(fields.lines.map { HeaderField(name: mask($0.name), value: mask($0.value)) })
  }

  private func mask(body: [UInt8]) -> [UInt8] { Self.overwriting(bodyCuts(body), in: body) }

  private func fragmentCuts(in bytes: [UInt8]) -> [Cut] {
    bytes.withUnsafeBufferPointer { bytes in
      var cuts: [Cut] = []
      var index = 0
      while index < bytes.count {
        let end = patterns.compactMap { $0.end(ofFragmentAt: index, in: bytes) }.max()
        if let end { cuts.append(index..<end) }
        index = end ?? index + 1
      }
      return cuts
    }
  }

  private static func overwriting(_ cuts: [Cut], in bytes: [UInt8]) -> [UInt8] {
    var out = bytes
    for cut in cuts {
      for index in cut { out[index] = UInt8(ascii: "*") }
    }
    return out
  }
}
