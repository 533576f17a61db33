import Assay
import Foundation
import Testing

/// The documentation diff of all pairs of specs, held against a table of the same documents that was
/// made by hand and is no part of the project.
@Suite struct SpecMatrixTests {
  static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/providers/matrix.json").path

  static let ids = ["flexai", "flock", "flowapi", "model-library", "openai", "rag-pat-gateway"]

  /// Where the table and the specs say different things of one document, and why.
  static let explained: [String: String] = {
    let branches = "the spec states it in the branches of anyOf or oneOf"
    let null = "the spec takes null as the adopted dialect does; the table has the bare type"
    let unsupported = "the page lists it as unsupported: a rule of the spec, no parameter"
    let values = "the bound is on the values of the object"
    let wide = "the bound is that of a 64-bit integer, which a JSON number cannot tell"
    let entries: [(String, [String])] = [
      (branches, ["response_format.enum", "stop.type", "tool_choice.type"]),
      (null, ["frequency_penalty.type", "max_tokens.type", "n.type", "presence_penalty.type"]),
      (
        null, ["seed.type", "stream.type", "stream_options.type", "temperature.type", "top_p.type"]
      ),
      ("the table names the parent's member only", ["chat_template_kwargs.presence"]),
      ("the page shows it in an example only", ["stream_options.include_usage.presence"]),
      (unsupported, ["logprobs.presence", "top_logprobs.presence"]),
      ("the page forbids more than one in a sentence: a rule of the spec", ["n.max"]),
      (values, ["logit_bias.min", "logit_bias.max"]),
      (wide, ["seed.min", "seed.max"]),
      ("the page speaks of a text in prose, the spec states no type", ["user.type"]),
    ]
    return Dictionary(
      entries.flatMap { reason, keys in keys.map { ($0, reason) } },
      uniquingKeysWith: { one, _ in one })
  }()

  static let facets = [
    ("type", "type"), ("default", "default"), ("min", "minimum"), ("max", "maximum"),
    ("enum", "enum"), ("max_items", "maxItems"),
  ]

  @Test(.enabled(if: FileManager.default.fileExists(atPath: path), "../shared is not here"))
  func allPairsHoldAgainstTheTable() throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Self.path)))
    let table = try JSONDocument(parsing: bytes).value
    let parameters = try #require(table["parameters"]?.object)
    let store = try SpecStore()
    let specs = try Self.ids.map { try store.load($0) }
    var compared = 0
    for (number, left) in specs.enumerated() {
      for right in specs[(number + 1)...] {
        let diff = SpecDiff(left, right, scope: .ownPages)
        let told = Dictionary(
          diff.differences.map { ($0.claim, $0) }, uniquingKeysWith: { one, _ in one })
        for parameter in parameters.members {
          let mine = parameter.value[left.id]
          let theirs = parameter.value[right.id]
          for (facet, differs, claim) in Self.points(parameter.name, mine, theirs) {
            compared += 1
            let difference = told[claim]
            let isTold =
              facet == "presence"
              ? Self.isOneSided(difference)
                || (differs && Self.isOneSided(told[Self.parent(claim)]))
              : difference != nil
            guard isTold != differs else { continue }
            let key = "\(parameter.name).\(facet)"
            #expect(
              Self.explained[key] != nil || Self.explained["\(parameter.name).presence"] != nil,
              "\(left.id) → \(right.id): \(key) \(differs ? "differs in" : "is the same in") the table"
            )
          }
        }
      }
    }
    #expect(compared > 800)
  }

  private static func isOneSided(_ difference: SpecDiff.Difference?) -> Bool {
    difference.map { ($0.left == nil) != ($0.right == nil) } ?? false
  }

  /// The claim of the object that a member stands in: what only one side documents is told once.
  private static func parent(_ claim: String) -> String {
    claim.split(separator: ".").dropLast().joined(separator: ".")
  }

  /// What the table says of one parameter of a pair: the facet, whether it differs, and the claim that
  /// tells it.
  private static func points(_ name: String, _ mine: JSONValue?, _ theirs: JSONValue?)
    -> [(String, Bool, String)]
  {
    guard let mine, let theirs else {
      return [("presence", (mine == nil) != (theirs == nil), "chat.\(name)")]
    }
    return facets.map { facet, keyword in
      let differs = Self.text(facet, mine[facet]) != Self.text(facet, theirs[facet])
      return (facet, differs, "chat.\(name).\(keyword)")
    }
  }

  private static func text(_ facet: String, _ value: JSONValue?) -> String? {
    guard let value else { return nil }
    if facet == "type", let text = value.string {
      let words = text.split(separator: "|").map { String($0.prefix { $0 != "<" }) }
      return words == ["—"] ? nil : words.sorted().joined(separator: "|")
    }
    if facet == "enum", let values = value.array {
      return values.map { $0.string ?? $0.serialized() }.sorted().joined(separator: "|")
    }
    if let number = value.double { return String(number) }
    return value.string ?? value.serialized()
  }
}
