import WireFormats

/// Decides which tools are called, and with what.
struct ToolCaller {
  let request: ChatRequest

  /// One call that the model means to make.
  struct Intended: Sendable, Hashable {
    var name: String
    var arguments: JSONValue
  }

  /// The calls; empty where the answer is to be text.
  func calls() -> [Intended] {
    let listener = Listener(conversation: request.conversation, seed: request.contentHash)
    let prompt = listener.lastUserText
    var calls: [Intended]
    switch request.toolChoice {
    case .none: return []
    case .named(let name):
      calls = request.tools.filter { $0.name == name }.prefix(1).flatMap {
        self.calls(of: $0, for: prompt)
      }
    case .required:
      let wanted = request.tools.filter { isAsked(for: $0, by: prompt) }
      calls = (wanted.isEmpty ? Array(request.tools.prefix(1)) : wanted)
        .flatMap { self.calls(of: $0, for: prompt) }
    case .auto:
      // Once a tool has answered, the model says what it has learnt.
      guard request.messages.last?["role"]?.string == "user" else { return [] }
      calls = request.tools.filter { isAsked(for: $0, by: prompt) }
        .flatMap { self.calls(of: $0, for: prompt) }
    }
    return request.allowsParallelCalls ? calls : Array(calls.prefix(1))
  }

  /// Whether a prompt asks for what a tool is about: it has a word of the tool's name, or two words
  /// of its description.
  private func isAsked(for tool: ChatRequest.Tool, by prompt: String) -> Bool {
    let asked = Set(Words(prompt).all.map(Self.stem))
    let name = Set(Words(Self.spaced(tool.name)).all.filter { $0.count > 2 }.map(Self.stem))
      .subtracting(Self.commonVerbs)
    if !asked.isDisjoint(with: name) { return true }
    let about = Set(Words(tool.description).all.filter { $0.count > 3 }.map(Self.stem))
    return asked.intersection(about).count >= 2
  }

  private static let commonVerbs: Set<String> = [
    "get", "set", "the", "and", "fetch", "find", "make", "create", "tool", "function", "lookup",
    "look",
    "for", "run",
  ]

  private static func stem(_ word: String) -> String {
    word.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
  }

  /// `getWeather` and `get_weather` as words.
  private static func spaced(_ name: String) -> String {
    name.reduce(into: "") { out, character in
      if character.isUppercase { out.append(" ") }
      out.append(character == "_" || character == "-" ? " " : character)
    }
  }

  /// One call for each thing that the prompt names ("Paris and London"), where the tool takes a text.
  private func calls(of tool: ChatRequest.Tool, for prompt: String) -> [Intended] {
    let things = Subjects.named(in: prompt)
    let takesText = (tool.parameters["properties"]?.object?.members ?? []).contains {
      $0.value["type"]?.string == "string" && $0.value["enum"] == nil && $0.value["const"] == nil
    }
    guard takesText, things.count > 1 else {
      return [arguments(of: tool, prompt: prompt, subject: things.first)]
    }
    return things.map { arguments(of: tool, prompt: prompt, subject: $0) }
  }

  private func arguments(of tool: ChatRequest.Tool, prompt: String, subject: String?) -> Intended {
    let maker = InstanceMaker(schema: tool.parameters, prompt: prompt, subject: subject)
    let instance = maker.instance()
    return Intended(name: tool.name, arguments: instance.object == nil ? [:] : instance)
  }
}

/// The things that a prompt names.
enum Subjects {
  /// The names in a prompt that are joined by commas or "and", capitalised words that do not begin a
  /// sentence; the last such row of names.
  static func named(in prompt: String) -> [String] {
    var names: [String] = []
    var isStart = true
    for word in prompt.split(separator: " ") {
      let bare = word.filter { $0.isLetter || $0.isNumber || $0 == "-" }
      let isName = bare.first?.isUppercase == true && !isStart && bare != "I" && bare.count > 1
      if isName && !names.contains(bare) { names.append(bare) }
      isStart = word.last.map { ".!?:".contains($0) } ?? false
    }
    return names
  }
}
