/// How ``LiveTransport`` connects.
public struct LiveTransportOptions: Sendable, Hashable {
  /// A file of trusted certificates in PEM form; `nil` for the system's.
  public var caFile: String?
  /// Whether certificates and host names are left unchecked. Whoever sets it must say so loudly.
  public var insecure: Bool
  /// The most connections, and so the most exchanges, at one time; at least 1.
  public var maximumConnections: Int
  /// The environment from which the proxy variables are taken: `http_proxy`, `https_proxy`,
  /// `all_proxy`, `no_proxy`. Empty for no proxy.
  public var environment: [String: String]
  /// The `User-Agent` where the request has none.
  public var userAgent: String

  /// Makes options.
  public init(
    caFile: String? = nil, insecure: Bool = false, maximumConnections: Int = 64,
    environment: [String: String] = [:], userAgent: String = "assay"
  ) {
    self.caFile = caFile
    self.insecure = insecure
    self.maximumConnections = maximumConnections
    self.environment = environment
    self.userAgent = userAgent
  }
}
