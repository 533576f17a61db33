import Conformance

/// The origin of a server on loopback.
func loopback(_ port: Int, scheme: String = "http") throws -> HTTPOrigin {
  guard let origin = HTTPOrigin(parsing: "\(scheme)://127.0.0.1:\(port)/v1") else {
    throw ScriptError.cannotListen
  }
  return origin
}

/// A small request as a probe sends it.
func chatRequest(_ origin: HTTPOrigin, body: String = #"{"model":"m"}"#) -> HTTPRequest {
  HTTPRequest(
    method: "POST", origin: origin, target: "/v1/chat/completions",
    fields: ["Content-Type": "application/json"], body: Array(body.utf8))
}

/// Limits that never run out in a test that works, be the machine ever so busy.
let amplyLimited = TimeLimits(connect: 60, firstByte: 60, silence: 60, whole: 120)
