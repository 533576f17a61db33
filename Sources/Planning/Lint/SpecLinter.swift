public import Conformance
import JSONSchema
import WireFormats

/// Says everything that is wrong with spec files at once, each with its place and how to mend it.
///
/// Three readings are put together: the reader that a run uses, the meta-schema that editors use, and
/// the rules that neither can tell (a default outside its own range, a name that leads nowhere).
public struct SpecLinter: Sendable {
  /// The files that specs are made of, the meta-schemas among them.
  public let library: SpecLibrary

  /// The path of the meta-schema of provider specs in the library.
  static let providerSchema = "schema/provider.schema.json"
  /// The path of the meta-schema of scenario files in the library.
  static let scenarioSchema = "schema/scenario.schema.json"

  /// The library's provider specs that can be read, by path; the others are reported when linted.
  private let specs: [String: ProviderSpec]
  private let scenarios: Result<ScenarioLibrary, SpecError>
  private let scenarioProblems: [SpecError]
  /// The shared schemas by the URIs that references to them resolve to; those that do not parse are
  /// left out, as they are reported for themselves.
  private let registry: [String: JSONValue]

  /// Makes a linter; reads the library's specs, which others refer to.
  public init(library: SpecLibrary) {
    self.library = library
    var specs: [String: ProviderSpec] = [:]
    for path in library.providerPaths {
      do throws(SpecError) {
        specs[path] = try ProviderSpec(
          parsing: library.files[path] ?? [], name: "specs/" + path, library: library)
      } catch {
        continue
      }
    }
    self.specs = specs
    var registry: [String: JSONValue] = [:]
    for path in library.sharedPaths {
      do throws(SpecError) {
        let file = try SpecFile(parsing: library.files[path] ?? [], name: path)
        registry["specs:///" + path] = file.value
      } catch {
        continue
      }
    }
    self.registry = registry
    scenarioProblems = ScenarioLibrary.problems(in: library)
    do throws(SpecError) {
      scenarios = .success(try ScenarioLibrary(parsing: library))
    } catch {
      scenarios = .failure(error)
    }
  }

  /// Lints one provider spec.
  ///
  /// - Parameters:
  ///   - bytes: the text of the file.
  ///   - name: the name under which the report speaks of it.
  public func lint(provider bytes: [UInt8], name: String) -> LintReport {
    let problems = SpecProblems()
    var spec: ProviderSpec?
    var root: SpecNode?
    do throws(SpecError) {
      let file = try SpecFile(parsing: bytes, name: name)
      for problem in ProviderSpec.problems(in: bytes, name: name, library: library) {
        problems.add(problem)
      }
      if problems.errors.isEmpty {
        spec = try ProviderSpec(parsing: bytes, name: name, library: library)
      }
      let node = SpecNode(root: file, problems: problems)
      root = node
      addViolations(of: Self.providerSchema, in: node, to: problems)
      SchemaRules(registry: registry).judge(spec: node)
      ReferenceRules(specs: specs).judge(node, as: spec)
    } catch {
      problems.add(error)
    }
    var coverage: ClaimCoverage?
    if let spec, problems.errors.isEmpty { coverage = self.coverage(of: spec, problems: problems) }
    guard problems.errors.isEmpty, let spec, let root, let coverage else {
      return LintReport(file: name, problems: sorted(problems))
    }
    let gaps = CoverageGaps(
      spec: spec, root: root, scenarios: known,
      others: library.providerPaths.compactMap { specs[$0] })
    return LintReport(
      file: name, problems: [], spec: spec, coverage: coverage,
      gaps: gaps.problems(coverage.uncovered))
  }

  /// Lints one scenario file of the library.
  ///
  /// - Parameter path: its path below `specs/`.
  public func lint(scenarios path: String) -> LintReport {
    let problems = SpecProblems()
    let name = "specs/" + path
    for problem in scenarioProblems where problem.location.file == name { problems.add(problem) }
    do throws(SpecError) {
      let file = try SpecFile(parsing: library.files[path] ?? [], name: name)
      let root = SpecNode(root: file, problems: problems)
      addViolations(of: Self.scenarioSchema, in: root, to: problems)
      ScenarioRules(library: library, specs: Array(specs.values)).judge(scenarios: root)
    } catch  where problems.errors.isEmpty {
      problems.add(error)
    } catch {
      // The scenario reader has reported the same already.
    }
    return LintReport(file: name, problems: sorted(problems))
  }

  /// Lints one shared schema of the library.
  ///
  /// - Parameter path: its path below `specs/`.
  public func lint(sharedSchema path: String) -> LintReport {
    let problems = SpecProblems()
    let name = "specs/" + path
    do throws(SpecError) {
      let file = try SpecFile(parsing: library.files[path] ?? [], name: name)
      SchemaRules(registry: registry).judge(
        schema: SpecNode(root: file, problems: problems), base: "specs:///" + path)
    } catch {
      problems.add(error)
    }
    return LintReport(file: name, problems: sorted(problems))
  }

  /// Lints everything in the library: provider specs, then scenarios, then shared schemas.
  public func lintAll() -> [LintReport] {
    library.providerPaths.map { lint(provider: library.files[$0] ?? [], name: "specs/" + $0) }
      + library.scenarioPaths.map { lint(scenarios: $0) }
      + library.sharedPaths.map { lint(sharedSchema: $0) }
  }

  /// The scenarios that can be read; the others are reported when their files are linted.
  private var known: [Scenario] {
    switch scenarios {
    case .success(let library): library.scenarios
    case .failure: []
    }
  }

  private func coverage(of spec: ProviderSpec, problems: SpecProblems) -> ClaimCoverage? {
    do {
      return try ClaimCoverage(of: spec, scenarios: try scenarios.get())
    } catch let error as SpecError {
      problems.add(error)
    } catch let error as PlanError {
      problems.add(unplannable(error, name: spec.location.file))
    } catch {
      problems.add(
        SpecError(
          location: spec.location, what: "it cannot be planned: \(error)",
          fix: "look at what the message names"))
    }
    return nil
  }

  private func unplannable(_ error: PlanError, name: String) -> SpecError {
    switch error {
    case .unusableSchema(let parameter, let location, let cause):
      SpecError(
        location: location, what: "the schema of \(parameter) cannot be used: \(cause.reason)",
        fix: "correct it at \(cause.location)")
    case .nothingMatched:
      SpecError(
        location: SourceLocation(file: name, line: 1, column: 1, pointer: JSONPointer()),
        what: "no probe can be made of it", fix: "document a parameter, or state a claim")
    }
  }

  /// The problems in file order, each once: two readings may come upon the same.
  private func sorted(_ problems: SpecProblems) -> [SpecError] {
    var kept: [SpecError] = []
    for problem in problems.errors
    where !kept.contains(where: { $0.what == problem.what && Self.isNear($0, problem) }) {
      kept.append(problem)
    }
    return kept.sorted {
      ($0.location.file, $0.location.line, $0.location.column)
        < ($1.location.file, $1.location.line, $1.location.column)
    }
  }
}
