import Conformance
import WireFormats

/// All that a report says of one finding, as plain text that no writer has escaped yet.
struct FindingDetail {
  let finding: Finding
  /// The index, among the result's attempts, of the one whose exchange it was seen in.
  let attempt: Int?
  /// The place in the body, resolved from the pointer where the check gave no offset.
  let range: Range<Int>?
  /// The bytes there.
  let excerpt: ByteExcerpt?
  /// The field lines that it is about.
  let fieldLines: [String]
  /// The claim that makes the rule binding.
  let claim: Claim?
  /// The check's rule, where its name card is known.
  let rule: String?

  /// The details of a result's findings, in order, at most as many as asked for. Every stream is
  /// decoded once.
  static func all(
    of result: ProbeResult, in subject: ReportSubject, limit: Int = .max
  ) -> [FindingDetail] {
    var streams: [Int: EventStreamEvidence] = [:]
    return result.judgement.findings.prefix(limit).map {
      FindingDetail($0, of: result, in: subject, streams: &streams)
    }
  }

  private init(
    _ finding: Finding, of result: ProbeResult, in subject: ReportSubject,
    streams: inout [Int: EventStreamEvidence]
  ) {
    self.finding = finding
    let attempt = result.attemptIndex(of: finding)
    self.attempt = attempt
    claim = finding.claim.flatMap { subject.spec?.claim($0) }
    rule = subject.checks[finding.check]?.rule
    let exchange = attempt.flatMap { result.attempts[$0].exchange }
    if let attempt, let exchange, finding.place.event != nil, finding.place.pointer != nil,
      streams[attempt] == nil
    {
      streams[attempt] = EventStreamEvidence(of: exchange)
    }
    let stream = attempt.flatMap { streams[$0] }
    let range = exchange.flatMap { Self.range(of: finding.place, in: $0, stream: stream) }
    self.range = range
    excerpt =
      if let range, let body = exchange?.body, !body.isEmpty {
        ByteExcerpt(of: body, at: range)
      } else { nil }
    let lines = (exchange?.response?.fields.lines ?? []) + (exchange?.trailers.lines ?? [])
    fieldLines = lines.filter { $0.name.lowercased() == finding.place.field }
      .map { "\($0.name): \($0.value)".clipped(to: 200) }
  }

  /// Where, as a phrase: `step request, event 3, /usage/total_tokens, byte 1042`.
  var place: String {
    let place = finding.place
    var parts = ["step \(place.step)"]
    if let attempt = place.attempt { parts.append("attempt \(attempt)") }
    if let event = place.event { parts.append("event \(event)") }
    if let pointer = place.pointer {
      let path = pointer.description
      parts.append(path.isEmpty ? "the whole value" : path.clipped(to: 200))
    }
    if let field = place.field {
      parts.append(field.hasPrefix(":") ? "the \(field.dropFirst())" : "field \(field)")
    }
    if let offset = place.offset ?? range?.lowerBound { parts.append("byte \(offset)") }
    return parts.joined(separator: ", ")
  }

  /// What was seen: the label and text of every line, in order. The bytes belong behind it.
  var seen: [(label: String, text: String)] {
    [
      ("expected", finding.expected.clipped(to: 1000)),
      ("got", finding.actual.clipped(to: 1000)),
      ("at", place),
    ]
  }

  /// What it means: the label of every line, what it is about as code, and what is said of it.
  var meaning: [(label: String, code: String?, text: String)] {
    var rows: [(label: String, code: String?, text: String)] = [
      ("why", nil, finding.consequence)
    ]
    if let claim {
      rows.append(("claim", claim.id, claim.statement))
    } else if let id = finding.claim {
      rows.append(("claim", id, ""))
    }
    let kind = "\(finding.level.rawValue), \(finding.kind.rawValue)"
    rows.append(("check", finding.check, rule.map { "\($0) (\(kind))" } ?? kind))
    return rows
  }

  /// Where the rule stands: the claim's citations, else the finding's own source.
  var citations: [Citation] {
    let own = claim?.citations ?? []
    return own.isEmpty ? [finding.source] : own
  }

  /// The byte range of a place: what the pointer names, else the offset alone.
  private static func range(
    of place: Finding.Place, in exchange: HTTPExchange, stream: EventStreamEvidence?
  ) -> Range<Int>? {
    let own = place.offset.map { $0..<$0 }
    guard let pointer = place.pointer else { return own }
    guard let number = place.event else {
      return JSONDocument.byteRange(of: pointer, in: exchange.body) ?? own
    }
    guard let events = stream?.events, events.indices.contains(number) else { return own }
    let event = events[number].event
    // The data of an event of one line stands in the body as it is.
    guard event.dataLineCount == 1,
      let inner = JSONDocument.byteRange(of: pointer, in: event.rawData),
      let start = exchange.body.firstIndex(
        of: event.rawData, from: event.offset, to: event.endOffset)
    else { return own ?? event.offset..<event.offset }
    return start + inner.lowerBound..<start + inner.upperBound
  }
}

extension Citation {
  /// The citation as one line: `Create a chat completion, Body, temperature (read 2026-11-20)`.
  var line: String {
    var text = title
    if let section { text += ", \(section)" }
    if let read { text += " (read \(read))" }
    return text
  }
}

extension ProbeResult {
  /// Which attempt a finding was seen in: the last of its step that was answered and that is long
  /// enough; earlier ones were sent again, and are meant only where the finding says so.
  func attemptIndex(of finding: Finding) -> Int? {
    let answered = attempts.indices.filter {
      attempts[$0].step == finding.place.step && attempts[$0].exchange != nil
        && (finding.place.attempt == nil || finding.place.attempt == attempts[$0].number)
    }
    let wanted = finding.place.offset ?? 0
    return answered.last { (attempts[$0].exchange?.body.count ?? 0) >= wanted } ?? answered.last
  }

  /// The request that shows the gravest finding again, else the last that was answered.
  var telling: HTTPRequest? {
    let index =
      judgement.findings.first.flatMap { attemptIndex(of: $0) }
      ?? attempts.lastIndex { $0.exchange != nil }
    return index.flatMap { attempts[$0].exchange?.request }
  }
}

extension [UInt8] {
  /// The offset of the first occurrence of a sequence that lies within a range of offsets.
  fileprivate func firstIndex(of sequence: [UInt8], from start: Int, to end: Int) -> Int? {
    guard let first = sequence.first, start >= 0, end <= count, end - start >= sequence.count else {
      return nil
    }
    return (start...end - sequence.count).first { offset in
      self[offset] == first
        && self[offset..<offset + sequence.count].elementsEqual(sequence)
    }
  }
}
