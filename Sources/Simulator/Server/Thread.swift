#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Threads with a small stack: a connection waits most of its life, and hundreds must fit.
enum Thread {
  /// Enough for the deepest JSON that is read.
  private static let stackBytes = 1 << 20

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs a body on a new thread that nobody waits for.
  static func start(_ body: @escaping @Sendable () -> Void) throws(ServerError) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackBytes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let work = Unmanaged.passRetained(Work(body))
    #if canImport(Glibc)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, &attributes,
        { argument in
          if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
          return nil
        }, work.toOpaque())
    #else
      var thread: pthread_t?
      let code = pthread_create(
        &thread, &attributes,
        { argument in
          Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, work.toOpaque())
    #endif
    guard code == 0 else {
      work.release()
      throw ServerError("No thread can be made", code: code)
    }
  }
}
