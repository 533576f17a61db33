import Conformance
import WireFormats

/// What the branches of a parameter's schema allow together. A claim's value is that of one branch;
/// where `string` or `object` is documented, a diff that tells the first alone says what nobody
/// documents.
struct DocumentedUnion {
  /// The parameters and their members, by the names of their claims.
  private(set) var members: Set<ClaimID> = []
  private var values: [ClaimID: [JSONValue]] = [:]

  /// Collects the keywords of every parameter of a spec.
  init(of spec: ProviderSpec) {
    for endpoint in spec.endpoints {
      for parameter in endpoint.parameters {
        collect(parameter.schema, id: "\(endpoint.name).\(parameter.name)")
      }
    }
  }

  /// The value of a claim with what other branches allow, as it is where there are none.
  func value(of claim: Claim) -> JSONValue {
    guard let all = values[claim.id], all.contains(claim.value) else { return claim.value }
    var union: [JSONValue] = []
    for value in all {
      for item in value.array ?? [value] where !union.contains(item) { union.append(item) }
    }
    return union.count == 1 ? union[0] : .array(union)
  }

  private mutating func collect(_ schema: JSONValue, id: ClaimID) {
    members.insert(id)
    guard schema.object != nil else { return }
    for keyword in ["type", "enum", "const"] {
      if let value = schema[keyword] { values["\(id).\(keyword)", default: []].append(value) }
    }
    // A branch may name its values and no type.
    if schema["type"] == nil, let only = schema["const"].map({ [$0] }) ?? schema["enum"]?.array {
      values["\(id).type", default: []] += only.map { .string($0.typeName) }
    }
    for branching in ["anyOf", "oneOf", "allOf"] {
      for branch in schema[branching]?.array ?? [] { collect(branch, id: id) }
    }
    for member in schema["properties"]?.object?.members ?? [] {
      collect(member.value, id: "\(id).\(member.name)")
    }
    if let items = schema["items"] { collect(items, id: id + ".items") }
    if let values = schema["additionalProperties"] { collect(values, id: id + ".values") }
  }
}
