public import Conformance
import WireFormats

extension RootCauses {
  /// How far a cause reaches.
  enum Reach {
    /// Everything of the kind in the same step.
    case step
    /// What stands in the same event, or in the same body where there are no events.
    case event
    /// What stands at the same place: the same event and the same, a deeper or a shallower pointer.
    case place

    func holds(from cause: Finding.Place, to effect: Finding.Place) -> Bool {
      guard cause.step == effect.step else { return false }
      switch self {
      case .step: return true
      case .event: return cause.event == effect.event
      case .place:
        guard cause.event == effect.event, let outer = cause.pointer, let inner = effect.pointer
        else { return false }
        return inner.tokens.starts(with: outer.tokens) || outer.tokens.starts(with: inner.tokens)
      }
    }
  }

  /// One line of the table: these causes explain those consequences.
  struct Rule {
    let causes: Set<CheckID>
    /// Where not empty, a cause counts only if its pointer has one of these members.
    let members: Set<String>
    let reach: Reach
    let consequences: Set<CheckID>
    /// The level that a cause has at least: a suspicion explains no broken promise.
    let least: Level

    init(
      _ causes: Set<CheckID>, at members: Set<String> = [], reach: Reach = .step,
      from least: Level = .may, explain consequences: Set<CheckID>
    ) {
      self.causes = causes
      self.members = members
      self.reach = reach
      self.consequences = consequences
      self.least = least
    }

    func isCause(_ finding: Finding) -> Bool {
      guard causes.contains(finding.check), finding.level >= least else { return false }
      return members.isEmpty || !members.isDisjoint(with: finding.place.pointer?.tokens ?? [])
    }

    func explains(_ check: CheckID) -> Bool {
      consequences.contains(check)
        || (consequences.contains("outcome.*") && check.hasPrefix("outcome."))
    }
  }

  /// All checks that the table names, so that a test can hold it to the registry.
  public static var namedChecks: Set<CheckID> {
    rules.reduce(into: []) { $0.formUnion($1.causes.union($1.consequences)) }
  }

  /// What an assembled answer lacks where a part of it did not arrive or cannot be read.
  private static let incompleteAnswer: Set<CheckID> = [
    "chunks.finish", "chunks.role", "chunks.index", "usage.stream", "usage.present",
    "completion.choices", "completion.content", "completion.json-mode", "logprobs.content",
    "tools.call", "tools.arguments", "tools.strict", "tools.stream", "tools.choice",
    "completion.finish-tool-calls", "response.answer", "outcome.*",
  ]

  /// What follows from calls that were put together wrongly.
  private static let wrongCalls: Set<CheckID> = [
    "tools.call", "tools.arguments", "tools.strict", "tools.declared", "tools.choice", "tools.ids",
    "tools.parallel", "completion.finish-tool-calls", "outcome.*",
  ]

