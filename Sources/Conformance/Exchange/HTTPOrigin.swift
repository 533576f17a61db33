/// Where a server is: scheme, host, port, and the path that every endpoint's path is appended to.
public struct HTTPOrigin: Sendable, Hashable, CustomStringConvertible {
  /// `http` or `https`.
  public var scheme: String
  /// The host name or address, IPv6 without brackets.
  public var host: String
  /// The port, the scheme's own where none was written.
  public var port: Int
  /// The path of the base URL without a trailing slash, for instance `/v1`; `""` for the root.
  public var basePath: String

  /// Makes an origin of parts that are known to be right.
  ///
  /// - Parameter port: `nil` for the scheme's own.
  public init(scheme: String, host: String, port: Int? = nil, basePath: String = "") {
    self.scheme = scheme
    self.host = host
    self.port = port ?? (scheme == "https" ? 443 : 80)
    self.basePath = basePath
  }

  /// Reads an absolute `http` or `https` URL; `nil` where it is not one or holds user information,
  /// a query or a fragment.
  public init?(parsing url: String) {
    guard let mark = url.firstRange(of: "://") else { return nil }
    scheme = url[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = url[mark.upperBound...]
    guard !rest.contains(where: { $0 == "?" || $0 == "#" || $0 == " " }) else { return nil }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<slash]
    guard !authority.contains("@"), !authority.isEmpty else { return nil }
    var path = String(rest[slash...])
    while path.hasSuffix("/") { path.removeLast() }
    basePath = path
    var portText: Substring = ""
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      host = String(authority[authority.index(after: authority.startIndex)..<close])
      let tail = authority[authority.index(after: close)...]
      guard tail.isEmpty || tail.hasPrefix(":") else { return nil }
      portText = tail.dropFirst()
    } else if let colon = authority.firstIndex(of: ":") {
      host = String(authority[..<colon])
      portText = authority[authority.index(after: colon)...]
      guard !portText.isEmpty else { return nil }
    } else {
      host = String(authority)
    }
    if portText.isEmpty {
      port = scheme == "https" ? 443 : 80
    } else {
      guard portText.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(portText),
        (1...65535).contains(number)
      else { return nil }
      port = number
    }
    guard !host.isEmpty else { return nil }
  }

  /// The authority as a `Host` field has it: the port only where it is not the scheme's own.
  public var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (scheme == "https" ? 443 : 80) ? name : "\(name):\(port)"
  }

  /// The URL.
  public var description: String { "\(scheme)://\(authority)\(basePath)" }
}
