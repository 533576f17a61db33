import JSONSchema
import WireFormats

/// Decides what the text of an answer is to be: what the conversation asks for, in the form that the
/// request asks for.
struct Composer {
  let request: ChatRequest

  /// What the model is to write.
  struct Intended: Sendable, Hashable {
    var text: String
    var isSure: Bool
    /// Whether a grammar allows nothing else.
    var isForced = false
  }

  func intent() -> Intended {
    let listener = Listener(conversation: request.conversation, seed: request.contentHash)
    switch request.format {
    case .text:
      let intent = listener.intent()
      return Intended(text: intent.text, isSure: intent.isSure)
    case .anyObject:
      return Intended(text: object(listener).serialized(), isSure: true, isForced: true)
    case .schema(let schema):
      let instance = InstanceMaker(schema: schema, prompt: listener.lastUserText).instance()
      return Intended(text: instance.serialized(), isSure: true, isForced: true)
    }
  }

  /// A JSON object with the members that the conversation names, or else one called `answer`.
  private func object(_ listener: Listener) -> JSONValue {
    var names = Self.memberNames(in: listener.lastUserText)
    if names.isEmpty { names = ["answer"] }
    let intent = listener.intent()
    var prose = Prose(seed: request.contentHash)
    return .object(
      JSONObject(
        names.map { .init(name: $0, value: .string(intent.isSure ? intent.text : prose.noun())) }))
  }

  /// The names in quotation marks, and the one after the word "key" or its like.
  private static func memberNames(in prompt: String) -> [String] {
    var names: [String] = []
    for mark: Character in ["\"", "`", "'"] {
      let parts = prompt.split(separator: mark, omittingEmptySubsequences: false)
      guard parts.count >= 3 else { continue }
      for part in stride(from: 1, to: parts.count - 1, by: 2).map({ parts[$0] })
      where !part.isEmpty && part.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
        if !names.contains(String(part)) { names.append(String(part)) }
      }
      if !names.isEmpty { return names }
    }
    // "with the members name and country"
    let words = prompt.split { " ,.;:!?\n".contains($0) }.map(String.init)
    let nouns = ["key", "field", "member", "property", "keys", "fields", "members", "properties"]
    guard let noun = words.firstIndex(where: { nouns.contains($0.lowercased()) }) else { return [] }
    for word in words[(noun + 1)...].prefix(8) where word != "and" && word != "called" {
      guard word.allSatisfy({ $0.isLowercase || $0.isNumber || $0 == "_" }), word.count > 1 else {
        break
      }
      names.append(word)
    }
    return names
  }
}
