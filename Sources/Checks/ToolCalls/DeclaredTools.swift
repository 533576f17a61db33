import Conformance
import WireFormats

/// A call names a tool that the request declares. Models do invent names, so this warns.
enum DeclaredTools: Check {
  static let description = CheckDescription(
    id: "tools.declared", family: "tools", rule: "A call names a tool that was declared.",
    level: .should, consequence: "Clients look the name up and find no function.",
    source: .openAICreate("Body, tools"), claims: ["chat.tools.call"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest, !request.tools.isEmpty else { return .notApplicable }
    let names = Set(request.tools.map(\.name))
    let calls = evidence.answerCalls.filter { !$0.isCustom && $0.call.name?.isEmpty == false }
    guard !calls.isEmpty else { return .notApplicable }
    return .found(
      calls.first { !names.contains($0.call.name ?? "") }.map { call in
        context.finding(
          description, kind: .wrongValue, at: evidence.place(call.spot.appending("function")),
          expected: "one of \(names.sorted().joined(separator: ", "))",
          actual: (call.call.name ?? "").quoted, level: .should)
      })
  }
}
