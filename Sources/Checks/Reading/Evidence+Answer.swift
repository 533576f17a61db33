import Conformance
import WireFormats

extension Evidence {
  /// Whether a 2xx answer of the chat endpoint is to be judged as one.
  var isChatAnswer: Bool { endpoint == "chat" && isSuccess }

  /// Whether the response is whole: nothing that is missing can be blamed on the connection.
  var isWhole: Bool { exchange.ending == .complete }

  /// Whether the request was documented as invalid, so that an answer's agreement with it means
  /// nothing.
  var isExpectedToBeRefused: Bool {
    if case .rejected = expectation { return true }
    return false
  }

  /// Whether a stream came to its end in good order: neither cut nor broken off by an error.
  var streamEndedInOrder: Bool { isWhole && errorEvent == nil }
}

extension EventStreamEvidence.Event {
  /// Whether the event tells of an error: an `error` member that is not null, or the type `error`
  /// with an object that is no chunk.
  var isError: Bool {
    guard let object = value?.object else { return false }
    if let error = object["error"], !error.isNull { return true }
    return object["choices"] == nil && event.type == "error"
  }

  /// Whether the data is `[DONE]` as some servers misspell it: quoted, spaced, in other case, or
  /// without brackets.
  var looksLikeTerminator: Bool { Self.looksLikeTerminator(event.data) }

  static func looksLikeTerminator(_ data: String) -> Bool {
    guard data.utf8.count <= 24 else { return false }
    let letters = data.lowercased().unicodeScalars.filter {
      !" \t\n\r\"'[]".unicodeScalars.contains($0)
    }
    return String(String.UnicodeScalarView(letters)) == "done"
  }
}

extension JSONValue {
  /// The value itself where it is an object that does not stand for an error.
  var completionObject: JSONValue? { object?.isErrorInPlaceOfAnswer == false ? self : nil }
}

extension JSONObject {
  /// Whether an object stands for an error where an answer was due: an `error` member that is not
  /// null, or no `choices` but what flat error bodies have.
  var isErrorInPlaceOfAnswer: Bool {
    if let error = self["error"], !error.isNull { return self["choices"]?.array?.isEmpty != false }
    return self["choices"] == nil && isFlatError
  }

  /// Whether it has the members of an error that stands outside any envelope.
  var isFlatError: Bool {
    guard self["object"]?.string != "chat.completion.chunk" else { return false }
    if self["object"]?.string == "error" || self["type"]?.string == "error" { return true }
    if let detail = self["detail"], !detail.isNull { return true }
    return self["message"]?.string != nil
      && ["code", "status", "type", "statusCode"].contains { self[$0] != nil }
  }
}
