import Testing
import WireFormats

@Suite struct DescriptionTests {
  @Test(arguments: [
    ("", "line 1, column 1: there is no text"),
    ("{\n \"a\": 1,\n  \"b\": 2,}", "line 3, column 10: a comma stands before \"}\""),
    ("[1,]", "line 1, column 4: a comma stands before \"]\""),
    ("[NaN]", "line 1, column 2: a number that is not finite; JSON has no NaN and no Infinity"),
    (
      "01",
      "line 1, column 2: a number goes on with \"1\", which RFC 8259 section 6 does not allow"
    ),
    ("\"a\tb\"", "line 1, column 3: byte 0x09 stands unescaped in a string"),
    ("\"\\x\"", "line 1, column 3: an escape goes on with \"x\", which no escape can"),
    ("['a']", "line 1, column 2: a single quote stands here; JSON has double quotes"),
    ("[a]", "line 1, column 2: \"a\" cannot stand here"),
    ("[1", "line 1, column 3: the text ends inside a value"),
    ("{} {}", "line 1, column 4: \"{\" follows the value, after which nothing may stand"),
    ("[// x\n]", "line 1, column 2: a comment begins; JSON has none"),
    ("[1 \"a\"]", "line 1, column 4: a double quote cannot stand here"),
  ])
  func syntaxError(text: String, expected: String) throws {
    let error = try #require(throws: JSONSyntaxError.self) { try JSONDocument(parsing: text.utf8) }
    #expect(error.description == expected)
  }

  @Test func malformedUTF8() throws {
    let error = try #require(throws: JSONSyntaxError.self) {
      try JSONDocument(parsing: [0x22, 0xFF, 0x22])
    }
    #expect(error.description == "line 1, column 2: byte 0xFF is not UTF-8 here")
  }

  @Test func jsonAnomalies() throws {
    let text = "\u{FEFF}{\"a\\n\":\"\\ud800\",\"a\\n\":12345678901234567}"
    #expect(
      try JSONDocument(parsing: text.utf8).anomalies.map(\.description) == [
        "byte 0: the text begins with a byte order mark",
        "byte 11: half of a surrogate pair stands alone",
        "byte 19: the member \"a\\n\" stands more than once",
        "byte 25: 12345678901234567 is beyond the integers that a double holds exactly (2^53 − 1)",
      ])
  }

  @Test func eventStreamAnomalies() {
    let bytes = Array("\u{FEFF}foo: 1\nid: \0\nretry: x\ndata: ".utf8) + [0xFF]
    let anomalies = EventStreamDecoder.elements(of: bytes).compactMap { element -> String? in
      guard case .anomaly(let anomaly) = element else { return nil }
      return anomaly.description
    }
    #expect(
      anomalies == [
        "byte 0: the stream begins with a byte order mark",
        "byte 3: the field \"foo\" is not one that the standard knows",
        "byte 10: an id holds U+0000 and is ignored",
        "byte 16: the retry time \"x\" is not ASCII digits and is ignored",
        "byte 31: these bytes are not UTF-8",
        "byte 3: the body ends inside an event, which is discarded",
      ])
  }
}
