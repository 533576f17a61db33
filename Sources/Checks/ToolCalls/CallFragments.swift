import Conformance
import WireFormats

/// Calls are streamed in fragments that an index holds together: 0, 1, 2 … one for each call. The
/// first fragment of a call has its id and name, those that follow only arguments. Fragments of
/// several calls may interleave.
enum CallFragments: Check {
  static let description = CheckDescription(
    id: "tools.stream", family: "tools",
    rule: "Each call has its own index; its first fragment has id and name, later ones neither.",
    level: .must,
    consequence: "Clients join fragments by index: calls melt into one, or names are doubled.",
    source: .openAIStreaming("choices, delta, tool_calls"), claims: ["chat.tools.stream"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    var judge = FragmentJudge(evidence: evidence, context: context)
    var count = 0
    for track in evidence.choiceTracks {
      let fragments = track.callFragments
      count += fragments.count
      judge.examine(fragments)
    }
    return count == 0 ? .notApplicable : judge.deviations.outcome
  }
}

/// Walks over the fragments of one choice after another.
private struct FragmentJudge {
  let evidence: Evidence
  let context: CheckContext
  var deviations = Deviations()

  /// What is known of one call.
  private struct Call {
    var id: String?
    var name: String?
  }

  mutating func examine(_ fragments: [CallFragment]) {
    var calls: [Int: Call] = [:]
    for fragment in fragments {
      // A missing index, or one that is no integer, is the schema's business: without it nothing can
      // be joined.
      guard let index = fragment.index else { continue }
      guard let call = calls[index] else {
        if index != calls.count {
          add(
            "gap", fragment, "index", "index \(calls.count) for the next call", String(index))
        }
        begin(fragment)
        calls[index] = Call(id: fragment.id?.string, name: fragment.name?.string)
        continue
      }
      calls[index] = proceed(fragment, call)
    }
  }

  /// The first fragment of a call.
  private mutating func begin(_ fragment: CallFragment) {
    if fragment.type?.string == "custom" { return }
    if fragment.name?.string?.isEmpty != false {
      add(
        "unnamed", fragment, "function", "the function's name in the first fragment of the call",
        fragment.value.serialized())
    }
    if fragment.id?.string?.isEmpty != false {
      add(
        "unidentified", fragment, "id", "an id in the first fragment of the call",
        fragment.id?.serialized() ?? "no such member")
    }
  }

  /// A later fragment of a call.
  private mutating func proceed(_ fragment: CallFragment, _ call: Call) -> Call {
    var call = call
    if let id = fragment.id?.string, !id.isEmpty {
      if let known = call.id, known != id {
        add(
          "merged", fragment, "index", "another index, as the id is not \(known.quoted)",
          "the same index with id \(id.quoted)")
        // What follows belongs to the other call.
        return Call(id: id, name: fragment.name?.string)
      }
      if call.id != nil {
        add(
          "id", fragment, "id", "no id after the first fragment of the call", id.quoted,
          level: .should)
      }
      call.id = id
    }
    if let name = fragment.name?.string, !name.isEmpty {
      if let known = call.name, !known.isEmpty {
        let isRepeated = name == known
        add(
          isRepeated ? "repeated" : "split", fragment, "function",
          "the function's name once, in the first fragment of the call",
          isRepeated ? "\(name.quoted) again" : "\(name.quoted) after \(known.quoted)",
          level: isRepeated ? nil : .should)
      }
      // What repeats the first piece is a repetition however often it comes.
      if call.name?.isEmpty != false { call.name = name }
    }
    return call
  }

  private mutating func add(
    _ kind: String, _ fragment: CallFragment, _ member: String, _ expected: String,
    _ actual: String, level: Level? = nil
  ) {
    deviations.add(
      kind,
      context.finding(
        CallFragments.description,
        at: evidence.place(fragment.pointer.appending(member), in: fragment.part.event),
        expected: expected, actual: actual, level: level))
  }
}
