import Conformance
import WireFormats

/// An error does not show the server's insides: no stack trace, no path of a source file.
enum StackTrace: Check {
  static let description = CheckDescription(
    id: "errors.no-trace", family: "errors", rule: "An error does not show a stack trace.",
    level: .should, consequence: "Strangers learn what the server is made of.",
    source: .problemDetails("section 5, Security Considerations"))

  private static let marks = [
    "Traceback (most recent call last)", "  File \\\"/", "  File \"/", "goroutine ",
    "panicked at ", "\\n\\tat ", "\\n    at ", "\n    at ", "java.lang.", "System.NullReference",
    "site-packages/", "node_modules/", "/usr/lib/python", "/usr/local/lib/python",
  ]

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isErrorStatus || evidence.errorEvent != nil, !evidence.exchange.body.isEmpty
    else { return .notApplicable }
    let body = evidence.exchange.body
    for mark in marks {
      guard let offset = body.offset(of: mark.utf8) else { continue }
      // A server may well quote what it was sent.
      if evidence.exchange.request.body.offset(of: mark.utf8) != nil { continue }
      return .found(
        context.finding(
          description, kind: .wrongValue, at: evidence.place(offset: offset),
          expected: "a message without the server's insides",
          actual: evidence.excerpt(around: offset + 16)))
    }
    return .passed
  }
}
