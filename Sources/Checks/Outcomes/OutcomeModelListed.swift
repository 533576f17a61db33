public import Conformance
import WireFormats

/// The model under test is in the list of models, and can be looked up by its id.
///
/// Source: OpenAI, Models: list, retrieve.
///
/// Arguments: `subject`; `model`; `single`, whether the answer is one model rather than a list;
/// `claim`.
public enum OutcomeModelListed: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.model-listed", family: "outcomes",
    rule: "The model that is asked is listed, and looked up under its own id.", level: .should,
    consequence: "A client that offers the listed models never offers this one.",
    source: OutcomeSource.models("list, retrieve"),
    claims: ["models.serves-model", "models.retrieve.schema"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    guard let model = probe.arguments["model"]?.string else {
      throw Untestable(reason: "the check was not told the model")
    }
    let subject = try probe.answer()
    guard let json = subject.evidence.json else {
      throw Untestable(reason: "the answer is not JSON")
    }
    let isSingle = probe.arguments["single"] == true
    let rows = isSingle ? [json] : json["data"]?.array ?? json.array ?? []
    let ids = rows.compactMap { $0["id"]?.string }
    if ids.contains(model) { return .passed }
    guard !rows.isEmpty else { throw Untestable(reason: "the answer holds no list of models") }
    return .found([
      context.finding(
        description, kind: .wrongValue,
        at: Finding.Place(step: subject.step, pointer: isSingle ? "/id" : "/data"),
        expected: "the model \(model)",
        actual: isSingle
          ? ids.first ?? "no id" : "\(ids.count) others, \(ids.prefix(3).joined(separator: ", "))",
        claim: probe.claim)
    ])
  }
}
