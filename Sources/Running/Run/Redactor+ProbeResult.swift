public import Conformance
public import Transports
import WireFormats

extension Redactor {
  /// The result with every known secret overwritten, lengths kept: what may leave the process. The
  /// judgement was made before, of what really came.
  public func mask(_ result: ProbeResult) -> ProbeResult {
    var out = result
    out.judgement.reason = result.judgement.reason.map { mask($0) }
    out.judgement.findings = result.judgement.findings.map { finding in
      var out = finding
      out.expected = mask(finding.expected)
      out.actual = mask(finding.actual)
      out.place.pointer = finding.place.pointer.map { JSONPointer($0.tokens.map { mask($0) }) }
      out.place.field = finding.place.field.map { mask($0) }
      return out
    }
    out.attempts = result.attempts.map { attempt in
      ProbeResult.Attempt(
        step: attempt.step, number: attempt.number, exchange: attempt.exchange.map { mask($0) },
        failure: attempt.failure.map { TransportError(kind: $0.kind, message: mask($0.message)) })
    }
    return out
  }
}
