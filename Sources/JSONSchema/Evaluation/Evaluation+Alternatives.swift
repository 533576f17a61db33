import WireFormats

extension Evaluation {
  /// Says why none of some alternatives holds, in the way that helps most. Always false.
  ///
  /// Where the instance has the shape of just one of them (all that this one objects to lies deeper,
  /// or is not a matter of type or constant), its violations are the reason. Else one violation says
  /// what the alternatives ask for.
  mutating func explain(_ failures: [[SchemaViolation]], _ instance: JSONValue) -> Bool {
    let here = instanceLocation
    let close = failures.filter { violations in
      !violations.contains { violation in
        violation.instanceLocation == here && Evaluation.tellsShape.contains(violation.keyword)
      }
    }
    if close.count == 1, let reason = close.first, !reason.isEmpty { return adopt(reason) }
    var wanted: [String] = []
    for violations in failures {
      guard let first = violations.first(where: { $0.instanceLocation == here }),
        Evaluation.tellsShape.contains(first.keyword)
      else {
        wanted = []
        break
      }
      if !wanted.contains(first.expected) { wanted.append(first.expected) }
    }
    let expected =
      wanted.isEmpty || wanted.count > 6
      ? "a match of one of \(failures.count) alternatives" : ValueDescription.list(wanted)
    return fail(expected, ValueDescription.short(instance))
  }

  /// The keywords that tell what kind of thing a value must be; "" is the schema `false`.
  private static let tellsShape: Set<String> = ["type", "const", "enum", ""]
}
