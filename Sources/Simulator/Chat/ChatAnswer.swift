import WireFormats

/// An answer as the model gave it, before it is put into bytes.
struct ChatAnswer: Sendable {
  /// What goes out in one step of a stream: as much text as became certain with a token.
  struct Emission: Sendable, Hashable {
    var text: String
    /// The entries of `logprobs.content` for the tokens that the text is made of.
    var logprobs: [JSONValue] = []
    /// How many tokens were drawn since the emission before.
    var tokens = 1
  }

  /// One call of a tool.
  struct Call: Sendable, Hashable {
    var id: String
    var name: String
    /// The arguments text in the pieces in which a stream gives it.
    var fragments: [String]

    var arguments: String { fragments.joined() }
  }

  /// One choice.
  struct Choice: Sendable, Hashable {
    var index: Int
    var reasoning: [Emission] = []
    var content: [Emission] = []
    var calls: [Call] = []
    var finishReason = "stop"
    /// Whether log probabilities were asked for.
    var hasLogprobs = false
    var tokens = 0
    var reasoningTokens = 0
    /// The sum of the log probabilities of what was drawn.
    var score = 0.0

    var text: String { content.map(\.text).joined() }
    var reasoningText: String { reasoning.map(\.text).joined() }
  }

  var id: String
  var created: Int
  var model: String
  var choices: [Choice]
  var promptTokens: Int

  var completionTokens: Int { choices.reduce(0) { $0 + $1.tokens } }
  var reasoningTokens: Int { choices.reduce(0) { $0 + $1.reasoningTokens } }
}
