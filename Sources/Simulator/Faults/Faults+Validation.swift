import Conformance
import WireFormats

extension FaultRegistry {
  /// Faults of what is refused and what is not.
  static let validation: [Fault] = crashes + laxities + refusals

  private static let crashes: [Fault] = [
    Fault(
      "pv-top-p-out-of-range-500", .validation, "top_p out of range ends in a 500.",
      evidence: ["Arthur-Ficial/apfel#235"], caughtBy: ["response.expectation"],
      where: .bounded("top_p"), .crashing(on: "top_p")),
    Fault(
      "pv-temperature-out-of-range-500", .validation, "temperature out of range ends in a 500.",
      evidence: ["rule: a refusal is a 4xx"], caughtBy: ["response.expectation"],
      where: .bounded("temperature"), .crashing(on: "temperature")),
    Fault(
      "pv-null-optional-500", .validation, "null for an optional parameter ends in a 500.",
      evidence: ["vllm-project/vllm#19862", "sgl-project/sglang#4589"],
      caughtBy: ["response.expectation"],
      .refusing { call in
        call.isChat && call.body?.members.contains { $0.value.isNull } == true ? .crash : nil
      }),
    Fault(
      "pv-bad-response-format-500", .validation, "A malformed response_format ends in a 500.",
      evidence: ["vllm-project/vllm#35438", "ggml-org/llama.cpp#23463"],
      caughtBy: ["response.expectation"],
      where: .parameters("response_format") && .claim("chat.response_format.malformed"),
      .crashing(on: "response_format")),
    Fault(
      "pv-malformed-json-500", .validation, "A body that is no JSON ends in a 500.",
      evidence: ["rule: a refusal is a 4xx"], caughtBy: ["response.expectation"],
      where: .claim("chat.malformed-body"),
      .refusal { rejection, call in
        if call.isChat && call.body == nil && rejection.situation == .invalidRequest {
          rejection = .crash
        }
      }),
    Fault(
      "pv-missing-messages-500", .validation, "A request without messages ends in a 500.",
      evidence: ["rule: a refusal is a 4xx"], caughtBy: ["response.expectation"],
      .crashing(on: "messages")),
    Fault(
      "pv-wrong-type-500", .validation, "A parameter of the wrong type ends in a 500.",
      evidence: ["rule: a refusal is a 4xx"], caughtBy: ["response.expectation"],
      .refusal { rejection, call in
        guard call.isChat, let name = rejection.parameter, let value = call.body?[name] else {
          return
        }
        if value.string != nil && name != "model" && name != "messages" { rejection = .crash }
      }),
    Fault(
      "pv-unknown-member-500", .validation, "A member that nobody documents ends in a 500.",
      evidence: ["rule: a 5xx is never an answer"], caughtBy: ["response.expectation"],
      where: .claim("chat.unknown-member"),
      .refusing { call in
        guard call.isChat, let endpoint = call.spec.endpoint("chat") else { return nil }
        let known = Set(endpoint.parameters.map(\.name) + ["model", "messages", "stream"])
        return call.body?.names.allSatisfy(known.contains) ?? true ? nil : .crash
      }),
    Fault(
      "st-500-context-overflow", .validation, "A prompt beyond the context ends in a 500.",
      evidence: ["ardanlabs/kronk#861", "ikawrakow/ik_llama.cpp#2420", "kserve/kserve#3886"],
      caughtBy: ["response.expectation"], where: .claim("chat.context-length"),
      .refusal { rejection, _ in if rejection.situation == .contextLength { rejection = .crash } }),
    Fault(
      "mm-fetch-failure-500", .messages, "An image that cannot be fetched ends in a 500.",
      evidence: ["vllm-project/vllm#21254", "vllm-project/vllm#11629"],
      caughtBy: ["response.expectation"], where: .claim("chat.messages.parts"),
      .refusal { rejection, _ in
        if rejection.parameter?.contains("image_url") == true { rejection = .crash }
      }),
  ]

