public import Conformance

/// What answers the requests that a server reads.
public protocol Responder: Sendable {
  /// The answer to a request.
  func respond(to request: HTTPRequest) -> ScriptedResponse

  /// The answer to bytes that are no usable request, after which the connection is closed.
  ///
  /// - Parameters:
  ///   - status: the status that says what is wrong, for instance 413.
  ///   - reason: one sentence for whoever sent them.
  func refuse(unreadable status: Int, reason: String) -> ScriptedResponse
}
