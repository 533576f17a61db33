import Conformance
import WireFormats

/// A failure has a status of 400 or above: an error does not come as 200.
enum ErrorInSuccess: Check {
  static let description = CheckDescription(
    id: "errors.in-success", family: "errors",
    rule: "A failed request is not answered with a success status.", level: .must,
    consequence: "Clients raise nothing and read an answer without choices.",
    source: .http("section 15, Status Codes"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isSuccess, let endpoint = evidence.endpoint, endpoint != "health",
      let json = evidence.json
    else { return .notApplicable }
    let isError: Bool
    switch json {
    case .object(let object):
      let error = object["error"] ?? .null
      isError =
        !error.isNull
        || (object["choices"] == nil && object["data"] == nil && object["id"] == nil
          && object.isFlatError)
    case .array(let items): isError = items.first?["error"].map { !$0.isNull } ?? false
    default: isError = false
    }
    guard isError else { return .passed }
    let pointer: JSONPointer = json["error"] == nil ? "" : .path("error")
    return .found(
      context.finding(
        description, kind: .wrongValue, at: evidence.place(pointer),
        expected: "a status of 400 or above",
        actual: "status \(evidence.exchange.status ?? 0) with "
          + Excerpt.cut(json.serialized())))
  }
}
