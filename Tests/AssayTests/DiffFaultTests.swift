import Assay
import Testing

/// A provider against itself with one fault: the diff names what the fault changed and, its
/// consequences apart, nothing else.
@Suite struct DiffFaultTests {
  static let probes = [
    "chat.plain", "chat.stream.plain", "chat.stream.with-usage", "chat.stream.long",
    "chat.temperature.*", "auth.*", "chat.model.unknown", "models.list",
    "chat.tool_choice.required", "chat.tools.streamed-forced", "chat.response_format.json_object",
    "chat.stop.string", "chat.seed.same", "chat.rules.several-choices", "chat.max_tokens.small",
    "chat.stream_options.include_usage.true", "catalogue.list", "chat.top_p.at-minimum",
  ]

  static let errors = ["authentication", "invalid-request", "unknown-model"]

  /// The fault, and every key of the diff, consequences apart.
  static let faults: [(String, Set<String>)] = [
    ("sse-missing-done", ["stream.terminator", "rule.framing.terminator"]),
    ("sse-done-twice", ["stream.terminator", "rule.framing.after-terminator"]),
    (
      "sse-two-json-in-one-event",
      ["stream.events", "stream.role.placement", "stream.first.members", "rule.framing.event-json"]
    ),
    (
      "sse-stream-flag-ignored",
      [
        "stream.answer", "rule.framing.stream-asked", "rule.outcome.answer-form",
        "parameter.chat.stream=true",
        #"parameter.chat.stream_options={"include_usage":true}"#,
      ]
    ),
    ("sse-event-type", ["stream.event-types", "rule.framing.event-type"]),
    ("chunk-object-wrong", ["stream.chunk.object", "rule.chunks.schema"]),
    (
      "chunk-role-repeated", ["stream.role.placement", "stream.last.members", "rule.chunks.role"]
    ),
    ("chunk-id-changes", ["stream.chunk.id", "rule.chunks.id"]),
    ("chunk-index-string", ["stream.chunk.index", "rule.chunks.schema"]),
    ("chunk-content-list", ["stream.content", "rule.chunks.schema"]),
    ("chat-created-milliseconds", ["completion.created", "rule.completion.created"]),
    (
      "chat-id-missing",
      ["completion.id.prefix", "completion.members", "rule.completion.schema"]
    ),
    ("fr-stop-on-length", ["finish.at-limit", "rule.completion.finish-length"]),
    ("usage-total-mismatch", ["usage.sum", "rule.usage.total"]),
    ("usage-on-every-chunk", ["stream.usage.placement", "rule.usage.absent"]),
    ("tc-args-invalid-json", ["tools.arguments", "rule.tools.arguments"]),
    ("tc-index-missing", ["tools.stream.index", "rule.chunks.schema"]),
    ("pv-maximum-rejected", ["parameter.chat.temperature=2", "rule.response.expectation"]),
    ("pv-type-coerced", [#"parameter.chat.temperature="text""#, "rule.response.expectation"]),
    ("err-string", Set(errors.map { "errors.\($0).envelope" } + ["rule.errors.envelope"])),
    (
      "err-code-int",
      Set(errors.map { "errors.\($0).code" } + ["rule.errors.code", "rule.errors.code-word"])
    ),
    (
      "err-html-body",
      Set(
        errors.flatMap { ["errors.\($0).envelope", "errors.\($0).media-type"] }
          + ["rule.errors.body"])
    ),
    ("au-missing-key-accepted", ["reaction.auth.missing-key", "rule.response.expectation"]),
    ("hd-content-type-text", ["completion.media-type", "rule.http.media-type"]),
    ("hd-rate-limit-fields-missing", ["headers.rate-limit", "rule.http.rate-limit"]),
    ("hd-rate-limit-words", ["rule.http.rate-limit"]),
    ("hd-retry-after-missing-429", ["rule.errors.retry-after", "rule.http.rate-limit"]),
    ("hd-retry-after-malformed", ["rule.errors.retry-after-form"]),
    ("au-public-endpoint-needs-key", ["reaction.catalogue.list", "rule.response.expectation"]),
    (
      "http-cut-midstream",
      [
        "stream.ending", "stream.terminator", "stream.usage.placement", "stream.finish.placement",
        "rule.http.ending",
      ]
    ),
    ("mo-bare-array", ["models.list.shape", "rule.models.list"]),
    ("so-fenced", ["structured.json_object", "rule.completion.json-mode"]),
    (
      "sp-ignored",
      [
        #"parameter.chat.stop="9""#, "effect.chat.stop", "rule.completion.stop-excluded",
        "rule.outcome.stop",
      ]
    ),
    (
      "de-seed-ignored", ["parameter.chat.seed=11", "determinism.seed", "rule.outcome.seed"]
    ),
    ("tm-burst-at-end", ["rule.timing.incremental"]),
    ("je-python-words", ["completion.body", "rule.json.syntax"]),
    ("legal-sse-crlf", ["stream.line-ending"]),
    ("legal-sse-comment", ["stream.comments"]),
    ("legal-extra-fields", ["completion.members"]),
    ("legal-404-unknown-model", ["reaction.chat.model.unknown"]),
  ]

  @Test func aDiffNamesWhatAFaultChangedAndNothingElse() async throws {
    let clean = try await SimulatedRun.report(of: "flexai", only: Self.probes)
    let left = BehaviourDiff.Side(name: "clean", report: clean)
    #expect(BehaviourDiff(left, left).differences.isEmpty)
    for (fault, expected) in Self.faults {
      let report = try await SimulatedRun.report(
        of: "flexai", faults: [fault], only: Self.probes)
      let diff = BehaviourDiff(left, .init(name: fault, report: report))
      let told = diff.differences.filter { $0.kind != .consequence }
      #expect(Set(told.map(\.key)) == expected, "\(fault)")
      // Each difference leads to the bytes that show it, on the side that shows them.
      for difference in told {
        #expect(difference.leftSighting != nil || difference.rightSighting != nil)
        #expect(!difference.probes.isEmpty)
      }
    }
  }

  /// Every observation's key stands in the table of keys, and the order of output does not depend on
  /// chance.
  @Test(arguments: ["openai", "flowapi"])
  func theTableHoldsEveryKey(spec: String) async throws {
    let report = try await SimulatedRun.report(of: spec)
    let known = Set(Observers.keys.map(\.name))
    let topics = Set(Observers.topics.map(\.name))
    let profile = BehaviourProfile(of: report)
    #expect(profile.observations.count > 200)
    for observation in profile.observations {
      let key = observation.key
      #expect(known.contains(key.family), "\(key.name)")
      #expect(!key.name.contains("<") || key.family.hasPrefix("parameter."), "\(key.name)")
      #expect(topics.contains(String(key.name.prefix { $0 != "." })), "\(key.name)")
    }
    let side = BehaviourDiff.Side(name: spec, report: report)
    let texts = (0..<2).map { _ in BehaviourMatrix([side, side]).json }
    #expect(texts[0] == texts[1])
  }

  @Test func keysAreDocumentedOnceAndInFull() {
    let keys = Observers.keys
    #expect(Set(keys.map(\.name)).count == keys.count)
    for key in keys {
      #expect(!key.meaning.isEmpty && !key.meaning.hasSuffix("."), "\(key.name)")
      #expect(!key.values.isEmpty, "\(key.name)")
    }
  }
}
