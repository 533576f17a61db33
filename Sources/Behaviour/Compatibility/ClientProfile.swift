import WireFormats

/// What one client needs of a provider, as data: `specs/clients/<id>.json`.
///
/// A file names the client, its version and its rules. A rule names a behaviour key (an asterisk
/// stands for any part of it) or `rule.` and a check, and sorts the values that can be observed:
/// `required` are those that the client was made for, `tolerated` those that it survives, `breaks`
/// those that it does not. Values are compared as text, with asterisks; of a check they are `kept` and
/// `broken`. A value without asterisks goes before one
/// with; what stands in none of the three is unknown. Each tolerated and each breaking value says
/// what happens and how that is known.
public struct ClientProfile: Sendable, Hashable {
  /// What a client makes of some value.
  public struct Reaction: Sendable, Hashable {
    /// The value, with asterisks.
    public let value: String
    /// What the client does with it, in one sentence.
    public let effect: String
    /// How that is known: a measurement with its version, or an issue; at least one.
    public let evidence: [String]
  }

  /// What a client needs of one behaviour.
  public struct Rule: Sendable, Hashable {
    /// The behaviour key, with asterisks, or `rule.` and a check.
    public let key: String
    /// The values that it was made for.
    public let required: [String]
    /// The values that it survives.
    public let tolerated: [Reaction]
    /// The values on which it breaks.
    public let breaks: [Reaction]
  }

  /// The id, also the file's name.
  public let id: String
  /// The client's name.
  public let title: String
  /// The version that was looked at.
  public let version: String
  /// Where the client comes from, `nil` where it is no program.
  public let url: String?
  /// The rules, in the order of the file.
  public let rules: [Rule]

  /// Reads a client file.
  ///
  /// - Parameter name: the file's name, for errors.
  /// - Throws: ``ClientProfileError`` where it is no client file.
  public init(parsing bytes: [UInt8], name: String) throws(ClientProfileError) {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONDocument(parsing: bytes).value
    } catch {
      throw ClientProfileError(file: name, pointer: "", what: "not JSON: \(error)")
    }
    let reader = ClientProfileReader(file: name)
    try reader.check(
      value, at: "", members: ["$comment", "id", "title", "version", "url", "rules"])
    id = try reader.text(value, "id", at: "")
    title = try reader.text(value, "title", at: "")
    version = try reader.text(value, "version", at: "")
    url = value["url"]?.string
    guard let rules = value["rules"]?.array, !rules.isEmpty else {
      throw ClientProfileError(file: name, pointer: "/rules", what: "needs a list of rules")
    }
    var read: [Rule] = []
    for (index, rule) in rules.enumerated() {
      read.append(try reader.rule(rule, at: "/rules/\(index)"))
    }
    self.rules = read
  }
}

/// What is wrong with a client file, and where.
public struct ClientProfileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public let file: String
  /// The pointer within it.
  public let pointer: String
  /// What is wrong, as a sentence without a full stop.
  public let what: String

  /// `specs/clients/strict.json: /rules/3/key: is missing`.
  public var description: String { "\(file): \(pointer.isEmpty ? "/" : pointer): \(what)" }
}
