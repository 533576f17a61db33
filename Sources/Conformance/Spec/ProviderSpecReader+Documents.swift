import WireFormats

extension ProviderSpecReader {
  /// A document that claims cite.
  struct Document {
    let title: String
    let url: String?
    let read: String?
    let provenance: Provenance
  }

  func readDocuments(_ node: SpecNode?) -> [String: Document] {
    guard let node else {
      SpecNode(root: file, problems: problems).report(
        "the member \"documents\" is missing",
        fix: "list the pages that claims cite: \"documents\": {\"chat\": {\"title\": …}}")
      return [:]
    }
    var documents: [String: Document] = [:]
    for (key, document) in node.members {
      document.allowOnly(["title", "url", "read", "provenance", "description"])
      documents[key] = Document(
        title: document.string("title", required: true) ?? key, url: document.string("url"),
        read: document.string("read"),
        provenance: document.word("provenance", as: Provenance.self) ?? .page)
    }
    return documents
  }

  /// Reads `cite`: `"chat: Body, temperature"`, or several of these in an array.
  func readCitations(_ node: SpecNode, documents: [String: Document]) -> [Citation] {
    node.strings("cite").compactMap { text in
      let parts = text.split(separator: ":", maxSplits: 1)
      let key = String(parts.first ?? "")
      guard let document = documents[key] else {
        let near = Spelling.nearest(to: key, among: documents.keys.sorted())
        node.member("cite")?.report(
          "no document \"\(key)\"",
          fix: near.map { "did you mean \"\($0)\"?" } ?? "add it to \"documents\"")
        return nil
      }
      let section = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : nil
      return Citation(
        title: document.title, url: document.url, section: section, read: document.read,
        provenance: document.provenance)
    }
  }

  /// Reports a statement that says nothing of where it was read.
  func requireCitation(_ node: SpecNode) {
    guard node.value["cite"] == nil || node.value["cite"] == [] else { return }
    node.report("no citation", fix: "add \"cite\": \"document: section\"")
  }

  /// Reads `level`, and holds it against who says so: only what the provider itself or a standard
  /// says can be a *must*.
  func readLevel(_ node: SpecNode, citations: [Citation]) -> Level {
    let level = node.word("level", as: Level.self) ?? .must
    let foreign: [Provenance] = [.thirdParty, .inferred]
    if level == .must, !citations.isEmpty,
      citations.allSatisfy({ foreign.contains($0.provenance) })
    {
      node.report(
        "a must that only a third party or an inference supports",
        fix: "cite the provider's own page, or lower \"level\" to \"should\" or \"may\"")
    }
    return level
  }

  func readDialect(_ node: SpecNode?, documents: [String: Document]) -> Dialect? {
    guard let node, !isDialect else { return nil }
    node.allowOnly(["spec", "level", "scope", "says", "cite", "except", "weaken", "parameters"])
    guard let spec = node.string("spec", required: true) else { return nil }
    let exceptions = (node.member("except")?.items ?? []).flatMap {
      readAmendment($0, documents: documents, beside: [])
    }
    let weakenings = (node.member("weaken")?.items ?? []).map { entry in
      Dialect.Weakening(
        claims: readAmendment(entry, documents: documents, beside: ["level"]),
        level: entry.word("level", as: Level.self) ?? .may)
    }
    let parameters = node.member("parameters")
    parameters?.allowOnly(["level", "conditional", "says", "cite"])
    return Dialect(
      spec: spec, level: node.word("level", as: Level.self) ?? .should,
      scope: node.word("scope", as: Dialect.Scope.self) ?? .protocol,
      citations: readCitations(node, documents: documents), exceptions: exceptions,
      weakenings: weakenings,
      parameterLevel: parameters?.word("level", as: Level.self),
      parametersAreConditional: parameters?.flag("conditional") ?? false)
  }

  /// Reads an entry of `except` or `weaken`: the claims, the sentence that says why, and where the
  /// page says so.
  private func readAmendment(
    _ entry: SpecNode, documents: [String: Document], beside more: [String]
  ) -> [ClaimID] {
    entry.allowOnly(["claims", "says", "cite"] + more)
    _ = entry.string("says", required: true)
    requireCitation(entry)
    _ = readCitations(entry, documents: documents)
    return entry.strings("claims")
  }

  func readContradictions(
    _ node: SpecNode?, known: [ClaimID], documents: [String: Document]
  ) -> [Contradiction] {
    guard let node else { return [] }
    return node.members.map { id, contradiction in
      contradiction.allowOnly(["sides", "claims"])
      let claims = contradiction.strings("claims")
      for claim in claims where !known.contains(claim) && !isDialect {
        let near = Spelling.nearest(to: claim, among: known)
        contradiction.member("claims")?.report(
          "no claim \"\(claim)\"", fix: near.map { "did you mean \"\($0)\"?" } ?? "leave it out")
      }
      let sides = (contradiction.member("sides")?.items ?? []).map { side in
        side.allowOnly(["says", "cite"])
        return Contradiction.Side(
          statement: side.string("says", required: true) ?? "",
          citations: readCitations(side, documents: documents))
      }
      return Contradiction(id: id, sides: sides, claims: claims)
    }
  }

  func readSilences(_ node: SpecNode?) -> [Silence] {
    (node?.items ?? []).map { silence in
      silence.allowOnly(["about", "says"])
      return Silence(
        about: silence.string("about", required: true) ?? "",
        statement: silence.string("says", required: true) ?? "")
    }
  }
}
