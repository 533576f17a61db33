public import Conformance
public import WireFormats

/// Makes the request of a probe's step: address, credentials, fields, body.
public struct RequestBuilder: Sendable {
  private let spec: ProviderSpec
  private let origin: HTTPOrigin
  let model: String
  private let secrets: [String: String]

  /// Makes a builder.
  ///
  /// - Parameters:
  ///   - spec: whose endpoints and credentials.
  ///   - origin: the server, with the base path.
  ///   - model: what stands for `{model}` in paths.
  ///   - secrets: what stands for `{key}` and `{NAME}` in credentials; a credential whose secret is
  ///     not there is left out.
  public init(spec: ProviderSpec, origin: HTTPOrigin, model: String, secrets: [String: String]) {
    self.spec = spec
    self.origin = origin
    self.model = model
    self.secrets = secrets
  }

  /// The request of a step.
  ///
  /// - Parameter answers: what earlier steps answered, for the references in the body.
  /// - Throws: ``StepReferences/Unresolved`` where an earlier answer lacks what this step needs.
  public func request(for step: ProbeStep, answers: [String: JSONValue])
    throws(StepReferences.Unresolved) -> HTTPRequest
  {
    var resolved = step
    if case .json(let template) = step.body {
      resolved.body = .json(try StepReferences.resolve(template, answers: answers))
    }
    return preview(of: resolved)
  }

  /// The request of a step as far as it is known before earlier steps were answered: references stay
  /// as they are.
  public func preview(of step: ProbeStep) -> HTTPRequest {
    let endpoint = spec.endpoint(step.endpoint)
    let path = (step.path ?? endpoint?.path ?? "/" + step.endpoint)
      .replacing("{model}", with: PercentEncoding.path(step.pathModel ?? model))
    let isAtRoot = step.path == nil && endpoint?.isAtRoot == true
    let basePath = isAtRoot ? "" : origin.basePath
    // Compression would hide what the server writes, and when.
    var fields: HeaderFields = ["Accept": "application/json", "Accept-Encoding": "identity"]
    var body: [UInt8] = []
    switch step.body {
    case .none: break
    case .raw(let bytes): body = bytes
    case .json(let value):
      if value["stream"] == true { fields.set("Accept", to: "text/event-stream") }
      body = Array(value.serialized().utf8)
    }
    if step.body != .none { fields.set("Content-Type", to: "application/json") }
    for (name, value) in credentials(step.credentials) { fields.set(name, to: value) }
    for change in step.fields { fields.set(change.name, to: change.value) }
    return HTTPRequest(
      method: step.method ?? endpoint?.method ?? "POST", origin: origin, target: basePath + path,
      fields: fields, body: body)
  }

  private func credentials(_ kind: ProbeStep.Credentials) -> [(String, String)] {
    guard kind != .absent else { return [] }
    return spec.service.credentials.compactMap { credential in
      var value = credential.value
      for (name, secret) in secrets {
        value = value.replacing("{\(name)}", with: kind == .wrong ? wrongKey : secret)
      }
      if kind == .wrong { value = value.replacing("{key}", with: wrongKey) }
      // A secret that is not configured leaves its place unfilled.
      return value.contains("{") ? nil : (credential.name, value)
    }
  }

  /// A key of the documented form that no provider can have issued.
  private var wrongKey: String {
    (spec.service.keyPrefix ?? "") + "assay-this-key-does-not-exist-000000000000"
  }
}

/// Percent-encoding of one path segment (RFC 3986 section 3.3). A slash stays: model ids hold it, and
/// the documented form is `/models/owner/name`.
enum PercentEncoding {
  static func path(_ text: String) -> String {
    var out = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 0x80 && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      if isPlain || "-._~/:@!$&'()*+,;=".unicodeScalars.contains(scalar) {
        out.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        out += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return out
  }
}