  private static let laxities: [Fault] = [
    Fault(
      "pv-nonpositive-max-tokens-clamped", .validation,
      "max_tokens 0 or below is raised to the default.",
      evidence: ["entrius/gittensor#1749"], caughtBy: ["response.expectation"],
      where: .bounded("max_tokens"), .accepting("max_tokens")),
    Fault(
      "pv-temperature-above-accepted", .validation, "A temperature out of range is clamped.",
      evidence: ["rule: a value out of range is refused"], caughtBy: ["response.expectation"],
      where: .bounded("temperature"), .accepting("temperature")),
    Fault(
      "pv-top-p-above-accepted", .validation, "A top_p out of range is clamped.",
      evidence: ["rule: a value out of range is refused"], caughtBy: ["response.expectation"],
      where: .bounded("top_p"), .accepting("top_p")),
    Fault(
      "pv-penalties-unchecked", .validation, "Penalties out of range are clamped.",
      evidence: ["rule: a value out of range is refused"], caughtBy: ["response.expectation"],
      where: .bounded("presence_penalty") && .bounded("frequency_penalty"),
      .accepting("presence_penalty", "frequency_penalty")),
    Fault(
      "pv-bias-unchecked", .validation, "Biases out of range are clamped.",
      evidence: ["rule: a value out of range is refused"], caughtBy: ["response.expectation"],
      where: .parameters("logit_bias") && .boundedValues("logit_bias"), .accepting("logit_bias")),
    Fault(
      "pv-too-many-stops-accepted", .validation, "More stop strings than documented are accepted.",
      evidence: ["rule: a list too long is refused"], caughtBy: ["response.expectation"],
      where: .limitedItems("stop"), .accepting("stop")),
    Fault(
      "pv-enum-unchecked", .validation, "A word that reasoning_effort does not have is accepted.",
      evidence: ["rule: a value off the list is refused"], caughtBy: ["response.expectation"],
      where: .listed("reasoning_effort"), .accepting("reasoning_effort")),
    Fault(
      "pv-messages-unchecked", .validation, "A request with no messages at all is answered.",
      evidence: ["rule: a required parameter is required"], caughtBy: ["response.expectation"],
      Mutation(
        admission: { rejection, call in
          if call.isChat, rejection?.parameter == "messages",
            rejection?.situation == .invalidRequest
          {
            rejection = nil
          }
        })),
    Fault(
      "pv-missing-model-accepted", .validation, "A request that names no model is answered.",
      evidence: ["rule: a required parameter is required"], caughtBy: ["response.expectation"],
      where: .required("model"),
      Mutation(admission: { rejection, call in
        if call.isChat && rejection?.parameter == "model" && call.body?["model"] == nil {
          rejection = nil
        }
      })),
    Fault(
      "pv-roles-unchecked", .validation, "A role that does not exist is accepted.",
      evidence: ["rule: roles are a closed list"], caughtBy: ["response.expectation"],
      where: .claim("chat.messages.roles"),
      Mutation(admission: { rejection, call in
        let roles = ["developer", "system", "user", "assistant", "tool", "function"]
        let messages = call.body?["messages"]?.array ?? []
        let hasStrangeRole = messages.contains { message in
          message["role"]?.string.map { !roles.contains($0) } ?? false
        }
        if hasStrangeRole, rejection?.isAbout(["messages"]) == true { rejection = nil }
      })),
    Fault(
      "pv-response-format-unchecked", .validation, "A malformed response_format is ignored.",
      evidence: ["rule: an invalid request is refused"], caughtBy: ["response.expectation"],
      where: .parameters("response_format") && .claim("chat.response_format.malformed"),
      .accepting("response_format")),
    Fault(
      "pv-type-coerced", .validation, "Numbers and booleans in quotation marks are accepted.",
      evidence: ["rule: a value of the wrong type is refused"], caughtBy: ["response.expectation"],
      Mutation(
        admission: { rejection, call in
          guard call.isChat, let name = rejection?.parameter, call.body?[name]?.string != nil,
            name != "model", name != "messages"
          else { return }
          rejection = nil
        })),
    Fault(
      "st-200-unknown-model", .validation,
      "An unknown model is answered by another, which is named.",
      evidence: ["anthony-chaudhary/fak#360"], caughtBy: ["response.expectation"],
      where: .claim("chat.model.unknown"),
      Mutation(
        admission: { rejection, call in
          if call.isChat && rejection?.situation == .unknownModel { rejection = nil }
        },
        chat: { request, call in
          request.model =
            call.spec.service.model.isEmpty ? "simulated-model" : call.spec.service.model
        })),
  ]

