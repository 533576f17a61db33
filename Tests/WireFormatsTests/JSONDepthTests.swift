import Foundation
import Testing
import WireFormats

/// Deep and wide texts: no stack overflows, nothing is quadratic or worse.
@Suite struct JSONDepthTests {
  static let deepTexts: [String] = [
    String(repeating: "[", count: 512) + "1" + String(repeating: "]", count: 512),
    String(repeating: "{\"a\":", count: 512) + "1" + String(repeating: "}", count: 512),
    String(repeating: "[{\"a\":", count: 256) + "1" + String(repeating: "}]", count: 256),
    String(repeating: "{\"a\":0,\"b\":", count: 512) + "1" + String(repeating: "}", count: 512),
    String(repeating: "[0,[0],", count: 511) + "1" + String(repeating: "]", count: 511),
  ]

  @Test(arguments: deepTexts)
  func everyOperationFitsASmallStack(text: String) {
    SmallThread.run {
      do {
        let value = try JSONDocument(parsing: text.utf8).value
        let other = try JSONDocument(parsing: Array(text.utf8)).value
        let changed = try JSONDocument(
          parsing: text.replacingOccurrences(of: "1", with: "2").utf8
        ).value
        #expect(value == other)
        #expect(value != changed)
        #expect(value.hashValue == other.hashValue)
        #expect(Set([value, other, changed]).count == 2)
        #expect(value.serialized() == text)
        #expect(try JSONDocument(parsing: value.prettyPrinted().utf8).value == value)
        #expect(try JSONDocument(parsing: value.canonical().utf8).value == value)
        let tokens = Array(repeating: text.hasPrefix("{") ? "a" : "0", count: 400)
        _ = JSONDocument.byteRange(of: JSONPointer(tokens), in: text.utf8)
        _ = value[JSONPointer(tokens)]
      } catch {
        Issue.record(error)
      }
    }
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":", "[[],"])
  func aMillionOpenBracketsFitASmallStack(piece: String) {
    SmallThread.run {
      let text = String(repeating: piece, count: 1_000_000)
      #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: text.utf8) }
    }
  }

  /// Comparing members in two ways at each level would take 2^512 steps.
  @Test func differingLeavesOfDeepObjectsAreComparedOnce() throws {
    let left = try JSONDocument(parsing: Self.deepTexts[3].utf8).value
    let right = try JSONDocument(
      parsing: Self.deepTexts[3].replacingOccurrences(of: "b\":1", with: "b\":2").utf8
    ).value
    #expect(left != right)
    // The same, with members in another order at each level.
    let swapped = try JSONDocument(
      parsing: (String(repeating: "{\"b\":", count: 512) + "2"
        + String(repeating: ",\"a\":0}", count: 512)).utf8
    ).value
    #expect(left != swapped)
    #expect(right == swapped)
    #expect(right.hashValue == swapped.hashValue)
  }

  private func text(ofMembers numbers: some Sequence<Int>) -> String {
    "{" + numbers.map { "\"name-\($0)\":\($0)" }.joined(separator: ",") + "}"
  }

  @Test func aHundredThousandMembersAreRead() throws {
    let document = try JSONDocument(parsing: text(ofMembers: 0..<100_000).utf8)
    #expect(document.anomalies.isEmpty)
    #expect(document.value.object?.count == 100_000)
  }

  @Test func twentyThousandMembersAreComparedInAnyOrder() throws {
    let value = try JSONDocument(parsing: text(ofMembers: 0..<20_000).utf8).value
    let reversed = try JSONDocument(parsing: text(ofMembers: (0..<20_000).reversed()).utf8).value
    #expect(value == reversed)
    #expect(value.hashValue == reversed.hashValue)
    #expect(value.canonical() == reversed.canonical())
  }

  @Test func aHundredThousandDuplicatesAreReported() throws {
    let text = "{" + (0..<100_000).map { "\"a\":\($0)" }.joined(separator: ",") + "}"
    let document = try JSONDocument(parsing: text.utf8)
    #expect(document.anomalies.count == 99_999)
    #expect(document.value == ["a": 99_999])
    #expect(document.value["a"]?.int == 99_999)
  }

  @Test func anErrorDeepInsideALargeTextIsFoundOnce() {
    let text = "[" + String(repeating: "{\"a\":[1,2,{\"b\":\"c\"}]},\n", count: 50_000) + "]"
    #expect(
      throws: JSONSyntaxError(reason: .trailingComma, offset: 1_150_001, line: 50_001, column: 1)
    ) {
      try JSONDocument(parsing: text.utf8)
    }
  }
}
