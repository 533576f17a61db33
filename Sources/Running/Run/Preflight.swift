import Conformance
import WireFormats

/// What the first answer says about the run itself: a wrong address or model is one clear error, not a
/// failure of each promise.
enum Preflight {
  /// Why nothing else is to be sent, in one sentence; `nil` where the rest may go on.
  ///
  /// - Parameters:
  ///   - result: what a plain request came to.
  ///   - model: the model that was asked for.
  static func refusal(of result: ProbeResult, model: String) -> String? {
    if result.judgement.verdict == .error { return result.judgement.reason }
    guard let step = result.probe.steps.first, let attempt = result.attempts.last else {
      return nil
    }
    // A refused key stops the run also where the refusal is not as it is documented: a run with a
    // right key tells that.
    if [401, 402, 403].contains(attempt.exchange?.status),
      let trouble = Trouble.reason(for: attempt, of: step)
    {
      return trouble
    }
    guard result.judgement.verdict != .pass, step.endpoint == "chat",
      let exchange = attempt.exchange, let status = exchange.status,
      (400..<500).contains(status)
    else { return nil }
    // What is no JSON names no model.
    let answer = JSONValue(ifJSON: exchange.body)
    let details = answer?["error"] ?? answer
    let message = details?["message"]?.string
    let words = message.map { "\(status): \($0)" } ?? String(status)
    let isAboutModel =
      details?["code"]?.string == "model_not_found" || details?["param"]?.string == "model"
      || (!model.isEmpty && message?.contains(model) == true)
    if isAboutModel {
      return "the model \(model) was refused (\(words)) – choose another with --model"
    }
    if status == 404 {
      return
        "\(exchange.request.target) is not there (\(words)) – are --base-url and --model right?"
    }
    return nil
  }
}
