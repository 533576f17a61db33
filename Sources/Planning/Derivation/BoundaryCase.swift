import WireFormats

/// One value at or beyond a documented boundary of a parameter: a single fault, or none.
struct BoundaryCase: Hashable {
  /// What the documentation makes of the value.
  enum Nature: Hashable {
    /// It satisfies the documented schema.
    case valid
    /// It breaks it, in one way.
    case invalid
    /// The documentation does not say: what happens is reported.
    case unsaid
  }

  /// The path below the parameter: `["include_usage"]`, `["items"]`, `["values"]`; empty for the
  /// parameter itself.
  var path: [String]
  /// The scenario in the probe's id: `above-maximum`.
  var name: String
  /// The schema keyword at stake, `nil` for the member as such.
  var keyword: String?
  /// The whole parameter's value.
  var value: JSONValue
  /// What is made of it.
  var nature: Nature
  /// Whether a standard run leaves it out: the second, third … value of a wrong type, say.
  var isRepetition = false
}
