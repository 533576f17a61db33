/// `date`, `time`, `date-time` and `duration` (JSON Schema validation section 7.3.1): RFC 3339
/// sections 5.6 and 5.7, and appendix A for durations.
enum TimeFormats {
  static func isDate(_ text: String) -> Bool {
    var cursor = ByteCursor(text)
    return takeDate(&cursor) && cursor.isAtEnd
  }

  static func isTime(_ text: String) -> Bool {
    var cursor = ByteCursor(text)
    return takeTime(&cursor) && cursor.isAtEnd
  }

  static func isDateTime(_ text: String) -> Bool {
    var cursor = ByteCursor(text)
    return takeDate(&cursor) && cursor.takeLetter("T") && takeTime(&cursor) && cursor.isAtEnd
  }

  /// `P` and either weeks, or years, months and days in that order without a gap, then `T` and
  /// hours, minutes and seconds likewise.
  static func isDuration(_ text: String) -> Bool {
    var cursor = ByteCursor(text)
    guard cursor.take("P") else { return false }
    var weeks = cursor
    if !weeks.take(while: \.isDigit).isEmpty, weeks.take("W") { return weeks.isAtEnd }
    if cursor.next != UInt8(ascii: "T"), !takeUnits("YMD", of: &cursor) { return false }
    if cursor.isAtEnd { return true }
    return cursor.take("T") && takeUnits("HMS", of: &cursor) && cursor.isAtEnd
  }

  /// Takes numbers with these units, each at most once, in order, none left out between two;
  /// `false` where there is none.
  private static func takeUnits(_ units: String, of cursor: inout ByteCursor) -> Bool {
    let units = Array(units.utf8)
    var last: Int?
    while cursor.next?.isDigit == true {
      _ = cursor.take(while: \.isDigit)
      guard let unit = cursor.next, let place = units.firstIndex(of: unit) else { return false }
      if let last, place != last + 1 { return false }
      _ = cursor.take(Unicode.Scalar(unit))
      last = place
    }
    return last != nil
  }

  private static func takeDate(_ cursor: inout ByteCursor) -> Bool {
    guard let year = cursor.digits(4), cursor.take("-"), let month = cursor.digits(2),
      cursor.take("-"), let day = cursor.digits(2), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...lengths[month - 1]).contains(day)
  }

  private static func takeTime(_ cursor: inout ByteCursor) -> Bool {
    guard let hour = cursor.digits(2), cursor.take(":"), let minute = cursor.digits(2),
      cursor.take(":"), let second = cursor.digits(2), hour < 24, minute < 60, second <= 60
    else { return false }
    if cursor.take("."), cursor.take(while: \.isDigit).isEmpty { return false }
    var offset = 0
    if !cursor.takeLetter("Z") {
      let isWest = cursor.take("-")
      guard isWest || cursor.take("+"), let hours = cursor.digits(2), cursor.take(":"),
        let minutes = cursor.digits(2), hours < 24, minutes < 60
      else { return false }
      offset = (hours * 60 + minutes) * (isWest ? -1 : 1)
    }
    // A leap second is the last of a day in UTC (RFC 3339 section 5.7).
    let day = 24 * 60
    let inUTC = ((hour * 60 + minute - offset) % day + day) % day
    return second < 60 || inUTC == day - 1
  }
}
