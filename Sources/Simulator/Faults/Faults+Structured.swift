import WireFormats

extension FaultRegistry {
  private static let hasFormats = Condition.parameters("response_format")
  private static let hasSchemas = hasFormats && .claim("chat.response_format.json_schema")

  /// Faults of JSON and schema modes.
  static let structured: [Fault] = [
    Fault(
      "so-response-format-ignored", .structured, "response_format is accepted, and prose returned.",
      evidence: ["ROCm/FastFlowLM#554", "ogx-ai/ogx#529", "BerriAI/litellm#38269"],
      caughtBy: ["completion.json-mode"], where: hasFormats,
      .asking { request, _ in request.format = .text }),
    Fault(
      "so-schema-not-enforced", .structured,
      "JSON comes with other members than the schema requires.",
      evidence: ["ggml-org/llama.cpp#11847", "waybarrios/vllm-mlx#133"],
      caughtBy: ["completion.json-mode"], where: hasSchemas,
      .asking { request, _ in
        if case .schema = request.format {
          request.format = .schema([
            "type": "object", "properties": ["reply": ["type": "string"]], "required": ["reply"],
          ])
        }
      }),
    Fault(
      "so-fenced", .structured, "JSON comes in a Markdown fence.",
      evidence: ["rule: the content is one JSON text"], caughtBy: ["completion.json-mode"],
      where: hasFormats,
      .structuredText { "```json\n\($0)\n```" }),
    Fault(
      "so-introduced", .structured, "A sentence stands before the JSON.",
      evidence: ["rule: the content is one JSON text"], caughtBy: ["completion.json-mode"],
      where: hasFormats,
      .structuredText { "Here is the JSON you asked for: \($0)" }),
    Fault(
      "so-list", .structured, "JSON mode gives a list, not an object.",
      evidence: ["rule: JSON mode gives an object"], caughtBy: ["completion.json-mode"],
      where: hasFormats,
      .structuredText { "[\($0)]" }),
    Fault(
      "so-single-quotes", .structured, "JSON is written with single quotation marks.",
      evidence: ["rule: RFC 8259 section 7"], caughtBy: ["completion.json-mode"], where: hasFormats,
      .structuredText { $0.replacing("\"", with: "'") }),
    Fault(
      "so-unclosed", .structured, "The last brace of the JSON is missing.",
      evidence: ["rule: RFC 8259 section 4"], caughtBy: ["completion.json-mode"], where: hasFormats,
      .structuredText { String($0.dropLast()) }),
  ]
}

extension Mutation {
  /// Changes the text of answers that were to be JSON.
  static func structuredText(_ change: @escaping @Sendable (String) -> String) -> Mutation {
    written { choice, call in
      guard call.chat?.format != .text, call.chat != nil, choice.calls.isEmpty,
        choice.finishReason == "stop"
      else { return }
      choice.content = [ChatAnswer.Emission(text: change(choice.text), tokens: choice.tokens)]
    }
  }
}
