import Conformance

/// Finds the documented endpoint that a request of somebody else's was sent to.
struct EndpointMatcher: Sendable {
  private let endpoints: [Endpoint]

  init(spec: ProviderSpec) { endpoints = spec.endpoints }

  /// The endpoint's name; `nil` where the request belongs to none. Base paths differ between hosts
  /// and gateways, so that the end of the path decides; of several endpoints the longest path wins.
  func endpoint(of request: HTTPRequest) -> String? {
    let path = request.target.prefix { $0 != "?" && $0 != "#" }
    return endpoints.filter { endpoint in
      endpoint.method == request.method && matches(path, endpoint.path)
    }.max { $0.path.count < $1.path.count }?.name
  }

  private func matches(_ path: Substring, _ documented: String) -> Bool {
    guard let mark = documented.firstRange(of: "{model}") else { return path.hasSuffix(documented) }
    let stem = documented[..<mark.lowerBound]
    guard let place = path.firstRange(of: stem) else { return false }
    return !path[place.upperBound...].isEmpty
  }
}
