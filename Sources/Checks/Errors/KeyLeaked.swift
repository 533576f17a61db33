import Conformance
import WireFormats

/// A response does not repeat the client's API key in full.
enum KeyLeaked: Check {
  static let description = CheckDescription(
    id: "errors.no-secrets", family: "errors",
    rule: "A response does not repeat the API key of the request.", level: .should,
    consequence: "The key ends up in logs, tickets and screenshots.",
    source: .practice("keys in error messages"), claims: ["errors.no-secrets"])

  /// Shorter words may stand in a message by chance.
  private static let shortestKey = 12

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.exchange.response != nil else { return .notApplicable }
    let keys = keys(of: evidence, context.spec.service)
    guard !keys.isEmpty else { return .notApplicable }
    for key in keys {
      if let offset = evidence.exchange.body.offset(of: key.utf8) {
        return .found(leak(evidence.place(offset: offset), context))
      }
      let fields = evidence.exchange.response?.fields.lines ?? []
      if let field = fields.first(where: { $0.value.holds(key) }) {
        return .found(leak(evidence.place(field: field.name), context))
      }
    }
    return .passed
  }

  private static func leak(_ place: Finding.Place, _ context: CheckContext) -> Finding {
    context.finding(
      description, kind: .wrongValue, at: place,
      expected: "no key, or one with its middle left out",
      actual: "the key of the request in full")
  }

  /// The secrets in the fields that carry credentials: the last word of each.
  private static func keys(of evidence: Evidence, _ service: Service) -> [String] {
    let names = Set(service.credentials.map { $0.name.lowercased() } + ["authorization"])
    return evidence.exchange.request.fields.lines.compactMap { field in
      guard names.contains(field.name.lowercased()) else { return nil }
      let key = field.value.split(separator: " ").last.map(String.init) ?? ""
      return key.utf8.count >= shortestKey ? key : nil
    }
  }
}
