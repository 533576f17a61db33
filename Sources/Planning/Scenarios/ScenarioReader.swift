import Conformance
import WireFormats

/// Reads one scenario file.
struct ScenarioReader {
  let root: SpecNode

  func scenarios() -> [Scenario] {
    root.allowOnly(["$schema", "description", "values", "scenarios"])
    guard let list = root.member("scenarios") else {
      root.report("the member \"scenarios\" is missing", fix: "add \"scenarios\": […]")
      return []
    }
    return list.items.compactMap(scenario)
  }

  private func scenario(_ node: SpecNode) -> Scenario? {
    node.allowOnly([
      "id", "title", "description", "needs", "exercises", "profile", "sampling", "binding", "after",
      "steps", "checks", "where",
    ])
    guard let id = node.string("id", required: true),
      let title = node.string("title", required: true)
    else { return nil }
    let exercises = node.strings("exercises")
    if exercises.isEmpty {
      node.report("it exercises no claim", fix: "add \"exercises\": [\"claim\", …]")
    }
    var steps: [Scenario.Step] = []
    for item in node.member("steps")?.items ?? [] {
      guard let step = step(item, earlier: steps) else { continue }
      steps.append(step)
    }
    if steps.isEmpty { node.report("it has no step", fix: "add \"steps\": [{\"body\": …}]") }
    return Scenario(
      id: id, title: title, needs: node.strings("needs"),
      conditions: (node.member("where")?.items ?? []).compactMap(condition), exercises: exercises,
      profile: node.word("profile", as: Profile.self) ?? .standard,
      dependsOnSampling: node.flag("sampling"), isBinding: node.flag("binding"),
      after: node.strings("after"), steps: steps,
      checks: (node.member("checks")?.items ?? []).compactMap(check), location: node.location)
  }

  private func condition(_ node: SpecNode) -> Scenario.Condition? {
    node.allowOnly(["claim", "contains"])
    guard let claim = node.string("claim", required: true) else { return nil }
    guard let value = node.member("contains")?.value else {
      node.report("it says nothing of the claim", fix: "add \"contains\": what its value must hold")
      return nil
    }
    return Scenario.Condition(claim: claim, contains: value)
  }

  private func step(_ node: SpecNode, earlier: [Scenario.Step]) -> Scenario.Step? {
    node.allowOnly([
      "name", "endpoint", "method", "path", "pathModel", "body", "raw", "fields", "credentials",
      "expect", "description",
    ])
    let name = node.string("name") ?? "request"
    if earlier.contains(where: { $0.name == name }) {
      node.report("the step \"\(name)\" stands twice", fix: "give one of the two another name")
    }
    var body = node.member("body").map { resolvingValues(in: $0) }
    if let like = body?["@like"]?.string {
      guard let model = earlier.first(where: { $0.name == like })?.body?.object else {
        node.report("no earlier step \"\(like)\" has a body", fix: "name an earlier step")
        return nil
      }
      var merged = model
      for member in body?.object?.members ?? [] where member.name != "@like" {
        merged[member.name] = member.value == ["@remove": true] ? nil : member.value
      }
      body = .object(merged)
    }
    if let body { reportDanglingReferences(in: body, node: node, earlier: earlier.map(\.name)) }
    return Scenario.Step(
      name: name, endpoint: node.string("endpoint") ?? "chat", method: node.string("method"),
      path: node.string("path"), pathModel: node.string("pathModel"), body: body,
      raw: node.string("raw"), fields: node.member("fields")?.value.array ?? [],
      credentials: node.word("credentials", as: ProbeStep.Credentials.self) ?? .valid,
      expected: expected(node))
  }

  private func expected(_ node: SpecNode) -> Scenario.Step.Expected {
    guard let member = node.member("expect") else { return .accepted }
    switch member.value {
    case "accepted": return .accepted
    case "rejected": return .rejected([])
    case "any": return .any
    case let value:
      if let situation = value["rejected"]?.string {
        let limit = value["level"]?.string.flatMap { Level(rawValue: $0) } ?? .must
        return .refusedAs(situation, atMost: limit)
      }
      if let statuses = value["rejected"]?.array { return .rejected(statuses.compactMap(\.int)) }
      member.report(
        "no such expectation",
        fix: "write \"accepted\", \"rejected\", {\"rejected\": [400]}, "
          + "{\"rejected\": \"situation\"} or \"any\"")
      return .any
    }
  }

  private func check(_ node: SpecNode) -> CheckInvocation? {
    node.allowOnly(["check", "with", "description"])
    guard let id = node.string("check", required: true) else { return nil }
    let arguments = node.member("with").map { resolvingValues(in: $0) } ?? .object(JSONObject())
    return CheckInvocation(check: id, arguments: arguments)
  }

  /// Puts the file's own `values` in the place of `{"$value": "name"}`.
  private func resolvingValues(in node: SpecNode) -> JSONValue {
    resolvingValues(in: node.value, node: node, depth: 0)
  }

  private func resolvingValues(in value: JSONValue, node: SpecNode, depth: Int) -> JSONValue {
    switch value {
    case .array(let items):
      return .array(items.map { resolvingValues(in: $0, node: node, depth: depth) })
    case .object(let object):
      if let name = object["$value"]?.string {
        guard let found = root.value["values"]?[name], depth < 8 else {
          node.report("no value \"\(name)\" in this file", fix: "add it to \"values\"")
          return .null
        }
        return resolvingValues(in: found, node: node, depth: depth + 1)
      }
      return .object(
        JSONObject(
          object.members.map {
            .init(
              name: $0.name, value: resolvingValues(in: $0.value, node: node, depth: depth))
          }))
    default: return value
    }
  }

  private func reportDanglingReferences(in value: JSONValue, node: SpecNode, earlier: [String]) {
    switch value {
    case .array(let items):
      for item in items { reportDanglingReferences(in: item, node: node, earlier: earlier) }
    case .object(let object):
      if let step = object["$from"]?.string, !earlier.contains(step) {
        node.report("no earlier step \"\(step)\"", fix: "name one that comes before this one")
      }
      for member in object.members {
        reportDanglingReferences(in: member.value, node: node, earlier: earlier)
      }
    default: break
    }
  }
}
