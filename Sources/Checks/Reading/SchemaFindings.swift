import Conformance
import JSONSchema
import WireFormats

/// The schemas that several claims give for one kind of value: a provider's own page beside the
/// dialect that it adopts. What both find is told once, at the higher level.
struct SchemaClaims {
  private let schemas: [(claim: Claim, schema: Schema)]

  /// - Parameter ids: the claims in any order; those that the spec does not make are left out.
  init(_ ids: [ClaimID], in context: CheckContext) {
    let known = ids.compactMap { id -> (claim: Claim, schema: Schema)? in
      guard let claim = context.claim(id), let schema = context.schema(id) else { return nil }
      return (claim, schema)
    }
    schemas =
      known.filter { $0.claim.level == .must } + known.filter { $0.claim.level == .should }
      + known.filter { $0.claim.level == .may }
  }

  var isEmpty: Bool { schemas.isEmpty }

  func isValid(_ value: JSONValue) -> Bool { schemas.allSatisfy { $0.schema.isValid(value) } }

  /// The violations of all schemas with the claim that each breaks, one for each place.
  func violations(in value: JSONValue) -> [(claim: Claim, violation: SchemaViolation)] {
    var told: Set<JSONPointer> = []
    return schemas.flatMap { claim, schema -> [(claim: Claim, violation: SchemaViolation)] in
      let violations = schema.isValid(value) ? [] : schema.violations(in: value)
      let fresh = violations.filter { !told.contains($0.pointer) }
      told.formUnion(fresh.map(\.pointer))
      return fresh.map { (claim, $0) }
    }
  }
}

extension SchemaViolation {
  /// Where the violation is: of a missing member, where it should stand.
  var pointer: JSONPointer {
    guard keyword == "required", let name = expected.quotedPart else { return instanceLocation }
    return instanceLocation.appending(name)
  }
}

extension String {
  /// What stands between the first and the last quotation mark.
  fileprivate var quotedPart: String? {
    guard let first = firstIndex(of: "\""), let last = lastIndex(of: "\""), first < last else {
      return nil
    }
    return String(self[index(after: first)..<last])
  }
}

extension Deviations {
  /// Adds the violations of the schemas of claims.
  ///
  /// - Parameters:
  ///   - level: overrides the level, never upward; `nil` leaves it to the claim.
  ///   - place: where a pointer of the value stands.
  mutating func add(
    _ violations: [(claim: Claim, violation: SchemaViolation)],
    of description: CheckDescription, level: Level? = nil, in context: CheckContext,
    place: (JSONPointer) -> Finding.Place
  ) {
    for (claim, violation) in violations {
      let pointer = violation.pointer
      // The same keyword at the same member of another chunk is the same deviation.
      let kind = "\(violation.keywordLocation) \(pointer.tokens.last ?? "")"
      add(
        kind,
        context.finding(
          description, at: place(pointer), expected: violation.expected,
          actual: violation.keyword == "required" ? "no such member" : violation.actual,
          level: level, claim: claim.id))
    }
  }
}
