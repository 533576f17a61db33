import Conformance
import WireFormats

/// Names in a scenario file that lead nowhere: claims that no spec makes, endpoints that none has.
struct ScenarioRules {
  private let claims: [ClaimID]
  private let endpoints: [String]

  /// Collects what the library's specs have.
  init(library: SpecLibrary, specs: [ProviderSpec]) {
    let claims = Set(specs.flatMap { $0.claims.map(\.id) }).union(Self.vocabulary(library))
    let endpoints = Set(specs.flatMap { $0.endpoints.map(\.name) })
    self.claims = claims.sorted()
    self.endpoints = endpoints.sorted()
  }

  /// The claims that the meta-schema names, as no provider here happens to make some of them.
  private static func vocabulary(_ library: SpecLibrary) -> [ClaimID] {
    guard let bytes = library.files[SpecLinter.providerSchema] else { return [] }
    do throws(SpecError) {
      let meta = try SpecFile(parsing: bytes, name: SpecLinter.providerSchema)
      return meta.value[JSONPointer(["properties", "claims", "properties"])]?.object?.names ?? []
    } catch {
      // Every provider spec that is linted reports it.
      return []
    }
  }

  /// Judges one scenario file.
  func judge(scenarios root: SpecNode) {
    for scenario in items(root.member("scenarios")) {
      for name in ["needs", "exercises"] {
        for place in places(scenario.member(name)) {
          let id = String((place.value.string ?? "").prefix { $0 != "#" })
          reportUnknown(id, of: claims, as: "claim", at: place, else: "no spec makes it: state it")
        }
      }
      for condition in items(scenario.member("where")) {
        if let claim = condition.member("claim"), let id = claim.value.string {
          reportUnknown(id, of: claims, as: "claim", at: claim, else: "no spec makes it: state it")
        }
      }
      for step in items(scenario.member("steps")) {
        if let endpoint = step.member("endpoint"), let name = endpoint.value.string {
          reportUnknown(
            name, of: endpoints, as: "endpoint", at: endpoint, else: "no spec has it: add it")
        }
      }
    }
  }

  private func reportUnknown(
    _ name: String, of known: [String], as kind: String, at node: SpecNode, else fix: String
  ) {
    guard !known.contains(name) else { return }
    let near = Spelling.nearest(to: name, among: known)
    node.report("no \(kind) \"\(name)\"", fix: near.map { "did you mean \"\($0)\"?" } ?? fix)
  }

  private func places(_ node: SpecNode?) -> [SpecNode] {
    guard let node else { return [] }
    return node.value.string == nil ? items(node) : [node]
  }

  private func items(_ node: SpecNode?) -> [SpecNode] {
    node?.value.array == nil ? [] : node?.items ?? []
  }
}
