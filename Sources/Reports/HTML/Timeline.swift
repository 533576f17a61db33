import Conformance
import WireFormats

/// When what of a response came: the picture's data, and the same in a sentence.
struct Timeline {
  /// What an event is in the picture.
  enum Kind: String {
    case chunk, finish, usage, terminator, error, other
  }

  /// A silence worth showing.
  struct Gap {
    let start: Double
    let end: Double
    var length: Double { end - start }
  }

  private let evidence: Evidence
  private let exchange: HTTPExchange

  private init(_ evidence: Evidence) {
    self.evidence = evidence
    exchange = evidence.exchange
  }

  /// The picture's data; `nil` where nothing but one read came.
  static func lanes(of evidence: Evidence) -> JSONValue? {
    let timeline = Timeline(evidence)
    guard timeline.exchange.reads.count > 1, evidence.stream != nil else { return nil }
    return JSONRecord([
      "end": .double(timeline.end),
      "reads": .array(
        timeline.exchange.reads.prefix(2000).map {
          [.double($0.milliseconds), .integer($0.byteCount)]
        }),
      "events": .array(timeline.events),
      "gaps": .array(
        timeline.gaps.map {
          [.double($0.start), .double($0.end)]
        }),
      "marks": .array(timeline.marks.map { [.double($0.time), .string($0.name)] }),
    ]).value
  }

  /// The same in words.
  static func caption(of evidence: Evidence) -> String {
    let timeline = Timeline(evidence)
    var parts = timeline.marks.map { "\($0.name) after \(words($0.time))" }
    if let stream = evidence.stream {
      parts.append("\(stream.events.count) events in \(timeline.exchange.reads.count) reads")
    }
    if let longest = timeline.silences.max(by: { $0.length < $1.length }), longest.length > 0 {
      parts.append("longest silence \(words(longest.length))")
    }
    parts.append("\(timeline.exchange.body.count) bytes")
    return parts.joined(separator: ", ")
  }

  private var end: Double {
    max(exchange.totalMilliseconds, exchange.reads.last?.milliseconds ?? 0, 1)
  }

  private var marks: [(time: Double, name: String)] {
    var marks: [(time: Double, name: String)] = []
    if let time = exchange.firstByteMilliseconds { marks.append((time, "first byte")) }
    let events = evidence.stream?.events ?? []
    if let time = events.first(where: { $0.hasToken })?.milliseconds {
      marks.append((time, "first token"))
    }
    if let time = events.last(where: { $0.timelineKind == .finish })?.milliseconds {
      marks.append((time, "finish"))
    }
    if let time = events.last(where: \.isTerminator)?.milliseconds {
      marks.append((time, "terminator"))
    }
    marks.append((exchange.totalMilliseconds, "end"))
    return marks
  }

  /// The most events that are drawn.
  private static let mostEvents = 2000

  private var events: [JSONValue] {
    (evidence.stream?.events ?? []).prefix(Self.mostEvents).compactMap { event in
      guard let time = event.milliseconds else { return nil }
      return [.double(time), .string(event.timelineKind.rawValue), .integer(event.number)]
    }
  }

  /// The stretches between one read and the next.
  private var silences: [Gap] {
    zip(exchange.reads, exchange.reads.dropFirst()).map {
      Gap(start: $0.milliseconds, end: $1.milliseconds)
    }
  }

  /// The silences that stand out: over a quarter of a second and over four times the median.
  private var gaps: [Gap] {
    let lengths = silences.map(\.length).sorted()
    guard !lengths.isEmpty else { return [] }
    let median = lengths[lengths.count / 2]
    return silences.filter { $0.length > 250 && $0.length > 4 * median }
      .sorted { $0.length > $1.length }.prefix(5).sorted { $0.start < $1.start }
  }

  private static func words(_ milliseconds: Double) -> String {
    DecimalText.duration(milliseconds: milliseconds)
  }
}

extension EventStreamEvidence.Event {
  /// Whether it carries the first text, reasoning or tool call that a reader would see.
  fileprivate var hasToken: Bool {
    (value?["choices"]?.array ?? []).contains { choice in
      let delta = choice["delta"] ?? choice
      let texts = ["content", "refusal", "text"] + Completion.Choice.reasoningMembers
      return texts.contains { delta[$0]?.string?.isEmpty == false }
        || delta["tool_calls"]?.array?.isEmpty == false
    }
  }

  fileprivate var timelineKind: Timeline.Kind {
    if isTerminator { return .terminator }
    guard let value else { return .other }
    if let error = value["error"], !error.isNull { return .error }
    let choices = value["choices"]?.array ?? []
    if choices.contains(where: { $0["finish_reason"]?.string != nil }) { return .finish }
    if choices.isEmpty, let usage = value["usage"], !usage.isNull { return .usage }
    return choices.isEmpty ? .other : .chunk
  }
}
