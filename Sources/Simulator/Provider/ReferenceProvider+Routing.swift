import Conformance

extension ReferenceProvider {
  /// The endpoint that a request is for.
  struct Route: Sendable {
    var endpoint: Endpoint
    /// What stands for `{model}` in the path.
    var model: String?
  }

  /// Finds the endpoint.
  func route(_ request: HTTPRequest) throws(Rejection) -> Route? {
    let routes = routes(for: request)
    if request.method == "OPTIONS" { return nil }
    let method = request.method == "HEAD" ? "GET" : request.method
    if let route = routes.first(where: { $0.endpoint.method == method }) { return route }
    guard routes.isEmpty else {
      throw Rejection(.wrongMethod, "Not allowed to \(request.method) on this path.")
    }
    let path = request.target.prefix { $0 != "?" }
    throw Rejection(.unknownPath, "Unknown request URL: \(request.method) \(path).")
  }

  /// The methods that a request's path has.
  func allowedMethods(for request: HTTPRequest) -> [String] {
    var methods: [String] = []
    for route in routes(for: request) where !methods.contains(route.endpoint.method) {
      methods.append(route.endpoint.method)
    }
    return methods
  }

  private func routes(for request: HTTPRequest) -> [Route] {
    let path = String(request.target.prefix { $0 != "?" && $0 != "#" })
    return spec.endpoints.compactMap { endpoint in
      let prefix = endpoint.isAtRoot ? "" : documented.basePath
      guard path.hasPrefix(prefix) else { return nil }
      let rest = path.dropFirst(prefix.count)
      guard let mark = endpoint.path.firstRange(of: "{model}") else {
        return rest == endpoint.path ? Route(endpoint: endpoint) : nil
      }
      let before = endpoint.path[..<mark.lowerBound]
      let after = endpoint.path[mark.upperBound...]
      guard rest.hasPrefix(before), rest.hasSuffix(after), rest.count > before.count + after.count
      else { return nil }
      let model = rest.dropFirst(before.count).dropLast(after.count)
      return Route(endpoint: endpoint, model: PercentEncoding.decode(model))
    }
  }

  /// Checks the credentials that the spec documents.
  func authenticate(_ request: HTTPRequest) throws(Rejection) {
    let credentials = documented.credentials
    let keyed = credentials.filter { $0.value.contains("{key}") }
    let given = keyed.compactMap { credential in
      request.fields[credential.name].map { (credential, $0) }
    }
    if !keyed.isEmpty, keyed.contains(where: \.isRequired) {
      guard !given.isEmpty else {
        throw Rejection(.unauthorized, "You did not provide an API key.")
      }
      for (credential, value) in given where value != expected(credential) {
        throw Rejection(.unauthorized, "Incorrect API key provided.")
      }
    }
    for credential in credentials where !credential.value.contains("{key}") && credential.isRequired
    {
      guard request.fields[credential.name]?.isEmpty == false else {
        throw Rejection(.unauthorized, "The field \(credential.name) is missing.")
      }
    }
  }

  private func expected(_ credential: Service.Credential) -> String {
    guard let mark = credential.value.firstRange(of: "{key}") else { return credential.value }
    return credential.value.replacingCharacters(in: mark, with: key)
  }
}

extension String {
  /// The text with a part of it replaced.
  func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}

/// Percent-encoding of a path segment (RFC 3986 section 2.1).
enum PercentEncoding {
  /// The text with escapes resolved; a malformed escape stays as it is.
  static func decode(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
