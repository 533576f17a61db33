public import Conformance
public import Simulator
import Synchronization
import Transports
import WireFormats

/// Answers from recordings: each request gets what was recorded for the same one.
///
/// Requests are the same by their canonical hash. Where none matches, `Accept` is left out of it, for
/// client libraries differ there. Of several recordings those with the same kind of credentials go
/// first; the same request sent again gets the next of them, and after the last the first again.
public struct FixtureResponder: Responder {
  /// What credentials a request carries.
  private enum Credentials: Sendable, Hashable { case valid, absent, wrong }

  private struct Answer: Sendable {
    let recording: FixtureSet.Recording
    let credentials: Credentials
    let hash: String
  }

  /// How often each kind of request came: copies of a responder share it.
  private final class Counts: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func next(_ key: String) -> Int {
      counts.withLock { counts in
        defer { counts[key, default: 0] += 1 }
        return counts[key, default: 0]
      }
    }
  }

  private let answers: [String: [Answer]]
  private let recordings: [FixtureSet.Recording]
  private let provider: ReferenceProvider
  private let pacing: ReplayPacing
  private let counts = Counts()

  /// Makes a responder.
  ///
  /// - Parameters:
  ///   - fixtures: what it answers from.
  ///   - provider: whose credentials, and whose error shape where nothing was recorded.
  ///   - pacing: how fast it answers.
  public init(
    fixtures: FixtureSet, provider: ReferenceProvider, pacing: ReplayPacing = ReplayPacing()
  ) {
    var answers: [String: [Answer]] = [:]
    for recording in fixtures.recordings {
      let request = recording.entry.exchange.request
      let answer = Answer(
        recording: recording,
        credentials: Self.credentials(
          of: request, spec: provider.spec,
          isRight: recording.entry.exchange.status.map { $0 != 401 && $0 != 403 } ?? true),
        hash: recording.entry.probe?.requestHash ?? request.replayHash)
      answers[Self.looseHash(of: request), default: []].append(answer)
    }
    self.answers = answers
    self.provider = provider
    self.pacing = pacing
    recordings = fixtures.recordings
  }

  /// The path below which most recorded requests went, `nil` where the recordings do not tell it.
  public static func basePath(of fixtures: FixtureSet) -> String? {
    fixtures.recordings.compactMap { $0.entry.probe?.basePath }.mostFrequent
  }

  /// The recorded answer; where there is none, a 404 in the provider's error shape that names the
  /// nearest recording and how it differs. HEAD is answered as GET is, without the body.
  public func respond(to request: HTTPRequest) -> ScriptedResponse {
    var asked = request
    if request.method == "HEAD" { asked.method = "GET" }
    var script = answer(to: asked) ?? miss(asked)
    guard request.method == "HEAD" else { return script }
    script.head.fields.set("Content-Length", to: String(script.body.count))
    script.parts = []
    script.framing = .length
    return script
  }

  /// The answer to bytes that are no request: the provider's own.
  public func refuse(unreadable status: Int, reason: String) -> ScriptedResponse {
    provider.refuse(unreadable: status, reason: reason)
  }

  private func answer(to request: HTTPRequest) -> ScriptedResponse? {
    let key = Self.looseHash(of: request)
    guard let all = answers[key] else { return nil }
    let given = Self.credentials(
      of: request, spec: provider.spec,
      isRight: request.fields.lines.contains { $0.value.contains(provider.key) })
    let hash = request.replayHash
    let isExact = all.contains { $0.hash == hash }
    for kind in [given, .valid, .absent, .wrong] {
      let fitting = all.filter { $0.credentials == kind && (!isExact || $0.hash == hash) }
      guard !fitting.isEmpty else { continue }
      let index = counts.next("\(key) \(kind) \(isExact ? hash : "")") % fitting.count
      return pacing.script(of: fitting[index].recording.entry.exchange)
    }
    return nil
  }

  private func miss(_ request: HTTPRequest) -> ScriptedResponse {
    var reason = "No fixture answers \(request.method) \(request.target)."
    if let (recording, difference) = nearest(to: request) {
      let name = recording.entry.probe.map { "\($0.id) in \(recording.file)" } ?? recording.file
      reason += " The nearest is \(name): \(difference.summary())."
    }
    var script = provider.refuse(unreadable: 404, reason: reason)
    script.head.fields.set("Connection", to: nil)
    return script
  }

  private func nearest(to request: HTTPRequest) -> (FixtureSet.Recording, RequestDifference)? {
    var best: (recording: FixtureSet.Recording, difference: RequestDifference, weight: Int)?
    for recording in recordings {
      let recorded = recording.entry.exchange.request
      guard recorded.method == request.method else { continue }
      let difference = RequestDifference(from: recorded, to: request, now: "sent")
      // Of two that are as near the one that was answered helps more than a refusal.
      let isRefused = recording.entry.exchange.status.map { $0 >= 400 } ?? true
      let weight = 2 * difference.weight + (isRefused ? 1 : 0)
      if weight < best?.weight ?? .max { best = (recording, difference, weight) }
    }
    return best.map { ($0.recording, $0.difference) }
  }

  /// The canonical hash with `Accept` left out.
  private static func looseHash(of request: HTTPRequest) -> String {
    var request = request
    request.fields.set("Accept", to: nil)
    return request.replayHash
  }

  private static func credentials(of request: HTTPRequest, spec: ProviderSpec, isRight: Bool)
    -> Credentials
  {
    let names = spec.service.credentials.filter { $0.value.contains("{key}") }.map(\.name)
    guard names.isEmpty || names.contains(where: { request.fields[$0] != nil }) else {
      return .absent
    }
    return isRight || names.isEmpty ? .valid : .wrong
  }
}
