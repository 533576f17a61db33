import Testing

@testable import WireFormats

/// One case of `fixtures/event-streams`.
struct EventStreamCase: Decodable, Sendable, CustomTestStringConvertible {
  /// One expected element; which members it has depends on what it is.
  struct Expectation: Decodable, Sendable {
    let `is`: String
    let offset: Int
    let type: String?
    let data: String?
    let id: String?
    let end: Int?
    let lines: Int?
    let raw: String?
    let text: String?
    let value: String?
    let milliseconds: Int?
  }

  let name: String
  let bytes: [UInt8]
  let limit: Int?
  let expected: [EventStreamElement?]

  private enum Key: CodingKey {
    case name, limit, elements
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    name = try values.decode(String.self, forKey: .name)
    bytes = try CorpusInput(from: decoder).bytes
    limit = try values.decodeIfPresent(Int.self, forKey: .limit)
    expected = try values.decode([Expectation].self, forKey: .elements).map(\.element)
  }

  var testDescription: String { name }

  static let all = Corpus<EventStreamCase>.load("event-streams")

  /// What the decoder makes of the bytes when they come in these reads.
  func decoded(_ reads: [ArraySlice<UInt8>]) -> [EventStreamElement] {
    var decoder = limit.map { EventStreamDecoder(limit: $0) } ?? EventStreamDecoder()
    return reads.flatMap { decoder.decode($0) } + decoder.finish()
  }
}

extension EventStreamCase.Expectation {
  /// The element, `nil` where the case names a kind that does not exist.
  var element: EventStreamElement? {
    switch self.is {
    case "event":
      .event(
        ServerSentEvent(
          type: type ?? "", data: data ?? "",
          rawData: raw.map(CorpusInput.bytes(hex:)) ?? Array((data ?? "").utf8),
          lastEventID: id ?? "", offset: offset, endOffset: end ?? -1, dataLineCount: lines ?? -1))
    case "comment": .comment(text ?? "", offset: offset)
    case "retry": .retry(milliseconds ?? -1, offset: offset)
    case "emptyBlock": .emptyBlock(offset: offset)
    default: anomalyKind.map { .anomaly(EventStreamAnomaly(kind: $0, offset: offset)) }
    }
  }

  private var anomalyKind: EventStreamAnomaly.Kind? {
    switch self.is {
    case "malformedUTF8": .malformedUTF8
    case "leadingByteOrderMark": .leadingByteOrderMark
    case "unknownField": .unknownField(name: text ?? "", value: value ?? "")
    case "idWithNull": .idWithNull
    case "malformedRetry": .malformedRetry(text ?? "")
    case "unfinishedEvent": .unfinishedEvent(data: text ?? "")
    case "unfinishedLine": .unfinishedLine(text ?? "")
    case "tooLong": .tooLong
    default: nil
    }
  }
}

/// Every rule of WHATWG HTML section 9.2, from `fixtures/event-streams`, however the body is cut.
@Suite struct EventStreamCorpusTests {
  @Test(arguments: EventStreamCase.all)
  func whole(_ one: EventStreamCase) {
    #expect(one.decoded([one.bytes[...]]) == one.expected)
  }

  @Test(arguments: EventStreamCase.all)
  func byteByByte(_ one: EventStreamCase) {
    #expect(one.decoded(one.bytes.indices.map { one.bytes[$0...$0] }) == one.expected)
  }

  @Test(arguments: EventStreamCase.all)
  func atEverySplit(_ one: EventStreamCase) {
    for split in 0...one.bytes.count {
      let elements = one.decoded([one.bytes[..<split], [], one.bytes[split...]])
      #expect(elements == one.expected, "split at \(split)")
    }
  }

  @Test(arguments: EventStreamCase.all)
  func inReadsOfEverySmallSize(_ one: EventStreamCase) {
    for size in 2...7 {
      let reads = stride(from: 0, to: one.bytes.count, by: size).map {
        one.bytes[$0..<min($0 + size, one.bytes.count)]
      }
      #expect(one.decoded(reads) == one.expected, "reads of \(size)")
    }
  }

  @Test func corpusIsWhole() {
    #expect(EventStreamCase.all.count >= 125)
    #expect(Set(EventStreamCase.all.map(\.name)).count == EventStreamCase.all.count)
    #expect(EventStreamCase.all.allSatisfy { !$0.expected.contains(nil) })
  }
}
