import Conformance
import WireFormats

/// An outcome check whose judgement stops where the evidence does not allow one: a step that was not
/// answered, a control that was not met, an answer that was cut off.
protocol OutcomeRule: OutcomeCheck {
  /// Judges a probe.
  ///
  /// - Throws: ``Untestable`` where the promise was not exercised; the outcome is then inconclusive.
  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
}

extension OutcomeRule {
  /// Judges a probe; what cannot be judged is inconclusive, with the reason.
  public static func examine(
    _ steps: ProbeEvidence, arguments: JSONValue, in context: CheckContext
  ) -> CheckOutcome {
    do throws(Untestable) {
      return try judge(ProbeAnswers(evidence: steps, arguments: arguments), in: context)
    } catch {
      return .inconclusive("not testable: \(error.reason)")
    }
  }
}

/// Why a promise was not exercised.
struct Untestable: Error, Hashable {
  /// One clause: `the control was refused with status 400`.
  let reason: String
}

/// A probe's evidence with what the check was told, and the questions that outcome checks ask of
/// both.
struct ProbeAnswers {
  let evidence: ProbeEvidence
  let arguments: JSONValue

  /// The claim that the probe is about.
  var claim: ClaimID? { arguments["claim"]?.string }

  /// The step names that an argument gives: one or several.
  func names(_ argument: String) -> [String] {
    if let name = arguments[argument]?.string { return [name] }
    return (arguments[argument]?.array ?? []).compactMap(\.string)
  }

  /// The answered step that an argument names.
  func answer(_ argument: String = "subject") throws(Untestable) -> Answer {
    guard let name = names(argument).first else {
      throw Untestable(reason: "the check was not told its \(argument)")
    }
    return try answer(step: name)
  }

  /// All answered steps that an argument names.
  func answers(_ argument: String) throws(Untestable) -> [Answer] {
    var answers: [Answer] = []
    for name in names(argument) { answers.append(try answer(step: name)) }
    return answers
  }

  /// The answer to a step.
  ///
  /// - Throws: ``Untestable`` where there is none that counts: the request was refused, or the
  ///   answer is not whole.
  func answer(step name: String) throws(Untestable) -> Answer {
    guard let evidence = evidence[name] else {
      throw Untestable(reason: "the step \(name) was not answered")
    }
    guard let status = evidence.exchange.status else {
      throw Untestable(reason: "the step \(name) got no response")
    }
    guard evidence.isSuccess else {
      throw Untestable(reason: "the step \(name) was refused with status \(status)")
    }
    guard evidence.exchange.ending == .complete else {
      throw Untestable(reason: "the answer to the step \(name) is not whole")
    }
    return Answer(evidence: evidence)
  }
}

/// A 2xx answer to one step.
struct Answer {
  let evidence: Evidence

  /// The step's name.
  var step: String { evidence.step }

  /// The assembled completion.
  func completion() throws(Untestable) -> Completion {
    guard let completion = evidence.completion else {
      throw Untestable(reason: "the answer to the step \(step) holds no completion")
    }
    return completion
  }

  /// The first choice.
  func choice() throws(Untestable) -> Completion.Choice {
    guard let choice = try completion().first else {
      throw Untestable(reason: "the answer to the step \(step) has no choice")
    }
    return choice
  }

  /// The first choice's text.
  func text() throws(Untestable) -> String {
    guard let text = try choice().content else {
      throw Untestable(reason: "the answer to the step \(step) has no text")
    }
    return text
  }

  /// The first choice's text, where the answer was not cut off by a limit.
  func wholeText() throws(Untestable) -> String {
    try requireUncut()
    return try text()
  }

  /// Stops where a limit cut the answer off.
  func requireUncut() throws(Untestable) {
    if try choice().finishReason == "length" {
      throw Untestable(reason: "the answer to the step \(step) was cut off by the token limit")
    }
  }

  /// A count of the usage object, `nil` where it has none.
  func usage(_ name: String) -> Int? { evidence.completion?.usage?[name]?.int }

  /// Where the first choice's message stands.
  func place(_ pointer: JSONPointer = "/choices/0/message") -> Finding.Place {
    Finding.Place(step: step, pointer: evidence.stream == nil ? pointer : nil)
  }
}
