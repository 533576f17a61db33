import Conformance
import WireFormats

/// `created` is the time of the answer in whole Unix seconds: not milliseconds, not zero, not a
/// constant from long ago.
enum CreatedTime: Check {
  static let description = CheckDescription(
    id: "completion.created", family: "completion",
    rule: "created is the time of the answer in whole Unix seconds.", level: .must,
    consequence: "Clients show a date in the far future or in 1970, or fail on a fraction.",
    source: .openAIObject("created"), claims: ["chat.response.created"])

  /// Answers may come from a cache, and clocks differ.
  private static let tolerance = 86_400.0

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let (value, spot) = created(evidence), let number = value.number else {
      return .notApplicable
    }
    func finding(_ expected: String, level: Level? = nil) -> CheckOutcome {
      .found(
        context.finding(
          description, kind: .wrongValue, at: evidence.place(spot), expected: expected,
          actual: number.lexeme, level: level))
    }
    let seconds = number.double
    guard number.isInteger else { return finding("whole seconds") }
    if !number.lexeme.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "-" }) {
      // The same number, but parsers of typed languages read it as a fraction.
      return finding("an integer without fraction or exponent", level: .should)
    }
    if seconds >= 1e11 { return finding("seconds, not milliseconds or less") }
    // The first chat completion was made in March 2023.
    guard seconds >= 1_600_000_000 else { return finding("the time of the answer") }
    guard let now = evidence.serverTime else { return .passed }
    if seconds > now + tolerance || seconds < now - tolerance {
      return finding("a time within a day of \(Int(now))", level: .should)
    }
    return .passed
  }

  private static func created(_ evidence: Evidence) -> (JSONValue, Spot)? {
    if let value = evidence.plainCompletion?["created"] {
      return (value, Spot(.path("created")))
    }
    guard let chunk = evidence.chunks?.first(where: { !$0.choices.isEmpty }),
      let value = chunk.value["created"]
    else { return nil }
    return (value, Spot(.path("created"), in: chunk.event))
  }
}

extension Evidence {
  /// The server's clock by its `Date` field, or else when the request was sent, in Unix seconds;
  /// `nil` where neither is known.
  var serverTime: Double? {
    if let date = exchange.response?.fields["Date"], let time = HTTPDate(parsing: date) {
      return time.seconds
    }
    return exchange.startedAt > 0 ? exchange.startedAt / 1000 : nil
  }
}
