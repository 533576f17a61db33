import Conformance
import WireFormats

/// A request id that the client chose comes back unchanged, where the provider documents that.
enum RequestIdentifierEcho: Check {
  static let description = CheckDescription(
    id: "http.request-id-echo", family: "http",
    rule: "A request id that the client sends comes back unchanged.",
    level: .must,
    consequence: "The client cannot find its own request in the provider's logs.",
    source: .practice("request identifiers"), claims: ["headers.request-id.echo"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let head = evidence.exchange.response,
      let field = context.claim("headers.request-id.echo")?.value["field"]?.string,
      let sent = evidence.exchange.request.fields[field]
    else { return .notApplicable }
    let value = head.fields[field]
    if value == sent { return .passed }
    return .found(
      context.finding(
        description, kind: .wrongValue, at: evidence.place(field: field), expected: sent,
        actual: value ?? "no such field"))
  }
}
