import Testing
import WireFormats

@Suite struct JSONValueTests {
  private func value(_ text: String) throws -> JSONValue {
    try JSONDocument(parsing: text.utf8).value
  }

  @Test(arguments: [
    ("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}"), ("{\"a\":0,\"a\":1}", "{\"a\":1}"),
    ("{\"a\":0,\"b\":2,\"a\":1}", "{\"b\":2,\"a\":1}"), ("[1,2.0]", "[1.0,2]"),
    ("{\"a\":[{}]}", "{\"a\":[{}]}"), ("\"\\u00e9\"", "\"\u{E9}\""),
    ("{\"a\":1,\"a\":1}", "{\"a\":2,\"a\":1}"),
  ])
  func equal(left: String, right: String) throws {
    #expect(try value(left) == value(right))
    #expect(try value(left).hashValue == value(right).hashValue)
    #expect(try value(left).canonical() == value(right).canonical())
  }

  @Test(arguments: [
    ("{\"a\":1}", "{\"a\":2}"), ("{\"a\":1}", "{\"b\":1}"), ("{\"a\":1,\"a\":2}", "{\"a\":1}"),
    ("{\"a\":1,\"b\":1}", "{\"a\":1}"), ("[1,2]", "[2,1]"), ("[1]", "[1,1]"), ("0", "false"),
    ("null", "false"), ("\"1\"", "1"), ("[]", "{}"), ("\"\u{E9}\"", "\"e\u{301}\""),
    ("{\"\u{E9}\":1}", "{\"e\u{301}\":1}"), ("\"\u{3A9}\"", "\"\u{2126}\""), ("\"a\"", "\"A\""),
    ("{\"a\":1,\"b\":2}", "{\"a\":1,\"c\":2}"), ("\"12345678x\"", "\"12345678y\""),
  ])
  func different(left: String, right: String) throws {
    #expect(try value(left) != value(right))
    #expect(try value(right) != value(left))
    #expect(try Array(value(left).canonical().utf8) != Array(value(right).canonical().utf8))
  }

  @Test func manyMembersAreEqualInAnyOrder() throws {
    let names = (0..<40).map { "\"k\($0)\":\($0)" }
    let left = try value("{\"k3\":0," + names.joined(separator: ",") + "}")
    let right = try value("{" + names.reversed().joined(separator: ",") + "}")
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
    #expect(try left != value("{" + names.dropFirst().joined(separator: ",") + ",\"x\":0}"))
  }

  @Test func membersAreFoundCodePointForCodePoint() throws {
    var object = try #require(try value("{\"\u{E9}\":1,\"e\u{301}\":2,\"a\":3,\"a\":4}").object)
    #expect(object["\u{E9}"] == 1)
    #expect(object["e\u{301}"] == 2)
    #expect(object["a"] == 4)
    object["\u{E9}"] = nil
    #expect(object.names == ["e\u{301}", "a", "a"])
    object["a"] = 5
    #expect(object.members.map(\.value) == [2, 3, 5])
    object["\u{E9}"] = 6
    #expect(object.count == 4)
  }

  @Test func writing() throws {
    let value: JSONValue = [
      "text": "a\"\\/\n\r\t\u{8}\u{1F}\u{7F}\u{E9}\u{2028}\u{1F600}", "b": [1, [], true], "a": [:],
    ]
    #expect(
      value.serialized()
        == "{\"text\":\"a\\\"\\\\/\\n\\r\\t\\u0008\\u001f\u{7F}\u{E9}\u{2028}\u{1F600}\","
        + "\"b\":[1,[],true],\"a\":{}}")
    #expect(
      JSONValue.array([1, ["a": [], "b": [.null]]]).prettyPrinted()
        == """
        [
          1,
          {
            "a": [],
            "b": [
              null
            ]
          }
        ]
        """)
    #expect(
      try self.value("{\"b\":1.50,\"a\":[100,0.0],\"\u{E9}\":\"x\",\"b\":-2e3,\"B\":1}").canonical()
        == "{\"B\":1,\"a\":[1e2,0],\"b\":-2e3,\"\u{E9}\":\"x\"}")
  }
}
