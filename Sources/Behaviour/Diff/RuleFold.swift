import WireFormats

/// Tells a broken rule with the behaviour that breaks it, where that differs too: usage on another chunk
/// and the rule about where usage stands are one thing to a reader.
enum RuleFold {
  /// The checks, and the behaviour keys that show what they judge, an asterisk for any text.
  static let keys: [(checks: [String], keys: [String])] = [
    (["framing.terminator", "framing.after-terminator"], ["stream.terminator"]),
    (["framing.event-type"], ["stream.event-types"]),
    (["framing.event-json", "framing.event-object", "framing.empty-data"], ["stream.events"]),
    (["framing.stream-asked", "outcome.answer-form"], ["stream.answer"]),
    (["chunks.role"], ["stream.role.placement"]),
    (["chunks.id"], ["stream.chunk.id"]),
    (["chunks.created"], ["stream.chunk.created"]),
    (["chunks.model"], ["stream.chunk.model"]),
    (["completion.created"], ["completion.created"]),
    (["completion.finish-length"], ["finish.at-limit"]),
    (["completion.finish-tool-calls"], ["tools.finish-reason.*"]),
    (["completion.json-mode", "outcome.json-content"], ["structured.*"]),
    (["completion.stop-excluded", "outcome.stop"], ["effect.chat.stop"]),
    (["tools.arguments", "outcome.tool-arguments"], ["tools.arguments"]),
    (["usage.placement", "usage.absent", "usage.stream"], ["stream.usage.placement"]),
    (["usage.absent"], ["stream.usage.unasked"]),
    (["usage.present"], ["usage.plain"]),
    (["usage.total"], ["usage.sum"]),
    (["errors.envelope", "errors.body"], ["errors.*.envelope"]),
    (["errors.code", "errors.code-word"], ["errors.*.code"]),
    (["errors.type"], ["errors.*.type"]),
    (["errors.members"], ["errors.*.members"]),
    (["errors.media-type"], ["errors.*.media-type"]),
    (["errors.retry-after", "errors.retry-after-form"], ["headers.retry-after"]),
    (["http.media-type"], ["completion.media-type", "stream.media-type"]),
    (["http.ending"], ["stream.ending"]),
    (["http.rate-limit"], ["headers.rate-limit", "headers.rate-limit.reset"]),
    (["http.request-id"], ["headers.request-id"]),
    (["outcome.seed"], ["determinism.seed"]),
    (["models.list"], ["models.list.shape"]),
    (["embeddings.encoding"], ["embeddings.form.*"]),
  ]

  /// The rows, those of rules that a row of behaviour shows told with the first such row. What both
  /// sides break in different probes is left by itself.
  static func fold(_ rows: [DifferenceTable.Row], rules: [BehaviourDiff.Difference])
    -> [DifferenceTable.Row]
  {
    var folded = rows
    var told: Set<String> = []
    for rule in rules where rule.kind == .rule && (rule.left == "kept" || rule.right == "kept") {
      let check = String(rule.key.dropFirst(5))
      let patterns = keys.filter { $0.checks.contains(check) }.flatMap(\.keys)
      let place = folded.firstIndex { row in
        row.kind == BehaviourDiff.Difference.Kind.behaviour.rawValue
          && row.subjects.contains { subject in
            patterns.contains { Glob.matches($0, subject.key) }
          }
      }
      guard let place else { continue }
      folded[place].rules.append(rule)
      told.insert(rule.key)
    }
    return folded.filter { $0.kind != "rule" || !told.contains($0.subjects[0].key) }
  }
}
