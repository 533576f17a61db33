import Testing

/// That the corpora hold a case, by name, for each rule that the readers are built on. A case may
/// be renamed or moved, but not dropped unseen.
@Suite struct CorpusRuleTests {
  /// A rule and the cases that speak of it.
  struct Rule: Sendable, CustomTestStringConvertible {
    let rule: String
    let cases: [String]

    init(_ rule: String, _ cases: String...) {
      self.rule = rule
      self.cases = cases
    }

    var testDescription: String { rule }
  }

  /// WHATWG HTML, sections 9.2.5 and 9.2.6.
  static let eventStreamRules = [
    Rule(
      "malformed UTF-8 is replaced and reported at its offset", "a malformed byte in data",
      "a cut character at the end of a line", "an overlong form, a surrogate and beyond the last"),
    Rule(
      "one leading byte order mark is stripped", "a byte order mark", "two byte order marks",
      "a later byte order mark makes an unknown field", "most of a byte order mark before a field"),
    Rule(
      "lines end with CRLF, LF or CR", "line ends of all three kinds in one event",
      "an event with CRLF", "an event with CR", "LF CR is two line ends",
      "an event ended by CR and LF apart", "the end of the body is a CR"),
    Rule("no other character ends a line", "U+2028, U+2029, U+0085, VT and FF end no line"),
    Rule(
      "a line that begins with a colon is a comment", "a comment", "an empty comment",
      "comments inside an event", "a comment that looks like data"),
    Rule(
      "a line without a colon is a name", "a lone data line dispatches the empty string",
      "id without colon", "retry without colon", "an unknown field without colon"),
    Rule(
      "names are exact", "names are case-sensitive", "names that begin like data",
      "a name that begins with event", "a space before the colon",
      "lines that are no field of the standard"),
    Rule(
      "at most one space is removed", "one space is removed after the colon, a tab stays",
      "two spaces after the colon", "a space alone", "a trailing space stays"),
    Rule("data lines are joined by LF", "several data lines", "data lines apart from each other"),
    Rule(
      "no data, no event", "blank lines alone", "an event name without data is forgotten",
      "an id alone"),
    Rule(
      "the last event name wins and is reset", "the event name is reset at each blank line",
      "the last event name wins", "an empty event name is message"),
    Rule(
      "the id persists; one with U+0000 is ignored", "the id persists, and an empty one resets it",
      "an id without data is kept", "the last id wins", "an id with U+0000"),
    Rule(
      "retry is ASCII digits", "retry takes ASCII digits alone", "retry empty", "retry signed",
      "retry in other digits", "retry beyond an integer"),
    Rule(
      "an unfinished event is discarded and reported",
      "an unfinished event is discarded and reported", "the end inside a data line",
      "the end after one CRLF", "the end inside an event without data"),
    Rule(
      "what is legal and odd is no anomaly", "one event", "event: message", "an empty body",
      "a comment alone makes no block", "three blank lines between events",
      "the done marker is data like any other"),
    Rule(
      "lines and events beyond the limit are cut and reported", "a line one beyond",
      "an event one beyond", "a line that never ends", "a limit shorter than the first character"),
  ]

  /// RFC 8259, and RFC 7493 (I-JSON) where a client would break.
  static let jsonRules = [
    Rule("NaN", "NaN", "NaN in an array", "minus NaN"),
    Rule("Infinity", "Infinity", "minus Infinity as Python writes it", "inf"),
    Rule("leading zeros", "a leading zero", "a negative leading zero", "two zeros"),
    Rule("a plus sign", "plus one"),
    Rule("a point without digits", "a point without digits", "a point at the end"),
    Rule("trailing commas", "a trailing comma in an array", "a trailing comma in an object"),
    Rule("comments", "a line comment", "a block comment", "a comment before a name"),
    Rule("single quotes", "single quotes", "a single-quoted value"),
    Rule(
      "unescaped control characters", "a raw line feed in a string", "a raw U+0000 in a string",
      "a raw carriage return in a name"),
    Rule("bad escapes", "an unknown escape", "a code unit with too few digits"),
    Rule(
      "invalid UTF-8", "a lone continuation byte", "a surrogate in UTF-8", "malformed in a name",
      "bytes that are not UTF-8 outside a string"),
    Rule("text after the value", "two objects on two lines", "a U+0000 after the value"),
    Rule(
      "nesting beyond the limit", "nesting of arrays one too deep",
      "nesting of objects one too deep", "a hundred thousand opening brackets"),
    Rule(
      "places", "the third line", "columns count bytes", "lines are counted by line feeds alone"),
    Rule(
      "duplicate members are kept and reported", "a duplicate member", "a member three times",
      "a duplicate that is spelled with an escape"),
    Rule("lone surrogates", "a lone high surrogate", "a lone low surrogate"),
    Rule(
      "integers beyond 2^53", "the first integer beyond", "the first integer below",
      "a hundred digits", "sixteen digits that fit"),
    Rule("a byte order mark", "a byte order mark", "two byte order marks"),
    Rule("numbers keep their spelling", "1.0", "1e400", "-0", "an exponent beyond measure"),
  ]

  @Test(arguments: eventStreamRules)
  func eventStream(_ rule: Rule) {
    let names = Set(EventStreamCase.all.map(\.name))
    for name in rule.cases { #expect(names.contains(name)) }
  }

  @Test(arguments: jsonRules)
  func json(_ rule: Rule) {
    let names = Set(JSONCase.all.map(\.name))
    for name in rule.cases { #expect(names.contains(name)) }
  }
}
