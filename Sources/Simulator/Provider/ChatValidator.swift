import Conformance
import JSONSchema
import WireFormats

/// Refuses chat requests for what a parameter's schema cannot say: the order of messages, the ids
/// of tool results, addresses of images, tools that do not exist.
struct ChatValidator {
  let body: JSONObject
  let documented: DocumentedBehaviour

  func validate() throws(Rejection) {
    try checkMessages()
    for name in ["max_tokens", "max_completion_tokens"] where documented.isDocumented(name) {
      guard let limit = body[name]?.number else { continue }
      if limit < JSONNumber(1) { throw invalid(name, "'\(name)' must be at least 1.") }
      if documented.boundByContext.contains(name),
        limit >= JSONNumber(documented.contextLength - 1)
      {
        throw invalid(name, "'\(name)' must be below the context length less 1.")
      }
    }
    try checkTools()
    try checkFormat()
    try checkBias()
  }

  private func invalid(_ parameter: String, _ message: String) -> Rejection {
    Rejection(.invalidRequest, parameter: parameter, message)
  }

  // MARK: Messages

  private func checkMessages() throws(Rejection) {
    guard let messages = body["messages"]?.array else {
      guard let text = body["messages"]?.string else {
        throw invalid("messages", "'messages' must be a list of messages.")
      }
      if text.isEmpty { throw invalid("messages", "'messages' must not be empty.") }
      return
    }
    guard !messages.isEmpty else {
      throw invalid("messages", "'messages' must not be empty.")
    }
    var calls: Set<String> = []
    for (index, message) in messages.enumerated() {
      try check(message, at: "messages[\(index)]", calls: &calls)
    }
  }

  private func check(_ message: JSONValue, at place: String, calls: inout Set<String>)
    throws(Rejection)
  {
    guard let object = message.object else {
      // Texts or tokens in place of messages: only where they are documented.
      guard documented.allowsTextMessages,
        message.string != nil || message.int != nil || message.array != nil
      else { throw invalid(place, "'\(place)' must be a message object.") }
      return
    }
    guard let role = object["role"]?.string, documented.roles.contains(role) else {
      throw invalid(
        place + ".role",
        "'\(place).role' must be one of \(documented.roles.joined(separator: ", ")).")
    }
    for call in object["tool_calls"]?.array ?? [] {
      if let id = call["id"]?.string { calls.insert(id) }
    }
    if role == "tool" {
      guard let id = object["tool_call_id"]?.string else {
        throw invalid(place + ".tool_call_id", "A message with role 'tool' needs 'tool_call_id'.")
      }
      guard calls.contains(id) else {
        throw invalid(
          place + ".tool_call_id",
          "'tool_call_id' names no call in the assistant messages before it.")
      }
    }
    switch object["content"] {
    case .string?: break
    case .array(let parts)?:
      for (index, part) in parts.enumerated() {
        try check(part: part, at: "\(place).content[\(index)]")
      }
    case .null?, nil:
      guard role == "assistant" else {
        throw invalid(place + ".content", "'\(place).content' is missing.")
      }
    default:
      throw invalid(place + ".content", "'\(place).content' must be a text or a list of parts.")
    }
  }

  private func check(part: JSONValue, at place: String) throws(Rejection) {
    guard let type = part["type"]?.string, documented.partTypes.contains(type) else {
      throw invalid(
        place + ".type",
        "'\(place).type' must be one of \(documented.partTypes.joined(separator: ", ")).")
    }
    switch type {
    case "text":
      guard part["text"]?.string != nil else {
        throw invalid(place + ".text", "'\(place).text' must be a text.")
      }
    case "image_url", "video_url":
      guard let url = part[type]?["url"]?.string ?? part[type]?.string else {
        throw invalid(place + "." + type, "'\(place).\(type)' must hold a URL.")
      }
      guard MediaAddress.isReachable(url) else {
        throw invalid(
          place + "." + type, "The resource of '\(place).\(type)' could not be fetched.")
      }
    default: break
    }
  }

  // MARK: Tools

