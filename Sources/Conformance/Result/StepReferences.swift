public import WireFormats

/// Values that a later step of a probe takes from an earlier step's answer.
///
/// In a step's JSON body an object `{"$from": "call", "at": "/message/tool_calls/0/id"}` stands for
/// the value at that pointer of what the step `call` answered: an object with `message` (the first
/// choice's assembled message, whether plain or streamed), `text`, `finish_reason`, and `body` (the
/// JSON body, where there was one). An object `{"$prompt": {"repeat": "word ", "times": 100}}`
/// stands for a long text.
public enum StepReferences {
  /// What later steps may take from an answer.
  public static func values(of evidence: Evidence) -> JSONValue {
    [
      "message": evidence.completion?.message ?? .null,
      "text": evidence.completion?.first?.content.map { .string($0) } ?? .null,
      "finish_reason": evidence.completion?.first?.finishReason.map { .string($0) } ?? .null,
      "body": evidence.json ?? .null,
    ]
  }

  /// A reference that cannot be resolved.
  public struct Unresolved: Error, Sendable, Hashable {
    /// The step named.
    public let step: String
    /// The pointer that found nothing there.
    public let pointer: String
  }

  /// Puts the values into a body.
  ///
  /// - Parameters:
  ///   - body: the template.
  ///   - answers: what each earlier step answered, by step name.
  /// - Throws: ``Unresolved`` where an answer lacks what is asked of it: the probe is then not
  ///   testable.
  public static func resolve(_ body: JSONValue, answers: [String: JSONValue]) throws(Unresolved)
    -> JSONValue
  {
    switch body {
    case .array(let items):
      var resolved: [JSONValue] = []
      for item in items { resolved.append(try resolve(item, answers: answers)) }
      return .array(resolved)
    case .object(let object):
      if let step = object["$from"]?.string {
        let pointer = object["at"]?.string ?? ""
        guard let path = JSONPointer(parsing: pointer), let value = answers[step]?[path],
          !value.isNull
        else { throw Unresolved(step: step, pointer: pointer) }
        return value
      }
      if let prompt = object["$prompt"], let text = prompt["repeat"]?.string,
        let times = prompt["times"]?.int
      {
        return .string(String(repeating: text, count: max(0, times)))
      }
      var members: [JSONObject.Member] = []
      for member in object.members {
        members.append(
          .init(name: member.name, value: try resolve(member.value, answers: answers)))
      }
      return .object(JSONObject(members))
    default: return body
    }
  }
}
