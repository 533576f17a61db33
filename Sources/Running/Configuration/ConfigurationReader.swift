import Conformance
import Planning
import Reports
import WireFormats

/// Reads the settings of a target: each member is an option of `assay run`, spelt as JSON spells
/// names.
struct ConfigurationReader {
  /// The folder of the file, to which paths are relative.
  let folder: String

  private enum Kind {
    case text
    case path
    case url
    case whole(atLeast: Int)
    case seconds
    case pace
    case profile
    case flag
    case words
    case reports
  }

  /// The members, in the order in which they are told.
  private static let members: [(name: String, option: String, kind: Kind)] = [
    ("baseUrl", "--base-url", .url), ("model", "--model", .text),
    ("embeddingModel", "--embedding-model", .text), ("keyVariable", "--api-key-env", .text),
    ("caFile", "--ca-file", .path), ("simulated", "--simulated", .flag),
    ("faults", "--fault", .words), ("profile", "--profile", .profile), ("only", "--only", .words),
    ("skip", "--skip", .words), ("samples", "--samples", .whole(atLeast: 1)),
    ("concurrency", "--concurrency", .whole(atLeast: 1)), ("rate", "--rate", .pace),
    ("retries", "--retries", .whole(atLeast: 0)), ("timeout", "--timeout", .seconds),
    ("connectTimeout", "--connect-timeout", .seconds),
    ("firstByteTimeout", "--first-byte-timeout", .seconds),
    ("silenceTimeout", "--silence-timeout", .seconds),
    ("maxRequests", "--max-requests", .whole(atLeast: 1)),
    ("maxOutputTokens", "--max-output-tokens", .whole(atLeast: 1)),
    ("baseline", "--baseline", .path), ("strict", "--strict", .flag),
    ("reports", "--report", .reports), ("record", "--record", .path),
    ("journal", "--journal", .path),
  ]

  /// The settings of an object, in file order.
  ///
  /// - Parameter others: members that are no settings.
  func settings(of node: SpecNode, besides others: [String]) -> [RunConfiguration.Setting] {
    var settings: [RunConfiguration.Setting] = []
    for (name, member) in node.members {
      if Self.secretNames.contains(name.lowercased().filter { $0 != "_" && $0 != "-" }) {
        member.report(
          "a key must not stand in a file",
          fix: "name the environment variable that holds it: \"keyVariable\": \"…\"")
        return settings
      }
      guard let found = Self.members.first(where: { $0.name == name }) else { continue }
      if let value = value(of: name, in: node, member, found.kind) {
        settings.append(
          RunConfiguration.Setting(
            option: found.option, value: value, location: member.location))
      }
    }
    node.allowOnly(others + Self.members.map(\.name))
    return settings
  }

  /// A spec is a path where it holds a slash or ends in `.json`.
  func path(ofSpec name: String) -> String {
    name.contains("/") || name.hasSuffix(".json") ? path(name) : name
  }

  private static let secretNames: Set<String> = ["key", "apikey", "token", "secret", "password"]

  private func value(of name: String, in node: SpecNode, _ member: SpecNode, _ kind: Kind)
    -> RunConfiguration.Setting.Value?
  {
    switch kind {
    case .text: return node.string(name).map { .texts([$0]) }
    case .path: return node.string(name).map { .texts([path($0)]) }
    case .flag: return member.value.bool == nil ? wrong(node, name) : .flag(node.flag(name))
    case .words: return .texts(node.strings(name))
    case .profile: return node.word(name, as: Profile.self).map { .texts([$0.rawValue]) }
    case .url:
      return checked(
        node.string(name), member, "is no http or https URL",
        fix: "write the server with the path before /chat/completions"
      ) { HTTPOrigin(parsing: $0) != nil }
    case .pace:
      return checked(
        node.string(name), member, "is no pace", fix: "write it as in \"60/m\" or \"5/s\""
      ) { Pace(parsing: $0) != nil }
    case .whole(let minimum):
      guard let number = node.integer(name) else { return nil }
      if number < minimum {
        member.report("\(number) is too small", fix: "write at least \(minimum)")
      }
      return .texts([String(number)])
    case .seconds:
      guard let number = node.number(name) else { return nil }
      if number <= 0 || !number.isFinite {
        member.report("\(number) is no time", fix: "write seconds, above zero")
      }
      return .texts([String(number)])
    case .reports: return .texts(reports(member))
    }
  }

  /// A map of formats and paths as the option has them: `junit=reports/x.xml`.
  private func reports(_ node: SpecNode) -> [String] {
    let formats = ReportFormat.all.map(\.name)
    let destinations = node.members.map { format, item in
      if !formats.contains(format) {
        let near = Spelling.nearest(to: format, among: formats)
        item.report(
          "unknown report format \"\(format)\"",
          fix: near.map { "did you mean \"\($0)\"?" }
            ?? "known are \(formats.joined(separator: ", "))")
      }
      return "\(format)=\(node.string(format).map { $0 == "-" ? $0 : path($0) } ?? "")"
    }
    return destinations
  }

  private func wrong(_ node: SpecNode, _ name: String) -> RunConfiguration.Setting.Value? {
    _ = node.flag(name)
    return nil
  }

  private func checked(
    _ text: String?, _ member: SpecNode, _ problem: String, fix: String,
    by isRight: (String) -> Bool
  ) -> RunConfiguration.Setting.Value? {
    guard let text else { return nil }
    if !isRight(text) { member.report("\"\(text)\" \(problem)", fix: fix) }
    return .texts([text])
  }

  private func path(_ text: String) -> String {
    folder == "." || text.hasPrefix("/") ? text : folder + "/" + text
  }
}