  /// The table, the most general causes first: a consequence is given to the first that explains it.
  static let rules: [Rule] = [
    // The connection and its framing.
    Rule(["http.framing"], explain: ["http.ending", "http.content-length"]),
    Rule(
      ["http.ending"],
      explain: incompleteAnswer.union([
        "framing.unfinished-event", "framing.terminator", "framing.utf8", "framing.lost-line",
        "json.syntax", "http.content-length", "errors.body",
      ])),
    Rule(
      ["http.content-coding"],
      explain: incompleteAnswer.union([
        "json.syntax", "http.media-type", "framing.terminator", "framing.utf8",
        "framing.unfinished-event", "framing.lost-line", "errors.body",
      ])),
    Rule(["http.repeated-fields"], explain: ["http.media-type", "errors.media-type"]),

    // Whatever says more than that a schema is broken.
    Rule(
      [
        "chunks.id", "chunks.model", "chunks.created", "chunks.index", "chunks.role",
        "completion.created", "completion.model", "completion.id", "completion.finish-reason",
        "completion.choices", "tools.call", "tools.stream", "usage.present", "usage.total",
        "models.ids", "embeddings.usage", "embeddings.order", "embeddings.encoding",
        "embeddings.numbers", "errors.code", "errors.param", "errors.message", "logprobs.values",
      ], reach: .place,
      explain: [
        "chunks.schema", "completion.schema", "models.list", "embeddings.schema",
        "errors.envelope",
      ]),

    // An error in place of an answer.
    Rule(
      ["errors.in-success"],
      explain: incompleteAnswer.union([
        "completion.schema", "models.list", "models.retrieve", "embeddings.schema",
        "embeddings.usage", "framing.stream-asked", "http.media-type", "response.expectation",
      ])),
    Rule(
      ["errors.before-stream"],
      explain: incompleteAnswer.union([
        "errors.in-stream", "framing.event-type", "framing.terminator", "chunks.schema",
        "response.expectation",
      ])),
    Rule(
      ["errors.in-stream"],
      explain: incompleteAnswer.union([
        "errors.envelope", "framing.event-type", "framing.terminator", "chunks.schema",
      ])),
    Rule(["response.expectation", "response.answer"], explain: ["outcome.*"]),
    Rule(["response.answer"], explain: ["completion.choices"]),

    // One form of answer in place of the other.
    Rule(["framing.stream-asked", "framing.stream-unasked"], explain: ["http.media-type"]),
    Rule(["http.media-type"], explain: ["json.syntax", "response.answer"]),
    Rule(["json.syntax"], explain: ["response.answer", "outcome.*"]),

    // Events that are lost or cannot be read.
    Rule(
      ["framing.utf8"], reach: .event, explain: ["framing.event-json", "text.replacement"]),
    Rule(
      ["framing.utf8", "framing.event-json", "framing.event-object", "framing.lost-line"],
      explain: incompleteAnswer),
    Rule(["framing.lost-line"], explain: ["framing.terminator", "framing.unfinished-event"]),
    Rule(["framing.lost-line"], reach: .event, explain: ["framing.empty-block"]),
    Rule(["json.lone-surrogate"], reach: .event, explain: ["text.replacement"]),
    Rule(["framing.empty-data"], reach: .event, explain: ["framing.event-type"]),
    Rule(
      ["framing.unfinished-event"],
      explain: incompleteAnswer.union(["framing.terminator"])),
    Rule(["framing.after-terminator"], explain: incompleteAnswer),
    // A stream that ends in good order, but too early.
    Rule(
      ["framing.terminator"],
      explain: ["chunks.finish", "usage.stream", "response.answer", "outcome.*"]),

    // Chunks that cannot be joined.
    Rule(
      ["chunks.message"], reach: .event,
      explain: ["chunks.schema", "chunks.finish", "chunks.index", "usage.placement"]),
    Rule(
      ["chunks.message"],
      explain: ["chunks.role", "completion.content", "chunks.repeated-text", "logprobs.content"]),
    Rule(
      ["chunks.index"],
      explain: incompleteAnswer.union(["chunks.after-finish", "completion.finish-length"])),
    Rule(
      ["chunks.schema"], at: ["index", "choices", "delta"],
      explain: incompleteAnswer.subtracting(["tools.stream"])),
    Rule(["chunks.schema"], at: ["tool_calls"], explain: wrongCalls.union(["tools.stream"])),
    Rule(
      ["chunks.repeated-text"],
      explain: [
        "completion.json-mode", "logprobs.content", "completion.stop-excluded", "outcome.*",
      ]),
    Rule(["usage.placement"], reach: .event, explain: ["chunks.finish"]),
    Rule(["usage.limit"], explain: ["completion.finish-length"]),

    // A completion that cannot be read.
    Rule(["completion.schema"], explain: ["response.answer"]),
    Rule(
      ["completion.schema"], at: ["choices"],
      explain: incompleteAnswer.union(wrongCalls)),
    Rule(
      ["completion.schema"], at: ["usage"],
      explain: ["usage.total", "usage.details", "usage.present", "usage.zero"]),

    // Calls and texts.
    Rule(["tools.stream"], explain: wrongCalls),
    Rule(
      ["tools.markup"], from: .must,
      explain: [
        "completion.finish-tool-calls", "tools.choice", "text.special-token", "outcome.*",
      ]),
    // Markup without a tool's name is a suspicion, that the call is missing is not.
    Rule(["tools.choice"], explain: ["tools.markup"]),
    Rule(["completion.finish-tool-calls"], reach: .place, explain: ["tools.choice"]),
    Rule(
      ["text.reasoning-separate"], explain: ["text.special-token", "completion.json-mode"]),
    Rule(["text.special-token"], explain: ["completion.json-mode"]),
  ]
}
