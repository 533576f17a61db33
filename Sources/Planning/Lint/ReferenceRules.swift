import Conformance
import WireFormats

/// Names in a provider spec that lead nowhere: documents, claims, parameters, keywords.
struct ReferenceRules {
  /// The specs that it may adopt, by path.
  let specs: [String: ProviderSpec]

  /// Judges one spec.
  ///
  /// - Parameter spec: the spec as a run would read it, `nil` where it cannot be read.
  func judge(_ root: SpecNode, as spec: ProviderSpec?) {
    judgeIdentifier(root)
    judgeCitations(root)
    judgeDialect(root)
    guard let spec else { return }
    for (name, endpoint) in objects(root.member("endpoints")) {
      let known = spec.endpoint(name)?.parameters.map(\.name) ?? []
      for (parameter, node) in objects(endpoint.member("parameters")) {
        judge(parameter: parameter, node, known: known)
      }
      for rule in items(endpoint.member("rules")) {
        // A rule may be about a parameter that is not supported; only a slip of the pen is reported.
        for (member, node) in objects(rule.member("request"))
        where Spelling.nearest(to: member, among: known) != nil {
          reportUnknown(member, of: known, as: "documented parameter", at: node)
        }
      }
    }
    judgePreconditions(root, known: spec.claims.map(\.id))
  }

  /// Whether the file is named by the spec's id: the command line and dialects go by that.
  private func judgeIdentifier(_ root: SpecNode) {
    guard let id = root.member("id"), let text = id.value.string else { return }
    let file = root.file.name.split(separator: "/").last.map(String.init) ?? ""
    guard file.hasSuffix(".json"), file != text + ".json" else { return }
    id.report(
      "the spec \"\(text)\" stands in a file of another name",
      fix: "name the file \(text).json, or the spec \"\(file.dropLast(5))\"")
  }

  /// Every `cite` anywhere names a document, and every document is cited.
  private func judgeCitations(_ root: SpecNode) {
    guard let documents = root.member("documents"), documents.value.object != nil else { return }
    let known = documents.members.map(\.name)
    var cited: Set<String> = []
    func visit(_ node: SpecNode, isSpec: Bool) {
      for child in children(of: node) {
        let name = child.pointer.tokens.last
        if isSpec, name == "cite" {
          let places =
            child.value.string.map { [(child, $0)] }
            ?? items(child).compactMap { item in item.value.string.map { (item, $0) } }
          for (place, text) in places {
            let key = String(text.prefix { $0 != ":" })
            cited.insert(key)
            reportUnknown(key, of: known, as: "document", at: place)
          }
        } else {
          // What stands in a value or a request is the provider's, not a statement of this file.
          let isOwn = isSpec && !["schema", "value", "request", "with"].contains(name)
          visit(child, isSpec: isOwn)
        }
      }
    }
    visit(root, isSpec: true)
    for (key, document) in documents.members where !cited.contains(key) {
      document.report(
        "nothing cites the document \"\(key)\"", fix: "cite it, or leave it out")
    }
  }

  /// What is excepted and weakened is something that the dialect has.
  private func judgeDialect(_ root: SpecNode) {
    guard let dialect = root.member("dialect"), let id = dialect.value["spec"]?.string,
      let base = specs[id + ".json"]
    else { return }
    let known = base.claims.map(\.id) + base.endpoints.map(\.name)
    for entry in items(dialect.member("except")) + items(dialect.member("weaken")) {
      for item in items(entry.member("claims")) {
        guard let name = item.value.string,
          !known.contains(where: { $0 == name || $0.hasPrefix(name + ".") })
        else { continue }
        let near = Spelling.nearest(to: name, among: known)
        item.report(
          "\(base.id) has no claim \"\(name)\"",
          fix: near.map { "did you mean \"\($0)\"?" } ?? "leave it out")
      }
    }
  }

  private func judge(parameter name: String, _ node: SpecNode, known: [String]) {
    for (companion, value) in objects(node.member("with")) {
      reportUnknown(
        companion, of: known, as: "documented parameter", at: value,
        else: "document it as a parameter, or leave it out")
    }
    if node.value["nameInferred"] == true, node.value["level"]?.string.map({ $0 == "must" }) ?? true
    {
      node.report(
        "a must of a parameter whose name nobody prints",
        fix: "lower \"level\" to \"should\" or \"may\"")
    }
    guard let schema = node.value["schema"] else { return }
    let keys = SchemaFacet.facets(of: name, schema: schema).map { facet in
      (facet.path.dropFirst() + (facet.keyword.map { [$0] } ?? [])).joined(separator: ".")
    }
    let facets = keys.map { $0.isEmpty ? "given" : $0 } + ["*", "required"]
    for (key, reason) in objects(node.member("waived")) {
      reportUnknown(key, of: facets, as: "claim of `\(name)`", at: reason)
    }
  }

  /// What a dialect's claims need is something that a spec can have.
  private func judgePreconditions(_ root: SpecNode, known: [ClaimID]) {
    for (_, claim) in objects(root.member("claims")) {
      for item in items(claim.member("where")) {
        if let id = item.value.string { reportUnknown(id, of: known, as: "claim", at: item) }
      }
    }
  }

  private func reportUnknown(
    _ name: String, of known: [String], as kind: String, at node: SpecNode,
    else fix: String = "leave it out"
  ) {
    guard !known.contains(name) else { return }
    let near = Spelling.nearest(to: name, among: known)
    node.report(
      "no \(kind) \"\(name)\"", fix: near.map { "did you mean \"\($0)\"?" } ?? fix)
  }

  private func objects(_ node: SpecNode?) -> [(name: String, node: SpecNode)] {
    node?.value.object == nil ? [] : node?.members ?? []
  }

  private func items(_ node: SpecNode?) -> [SpecNode] {
    node?.value.array == nil ? [] : node?.items ?? []
  }

  private func children(of node: SpecNode) -> [SpecNode] {
    objects(node).map(\.node) + items(node)
  }
}
