public import WireFormats

/// An event stream, decoded once.
public struct EventStreamEvidence: Sendable {
  /// Everything that the stream held, in order.
  public let elements: [EventStreamElement]
  /// The events alone, each with what its data is.
  public let events: [Event]

  /// One event. A class, as every check goes through all events, and passing one on should be cheap.
  public final class Event: Sendable {
    /// Its zero-based number in the stream.
    public let number: Int
    /// The event.
    public let event: ServerSentEvent
    /// What its data is.
    public let content: Content
    /// When its last byte had arrived, in milliseconds from the request; `nil` where unknown.
    public let milliseconds: Double?

    init(number: Int, event: ServerSentEvent, content: Content, milliseconds: Double?) {
      self.number = number
      self.event = event
      self.content = content
      self.milliseconds = milliseconds
    }

    /// The data's JSON value, `nil` where it is none.
    public var value: JSONValue? {
      guard case .json(let document) = content else { return nil }
      return document.value
    }

    /// Whether it is the `[DONE]` terminator, exactly.
    public var isTerminator: Bool {
      guard case .terminator = content else { return false }
      return true
    }
  }

  /// What an event's data is.
  public enum Content: Sendable {
    /// `[DONE]`, exactly.
    case terminator
    /// One JSON text.
    case json(JSONDocument)
    /// Nothing at all.
    case empty
    /// Anything else.
    case malformed(JSONSyntaxError)
  }

  /// Decodes the body of an exchange.
  public init(of exchange: HTTPExchange) {
    elements = EventStreamDecoder.elements(of: exchange.body)
    var events: [Event] = []
    // Reads and events both advance, so one pass finds every arrival.
    var read = 0
    var delivered = exchange.reads.first?.byteCount ?? 0
    for case .event(let event) in elements {
      while read < exchange.reads.count, event.endOffset > delivered {
        read += 1
        if read < exchange.reads.count { delivered += exchange.reads[read].byteCount }
      }
      let time = read < exchange.reads.count ? exchange.reads[read].milliseconds : nil
      events.append(
        Event(
          number: events.count, event: event, content: Content(of: event), milliseconds: time))
    }
    self.events = events
  }

  /// The events whose data is a JSON object.
  public var chunks: [Event] { events.filter { $0.value?.object != nil } }
}

extension EventStreamEvidence.Content {
  fileprivate init(of event: ServerSentEvent) {
    if event.data == "[DONE]" {
      self = .terminator
    } else if event.data.isEmpty {
      self = .empty
    } else {
      do throws(JSONSyntaxError) {
        self = .json(try event.jsonDocument())
      } catch {
        self = .malformed(error)
      }
    }
  }
}
