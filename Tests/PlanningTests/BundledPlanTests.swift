import Conformance
import JSONSchema
import Planning
import Testing
import WireFormats

/// The plans of the specs that ship with the product.
@Suite struct BundledPlanTests {
  static let paths = Bundled.library.providerPaths

  private static func plan(_ path: String, _ profile: Profile) throws -> (Plan, ProviderSpec) {
    let planner = try Bundled.planner(path)
    return (try planner.plan(PlanOptions(profile: profile)), planner.spec)
  }

  @Test(arguments: paths) func smokeIsQuick(path: String) throws {
    let (plan, _) = try Self.plan(path, .smoke)
    #expect(plan.cost.requests < 15)
    #expect(plan.entries.contains { $0.probe.id == "chat.plain" })
  }

  @Test(arguments: paths) func standardIsCheap(path: String) throws {
    let (plan, _) = try Self.plan(path, .standard)
    #expect(plan.cost.outputTokens < 20_000)
  }

  @Test(arguments: paths) func profilesNestAndNamesAreUnique(path: String) throws {
    let (full, _) = try Self.plan(path, .full)
    let ids = full.entries.map(\.probe.id)
    #expect(Set(ids).count == ids.count)
    let (standard, _) = try Self.plan(path, .standard)
    #expect(
      standard.entries.map(\.probe.id)
        == ids.filter { id in
          full.entries.contains { $0.probe.id == id && $0.probe.profile <= .standard }
        })
    for probe in full.entries.map(\.probe) {
      #expect(Set(probe.steps.map(\.name)).count == probe.steps.count, "\(probe.id)")
      #expect(!probe.claims.isEmpty, "\(probe.id)")
      #expect(!probe.title.isEmpty, "\(probe.id)")
    }
  }

  @Test(arguments: paths) func checksNameStepsThatExist(path: String) throws {
    let (plan, _) = try Self.plan(path, .full)
    let roles = ["subject", "control", "plain", "stream", "same", "other"]
    for probe in plan.entries.map(\.probe) {
      let steps = Set(probe.steps.map(\.name))
      for invocation in probe.checks {
        for role in roles {
          guard let value = invocation.arguments[role] else { continue }
          let names = value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
          #expect(!names.isEmpty && names.allSatisfy(steps.contains), "\(probe.id): \(role)")
        }
        let claim = invocation.arguments["claim"]?.string
        #expect(claim.map(probe.claims.contains) == true, "\(probe.id)")
      }
    }
  }

  @Test(arguments: paths) func positiveRequestsAreDocumentedOnes(path: String) throws {
    let (plan, spec) = try Self.plan(path, .full)
    for endpoint in spec.endpoints where !endpoint.parameters.isEmpty {
      let schema = try Schema(
        compiling: endpoint.requestSchema, baseURI: "specs:///\(spec.id).json",
        registry: spec.schemaRegistry)
      for (id, body) in PositiveRequests.bodies(in: plan, endpoint: endpoint.name) {
        let violations = schema.violations(in: body)
        #expect(violations == [], "\(id): \(body.serialized())")
      }
    }
  }

  @Test(arguments: paths) func plansAreTheSameEveryTime(path: String) throws {
    let planner = try Bundled.planner(path)
    let options = PlanOptions(profile: .full)
    let documents = try (0..<2).map { _ in
      PlanDocument(plan: try planner.plan(options), spec: planner.spec, options: options).json
        .serialized()
    }
    #expect(documents[0] == documents[1])
  }

  @Test(arguments: paths) func namesAreThoseAgreed(path: String) throws {
    let (plan, spec) = try Self.plan(path, .full)
    let ids = plan.entries.map(\.probe.id).joined(separator: "\n") + "\n"
    try Golden.hold(ids, against: "\(spec.id).txt")
  }
}

/// The requests of a plan that are to be answered.
enum PositiveRequests {
  static func bodies(in plan: Plan, endpoint: String) -> [(ProbeID, JSONValue)] {
    plan.entries.filter { $0.skipReason == nil }.flatMap { entry in
      entry.probe.steps.compactMap { step -> (ProbeID, JSONValue)? in
        guard case .accepted = step.expectation, step.endpoint == endpoint, step.path == nil,
          case .json(let body) = step.body, !holdsReference(body)
        else { return nil }
        return (entry.probe.id, body)
      }
    }
  }

  private static func holdsReference(_ value: JSONValue) -> Bool {
    switch value {
    case .array(let items): items.contains(where: holdsReference)
    case .object(let object):
      object["$from"] != nil || object["$prompt"] != nil
        || object.members.contains { holdsReference($0.value) }
    default: false
    }
  }
}
