import Checks
import Conformance
import Testing
import WireFormats

@Suite struct OutcomeEmbeddingsTests {
  private func answer(_ step: String, _ vectors: [JSONValue], indices: [Int]? = nil) -> Evidence {
    let rows = vectors.enumerated().map { position, vector -> JSONValue in
      [
        "object": "embedding", "index": .integer(indices?[position] ?? position),
        "embedding": vector,
      ]
    }
    let body: JSONValue = ["object": "list", "data": .array(rows), "model": "e"]
    return Answering.step(step, body: body.serialized(), endpoint: "embeddings")
  }

  /// 1, 0, and 0, 1 as little-endian 32-bit floats.
  private let east = "AACAPwAAAAA="
  private let north: JSONValue = [0, 1]

  private func outcome(_ steps: [Evidence], _ arguments: JSONValue) throws -> CheckOutcome {
    try Answering.examine(OutcomeEmbeddings.self, steps, arguments)
  }

  @Test func countAndOrder() throws {
    let arguments: JSONValue = ["subject": "r", "count": 2, "claim": "embeddings.order"]
    #expect(try outcome([answer("r", [[1, 0], north])], arguments) == .passed)
    #expect(
      try outcome([answer("r", [[1, 0], north], indices: [1, 0])], arguments).kinds
        == [.wrongValue])
    #expect(try outcome([answer("r", [[1, 0]])], arguments).kinds == [.wrongValue])
    let bare = Answering.step(
      "r", body: #"{"object":"list","data":[{"object":"embedding","index":0}]}"#,
      endpoint: "embeddings")
    #expect(try outcome([bare], arguments).kinds == [.wrongValue])
  }

  @Test func encoding() throws {
    let arguments: JSONValue = [
      "subject": "r", "encoding": "base64", "control": "f", "claim": "embeddings.base64",
    ]
    let float = answer("f", [[1, 0]])
    #expect(try outcome([float, answer("r", [.string(east)])], arguments) == .passed)
    #expect(try outcome([float, answer("r", [[1, 0]])], arguments).kinds == [.silentlyIgnored])
    #expect(try outcome([float, answer("r", ["AAA="])], arguments).kinds == [.malformed])
    #expect(try outcome([float, answer("r", ["not base64"])], arguments).kinds == [.malformed])
    #expect(
      try outcome([answer("f", [north]), answer("r", [.string(east)])], arguments).kinds
        == [.wrongValue])
  }

  @Test func dimensionsAndPosition() throws {
    #expect(
      try outcome([answer("r", [[1, 0, 0]])], ["subject": "r", "dimensions": 2]).kinds
        == [.silentlyIgnored])
    let arguments: JSONValue = ["subject": "r", "control": "c", "position": 1]
    let control = answer("c", [north])
    #expect(try outcome([control, answer("r", [[1, 0], north])], arguments) == .passed)
    #expect(
      try outcome([control, answer("r", [north, [1, 0]])], arguments).kinds == [.wrongValue])
  }

  @Test func nothingToCompareIsNotJudged() throws {
    #expect(
      try outcome([Answering.refused("r")], ["subject": "r", "count": 1]).isInconclusive)
    #expect(
      try outcome([Answering.step("r", body: "{}")], ["subject": "r", "count": 1]).isInconclusive)
  }
}

@Suite struct OutcomeModelListedTests {
  private func outcome(_ body: String, single: Bool = false) throws -> CheckOutcome {
    try Answering.examine(
      OutcomeModelListed.self, [Answering.step("r", body: body, endpoint: "models")],
      [
        "subject": "r", "model": "m", "single": .bool(single), "claim": "models.serves-model",
      ])
  }

  @Test func listsAndSingleModels() throws {
    #expect(try outcome(#"{"data": [{"id": "k"}, {"id": "m"}]}"#) == .passed)
    #expect(try outcome(#"{"id": "m"}"#, single: true) == .passed)
    #expect(try outcome(#"{"data": [{"id": "k"}]}"#).kinds == [.wrongValue])
    #expect(try outcome(#"{"id": "k"}"#, single: true).kinds == [.wrongValue])
    #expect(try outcome(#"{"data": []}"#).isInconclusive)
    #expect(try outcome("<html>").isInconclusive)
  }
}
