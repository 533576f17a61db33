import Conformance

/// A request as it goes over the wire.
struct RequestBytes {
  let bytes: [UInt8]

  /// Writes a request; fields that it sets itself are left as they are.
  ///
  /// - Throws: ``TransportError`` where the request could be read as two, or not at all.
  init(_ request: HTTPRequest, userAgent: String) throws(TransportError) {
    try Self.check(request)
    let fields = request.fields
    var head = "\(request.method) \(request.target) HTTP/1.1\r\n"
    if fields["Host"] == nil { head += "Host: \(request.origin.authority)\r\n" }
    if fields["User-Agent"] == nil { head += "User-Agent: \(userAgent)\r\n" }
    // Compression would hide what the server writes, and when.
    if fields["Accept-Encoding"] == nil { head += "Accept-Encoding: identity\r\n" }
    for field in fields.lines { head += "\(field.name): \(field.value)\r\n" }
    let promisesBody = !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method)
    if promisesBody, fields["Content-Length"] == nil, fields["Transfer-Encoding"] == nil {
      head += "Content-Length: \(request.body.count)\r\n"
    }
    if fields["Connection"] == nil { head += "Connection: keep-alive\r\n" }
    head += "\r\n"
    bytes = Array(head.utf8) + request.body
  }

  private static func check(_ request: HTTPRequest) throws(TransportError) {
    guard !request.method.isEmpty, request.method.utf8.allSatisfy(FieldSection.isTokenByte) else {
      throw TransportError(kind: .unusable, message: "the request's method is not a token")
    }
    guard !request.target.isEmpty, request.target.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else {
      throw TransportError(
        kind: .unusable,
        message: "the request's target is empty or holds white space or control characters")
    }
    for field in request.fields.lines {
      guard !field.name.isEmpty, field.name.utf8.allSatisfy(FieldSection.isTokenByte) else {
        throw TransportError(
          kind: .unusable, message: "the name of a request field is not a token")
      }
      guard field.value.utf8.allSatisfy({ $0 != 0x0D && $0 != 0x0A && $0 != 0 }) else {
        throw TransportError(
          kind: .unusable,
          message: "the value of the request field \(field.name) holds a line break or a NUL")
      }
    }
  }
}
