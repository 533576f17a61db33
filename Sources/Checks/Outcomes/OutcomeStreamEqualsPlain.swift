public import Conformance
import WireFormats

/// A streamed answer is the plain answer in pieces: the same text, calls, finish reason and usage.
///
/// Source: OpenAI, the chat completion chunk object; each provider's page on streaming.
///
/// Arguments: `plain`, two steps of one request; `stream`, the same request streamed; `claim`.
///
/// Where the plain answers differ among themselves only what does not depend on sampling is compared:
/// the count of prompt tokens.
public enum OutcomeStreamEqualsPlain: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.stream-equals-plain", family: "outcomes",
    rule: "The same request has the same answer with and without streaming.", level: .must,
    consequence: "What users see while it streams is not what is stored or billed.",
    source: OutcomeSource.create("stream"), claims: ["chat.stream.equals-plain"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let plain = try probe.answer("plain")
    let stream = try probe.answer("stream")
    var findings: [Finding] = []
    func compare(_ what: String, _ expected: String, _ actual: String, at pointer: JSONPointer?) {
      guard expected != actual else { return }
      findings.append(
        context.finding(
          description, kind: .wrongValue, at: Finding.Place(step: stream.step, pointer: nil),
          expected: "\(what) as in the plain answer: \(Excerpt.cut(expected))", actual: actual,
          claim: probe.claim))
    }
    if let counted = plain.usage("prompt_tokens"), let streamed = stream.usage("prompt_tokens") {
      compare("prompt_tokens", String(counted), String(streamed), at: "/usage/prompt_tokens")
    }
    let text: String
    do throws(Untestable) {
      text = try probe.settledText("plain")
    } catch {
      if findings.isEmpty { throw error }
      return .found(findings)
    }
    compare("the text", text, try stream.said(), at: nil)
    let first = try plain.choice()
    let second = try stream.choice()
    compare(
      "finish_reason", first.finishReason ?? "none", second.finishReason ?? "none",
      at: "/choices/0/finish_reason")
    if let tokens = plain.usage("completion_tokens"),
      let streamed = stream.usage("completion_tokens"), findings.isEmpty
    {
      compare("completion_tokens", String(tokens), String(streamed), at: nil)
    }
    if let entries = first.logprobs, let streamed = second.logprobs, findings.isEmpty {
      compare("the count of logprobs", String(entries.count), String(streamed.count), at: nil)
    }
    return findings.isEmpty ? .passed : .found(findings)
  }
}
