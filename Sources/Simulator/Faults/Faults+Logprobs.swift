import WireFormats

extension FaultRegistry {
  private static let hasLogprobs = Condition.parameters("logprobs")
  /// One entry a token, and not a count in the manner of the old completions.
  private static let hasEntries = hasLogprobs && .parameters("top_logprobs")

  /// Faults of log probabilities.
  static let logprobs: [Fault] = [
    Fault(
      "lp-500-when-nonfinite", .logprobs,
      "A request for log probabilities crashes where a candidate's is −∞.",
      evidence: ["sgl-project/sglang#5984", "sgl-project/sglang#20323", "dphnAI/sonar#183"],
      caughtBy: ["response.expectation"], where: hasLogprobs,
      .refusing { call in
        guard call.isChat, let asked = call.body?["logprobs"], asked != .bool(false), !asked.isNull
        else { return nil }
        return Rejection(.serverError, "Out of range float values are not JSON compliant")
      }),
    Fault(
      "lp-positive-first-token", .logprobs, "The first token's log probability is positive.",
      evidence: ["togethercomputer/openapi#5"], caughtBy: ["logprobs.values"], where: hasEntries,
      .logprobs { entries in
        guard !entries.isEmpty else { return }
        entries[0].set("logprob", .decimal("0.6997") ?? 0)
      }),
    Fault(
      "lp-not-sampled-token", .logprobs, "Entries name the likeliest token, not the sampled one.",
      evidence: ["theroyallab/tabbyAPI#141"], caughtBy: ["logprobs.content"], where: hasEntries,
      .logprobs { entries in
        for index in entries.indices {
          // Where the likeliest was sampled, the next one stands for it: the two must differ.
          let sampled = entries[index]["token"]
          let other = entries[index]["top_logprobs"]?.array?.first { $0["token"] != sampled }
          entries[index].set("token", other?["token"] ?? " other")
          entries[index].set("bytes", other?["bytes"] ?? [32, 111, 116, 104, 101, 114])
        }
      }),
    Fault(
      "lp-raw-bpe-token", .logprobs, "Tokens are spelt as in the vocabulary: ĠHello.",
      evidence: ["InternLM/lmdeploy#2802"], caughtBy: ["logprobs.content", "logprobs.bytes"],
      where: hasEntries,
      .logprobs { entries in
        for index in entries.indices {
          guard let text = entries[index]["token"]?.string else { continue }
          let raw = text.replacing(" ", with: "Ġ").replacing("\n", with: "Ċ")
          entries[index].set("token", .string(raw))
          entries[index].set("bytes", .array(raw.utf8.map { .integer(Int($0)) }))
        }
      }),
    Fault(
      "lp-ignored", .logprobs, "No log probabilities come, though asked for.",
      evidence: ["rule: logprobs true gives entries"], caughtBy: ["logprobs.content"],
      where: hasEntries,
      .asking { request, _ in request.logprobs = nil }),
    Fault(
      "lp-nan", .logprobs, "A log probability is written NaN.",
      evidence: ["rule: RFC 8259 section 6 has no NaN"],
      caughtBy: ["json.syntax", "framing.event-json"], where: hasEntries,
      .rawLogprob("NaN")),
    Fault(
      "lp-minus-infinity", .logprobs, "A log probability is written -Infinity.",
      evidence: ["rule: RFC 8259 section 6 has no Infinity"],
      caughtBy: ["json.syntax", "framing.event-json"], where: hasEntries,
      .rawLogprob("-Infinity")),
    Fault(
      "lp-probability", .logprobs, "Probabilities stand in the place of their logarithms.",
      evidence: ["rule: a log probability is at most 0"], caughtBy: ["logprobs.values"],
      where: hasEntries,
      .logprobs { entries in
        for index in entries.indices { entries[index].set("logprob", .decimal("0.8713") ?? 1) }
      }),
    Fault(
      "lp-too-many-alternatives", .logprobs, "More alternatives are listed than asked for.",
      evidence: ["rule: at most top_logprobs alternatives"], caughtBy: ["logprobs.top-count"],
      where: .parameters("top_logprobs"),
      .logprobs { entries in
        for index in entries.indices {
          entries[index].edit("top_logprobs") { list in
            let extra: JSONValue = ["token": " extra", "logprob": -9, "bytes": [32]]
            list = .array((list.array ?? []) + Array(repeating: extra, count: 3))
          }
        }
      }),
    Fault(
      "lp-bytes-wrong", .logprobs, "bytes are not those of the token.",
      evidence: ["rule: bytes is the UTF-8 form of the token"], caughtBy: ["logprobs.bytes"],
      where: hasEntries,
      .logprobs { entries in
        for index in entries.indices {
          entries[index].edit("bytes") { bytes in
            bytes = .array((bytes.array ?? []).map { .integer(($0.int ?? 0) + 1) })
          }
        }
      }),
    Fault(
      "lp-last-token-missing", .logprobs, "The last token has no entry.",
      evidence: ["rule: every token of the text has an entry"], caughtBy: ["logprobs.content"],
      where: hasEntries,
      .completion { value, _ in
        value.editItems(of: "choices") { choice, _ in
          choice.edit(["logprobs", "content"]) { $0 = .array(Array(($0.array ?? []).dropLast())) }
        }
      }),
    Fault(
      "lp-top-missing", .logprobs, "Entries have no top_logprobs.",
      evidence: ["rule: top_logprobs is required"],
      caughtBy: ["completion.schema", "chunks.schema", "outcome.logprobs"],
      where: hasEntries,
      .logprobs { entries in for index in entries.indices { entries[index].remove("top_logprobs") }
      }),
    Fault(
      "lp-missing-in-stream", .logprobs, "Streams have no log probabilities, though asked for.",
      evidence: ["rule: logprobs true gives entries"], caughtBy: ["logprobs.content"],
      where: hasEntries,
      .chunkChoice { choice, _ in choice.set("logprobs", .null) }),
  ]
}

extension Mutation {
  /// Changes the entries of log probabilities, of plain answers and of each chunk.
  static func logprobs(_ change: @escaping @Sendable (inout [JSONValue]) -> Void) -> Mutation {
    let edit: @Sendable (inout JSONValue) -> Void = { choice in
      choice.edit(["logprobs", "content"]) { content in
        guard var entries = content.array else { return }
        change(&entries)
        content = .array(entries)
      }
    }
    return choice { choice, _, _ in edit(&choice) }
      .and(.chunkChoice { choice, _ in edit(&choice) })
  }

  /// Writes the first log probability of a response as this, which is no JSON.
  static func rawLogprob(_ lexeme: String) -> Mutation {
    chatResponse { response, _ in
      for index in response.parts.indices {
        let text = String(decoding: response.parts[index].bytes, as: UTF8.self)
        guard let start = text.firstRange(of: "\"logprob\":") else { continue }
        let end = text[start.upperBound...].firstIndex { $0 == "," || $0 == "}" } ?? text.endIndex
        let changed = text.replacingCharacters(in: start.upperBound..<end, with: lexeme)
        response.parts[index].bytes = Array(changed.utf8)
        return
      }
    }
  }
}
