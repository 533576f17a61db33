import Conformance
import Testing
import WireFormats

@Suite struct SpecFileTests {
  static let text = """
    {
      "a": [1, {"b\\u0041": "x,]}\\"y", "c": {}}, [], null],
      "d/e": {"f": -1.5e3,
              "g": "last"}
    }
    """

  @Test(arguments: [
    ("", 1, 1), ("/a", 2, 8), ("/a/0", 2, 9), ("/a/1", 2, 12), ("/a/1/bA", 2, 24),
    ("/a/1/c", 2, 40), ("/a/2", 2, 45), ("/a/3", 2, 49), ("/d~1e", 3, 10), ("/d~1e/f", 3, 16),
    ("/d~1e/g", 4, 16), ("/d~1e/nowhere", 3, 10),
  ]) func knowsWhereEachValueStands(pointer: String, line: Int, column: Int) throws {
    let file = try SpecFile(parsing: Array(Self.text.utf8), name: "x.json")
    let location = file.location(of: try #require(JSONPointer(parsing: pointer)))
    #expect(location.line == line)
    #expect(location.column == column)
  }

  /// The index and the parser's own locator must agree on every value.
  @Test func agreesWithTheLocator() throws {
    let bytes = Array(Self.text.utf8)
    let file = try SpecFile(parsing: bytes, name: "x.json")
    for path in ["", "/a", "/a/1", "/a/1/bA", "/a/2", "/d~1e", "/d~1e/g"] {
      let pointer = try #require(JSONPointer(parsing: path))
      let range = try #require(JSONDocument.byteRange(of: pointer, in: bytes))
      let before = bytes[..<range.lowerBound]
      let line = before.count { $0 == 0x0A } + 1
      #expect(file.location(of: pointer).line == line)
    }
  }

  @Test func aMemberThatStandsTwiceIsAnError() {
    let error = #expect(throws: SpecError.self) {
      try SpecFile(parsing: Array("{\n \"a\": 1,\n \"a\": 2}".utf8), name: "x.json")
    }
    #expect(error?.location.line == 3)
  }
}
