/// A date as HTTP fields have it (RFC 9110 section 5.6.7): the preferred form and the two obsolete
/// ones.
struct HTTPDate: Equatable {
  /// Seconds since 1970-01-01 UTC.
  let seconds: Double

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Reads a date; `nil` where it has none of the three forms.
  init?(parsing text: String) {
    let words = text.trimmed.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
    // Sun, 06 Nov 1994 08:49:37 GMT · Sunday, 06-Nov-94 08:49:37 GMT · Sun Nov  6 08:49:37 1994
    let isC = words.count == 5
    guard isC || (words.count == 6 && words[5] == "GMT") else { return nil }
    let (dayText, monthText) = isC ? (words[2], words[1]) : (words[1], words[2])
    let (yearText, clock) = isC ? (words[4], words[3]) : (words[3], words[4])
    guard let month = HTTPDate.months.firstIndex(of: monthText), let day = HTTPDate.number(dayText),
      var year = HTTPDate.number(yearText), (1...31).contains(day)
    else { return nil }
    if yearText.utf8.count == 2 { year += year < 70 ? 2000 : 1900 }
    let time = clock.split(separator: ":").map { HTTPDate.number(String($0)) ?? -1 }
    guard time.count == 3, (0..<24).contains(time[0]), (0..<60).contains(time[1]),
      (0...60).contains(time[2]), year >= 1
    else { return nil }
    let days = HTTPDate.days(year: year, month: month + 1, day: day)
    seconds = Double(days * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2])
  }

  private static func number(_ text: String) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text.utf8.count <= 4 else {
      return nil
    }
    return Int(text)
  }

  /// Days since 1970-01-01 of a day in the proleptic Gregorian calendar.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    // Years begin in March here, so that the leap day is the last.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
