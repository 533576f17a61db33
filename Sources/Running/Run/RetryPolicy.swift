import Conformance

/// Whether, and after how long, a request is sent again. Only what says nothing about the promise is
/// repeated: a rate limit, an overloaded service, a connection that failed before the first byte.
struct RetryPolicy {
  let options: RunOptions

  /// Seconds to wait before the next attempt, `nil` where there is to be none.
  ///
  /// - Parameters:
  ///   - attempt: what happened.
  ///   - isExpected: whether the probe asks for just this refusal.
  ///   - jitter: between 0 and 1, so that parallel retries do not come at once.
  func delay(after attempt: ProbeResult.Attempt, isExpected: Bool, jitter: Double) -> Double? {
    guard attempt.number <= options.retries, !isExpected else { return nil }
    let backoff = min(options.longestWait, 0.5 * Double(1 << min(attempt.number - 1, 10)))
    if let failure = attempt.failure {
      switch failure.kind {
      case .connectionFailed, .connectTimedOut, .sendFailed:
        // A server that is not there at all will not be there in a second either.
        return attempt.number == 1 ? 0.2 + 0.3 * jitter : nil
      case .nameNotFound, .tlsFailed, .proxyFailed, .notRecorded, .unusable, .cancelled: return nil
      }
    }
    guard let exchange = attempt.exchange else { return nil }
    guard let status = exchange.status else {
      let isLost = exchange.ending == .closedEarly || exchange.ending == .reset
      return isLost ? backoff * (0.5 + jitter / 2) : nil
    }
    guard status == 429 || status == 503 else { return nil }
    if let wait = RetryAfter.seconds(in: exchange) {
      return wait <= options.longestWait ? wait + jitter * min(1, wait / 4 + 0.1) : nil
    }
    return backoff * (0.5 + jitter / 2)
  }
}

/// Reads `Retry-After` (RFC 9110 section 10.2.3): seconds, or a date held against the answer's own
/// `Date`.
enum RetryAfter {
  static func seconds(in exchange: HTTPExchange) -> Double? {
    guard let value = exchange.response?.fields["Retry-After"] else { return nil }
    let isNumber = value.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    if isNumber, let seconds = Double(value), seconds.isFinite { return seconds }
    guard let date = HTTPDate.seconds(since1970: value) else { return nil }
    let now =
      exchange.response?.fields["Date"].flatMap { HTTPDate.seconds(since1970: $0) }
      ?? exchange.startedAt / 1000
    return max(0, date - now)
  }
}

/// Reads the preferred form of an HTTP date (RFC 9110 section 5.6.7): `Sun, 06 Nov 1994 08:49:37
/// GMT`.
enum HTTPDate {
  static func seconds(since1970 text: String) -> Double? {
    let parts = text.split { $0 == " " || $0 == "," || $0 == ":" }
    guard parts.count == 8, parts[7] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
      let month = months.firstIndex(of: String(parts[2])), let hour = Int(parts[4]),
      let minute = Int(parts[5]), let second = Int(parts[6]), (1...31).contains(day),
      (1970...9999).contains(year), (0..<24).contains(hour), (0..<60).contains(minute),
      (0...60).contains(second)
    else { return nil }
    return Double(days(year, month + 1, day) * 86400 + hour * 3600 + minute * 60 + second)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Days from 1970-01-01 in the proleptic Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468
  }
}
