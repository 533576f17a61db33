#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The machine's clocks.
enum SystemClock {
  /// Unix time in seconds.
  static var seconds: Int { time(nil) }

  /// Nanoseconds on a clock that is never set.
  static var monotonicNanoseconds: UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
  }
}

/// Dates as HTTP writes them (RFC 9110 section 5.6.7): `Thu, 01 Jan 2026 00:00:00 GMT`.
enum HTTPDate {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The date of a Unix time.
  static func text(_ seconds: Int) -> String {
    let day = seconds / 86_400
    let rest = seconds % 86_400
    let (year, month, dayOfMonth) = civil(day)
    return "\(days[day % 7]), \(two(dayOfMonth)) \(months[month - 1]) \(year) "
      + "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60)) GMT"
  }

  /// The civil date of a day counted from 1970-01-01 (proleptic Gregorian calendar, eras of 400
  /// years that begin on 1 March).
  private static func civil(_ day: Int) -> (Int, Int, Int) {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

/// The usual reason phrases (RFC 9110 section 15).
enum ReasonPhrase {
  /// The phrase of a status, `""` where there is none.
  static func usual(for status: Int) -> String {
    [
      200: "OK", 204: "No Content", 400: "Bad Request", 401: "Unauthorized",
      402: "Payment Required",
      403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 408: "Request Timeout",
      409: "Conflict", 411: "Length Required", 413: "Content Too Large", 414: "URI Too Long",
      415: "Unsupported Media Type", 417: "Expectation Failed", 422: "Unprocessable Content",
      429: "Too Many Requests", 431: "Request Header Fields Too Large",
      500: "Internal Server Error",
      501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
      504: "Gateway Timeout", 505: "HTTP Version Not Supported",
    ][status] ?? ""
  }
}
