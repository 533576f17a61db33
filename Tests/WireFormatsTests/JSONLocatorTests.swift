import Testing
import WireFormats

@Suite struct JSONLocatorTests {
  static let text = """
    \u{FEFF} {"a": 1.50 , "b":[ true,{"c~/":"x\\"]}"}, [] ] ,"\\u0064": null,
    "e":{"f":-1e5}, "a":"last", "": 0, "\u{E9}": {}, "g": [[1,2],[3]] }
    """

  @Test(arguments: [
    ("/a", "\"last\""), ("/b", "[ true,{\"c~/\":\"x\\\"]}\"}, [] ]"), ("/b/0", "true"),
    ("/b/1", "{\"c~/\":\"x\\\"]}\"}"), ("/b/1/c~0~1", "\"x\\\"]}\""), ("/b/2", "[]"),
    ("/d", "null"),
    ("/e/f", "-1e5"), ("/", "0"), ("/\u{E9}", "{}"), ("/g/0/1", "2"), ("/g/1/0", "3"),
  ])
  func found(pointer: String, expected: String) throws {
    let range = try #require(
      JSONDocument.byteRange(of: JSONPointer(stringLiteral: pointer), in: Self.text.utf8))
    #expect(String(decoding: Array(Self.text.utf8)[range], as: UTF8.self) == expected)
  }

  @Test(arguments: [
    "/x", "/b/3", "/b/00", "/b/-", "/b/true", "/a/0", "/e/f/g", "/e\u{301}", "/g/0/2",
  ])
  func absent(pointer: String) {
    #expect(
      JSONDocument.byteRange(of: JSONPointer(stringLiteral: pointer), in: Self.text.utf8) == nil)
  }

  @Test func wholeDocument() {
    #expect(JSONDocument.byteRange(of: JSONPointer(), in: " [1] ".utf8) == 1..<4)
    #expect(JSONDocument.byteRange(of: JSONPointer(), in: "12".utf8) == 0..<2)
    #expect(JSONDocument.byteRange(of: JSONPointer(), in: "\"a\"\n".utf8) == 0..<3)
  }

  @Test(arguments: ["", "[1", "[1]]", "{\"a\":}"])
  func nothingIsFoundInATextThatDoesNotParse(text: String) {
    #expect(JSONDocument.byteRange(of: JSONPointer(), in: text.utf8) == nil)
  }
}
