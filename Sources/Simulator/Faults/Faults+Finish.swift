import WireFormats

extension FaultRegistry {
  /// Faults of finish reasons.
  static let finish: [Fault] = [
    Fault(
      "fr-empty-string", .finish, "Before the end finish_reason is an empty string.",
      evidence: ["sgl-project/sglang#3912", "ollama/ollama#4357", "openai/openai-dotnet#389"],
      caughtBy: ["completion.finish-reason", "chunks.schema"],
      .chunkChoice { choice, _ in
        if choice["finish_reason"]?.isNull == true { choice.set("finish_reason", "") }
      }),
    Fault(
      "fr-nonstandard-value", .finish,
      "The finish reason is a word of the engine's own: eos_token.",
      evidence: ["huggingface/text-generation-inference#2344", "openai/openai-dotnet#267"],
      caughtBy: ["completion.finish-reason", "completion.schema", "chunks.schema"],
      where: .closedFinishReasons,
      .written { choice, _ in if choice.finishReason == "stop" { choice.finishReason = "eos_token" }
      }),
    Fault(
      "fr-stop-with-tool-calls", .finish, "Calls that the model chose end with stop.",
      evidence: ["Blaizzy/mlx-vlm#990", "BerriAI/litellm#12862"],
      caughtBy: ["completion.finish-tool-calls"], where: .parameters("tools"),
      .written { choice, call in
        if case .named = call.chat?.toolChoice { return }
        if choice.finishReason == "tool_calls" { choice.finishReason = "stop" }
      }),
    Fault(
      "fr-stop-on-length", .finish, "An answer that the limit cut ends with stop.",
      evidence: ["UKGovernmentBEIS/inspect_ai#5143", "BerriAI/litellm#25825"],
      caughtBy: ["completion.finish-length"],
      .written { choice, _ in if choice.finishReason == "length" { choice.finishReason = "stop" } }),
    Fault(
      "fr-length-on-stop", .finish, "An answer that ended by itself ends with length.",
      evidence: ["rule: length is for answers that the limit cut"],
      caughtBy: ["completion.finish-length"],
      .written { choice, _ in if choice.finishReason == "stop" { choice.finishReason = "length" } }),
    Fault(
      "fr-null-plain", .finish, "The finish reason of a plain answer is null.",
      evidence: ["rule: null only before the end"],
      caughtBy: ["completion.finish-reason", "completion.schema"],
      .choice { choice, _, _ in choice.set("finish_reason", .null) }),
    Fault(
      "fr-missing-plain", .finish, "A plain answer has no finish reason.",
      evidence: ["rule: finish_reason is required"],
      caughtBy: ["completion.finish-reason", "completion.schema"],
      .choice { choice, _, _ in choice.remove("finish_reason") }),
    Fault(
      "fr-capitals", .finish, "Finish reasons are written in capitals.",
      evidence: ["rule: finish reasons are compared exactly"],
      caughtBy: ["completion.finish-reason", "completion.schema", "chunks.schema"],
      where: .closedFinishReasons,
      .written { choice, _ in choice.finishReason = choice.finishReason.uppercased() }),
    Fault(
      "fr-tool-calls-without-calls", .finish, "Plain text ends with tool_calls.",
      evidence: ["rule: tool_calls is for answers that call"],
      caughtBy: ["completion.finish-tool-calls"], where: .parameters("tools"),
      .written { choice, _ in
        if choice.calls.isEmpty && choice.finishReason == "stop" {
          choice.finishReason = "tool_calls"
        }
      }),
    Fault(
      "fr-object", .finish, "The finish reason is an object.",
      evidence: ["rule: finish_reason is a string"],
      caughtBy: ["completion.finish-reason", "completion.schema"],
      .choice { choice, _, _ in choice.edit("finish_reason") { $0 = ["type": $0] } }),
  ]
}