  private func checkTools() throws(Rejection) {
    guard documented.isDocumented("tools") else { return }
    var names: Set<String> = []
    for (index, tool) in (body["tools"]?.array ?? []).enumerated() {
      let place = "tools[\(index)].function"
      guard tool["type"]?.string == "function" else {
        throw invalid("tools[\(index)].type", "'tools[\(index)].type' must be 'function'.")
      }
      guard let name = tool["function"]?["name"]?.string, Self.isName(name) else {
        throw invalid(
          place + ".name", "'\(place).name' must be 1 to 64 letters, digits, '_' or '-'.")
      }
      if let parameters = tool["function"]?["parameters"], !parameters.isNull,
        parameters.object == nil
      {
        throw invalid(place + ".parameters", "'\(place).parameters' must be a JSON Schema object.")
      }
      names.insert(name)
    }
    guard documented.isDocumented("tool_choice") else { return }
    switch body["tool_choice"] {
    case .string("required")? where names.isEmpty:
      throw invalid("tool_choice", "'tool_choice' needs 'tools'.")
    case .object(let choice)?:
      guard let name = choice["function"]?["name"]?.string, names.contains(name) else {
        throw invalid("tool_choice", "'tool_choice' names a function that is not among 'tools'.")
      }
    default: break
    }
  }

  private static func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || byte == 0x5F || byte == 0x2D
      }
  }

  // MARK: Form and bias

  private func checkFormat() throws(Rejection) {
    guard documented.isDocumented("response_format"), let format = body["response_format"],
      !format.isNull
    else { return }
    guard let type = format["type"]?.string, ["text", "json_object", "json_schema"].contains(type)
    else { throw invalid("response_format.type", "'response_format.type' is missing or unknown.") }
    guard type == "json_schema" else { return }
    guard let description = format["json_schema"]?.object,
      let name = description["name"]?.string, Self.isName(name)
    else {
      throw invalid(
        "response_format.json_schema", "'response_format.json_schema' needs a valid 'name'.")
    }
    guard let schema = description["schema"], schema.object != nil else {
      throw invalid(
        "response_format.json_schema.schema",
        "'response_format.json_schema.schema' must be an object.")
    }
    do throws(SchemaError) {
      _ = try Schema(compiling: schema)
    } catch {
      throw invalid(
        "response_format.json_schema.schema",
        "'response_format.json_schema.schema' is no JSON Schema: \(error.reason)")
    }
  }

  private func checkBias() throws(Rejection) {
    guard documented.isDocumented("logit_bias"), let map = body["logit_bias"]?.object else {
      return
    }
    for member in map.members {
      guard let id = Int(member.name), id >= 0, let bias = member.value.double, abs(bias) <= 100
      else {
        throw invalid("logit_bias", "'logit_bias' maps token ids to numbers from -100 to 100.")
      }
    }
  }
}

/// Addresses of images and other media in messages.
enum MediaAddress {
  /// Whether the resource can be had: a `data:` URL that holds base 64, or an `http` or `https` URL
  /// to a public host. Nothing is ever fetched.
  static func isReachable(_ url: String) -> Bool {
    if url.hasPrefix("data:") {
      guard let comma = url.firstIndex(of: ",") else { return false }
      let kind = url[url.index(url.startIndex, offsetBy: 5)..<comma]
      return kind.contains("/") && kind.hasSuffix(";base64")
        && Base64.isValid(url[url.index(after: comma)...])
    }
    guard let mark = url.firstRange(of: "://"),
      ["http", "https"].contains(url[..<mark.lowerBound].lowercased())
    else { return false }
    let host =
      url[mark.upperBound...].prefix { !"/?#".contains($0) }.split(separator: ":").first ?? ""
    let labels = host.lowercased().split(separator: ".")
    guard labels.count >= 2, let top = labels.last else { return false }
    // RFC 6761: these names never resolve; and a provider does not fetch from its own network.
    let reserved: Set<Substring> = ["invalid", "test", "localhost", "local", "internal"]
    return !reserved.contains(top) && !["127", "10", "0"].contains(labels[0])
  }
}
