import WireFormats

/// What clients make of a run, ready to be told.
public struct CompatibilityTable: Sendable {
  /// The run's name.
  public let name: String
  /// The clients.
  public let clients: [Compatibility]

  /// Makes a table.
  public init(name: String, clients: [Compatibility]) {
    self.name = name
    self.clients = clients
  }

  /// Whether any client breaks.
  public var hasBreaks: Bool { clients.contains { $0.count(.breaks) > 0 } }
  /// Whether anything is unknown of any client.
  public var hasUnknown: Bool { clients.contains { $0.count(.unknown) > 0 } }

  /// As plain text: what breaks, what is unknown, what is tolerated; what is as it should be is
  /// counted.
  public var text: String {
    clients.map { compatibility in
      let client = compatibility.client
      var text = "\(Inert.visible(client.title)) \(client.version) with \(Inert.visible(name)): "
      text += Self.summary(compatibility) + "\n"
      for standing in [Compatibility.Standing.breaks, .unknown, .tolerated] {
        let these = compatibility.entries.filter { $0.standing == standing }
        guard !these.isEmpty else { continue }
        text += "\n\(Self.title(standing)) (\(these.count))\n"
        for entry in these {
          text += "\n  \(Inert.visible(entry.meaning)) (\(Inert.visible(entry.key)))\n"
          text += "    observed  \(Inert.visible(entry.value))\n"
          if !entry.effect.isEmpty { text += "    effect    \(entry.effect)\n" }
          if !entry.evidence.isEmpty {
            text += "    known by  \(entry.evidence.joined(separator: "; "))\n"
          }
          if !entry.probes.isEmpty {
            text += "    seen in   \(DifferenceTable.list(entry.probes, limit: 3))\n"
          }
        }
      }
      return text
    }.joined(separator: "\n")
  }

  /// As Markdown.
  public var markdown: String {
    var text = "# What clients make of \(Inert.markdown(name))\n"
    for compatibility in clients {
      let client = compatibility.client
      text += "\n## \(Inert.markdown(client.title)) \(Inert.markdown(client.version))\n\n"
      text += Self.summary(compatibility) + ".\n"
      let told = compatibility.entries.filter { $0.standing != .required }
      guard !told.isEmpty else { continue }
      text += "\n| | behaviour | observed | effect | known by |\n|---|---|---|---|---|\n"
      for entry in told {
        text += "| \(entry.standing.rawValue) | \(Inert.code(entry.key)) | "
        text += "\(Inert.markdown(entry.value)) | \(Inert.markdown(entry.effect)) | "
        text += "\(Inert.markdown(entry.evidence.joined(separator: "; "))) |\n"
      }
    }
    return text
  }

  /// As JSON.
  public var json: String {
    let value: JSONValue = [
      "run": .string(name),
      "clients": .array(
        clients.map { compatibility in
          [
            "client": .string(compatibility.client.id),
            "version": .string(compatibility.client.version),
            "breaks": .integer(compatibility.count(.breaks)),
            "unknown": .integer(compatibility.count(.unknown)),
            "tolerated": .integer(compatibility.count(.tolerated)),
            "required": .integer(compatibility.count(.required)),
            "unseen": .array(compatibility.unseen.map { .string($0) }),
            "entries": .array(
              compatibility.entries.map { entry in
                [
                  "standing": .string(entry.standing.rawValue), "key": .string(entry.key),
                  "value": .string(entry.value), "effect": .string(entry.effect),
                  "evidence": .array(entry.evidence.map { .string($0) }),
                  "probes": .array(entry.probes.map { .string($0) }),
                ]
              }),
          ]
        }),
    ]
    return value.prettyPrinted() + "\n"
  }

  private static func title(_ standing: Compatibility.Standing) -> String {
    switch standing {
    case .breaks: "Breaks"
    case .unknown: "Unknown: nobody has looked what it makes of this"
    case .tolerated: "Tolerated"
    case .required: "As it should be"
    }
  }

  private static func summary(_ compatibility: Compatibility) -> String {
    let breaks = compatibility.count(.breaks)
    let first = breaks == 0 ? "works" : "breaks on \(breaks)"
    let unknown = compatibility.count(.unknown)
    return "\(first), tolerates \(compatibility.count(.tolerated)), "
      + "\(compatibility.count(.required)) as it should be, \(unknown) unknown, "
      + "\(compatibility.unseen.count) not seen"
  }
}
