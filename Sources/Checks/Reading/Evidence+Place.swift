import Conformance
import WireFormats

extension Evidence {
  /// A place in the JSON body, with its offset. A pointer to something that is not there gets the
  /// offset of the nearest value around it.
  func place(_ pointer: JSONPointer) -> Finding.Place {
    Finding.Place(
      step: step, offset: Evidence.offset(of: pointer, in: exchange.body), pointer: pointer)
  }

  /// A place in an event's JSON, with its offset in the body.
  func place(_ pointer: JSONPointer, in event: EventStreamEvidence.Event) -> Finding.Place {
    let inner = Evidence.offset(of: pointer, in: event.event.rawData)
    return Finding.Place(
      step: step, offset: offset(ofDataByte: inner ?? 0, in: event), event: event.number,
      pointer: pointer)
  }

  /// The place of an event as a whole.
  func place(of event: EventStreamEvidence.Event) -> Finding.Place {
    Finding.Place(step: step, offset: event.event.offset, event: event.number)
  }

  /// The place of a response field.
  func place(field: String) -> Finding.Place {
    Finding.Place(step: step, field: field.lowercased())
  }

  /// A place in the body that has no structure.
  func place(offset: Int) -> Finding.Place { Finding.Place(step: step, offset: offset) }

  /// Where the body ends: the place of what should have come.
  var placeOfEnd: Finding.Place { place(offset: exchange.body.count) }

  /// The body offset of a byte of an event's data, which is the values of its `data` lines joined by
  /// LF (WHATWG HTML, section 9.2.6).
  func offset(ofDataByte index: Int, in event: EventStreamEvidence.Event) -> Int {
    let body = exchange.body
    var position = min(event.event.offset, body.count)
    let end = min(event.event.endOffset, body.count)
    var passed = 0
    while position < end {
      var lineEnd = position
      while lineEnd < end, body[lineEnd] != 0x0A, body[lineEnd] != 0x0D { lineEnd += 1 }
      let line = body[position..<lineEnd]
      if line.starts(with: "data:".utf8) || line.elementsEqual("data".utf8) {
        var value = line.dropFirst(5)
        if value.first == 0x20 { value = value.dropFirst() }
        // The LF that joins two lines counts as the end of the first.
        if index <= passed + value.count { return value.startIndex + index - passed }
        passed += value.count + 1
      }
      position = lineEnd
      if position < end, body[position] == 0x0D { position += 1 }
      if position < end, body[position] == 0x0A, position == lineEnd || body[position - 1] == 0x0D {
        position += 1
      }
    }
    return event.event.offset
  }

  private static func offset(of pointer: JSONPointer, in bytes: [UInt8]) -> Int? {
    var pointer = pointer
    while true {
      if let range = JSONDocument.byteRange(of: pointer, in: bytes) { return range.lowerBound }
      guard !pointer.tokens.isEmpty else { return nil }
      pointer.tokens.removeLast()
    }
  }
}

/// Builds a pointer from names and indices: `JSONPointer.path("choices", 0, "delta")`.
extension JSONPointer {
  static func path(_ tokens: any PointerToken...) -> JSONPointer {
    JSONPointer(tokens.map(\.token))
  }

  func appending(path tokens: any PointerToken...) -> JSONPointer {
    JSONPointer(self.tokens + tokens.map(\.token))
  }
}

/// What a pointer can be built from.
protocol PointerToken {
  var token: String { get }
}

extension String: PointerToken {
  var token: String { self }
}

extension Int: PointerToken {
  var token: String { String(self) }
}
