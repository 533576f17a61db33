import WireFormats

@testable import JSONSchema

/// What must hold of the validator whatever the schema and the instance are. The tests with random
/// schemas and the fuzz target (`Tests/Fuzzing`) both hold it to them.
enum SchemaProperties {
  /// The properties that a schema and an instance break; empty where all hold, and where the schema
  /// cannot be compiled.
  static func broken(
    _ document: JSONValue, on instance: JSONValue, assertsFormat: Bool = false
  ) -> [String] {
    let schema: Schema
    do throws(SchemaError) {
      schema = try Schema(
        compiling: document, options: SchemaOptions(assertsFormat: assertsFormat))
    } catch {
      return error.reason.isEmpty ? ["an error says why"] : []
    }
    return broken(schema, on: instance)
  }

  /// The same, for a schema that is compiled.
  static func broken(_ schema: Schema, on instance: JSONValue) -> [String] {
    var broken: [String] = []
    let violations = schema.evaluatedViolations(in: instance)
    if violations.isEmpty != schema.isValid(instance)
      || violations != schema.violations(in: instance)
    {
      broken.append("both ways of validating agree")
    }
    for violation in violations {
      // Of duplicate members each is judged, but a pointer names the last.
      if instance[violation.instanceLocation] == nil && !hasDuplicateMembers(instance) {
        broken.append("a violation stands at a place that is there")
      }
      if violation.expected.isEmpty || violation.actual.isEmpty {
        broken.append("a violation says what was expected and what is there")
      }
    }
    return broken
  }

  /// Whether an object somewhere in a value has a member twice.
  private static func hasDuplicateMembers(_ value: JSONValue) -> Bool {
    switch value {
    case .array(let items): items.contains(where: hasDuplicateMembers)
    case .object(let object):
      Set(object.names).count < object.count
        || object.members.contains { hasDuplicateMembers($0.value) }
    default: false
    }
  }
}
