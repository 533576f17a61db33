import Conformance
import WireFormats

/// An answer has as many choices as `n` asks for, one without it, with the indices 0 to n − 1.
enum ChoiceCount: Check {
  static let description = CheckDescription(
    id: "completion.choices", family: "completion",
    rule: "An answer has n choices with the indices 0 to n − 1.", level: .must,
    consequence: "Clients read choices by index and find one missing, or raise on the first.",
    source: .openAICreate("Body, n"), claims: ["chat.response.choices", "chat.n.count"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isWhole, !evidence.isExpectedToBeRefused,
      let n = evidence.chatRequest?.n
    else { return .notApplicable }
    if let plain = evidence.plainCompletion {
      guard let choices = plain["choices"]?.array else { return .notApplicable }
      return judge(
        choices.map { $0["index"]?.int }, n: n, evidence.place(.path("choices")), context)
    }
    guard evidence.chunks != nil, evidence.errorEvent == nil else { return .notApplicable }
    let indices = evidence.choiceTracks.map(\.index)
    return judge(indices, n: n, evidence.placeOfEnd, context)
  }

  private static func judge(
    _ indices: [Int?], n: Int, _ place: @autoclosure () -> Finding.Place, _ context: CheckContext
  ) -> CheckOutcome {
    let wanted = n == 1 ? "one choice" : "\(n) choices"
    guard indices.count == n else {
      let isIgnored = n > 1 && indices.count == 1
      return .found(
        context.finding(
          description, kind: isIgnored ? .silentlyIgnored : .wrongValue, at: place(),
          expected: wanted, actual: indices.isEmpty ? "none" : "\(indices.count)"))
    }
    let present = indices.compactMap { $0 }
    // Indices that are no integers are the schema's business.
    guard present.count == n else { return .notApplicable }
    guard Set(present) != Set(0..<n) else { return .passed }
    return .found(
      context.finding(
        description, kind: .wrongValue, at: place(),
        expected: n == 1 ? "index 0" : "the indices 0 to \(n - 1)",
        actual: present.map(String.init).joined(separator: ", ")))
  }
}
