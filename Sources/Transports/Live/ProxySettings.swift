import Conformance

/// Which proxy to use, from the variables that command-line tools share: `http_proxy`,
/// `https_proxy`, `all_proxy` and `no_proxy`, each also in capitals but for `HTTP_PROXY`, which a
/// request to a CGI program can set.
struct ProxySettings: Sendable, Hashable {
  private let environment: [String: String]

  init(environment: [String: String]) { self.environment = environment }

  /// The proxy for an origin, `nil` for none. Loopback is never proxied.
  func proxy(for origin: HTTPOrigin) -> String? {
    guard !Self.isLoopback(origin.host), !isExempt(origin) else { return nil }
    let names =
      origin.scheme == "https"
      ? ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
      : ["http_proxy", "all_proxy", "ALL_PROXY"]
    for name in names {
      guard let value = environment[name]?.trimmed, !value.isEmpty else { continue }
      return value
    }
    return nil
  }

  /// Whether a host is this machine: `localhost`, a name below it, 127.0.0.0/8 or `::1`.
  static func isLoopback(_ host: String) -> Bool {
    let name = host.lowercased()
    if name == "localhost" || name.hasSuffix(".localhost") || name == "::1" { return true }
    return address(name).map { $0 >> 24 == 127 } ?? false
  }

  private func isExempt(_ origin: HTTPOrigin) -> Bool {
    let text = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
    let entries = text.split { $0 == "," || $0 == " " }.map { $0.lowercased() }
    return entries.contains { Self.matches(origin, entry: $0) }
  }

  /// An entry is `*`, a name that also covers the names below it, an address, or a block of
  /// addresses (`10.0.0.0/8`); a port may follow.
  private static func matches(_ origin: HTTPOrigin, entry: String) -> Bool {
    if entry == "*" { return true }
    let host = origin.host.lowercased()
    var name = entry
    if entry.filter({ $0 == ":" }).count == 1, let colon = entry.firstIndex(of: ":") {
      guard Int(entry[entry.index(after: colon)...]) == origin.port else { return false }
      name = String(entry[..<colon])
    }
    if let slash = name.firstIndex(of: "/") {
      guard let block = address(String(name[..<slash])), let own = address(host),
        let bits = Int(name[name.index(after: slash)...]), (0...32).contains(bits)
      else { return false }
      return bits == 0 || block >> UInt32(32 - bits) == own >> UInt32(32 - bits)
    }
    if name.hasPrefix("[") { name = String(name.dropFirst().prefix { $0 != "]" }) }
    while name.hasPrefix(".") { name.removeFirst() }
    return !name.isEmpty && (host == name || host.hasSuffix("." + name))
  }

  /// An IPv4 address in dotted form as a number.
  private static func address(_ text: String) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      guard let byte = UInt8(part) else { return nil }
      value = value << 8 | UInt32(byte)
    }
    return value
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
