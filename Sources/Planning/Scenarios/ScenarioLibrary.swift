public import Conformance
import WireFormats

/// All scenarios there are, in file order: files by path, scenarios as they stand.
public struct ScenarioLibrary: Sendable {
  /// The scenarios.
  public let scenarios: [Scenario]

  /// Reads the scenario files of a library.
  ///
  /// - Throws: the first ``SpecError``; ``problems(in:)`` lists all.
  public init(parsing library: SpecLibrary) throws(SpecError) {
    let problems = SpecProblems()
    let scenarios = Self.read(library, problems: problems)
    if let first = problems.errors.first { throw first }
    self.scenarios = scenarios
  }

  /// Makes a library of scenarios.
  public init(scenarios: [Scenario] = []) { self.scenarios = scenarios }

  /// Everything that is wrong with the scenario files; empty where they can be used.
  public static func problems(in library: SpecLibrary) -> [SpecError] {
    let problems = SpecProblems()
    _ = read(library, problems: problems)
    return problems.errors
  }

  private static func read(_ library: SpecLibrary, problems: SpecProblems) -> [Scenario] {
    var scenarios: [Scenario] = []
    var seen: Set<ProbeID> = []
    for path in library.scenarioPaths {
      do throws(SpecError) {
        let file = try SpecFile(parsing: library.files[path] ?? [], name: "specs/" + path)
        let reader = ScenarioReader(root: SpecNode(root: file, problems: problems))
        for scenario in reader.scenarios() {
          if !seen.insert(scenario.id).inserted {
            problems.add(
              SpecError(
                location: scenario.location, what: "the scenario \"\(scenario.id)\" stands twice",
                fix: "give one of the two another id"))
          }
          scenarios.append(scenario)
        }
      } catch {
        problems.add(error)
      }
    }
    return scenarios
  }
}
