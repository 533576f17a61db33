import WireFormats

extension FaultRegistry {
  /// Faults of the JSON text itself.
  static let json: [Fault] = [
    Fault(
      "je-duplicate-key", .json, "A member stands twice in one object.",
      evidence: ["tinyhumansai/openhuman#4207", "tinyhumansai/openhuman#4227"],
      caughtBy: ["json.duplicate-member"],
      .message { message, _ in
        guard case .object(var object) = message else { return }
        object.members.append(.init(name: "content", value: object["content"] ?? .null))
        message = .object(object)
      }
      .and(
        .chunk { chunk, position in
          guard position.isSecond, case .object(var object) = chunk else { return }
          object.members.append(.init(name: "id", value: object["id"] ?? ""))
          chunk = .object(object)
        })),
    Fault(
      "je-invalid-utf8", .json, "A character's bytes are cut off within a string.",
      evidence: ["ggml-org/llama.cpp#28926"],
      caughtBy: ["framing.utf8", "framing.event-json", "json.syntax"],
      .chatResponse { response, _ in
        guard let index = response.parts.indices.dropFirst(response.parts.count > 2 ? 1 : 0).first,
          let mark = response.parts[index].bytes.firstRange(of: Array("\"content\":\"".utf8))
        else { return }
        response.parts[index].bytes.insert(contentsOf: [0xF0, 0x9F], at: mark.upperBound)
      }),
    Fault(
      "je-trailing-comma", .json, "A comma stands before the last brace.",
      evidence: ["rule: RFC 8259 section 4"], caughtBy: ["json.syntax"],
      .plainText { $0.dropLast() + ",}" }),
    Fault(
      "je-byte-order-mark", .json, "A JSON body begins with a byte order mark.",
      evidence: ["rule: RFC 8259 section 8.1"], caughtBy: ["json.byte-order-mark"],
      .plainText { "\u{FEFF}" + $0 }),
    Fault(
      "je-bare-control", .json, "A line feed stands unescaped in a string.",
      evidence: ["rule: RFC 8259 section 7"], caughtBy: ["json.syntax"],
      .plainText { $0.replacing("\"object\":\"", with: "\"object\":\"\n", maxReplacements: 1) }),
    Fault(
      "je-two-texts", .json, "Two JSON texts stand in one body.",
      evidence: ["rule: RFC 8259 section 2"], caughtBy: ["json.syntax"],
      .plainText { $0 + "\n{}" }),
    Fault(
      "je-single-quotes", .json,
      "Member names stand in single quotation marks, as Python prints them.",
      evidence: ["rule: RFC 8259 section 7"], caughtBy: ["json.syntax"],
      .plainText { $0.replacing("\"choices\"", with: "'choices'") }),
    Fault(
      "je-python-words", .json, "null is written None.",
      evidence: ["rule: RFC 8259 section 3"], caughtBy: ["json.syntax"],
      .plainText { $0.replacing("\"refusal\":null", with: "\"refusal\":None") }),
    Fault(
      "je-lone-surrogate", .json, "Half of a surrogate pair stands alone in a string.",
      evidence: ["rule: RFC 8259 section 8.2"],
      caughtBy: ["json.lone-surrogate", "text.replacement"],
      .plainText {
        $0.replacing("\"content\":\"", with: "\"content\":\"\\ud83d", maxReplacements: 1)
      }),
    Fault(
      "je-truncated", .json, "A JSON body is cut off, and its length agrees.",
      evidence: ["rule: RFC 8259 section 2"], caughtBy: ["json.syntax"],
      .plainText { String($0.dropLast(12)) }),
  ]
}
