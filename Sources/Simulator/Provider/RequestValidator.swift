import Conformance
import JSONSchema
import WireFormats

/// Refuses what the documentation does not allow: each parameter by its own schema, then the rules
/// between parameters, then what a schema cannot say of messages and tools.
struct RequestValidator: Sendable {
  let documented: DocumentedBehaviour
  let schemas: CompiledSchemas

  /// The JSON object that a body is.
  static func object(in body: [UInt8]) throws(Rejection) -> JSONObject {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONDocument(parsing: body).value
    } catch {
      throw Rejection(
        .invalidRequest,
        "We could not parse the JSON body of your request (line \(error.line), column \(error.column))."
      )
    }
    guard let object = value.object else {
      throw Rejection(.invalidRequest, "The body must be a JSON object.")
    }
    return object
  }

  /// Checks a body.
  func validate(_ body: JSONObject, for endpoint: Endpoint) throws(Rejection) {
    for parameter in endpoint.parameters { try check(parameter, in: body, of: endpoint) }
    for rule in endpoint.rules where rule.outcome == .rejected {
      if let name = Self.offender(rule, in: body) {
        throw Rejection(
          .invalidRequest, parameter: name,
          "'\(name)' cannot be used together with what else is set.")
      }
    }
    try checkModel(body, for: endpoint)
    if endpoint.name == "chat" { try ChatValidator(body: body, documented: documented).validate() }
  }

  private func check(_ parameter: Parameter, in body: JSONObject, of endpoint: Endpoint)
    throws(Rejection)
  {
    guard let value = body[parameter.name] else {
      guard !parameter.isRequired else {
        throw Rejection(
          .invalidRequest, parameter: parameter.name,
          "Missing required parameter: '\(parameter.name)'.")
      }
      return
    }
    // An optional member that is null counts as left out.
    if value.isNull && !parameter.isRequired { return }
    guard
      let first = schemas.parameters[endpoint.name]?[parameter.name]?.violations(in: value).first
    else {
      return
    }
    let place = first.instanceLocation.tokens.reduce(parameter.name) { path, token in
      JSONPointer.arrayIndex(token) == nil ? "\(path).\(token)" : "\(path)[\(token)]"
    }
    throw Rejection(
      .invalidRequest, parameter: place,
      "Invalid value for '\(place)': expected \(first.expected), got \(first.actual).")
  }

  /// The last parameter of a rule that a body falls under, `nil` where it does not.
  private static func offender(_ rule: ParameterRule, in body: JSONObject) -> String? {
    guard let members = rule.request.object?.members, !members.isEmpty else { return nil }
    for member in members {
      let value = body[member.name].flatMap { $0.isNull ? nil : $0 }
      switch member.value {
      case .null: guard value == nil else { return nil }
      case .bool, .string: guard value == member.value else { return nil }
      case .number(let bound):
        // What is forbidden for a number is for those above it, too: two choices, a billion tokens.
        guard let number = value?.number, number >= bound else { return nil }
      case .array: guard value == member.value else { return nil }
      case .object(let wanted):
        let holds = wanted.members.allSatisfy { value?[$0.name] == $0.value }
        guard value?.object != nil, holds else { return nil }
      }
    }
    return members.last { !$0.value.isNull }?.name ?? members.last?.name
  }

  private func checkModel(_ body: JSONObject, for endpoint: Endpoint) throws(Rejection) {
    guard let model = body["model"]?.string, !model.isEmpty else {
      let isOptional = endpoint.parameter("model").map { !$0.isRequired } ?? false
      guard isOptional || body["model"] == nil && endpoint.parameter("model") == nil else {
        throw Rejection(
          .invalidRequest, parameter: "model", "You must provide a model parameter.")
      }
      return
    }
    guard documented.models.contains(model) else {
      throw Rejection(.unknownModel, parameter: "model", "The model '\(model)' does not exist.")
    }
  }
}
