import Testing
import WireFormats

@Suite struct EventStreamDecoderTests {
  /// Bytes and the events they hold, as type, data and id.
  static let cases: [(String, [[String]])] = [
    (
      "\u{FEFF}data:1\n\n\u{FEFF}data:2\n\ndata:3\n\n",
      [["message", "1", ""], ["message", "3", ""]]
    ),
    (
      "data:\n\ndata\ndata\n\ndata:test\n\n",
      [["message", "", ""], ["message", "\n", ""], ["message", "test", ""]]
    ),
    ("data:test\r\ndata\ndata:test\r\n\r", [["message", "test\n\ntest", ""]]),
    ("event:test\ndata:x\n\ndata:x\n\n", [["test", "x", ""], ["message", "x", ""]]),
    (
      "id:1\ndata:a\n\ndata:b\n\nid:\ndata:c\n\n",
      [["message", "a", "1"], ["message", "b", "1"], ["message", "c", ""]]
    ),
    ("data:\ttest\rdata: \ndata:test\n\n", [["message", "\ttest\n\ntest", ""]]),
    ("retry:03000\nretry:1000x\ndata:x\n\n", [["message", "x", ""]]),
    (" data:x\nfoobar:xxx\njusttext\ndata:test\n\n", [["message", "test", ""]]),
    ("data:test1\n\nid:test\ndata:test2\n", [["message", "test1", ""]]),
  ]

  @Test(arguments: cases)
  func events(text: String, expected: [[String]]) {
    let elements = EventStreamDecoder.elements(of: text.utf8)
    let events = elements.compactMap { element -> [String]? in
      guard case .event(let event) = element else { return nil }
      return [event.type, event.data, event.lastEventID]
    }
    #expect(events == expected)
    #expect(decoded(text.utf8.map { [$0] }) == elements)
    for split in 0...text.utf8.count {
      let bytes = Array(text.utf8)
      #expect(decoded([Array(bytes[..<split]), Array(bytes[split...])]) == elements)
    }
  }

  private func decoded(_ reads: [[UInt8]]) -> [EventStreamElement] {
    var decoder = EventStreamDecoder()
    return reads.flatMap { decoder.decode($0) } + decoder.finish()
  }
}