  private static let refusals: [Fault] = [
    Fault(
      "pv-standard-param-rejected", .validation, "stream_options is refused as unknown.",
      evidence: ["mistralai/platform-docs-public#7", "avante-corp/avante.nvim#2347"],
      caughtBy: ["response.expectation"], where: .supported("stream_options"),
      .refusing { call in
        call.isChat && call.body?["stream_options"]?.object != nil
          ? Rejection(
            .invalidRequest, parameter: "stream_options", "Extra inputs are not permitted.") : nil
      }),
    Fault(
      "pv-content-array-rejected", .validation, "Content that is a list of text parts is refused.",
      evidence: ["deepseek-ai/awesome-deepseek-integration#57", "abetlen/llama-cpp-python#1168"],
      caughtBy: ["response.expectation"], where: .claim("chat.messages.parts"),
      .refusing { call in
        let messages = call.body?["messages"]?.array ?? []
        guard messages.contains(where: { $0["content"]?.array != nil }) else { return nil }
        return Rejection(
          .invalidRequest, parameter: "messages", "invalid type: sequence, expected a string")
      }),
    Fault(
      "pv-maximum-rejected", .validation, "The highest documented temperature is refused.",
      evidence: ["rule: the bounds of a range belong to it"], caughtBy: ["response.expectation"],
      where: .bounded("temperature", by: "maximum") && .supported("temperature"),
      .refusing { call in
        guard let value = call.body?["temperature"]?.number,
          let maximum = call.spec.endpoint("chat")?.parameter("temperature")?.schema["maximum"]?
            .number,
          value == maximum
        else { return nil }
        return Rejection(
          .invalidRequest, parameter: "temperature",
          "'temperature' must be below \(maximum.lexeme).")
      }),
    Fault(
      "pv-minimum-rejected", .validation, "The lowest documented penalty is refused.",
      evidence: ["rule: the bounds of a range belong to it"], caughtBy: ["response.expectation"],
      where: .bounded("presence_penalty", by: "minimum") && .supported("presence_penalty"),
      .refusing { call in
        guard let value = call.body?["presence_penalty"]?.number,
          let minimum = call.spec.endpoint("chat")?.parameter("presence_penalty")?.schema[
            "minimum"]?
            .number, value == minimum
        else { return nil }
        return Rejection(
          .invalidRequest, parameter: "presence_penalty",
          "'presence_penalty' must be above \(minimum.lexeme).")
      }),
    Fault(
      "pv-stop-list-rejected", .validation, "stop is refused as a list.",
      evidence: ["rule: both documented kinds are accepted"], caughtBy: ["response.expectation"],
      where: .supported("stop"),
      .refusing { call in
        call.isChat && call.body?["stop"]?.array != nil
          ? Rejection(.invalidRequest, parameter: "stop", "'stop' must be a string.") : nil
      }),
    Fault(
      "pv-user-rejected", .validation, "user is refused as unknown.",
      evidence: ["rule: documented parameters are accepted"], caughtBy: ["response.expectation"],
      where: .supported("user"),
      .refusing { call in
        call.isChat && call.body?["user"]?.string != nil
          ? Rejection(.invalidRequest, parameter: "user", "Extra inputs are not permitted.") : nil
      }),
    Fault(
      "pv-integral-number-rejected", .validation, "A temperature written as an integer is refused.",
      evidence: ["rule: 1 and 1.0 are the same number"], caughtBy: ["response.expectation"],
      where: .supported("temperature"),
      .refusing { call in
        guard call.isChat, let lexeme = call.body?["temperature"]?.number?.lexeme,
          !lexeme.contains(where: { ".eE".contains($0) }), lexeme != "0"
        else { return nil }
        return Rejection(.invalidRequest, parameter: "temperature", "expected a float")
      }),
    Fault(
      "pv-system-message-rejected", .validation, "System messages are refused.",
      evidence: ["rule: documented roles are accepted"], caughtBy: ["response.expectation"],
      where: .claim("chat.messages.roles"),
      .refusing { call in
        let messages = call.body?["messages"]?.array ?? []
        return messages.contains { $0["role"] == "system" }
          ? Rejection(.invalidRequest, parameter: "messages", "The role 'system' is not supported.")
          : nil
      }),
  ]
}
