/// What the simulated model means to say, before it says it token by token.
struct Intent: Sendable, Hashable {
  /// The text.
  var text: String
  /// How sure it is of each word. A sure model keeps to the text at any usual temperature; one that
  /// makes things up does not.
  var isSure: Bool

  init(_ text: String, isSure: Bool = true) {
    self.text = text
    self.isSure = isSure
  }
}
