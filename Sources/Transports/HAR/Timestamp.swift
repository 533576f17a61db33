/// Moments as HAR writes them: ISO 8601 with a zone.
enum Timestamp {
  /// Milliseconds since 1970-01-01 UTC as `2026-11-20T09:30:00.125Z`, with microseconds where there
  /// are any.
  static func text(_ milliseconds: Double) -> String {
    // Beyond the year 9999 or before 1970 nothing was ever recorded.
    let bounded = milliseconds.isFinite ? min(max(milliseconds, 0), 253_402_300_799_999) : 0
    let microseconds = Int((bounded * 1000).rounded())
    let (seconds, fraction) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    let (days, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
    let date = civil(days)
    let digits =
      fraction % 1000 == 0 ? padded(fraction / 1000, 3) : padded(fraction, 6)
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
      + "T\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
      + ".\(digits)Z"
  }

  /// Reads ISO 8601 with `Z`, an offset, or neither, which is read as UTC; `nil` where a text is not
  /// that.
  static func milliseconds(_ text: String) -> Double? {
    var rest = text.utf8[...]
    func number(_ count: Int) -> Int? {
      let digits = rest.prefix(count)
      guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
      rest = rest.dropFirst(count)
      return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    func take(_ allowed: String) -> Bool {
      guard let first = rest.first, allowed.utf8.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2),
      (1...12).contains(month), (1...31).contains(day), take("Tt "), let hour = number(2),
      take(":"), let minute = number(2), hour < 24, minute < 60
    else { return nil }
    var seconds = 0.0
    if take(":") {
      guard let whole = number(2), whole <= 60 else { return nil }
      seconds = Double(whole)
      if take(".,") {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        rest = rest.dropFirst(digits.count)
        seconds = Double(whole) + (Double("0." + String(decoding: digits, as: UTF8.self)) ?? 0)
      }
    }
    var offset = 0
    if !rest.isEmpty, !take("Zz") {
      let isNegative = rest.first == UInt8(ascii: "-")
      guard take("+-"), let hours = number(2) else { return nil }
      _ = take(":")
      guard let minutes = rest.isEmpty ? 0 : number(2) else { return nil }
      offset = (hours * 60 + minutes) * (isNegative ? -1 : 1)
    }
    guard rest.isEmpty else { return nil }
    let minutes = days(year: year, month: month, day: day) * 1440 + hour * 60 + minute - offset
    return (Double(minutes) * 60_000_000 + (seconds * 1_000_000).rounded()) / 1000
  }

  // Days since 1970-01-01 in the Gregorian calendar, by eras of 400 years that begin in March.

  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * march + 2) / 5 + 1
    )
  }

  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
