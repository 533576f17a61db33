import WireFormats

extension ProviderSpec {
  /// Reads and resolves a provider spec.
  ///
  /// - Parameters:
  ///   - bytes: the text of the file.
  ///   - name: the name under which errors and reports speak of the file: `specs/flexai.json`.
  ///   - library: the shared schemas and the spec of the dialect.
  /// - Throws: the first ``SpecError``; ``problems(in:name:library:)`` lists all.
  public init(parsing bytes: [UInt8], name: String, library: SpecLibrary) throws(SpecError) {
    let file = try SpecFile(parsing: bytes, name: name)
    let problems = SpecProblems()
    let spec = ProviderSpecReader(file: file, problems: problems, library: library).read()
    if let first = problems.errors.first { throw first }
    self = spec
  }

  /// Everything that is wrong with a spec file by itself; empty where it can be used.
  public static func problems(in bytes: [UInt8], name: String, library: SpecLibrary) -> [SpecError]
  {
    let problems = SpecProblems()
    do throws(SpecError) {
      let file = try SpecFile(parsing: bytes, name: name)
      _ = ProviderSpecReader(file: file, problems: problems, library: library).read()
    } catch {
      problems.add(error)
    }
    return problems.errors
  }
}

/// Reads one provider file.
struct ProviderSpecReader {
  let file: SpecFile
  let problems: SpecProblems
  let library: SpecLibrary
  /// Guards against dialects that adopt one another.
  var isDialect = false

  static let members = [
    "$schema", "id", "title", "documents", "dialect", "service", "endpoints", "claims",
    "contradictions", "silences", "description",
  ]

  func read() -> ProviderSpec {
    let root = SpecNode(root: file, problems: problems)
    guard root.value.object != nil else {
      root.report(
        "expected an object, got \(root.value.typeName)",
        fix: "write {\"id\": …, \"title\": …, \"documents\": …}")
      return ProviderSpec(
        id: "", title: "", location: root.location,
        service: Service(baseURL: nil, keyVariable: "", model: "", credentials: []),
        endpoints: [], claims: [], digest: "")
    }
    root.allowOnly(Self.members)
    let documents = readDocuments(root.member("documents"))
    let dialect = readDialect(root.member("dialect"), documents: documents)
    let endpoints = readEndpoints(root, documents: documents)
    var claims = endpoints.flatMap { derivedClaims(of: $0, root: root, documents: documents) }
    claims += readClaims(root.member("claims"), documents: documents)
    reportDuplicates(claims, root: root)
    let base = dialect.flatMap { readDialectSpec($0, root: root) }
    let resolved = Adoption(dialect: dialect, base: base).adopt(
      endpoints: endpoints, claims: claims)
    let id = root.string("id", required: true) ?? ""
    return ProviderSpec(
      id: id, title: root.string("title", required: true) ?? id, location: root.location,
      service: readService(root), endpoints: resolved.endpoints, claims: resolved.claims,
      contradictions: readContradictions(
        root.member("contradictions"), known: resolved.claims.map(\.id), documents: documents),
      silences: readSilences(root.member("silences")), dialect: dialect,
      schemaRegistry: readRegistry(root), digest: digest(dialect: dialect))
  }

  private func readDialectSpec(_ dialect: Dialect, root: SpecNode) -> ProviderSpec? {
    guard !isDialect else { return nil }
    let path = dialect.spec + ".json"
    guard let bytes = library.files[path] else {
      let known = library.providerPaths.map { String($0.dropLast(".json".count)) }
      let near = Spelling.nearest(to: dialect.spec, among: known)
      root.member("dialect")?.member("spec")?.report(
        "no spec \"\(dialect.spec)\"",
        fix: near.map { "did you mean \"\($0)\"?" } ?? "name one that stands under specs/")
      return nil
    }
    do throws(SpecError) {
      var reader = ProviderSpecReader(
        file: try SpecFile(parsing: bytes, name: "specs/" + path), problems: problems,
        library: library)
      reader.isDialect = true
      return reader.read()
    } catch {
      problems.add(error)
      return nil
    }
  }

  /// The shared schemas under the URIs that `$ref`s in this file resolve to.
  private func readRegistry(_ root: SpecNode) -> [String: JSONValue] {
    var registry: [String: JSONValue] = [:]
    for path in library.sharedPaths {
      do throws(SpecError) {
        let file = try SpecFile(parsing: library.files[path] ?? [], name: "specs/" + path)
        registry["specs:///" + path] = file.value
      } catch {
        problems.add(error)
      }
    }
    return registry
  }

  /// Over everything that can change a verdict: the file, its dialect's file and the shared schemas.
  private func digest(dialect: Dialect?) -> String {
    var bytes = file.bytes
    for path in library.sharedPaths + (dialect.map { [$0.spec + ".json"] } ?? []) {
      bytes += Array(path.utf8) + [0] + (library.files[path] ?? [])
    }
    return Digest.sha256(bytes)
  }

  private func reportDuplicates(_ claims: [Claim], root: SpecNode) {
    var seen: Set<ClaimID> = []
    for claim in claims where !seen.insert(claim.id).inserted {
      problems.add(
        SpecError(
          location: claim.location, what: "the claim \"\(claim.id)\" is made twice",
          fix: "a parameter's keywords make claims of their own; leave this one out"))
    }
  }
}
