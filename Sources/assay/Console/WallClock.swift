#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// The time of day, for what says when it was made.
enum WallClock {
  /// The moment as ISO 8601 UTC: `2026-11-21T08:30:00Z`.
  static var timestamp: String {
    var parts = now
    return format("%Y-%m-%dT%H:%M:%SZ", &parts)
  }

  /// The day in UTC: `2026-11-21`.
  static var day: String {
    var parts = now
    return format("%Y-%m-%d", &parts)
  }

  private static var now: tm {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return parts
  }

  private static func format(_ pattern: String, _ parts: inout tm) -> String {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.map { strftime($0, characters.count, pattern, &parts) } ?? 0
      }
    }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }
}
