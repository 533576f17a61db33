import Conformance

/// Finds the documented endpoint that a request of somebody else's was sent to.
struct EndpointMatcher: Sendable {
  private let routes: [Route]

  /// A documented path: with a parameter in it, what stands before that.
  private struct Route {
    let name: String
    let method: String
    let path: String
    let stem: String?

    init(_ endpoint: Endpoint) {
      name = endpoint.name
      method = endpoint.method
      path = endpoint.path
      stem = endpoint.path.firstRange(of: "{model}").map { String(endpoint.path[..<$0.lowerBound]) }
    }

    func matches(_ asked: Substring) -> Bool {
      guard let stem else { return asked.hasSuffix(path) }
      guard let place = asked.firstRange(of: stem) else { return false }
      return !asked[place.upperBound...].isEmpty
    }
  }

  /// Of several that match, the longest path wins, so that it stands first.
  init(spec: ProviderSpec) {
    routes = spec.endpoints.map { Route($0) }.sorted { $0.path.count > $1.path.count }
  }

  /// The endpoint's name; `nil` where the request belongs to none. Base paths differ between hosts
  /// and gateways, so that the end of the path decides; of several endpoints the longest path wins.
  func endpoint(of request: HTTPRequest) -> String? {
    let path = request.target.prefix { $0 != "?" && $0 != "#" }
    return routes.first { $0.method == request.method && $0.matches(path) }?.name
  }
}
