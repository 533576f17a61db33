import WireFormats

extension FaultRegistry {
  private static let separatesReasoning = Condition.claim("chat.reasoning.separate")

  /// Faults of reasoning.
  static let reasoning: [Fault] = [
    Fault(
      "rs-think-tags-in-content", .reasoning, "Reasoning stands in the content, between tags.",
      evidence: ["tinyhumansai/openhuman#6184", "vllm-project/vllm#13375"],
      caughtBy: ["text.reasoning-separate"], where: separatesReasoning && .reasoningSwitch,
      .written { choice, _ in
        guard !choice.reasoning.isEmpty, choice.calls.isEmpty else { return }
        choice.content =
          [ChatAnswer.Emission(text: "<think>\n", tokens: 0)] + choice.reasoning
          + [ChatAnswer.Emission(text: "\n</think>\n\n", tokens: 0)] + choice.content
        choice.reasoning = []
      }),
    Fault(
      "rs-answer-in-reasoning", .reasoning, "The whole answer stands in the reasoning member.",
      evidence: ["modelship-ai/modelship#130", "lmstudio-ai/lmstudio-bug-tracker#1602"],
      caughtBy: ["completion.content"], where: separatesReasoning,
      .written { choice, _ in
        guard choice.calls.isEmpty, choice.finishReason == "stop" else { return }
        choice.reasoning += choice.content
        choice.content = []
      }),
    Fault(
      "rs-not-counted", .reasoning, "Reasoning is shown and not counted.",
      evidence: ["rule: shown reasoning takes tokens"], caughtBy: ["usage.reasoning"],
      where: separatesReasoning && .reasoningSwitch && .claim("chat.reasoning.count"),
      .usage { usage in usage.set("completion_tokens_details", ["reasoning_tokens": 0]) }),
    Fault(
      "rs-switch-ignored", .reasoning, "Reasoning comes though it was turned off.",
      evidence: ["rule: the switch has an effect"], caughtBy: ["outcome.reasoning"],
      where: separatesReasoning && .claim("chat.reasoning.switch") && .reasoningSwitch,
      .asking { request, _ in
        if request.reasoning == .none { request.reasoning = .separate(tokens: 5) }
      }),
  ]
}
