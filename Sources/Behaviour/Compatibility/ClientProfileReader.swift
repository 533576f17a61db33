import WireFormats

/// Reads the members of a client file, and says where one is wrong.
struct ClientProfileReader {
  let file: String

  func rule(_ value: JSONValue, at pointer: String) throws(ClientProfileError)
    -> ClientProfile.Rule
  {
    try check(value, at: pointer, members: ["key", "required", "tolerated", "breaks"])
    let required = try texts(value["required"], at: pointer + "/required")
    let tolerated = try reactions(value["tolerated"], at: pointer + "/tolerated")
    let breaks = try reactions(value["breaks"], at: pointer + "/breaks")
    guard !required.isEmpty || !tolerated.isEmpty || !breaks.isEmpty else {
      throw failure(pointer, "says nothing: give required, tolerated or breaks")
    }
    return ClientProfile.Rule(
      key: try text(value, "key", at: pointer), required: required, tolerated: tolerated,
      breaks: breaks)
  }

  func check(_ value: JSONValue, at pointer: String, members: [String])
    throws(ClientProfileError)
  {
    guard let object = value.object else { throw failure(pointer, "needs an object") }
    for name in object.names where !members.contains(name) {
      throw failure("\(pointer)/\(name)", "unknown; known are \(members.joined(separator: ", "))")
    }
  }

  func text(_ value: JSONValue, _ name: String, at pointer: String) throws(ClientProfileError)
    -> String
  {
    guard let text = value[name]?.string, !text.isEmpty else {
      throw failure("\(pointer)/\(name)", "needs a text")
    }
    return text
  }

  private func reactions(_ value: JSONValue?, at pointer: String) throws(ClientProfileError)
    -> [ClientProfile.Reaction]
  {
    guard let value else { return [] }
    guard let items = value.array else { throw failure(pointer, "needs a list") }
    var reactions: [ClientProfile.Reaction] = []
    for (index, item) in items.enumerated() {
      let place = "\(pointer)/\(index)"
      try check(item, at: place, members: ["value", "effect", "evidence"])
      let evidence = try texts(item["evidence"], at: place + "/evidence")
      guard !evidence.isEmpty else { throw failure(place + "/evidence", "needs at least one") }
      reactions.append(
        ClientProfile.Reaction(
          value: try text(item, "value", at: place), effect: try text(item, "effect", at: place),
          evidence: evidence))
    }
    return reactions
  }

  private func texts(_ value: JSONValue?, at pointer: String) throws(ClientProfileError)
    -> [String]
  {
    guard let value else { return [] }
    guard let items = value.array else { throw failure(pointer, "needs a list") }
    let texts = items.compactMap(\.string)
    guard texts.count == items.count else { throw failure(pointer, "needs a list of texts") }
    return texts
  }

  private func failure(_ pointer: String, _ what: String) -> ClientProfileError {
    ClientProfileError(file: file, pointer: pointer, what: what)
  }
}
