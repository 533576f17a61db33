import WireFormats

extension FaultRegistry {
  private static let hasEmbeddings = Condition.endpoint("embeddings")

  /// Faults of the embeddings endpoint.
  static let embeddings: [Fault] = [
    Fault(
      "em-base64-ignored", .embeddings, "encoding_format base64 gives a list of numbers.",
      evidence: [
        "lmstudio-ai/lmstudio-bug-tracker#756", "huggingface/text-embeddings-inference#288",
      ],
      caughtBy: ["embeddings.encoding"], where: hasEmbeddings,
      .embeddingRequest { $0["encoding_format"] = nil }),
    Fault(
      "em-base64-unasked", .embeddings, "Vectors come as base64 without being asked.",
      evidence: ["rule: the default is a list of numbers"], caughtBy: ["embeddings.encoding"],
      where: hasEmbeddings,
      .embeddingRequest { $0["encoding_format"] = "base64" }),
    Fault(
      "em-dimensions-ignored", .embeddings, "dimensions has no effect.",
      evidence: ["ggml-org/llama.cpp#25210", "kekzl/imp#890"], caughtBy: ["embeddings.dimensions"],
      where: hasEmbeddings && .claim("embeddings.dimensions"),
      .embeddingRequest { $0["dimensions"] = nil }),
    Fault(
      "em-order-reversed", .embeddings, "Vectors come in another order than the inputs.",
      evidence: ["rule: vectors are in the order of the inputs"], caughtBy: ["embeddings.order"],
      where: hasEmbeddings,
      .answer(of: "embeddings") { value, _ in
        value.edit("data") { $0 = .array(($0.array ?? []).reversed()) }
      }),
    Fault(
      "em-index-all-zero", .embeddings, "All vectors have index 0.",
      evidence: ["rule: index is the number of the input"], caughtBy: ["embeddings.order"],
      where: hasEmbeddings,
      .answer(of: "embeddings") { value, _ in
        value.editItems(of: "data") { row, _ in row.set("index", 0) }
      }),
    Fault(
      "em-only-first-input", .embeddings, "Only the first of several inputs gets a vector.",
      evidence: ["rule: each input has one vector"], caughtBy: ["embeddings.order"],
      where: hasEmbeddings,
      .answer(of: "embeddings") { value, _ in
        value.edit("data") { $0 = .array(Array(($0.array ?? []).prefix(1))) }
      }),
    Fault(
      "em-usage-missing", .embeddings, "Answers have no usage.",
      evidence: ["rule: usage is required"], caughtBy: ["embeddings.schema", "embeddings.usage"],
      where: hasEmbeddings,
      .answer(of: "embeddings") { value, _ in value.remove("usage") }),
    Fault(
      "em-total-mismatch", .embeddings, "total_tokens is not prompt_tokens.",
      evidence: ["rule: there is no completion"], caughtBy: ["embeddings.usage"],
      where: hasEmbeddings,
      .answer(of: "embeddings") { value, _ in
        value.edit(["usage", "total_tokens"]) { $0 = .integer(($0.int ?? 0) + 5) }
      }),
    Fault(
      "em-zero-vector", .embeddings, "Vectors are all zeros.",
      evidence: ["rule: a vector has a direction"], caughtBy: ["embeddings.numbers"],
      where: hasEmbeddings,
      .answer(of: "embeddings") { value, _ in
        value.editItems(of: "data") { row, _ in
          row.edit("embedding") { if let list = $0.array { $0 = .array(list.map { _ in 0 }) } }
        }
      }),
    Fault(
      "em-null-number", .embeddings, "A number of a vector is null.",
      evidence: ["rule: vectors are numbers"],
      caughtBy: ["embeddings.schema", "embeddings.numbers"],
      where: hasEmbeddings,
      .answer(of: "embeddings") { value, _ in
        value.editItems(of: "data") { row, _ in
          row.edit("embedding") {
            if let list = $0.array { $0 = .array([.null] + list.dropFirst()) }
          }
        }
      }),
    Fault(
      "em-nested-vector", .embeddings, "Each vector is a list in a list.",
      evidence: ["rule: a vector is a list of numbers"],
      caughtBy: ["embeddings.schema", "embeddings.encoding"], where: hasEmbeddings,
      .answer(of: "embeddings") { value, _ in
        value.editItems(of: "data") { row, _ in row.edit("embedding") { $0 = [$0] } }
      }),
  ]
}

extension Mutation {
  /// Changes the bodies of requests for embeddings after they were found valid.
  static func embeddingRequest(_ change: @escaping @Sendable (inout JSONObject) -> Void) -> Mutation
  {
    Mutation(request: { body, call in if call.endpoint == "embeddings" { change(&body) } })
  }
}
