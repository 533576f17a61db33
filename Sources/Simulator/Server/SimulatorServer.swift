#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif
import Synchronization

/// Serves a simulated provider, or whatever else answers requests, over sockets: HTTP/1.1 with
/// keep-alive, a thread a connection, and every byte and pause as it was scripted.
public final class SimulatorServer: Sendable {
  /// What the server takes before it refuses or gives up.
  public struct Limits: Sendable, Hashable {
    /// The longest request head in bytes; a longer one gets 431 or 414.
    public var headBytes: Int
    /// The most fields; more get 431.
    public var fieldCount: Int
    /// The longest request body in bytes; a longer one gets 413.
    public var bodyBytes: Int
    /// The most bytes of request bodies that are held for all connections together; beyond it, 503.
    public var heldBytes: Int
    /// The most connections at once; further ones get 503.
    public var connections: Int
    /// Seconds that a connection may be idle between requests.
    public var idleSeconds: Double
    /// Seconds in which a request must arrive whole; then 408.
    public var requestSeconds: Double
    /// Seconds for which a client may read nothing before it is given up.
    public var writeSeconds: Double

    /// Makes limits.
    public init(
      headBytes: Int = 64 << 10, fieldCount: Int = 128, bodyBytes: Int = 16 << 20,
      heldBytes: Int = 256 << 20, connections: Int = 1024, idleSeconds: Double = 60,
      requestSeconds: Double = 30, writeSeconds: Double = 30
    ) {
      self.headBytes = headBytes
      self.fieldCount = fieldCount
      self.bodyBytes = bodyBytes
      self.heldBytes = heldBytes
      self.connections = connections
      self.idleSeconds = idleSeconds
      self.requestSeconds = requestSeconds
      self.writeSeconds = writeSeconds
    }
  }

  /// What answers.
  public let responder: any Responder
  /// The path below which it answers, for instance `/v1`.
  public let basePath: String
  /// The limits.
  public let limits: Limits
  /// The address that it listens on.
  public let host: String
  /// The port that it listens on.
  public let port: Int
  private let listener: ListeningSocket
  private let connections: ConnectionList

  /// Begins to listen and to answer.
  ///
  /// - Parameters:
  ///   - responder: what answers.
  ///   - basePath: the path below which it answers.
  ///   - host: an IPv4 address of this machine.
  ///   - port: the port, 0 for any that is free.
  /// - Throws: ``ServerError`` where nothing can be listened on there.
  public init(
    responder: any Responder, basePath: String, host: String = "127.0.0.1", port: Int = 0,
    limits: Limits = Limits()
  ) throws(ServerError) {
    self.responder = responder
    self.basePath = basePath
    self.limits = limits
    self.host = host
    listener = try ListeningSocket(host: host, port: port)
    self.port = listener.port
    connections = ConnectionList(limits: limits)
    let connections = connections
    let listener = listener
    try Thread.start {
      while let socket = listener.accept() {
        connections.begin(socket, responder: responder)
      }
    }
  }

  /// Begins to listen and to answer as a simulated provider.
  ///
  /// - Throws: ``ServerError`` where nothing can be listened on there.
  public convenience init(
    provider: ReferenceProvider, host: String = "127.0.0.1", port: Int = 0,
    limits: Limits = Limits()
  ) throws(ServerError) {
    try self.init(
      responder: provider, basePath: ReferenceProvider.basePath(of: provider.spec), host: host,
      port: port, limits: limits)
  }

  /// The base URL that clients are to use.
  public var baseURL: String { "http://\(host):\(port)\(basePath)" }

  /// How many connections are open.
  public var connectionCount: Int { connections.count }

  /// Stops: no connection is taken any more, those that are open are closed, and their threads have
  /// ended when this returns. Calling it again does nothing.
  public func stop() {
    listener.stop()
    connections.endAll()
  }

  deinit { stop() }
}

/// Why a server cannot run.
public struct ServerError: Error, Sendable, Hashable {
  /// One sentence with the cause.
  public let message: String

  init(_ what: String, code: Int32) {
    message = "\(what): \(String(cString: strerror(code)))"
  }

  init(_ message: String) { self.message = message }
}
