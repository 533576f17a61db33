import Conformance
import WireFormats

/// A response body cut into rows, raw beside decoded: one row an event, or one for the whole.
struct BodyLayout {
  /// The rows as JSON: `at` (byte offset), `ms`, `label`, `raw` (segments: text and the number of a
  /// finding, 0 for none), `lines` (pairs of pointer and value) or `text`.
  private(set) var rows: [JSONValue] = []

  /// Longer bodies are cut where nothing was found: what is kept at the start, at the end and around
  /// findings, in bytes.
  private static let lead = 12 << 10
  private static let tail = 2 << 10
  private static let around = 512
  /// The most rows at the start and at the end; those between are left out where nothing was found.
  private static let mostRows = 150

  private let body: [UInt8]
  private let highlights: [Highlight]

  init(_ evidence: Evidence, highlights: [Highlight]) {
    body = evidence.exchange.body
    self.highlights = highlights.filter { $0.range != nil }
    guard !body.isEmpty else { return }
    if let stream = evidence.stream {
      lay(stream, of: evidence.exchange)
    } else {
      let text: JSONValue? =
        switch evidence.payload {
        case .json(let document): .string(Self.pretty(document.value))
        case .malformedJSON(let error): .string("not JSON: \(error.phrase)")
        case .empty, .eventStream, .other: nil
        }
      let record = JSONRecord([
        "at": 0, "ms": evidence.exchange.reads.first.map { .double($0.milliseconds) },
        "label": .string("\(body.count) bytes"), "raw": segments(of: 0..<body.count), "text": text,
      ])
      rows.append(record.value)
    }
  }

  /// Bytes as visible text, its end cut off where it is long.
  static func clippedText(_ bytes: [UInt8]) -> String {
    let end = min(bytes.count, lead)
    let rest = end < bytes.count ? "… (\(bytes.count) bytes in all)" : ""
    return ByteGlyph.text(of: bytes, in: 0..<end) + rest
  }

  private static func pretty(_ value: JSONValue) -> String {
    VisibleText.visible(value.prettyPrinted().clipped(to: 20_000), keepsLineBreaks: true)
  }

  // MARK: Streams

  private mutating func lay(_ stream: EventStreamEvidence, of exchange: HTTPExchange) {
    var parts: [(range: Range<Int>, event: EventStreamEvidence.Event?)] = []
    var position = 0
    for event in stream.events {
      let start = max(position, event.event.offset)
      if position < start { parts.append((position..<start, nil)) }
      let end = max(start, event.event.endOffset)
      parts.append((start..<end, event))
      position = end
    }
    if position < body.count { parts.append((position..<body.count, nil)) }
    var notes = stream.elements.compactMap(\.note)[...]
    var previous: JSONValue?
    var omitted = 0
    for (index, part) in parts.enumerated() {
      var own: [String] = []
      while let next = notes.first, next.offset < part.range.upperBound || index == parts.count - 1
      {
        own.append(next.text)
        notes.removeFirst()
      }
      let envelope = previous
      previous = part.event?.value ?? previous
      let isFar = index >= Self.mostRows && index < parts.count - Self.mostRows
      if isFar,
        !highlights.contains(where: { part.range.isTouched(by: $0.range, total: body.count) })
      {
        omitted += 1
        continue
      }
      if omitted > 0 { rows.append(["label": .string("… \(omitted) rows left out here")]) }
      omitted = 0
      rows.append(row(part.range, part.event, notes: own, envelope: envelope, exchange))
    }
  }

  private func row(
    _ range: Range<Int>, _ event: EventStreamEvidence.Event?, notes: [String],
    envelope: JSONValue?, _ exchange: HTTPExchange
  ) -> JSONValue {
    let time = event?.milliseconds ?? exchange.arrival(ofByteAt: range.lowerBound)
    var label = event.map { "event \($0.number)" } ?? "no event"
    if let type = event?.event.type, type != "message" {
      label += " “\(VisibleText.visible(type.clipped(to: 60)))”"
    }
    if !notes.isEmpty { label += ": " + notes.prefix(5).joined(separator: ", ") }
    var record = JSONRecord([
      "at": .integer(range.lowerBound), "ms": time.map { .double($0) }, "label": .string(label),
      "raw": segments(of: range),
    ])
    switch event?.content {
    case .terminator: record["text"] = "the terminator"
    case .json(let document):
      record["lines"] = FlatJSON.lines(of: document.value, after: envelope)
    case .empty: record["text"] = "no data"
    case .malformed(let error): record["text"] = .string("not JSON: \(error.phrase)")
    case nil: break
    }
    return record.value
  }

  // MARK: Segments

  /// The bytes of a range as pairs of text and finding number; empty places of findings come as an
  /// empty text.
  private func segments(of range: Range<Int>) -> JSONValue {
    let touching = highlights.filter { range.isTouched(by: $0.range, total: body.count) }
    var cuts: Set<Int> = [range.lowerBound, range.upperBound]
    for place in touching.compactMap(\.range) {
      for cut in [place.lowerBound, place.upperBound] where range.contains(cut) {
        cuts.insert(cut)
      }
    }
    var segments: [JSONValue] = []
    let ordered = cuts.sorted()
    for (start, end) in zip(ordered, ordered.dropFirst()) {
      points(at: start, of: touching, in: range, to: &segments)
      let owner = touching.first { $0.range?.isEmpty == false && $0.range?.contains(start) == true }
      let text = owner == nil ? thinned(start..<end, in: range) : clip(start..<end)
      segments.append([.string(text), .integer(owner?.number ?? 0)])
    }
    points(at: range.upperBound, of: touching, in: range, to: &segments)
    return .array(segments)
  }

  /// Places without extent at an offset. One at the end of a row belongs to the next row, unless
  /// there is none.
  private func points(
    at offset: Int, of touching: [Highlight], in range: Range<Int>, to segments: inout [JSONValue]
  ) {
    guard range.contains(offset) || offset == body.count else { return }
    for highlight in touching
    where highlight.range?.isEmpty == true
      && min(highlight.range?.lowerBound ?? 0, body.count) == offset
    {
      segments.append(["", .integer(highlight.number)])
    }
  }

  /// A stretch in which nothing was found: whole, or its ends.
  private func thinned(_ range: Range<Int>, in row: Range<Int>) -> String {
    let head = range.lowerBound == row.lowerBound ? Self.lead : Self.around
    let foot = range.upperBound == row.upperBound ? Self.tail : Self.around
    guard range.count > head + foot else { return ByteGlyph.text(of: body, in: range) }
    let start = range.lowerBound + head
    let end = range.upperBound - foot
    return ByteGlyph.text(of: body, in: range.lowerBound..<start)
      + " … \(end - start) bytes left out … "
      + ByteGlyph.text(of: body, in: end..<range.upperBound)
  }

  private func clip(_ range: Range<Int>) -> String {
    let end = min(range.upperBound, range.lowerBound + Self.tail)
    let rest = range.upperBound - end
    return ByteGlyph.text(of: body, in: range.lowerBound..<end)
      + (rest > 0 ? " … \(rest) bytes left out … " : "")
  }
}

extension Range<Int> {
  /// Whether a place lies in it, even in part; one without extent counts where it stands, and one at
  /// the end of the body belongs to the last row.
  fileprivate func isTouched(by place: Range<Int>?, total: Int) -> Bool {
    guard let place else { return false }
    guard place.isEmpty else { return overlaps(place) }
    return contains(place.lowerBound) || (place.lowerBound >= total && upperBound == total)
  }
}
