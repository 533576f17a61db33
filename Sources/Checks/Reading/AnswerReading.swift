import Conformance
import WireFormats

/// What an answer says in the parts that checks go through, read once for all of them.
final class AnswerReading: Sendable {
  /// The completion object of a plain answer: any JSON object that is not an error.
  let plainCompletion: JSONValue?
  /// The chunks of a streamed answer in order: the events whose data is a JSON object, up to the
  /// terminator, errors left out. `nil` where the answer is no stream.
  let chunks: [Chunk]?
  /// What the chunks say of each choice.
  let tracks: [ChoiceTrack]
  /// The events that tell of an error, well or badly formed, in order.
  let errorEvents: [EventStreamEvidence.Event]
  /// The first of those that clients take for one, else `nil`.
  let errorEvent: EventStreamEvidence.Event?
  /// The entries of log probabilities of all choices, in order.
  let logprobEntries: [LogprobEntry]
  /// The choices of a whole 2xx chat answer, in order of appearance.
  let choices: [AnswerChoice]
  /// Their tool calls.
  let calls: [AnswerCall]
  /// All usage objects, in order; of events after the terminator none.
  let usageReports: [UsageReport]
  /// The chat request, `nil` where the body is no JSON object.
  let request: ChatRequest?

  init(of evidence: Evidence) {
    plainCompletion = evidence.isChatAnswer ? evidence.json?.completionObject : nil
    let chunks = evidence.isChatAnswer ? evidence.stream.map { Chunk.chunks(of: $0) } : nil
    self.chunks = chunks
    tracks = ChoiceTrack.tracks(of: chunks ?? [])
    errorEvents =
      evidence.stream?.events.filter { event in
        event.isError || event.value?.object?.isErrorInPlaceOfAnswer == true
      } ?? []
    errorEvent = errorEvents.first { $0.isError }
    logprobEntries = LogprobEntry.entries(of: plainCompletion, chunks ?? [])
    let isWhole = evidence.isChatAnswer && evidence.isWhole && errorEvent == nil
    let completed = isWhole ? evidence.completion?.choices ?? [] : []
    if let plainCompletion {
      choices = AnswerChoice.choices(of: plainCompletion, completed)
      calls = AnswerCall.calls(of: choices, in: plainCompletion)
    } else {
      choices = AnswerChoice.choices(of: tracks, completed)
      calls = AnswerCall.calls(of: choices, in: tracks)
    }
    usageReports = UsageReport.reports(of: plainCompletion, chunks ?? [])
    request = ChatRequest(evidence)
  }
}

extension Evidence {
  private var answer: AnswerReading { reading.value { AnswerReading(of: self) } }

  /// The completion object of a plain answer: any JSON object that is not an error.
  var plainCompletion: JSONValue? { answer.plainCompletion }

  /// The chunks of a streamed answer in order: the events whose data is a JSON object, up to the
  /// terminator, errors left out. `nil` where the answer is no stream.
  var chunks: [Chunk]? { answer.chunks }

  /// What the chunks of a streamed answer say of each choice; empty where it is no stream.
  var choiceTracks: [ChoiceTrack] { answer.tracks }

  /// The events that tell of an error, well or badly formed, in order.
  var errorEvents: [EventStreamEvidence.Event] { answer.errorEvents }

  /// The first event with an error that clients take for one, else `nil`.
  var errorEvent: EventStreamEvidence.Event? { answer.errorEvent }

  /// The entries of `logprobs.content` of all choices, in order.
  var logprobEntries: [LogprobEntry] { answer.logprobEntries }

  /// The choices of a 2xx chat answer, in order of appearance; empty where there is none, and where a
  /// stream was torn or broken off, as nothing can be said of a whole then.
  var answerChoices: [AnswerChoice] { answer.choices }

  /// The tool calls of a whole 2xx chat answer.
  var answerCalls: [AnswerCall] { answer.calls }

  /// All usage objects of a 2xx chat answer, in order; of events after the terminator none.
  var usageReports: [UsageReport] { answer.usageReports }

  /// The chat request, `nil` where the body is no JSON object.
  var chatRequest: ChatRequest? { answer.request }
}
