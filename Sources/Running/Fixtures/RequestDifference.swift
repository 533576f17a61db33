import Conformance
import WireFormats

/// Where two requests differ in what a recording is found by: method, target, `Accept`,
/// `Content-Type` and body.
struct RequestDifference: Sendable {
  /// One sentence a difference, in a fixed order: `/max_tokens: recorded 40, now 41`.
  private(set) var lines: [String] = []
  /// How far apart the requests are: another address counts more than any body.
  private(set) var weight = 0
  private let now: String

  /// Compares.
  ///
  /// - Parameter now: what the other request is called in the sentences.
  init(from recorded: HTTPRequest, to other: HTTPRequest, now: String = "now") {
    self.now = now
    note("the method", recorded.method, other.method)
    note("the path", recorded.target, other.target)
    weight = lines.count * 1000
    defer { weight += lines.count }
    for name in ["Accept", "Content-Type"] {
      note(name, Self.value(recorded, name), Self.value(other, name))
    }
    guard recorded.body != other.body else { return }
    guard let old = Self.json(recorded.body), let new = Self.json(other.body) else {
      let offset = zip(recorded.body, other.body).enumerated().first { $1.0 != $1.1 }?.offset
      lines.append(
        "the bodies differ at byte \(offset ?? min(recorded.body.count, other.body.count))")
      return
    }
    compare(old, new, at: JSONPointer())
  }

  /// The first differences in one phrase.
  func summary(limit: Int = 3) -> String {
    let shown = lines.prefix(limit).joined(separator: "; ")
    return lines.count > limit ? "\(shown); \(lines.count - limit) more" : shown
  }

  private mutating func note(_ what: String, _ old: String, _ new: String) {
    if old != new { lines.append("\(what): recorded \(old), \(now) \(new)") }
  }

  private mutating func compare(_ old: JSONValue, _ new: JSONValue, at pointer: JSONPointer) {
    switch (old, new) {
    case (.object(let first), .object(let second)):
      let added = second.names.filter { first[$0] == nil }
      for name in Self.unique(first.names + added) {
        let place = pointer.appending(name)
        switch (first[name], second[name]) {
        case (let left?, let right?): compare(left, right, at: place)
        case (let left?, nil): lines.append("\(place): recorded \(Self.text(left)), \(now) missing")
        case (nil, let right?): lines.append("\(place): not recorded, \(now) \(Self.text(right))")
        case (nil, nil): break
        }
      }
    case (.array(let first), .array(let second)) where first.count == second.count:
      for index in first.indices {
        compare(first[index], second[index], at: pointer.appending(index))
      }
    default:
      guard old.canonical() != new.canonical() else { return }
      let place = pointer.tokens.isEmpty ? "the body" : pointer.description
      lines.append("\(place): recorded \(Self.text(old)), \(now) \(Self.text(new))")
    }
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private static func value(_ request: HTTPRequest, _ name: String) -> String {
    let values = request.fields.all(named: name)
    return values.isEmpty ? "none" : values.joined(separator: ", ")
  }

  /// A body that is plain JSON; one with duplicate members or the like is compared by its bytes.
  private static func json(_ body: [UInt8]) -> JSONValue? {
    do throws(JSONSyntaxError) {
      let document = try JSONDocument(parsing: body)
      return document.anomalies.isEmpty ? document.value : nil
    } catch {
      // Not JSON: the bytes are compared.
      return nil
    }
  }

  private static func text(_ value: JSONValue) -> String {
    let text = value.serialized()
    return text.count <= 60 ? text : text.prefix(57) + "…"
  }
}
