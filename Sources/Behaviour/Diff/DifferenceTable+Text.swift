import WireFormats

extension DifferenceTable {
  /// The rows as plain text.
  public var text: String {
    var text = "\(Inert.visible(names[0])) → \(Inert.visible(names[1])): \(summary)\n"
    let width = names.map { Inert.visible($0).count }.max() ?? 0
    for section in sections {
      text += "\n\(section.title) (\(section.rows.count))\n"
      for row in section.rows {
        text += "\n  \(Self.heading(row, limit: 6))\n"
        if ["rule", "consequence"].contains(row.kind), let meaning = row.subjects.first?.meaning,
          !meaning.isEmpty
        {
          text += "    \(Inert.visible(meaning))\n"
        }
        for (name, value) in zip(names, [row.left, row.right]) {
          let shown = Inert.visible(name)
          let padding = String(repeating: " ", count: width - shown.count)
          text += "    \(shown)\(padding)  \(Inert.visible(value))\n"
        }
        for rule in row.rules {
          text += "    \(Inert.visible(Self.sentence(rule)))\n"
        }
        if !row.otherProbes.isEmpty {
          text += "    seen in \(Self.list(row.otherProbes, limit: 4))\n"
        }
      }
    }
    for (name, keys) in zip(names, onlyOn) where !keys.isEmpty {
      text += "\nSeen of \(Inert.visible(name)) only, not compared: \(Self.topics(of: keys))\n"
    }
    return text
  }

  /// What a row is about, in one line.
  static func heading(_ row: Row, limit: Int) -> String {
    let subjects = row.subjects
    guard subjects.count > 1 else {
      let subject = subjects[0]
      if subject.key.hasPrefix("reaction.") { return Inert.visible(subject.meaning) }
      let hasSentence = subject.label == subject.meaning && subject.key != subject.label
      return Inert.visible(hasSentence ? "\(subject.label) (\(subject.key))" : subject.label)
    }
    return group(of: subjects) + ": " + list(subjects.map(short), limit: limit, separator: "; ")
  }

  /// A rule that is told with a behaviour: `rule errors.code: kept → broken in 1 probe. Typed clients …`.
  static func sentence(_ rule: BehaviourDiff.Difference) -> String {
    "\(rule.label): \(text(rule.left)) → \(text(rule.right)). \(rule.meaning)"
  }

  /// What the subjects of one row have in common.
  static func group(of subjects: [Subject]) -> String {
    guard let first = subjects.first, first.key.hasPrefix("errors.") else {
      return "\(subjects.count) requests"
    }
    return String(first.meaning.prefix { $0 != "(" }.dropLast())
  }

  /// What tells a subject from the others of its row.
  static func short(_ subject: Subject) -> String {
    guard subject.key.hasPrefix("errors.") else { return subject.label }
    return subject.key.split(separator: ".").dropFirst().first.map(String.init) ?? subject.label
  }

  /// Some of a list, and how many more.
  static func list(_ items: [String], limit: Int, separator: String = ", ") -> String {
    let shown = items.prefix(limit).map { Inert.visible($0) }.joined(separator: separator)
    return items.count > limit ? "\(shown) and \(items.count - limit) more" : shown
  }

  /// How many keys of each topic: `stream (12), tools (3)`.
  static func topics(of keys: [String]) -> String {
    let counts = Dictionary(
      keys.map { (String($0.prefix { $0 != "." }), 1) }, uniquingKeysWith: +)
    let known = Observers.topics.map(\.name).filter { counts[$0] != nil }
    return known.map { "\($0) (\(counts[$0] ?? 0))" }.joined(separator: ", ")
  }

  /// The rows as JSON.
  public var json: String {
    var members: [(String, JSONValue)] = [
      ("left", .string(names[0])), ("right", .string(names[1])),
      ("worst", worst.map { .string($0.rawValue) } ?? .null),
    ]
    if let comparedCount {
      members.append(("compared", .integer(comparedCount)))
      members.append(("onlyLeft", .array(onlyOn[0].map { .string($0) })))
      members.append(("onlyRight", .array(onlyOn[1].map { .string($0) })))
    }
    members.append(("differences", .array(rows.flatMap(Self.json))))
    let object = JSONObject(members.map { JSONObject.Member(name: $0.0, value: $0.1) })
    return JSONValue.object(object).prettyPrinted() + "\n"
  }

  /// One object a subject: programs need no folding.
  private static func json(_ row: Row) -> [JSONValue] {
    let subjects: [JSONValue] = row.subjects.map { subject in
      [
        "impact": .string(row.impact.rawValue), "kind": .string(row.kind),
        "key": .string(subject.key), "meaning": .string(subject.meaning),
        "left": .string(row.left), "right": .string(row.right),
        "probes": row.subjects.count == 1 ? .array(row.probes.map { .string($0) }) : [],
      ]
    }
    let rules: [JSONValue] = row.rules.map { rule in
      [
        "impact": .string(rule.impact.rawValue), "kind": .string(rule.kind.rawValue),
        "key": .string(rule.key), "meaning": .string(rule.meaning),
        "left": .string(text(rule.left)), "right": .string(text(rule.right)),
        "probes": .array(rule.probes.map { .string($0) }),
      ]
    }
    return subjects + rules
  }
}
