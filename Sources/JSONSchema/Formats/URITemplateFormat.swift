/// `uri-template` (RFC 6570 section 2, all levels), JSON Schema validation section 7.3.6.
enum URITemplateFormat {
  static func accepts(_ text: String) -> Bool {
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "{":
        guard let end = scalars.firstIndex(of: "}") else { return false }
        guard isExpression(String(scalars[..<end])) else { return false }
        scalars = scalars[scalars.index(after: end)...]
      case "%":
        guard scalars.prefix(2).count == 2,
          scalars.prefix(2).allSatisfy({ UInt8(exactly: $0.value)?.isHexDigit ?? false })
        else { return false }
        scalars.removeFirst(2)
      default: guard isLiteral(scalar) else { return false }
      }
    }
    return true
  }

  /// Section 2.1; the apostrophe may stand there by erratum 6937.
  private static func isLiteral(_ scalar: Unicode.Scalar) -> Bool {
    guard let byte = UInt8(exactly: scalar.value), byte < 0x80 else {
      return ResourceFormats.isUcschar(scalar.value) || ResourceFormats.isPrivate(scalar.value)
    }
    return byte > 0x20 && byte != 0x7F && !byte.isOne(of: "\"%<>\\^`{|}")
  }

  /// Section 2.2, without the operators that it reserves.
  private static func isExpression(_ text: String) -> Bool {
    var cursor = ByteCursor(text)
    if let operation = cursor.next, operation.isOne(of: "+#./;?&") {
      _ = cursor.take(Unicode.Scalar(operation))
    }
    repeat {
      guard takeName(&cursor) else { return false }
      if cursor.take(":") {
        let length = cursor.take(while: \.isDigit)
        guard (1...4).contains(length.count), length.first != 0x30 else { return false }
      } else {
        _ = cursor.take("*")
      }
    } while cursor.take(",")
    return cursor.isAtEnd
  }

  /// Section 2.3: varchars with single dots between them.
  private static func takeName(_ cursor: inout ByteCursor) -> Bool {
    repeat {
      var count = 0
      while let byte = cursor.next {
        if byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") {
          _ = cursor.take(Unicode.Scalar(byte))
        } else if cursor.take("%") {
          for _ in 0..<2 {
            guard let digit = cursor.next, digit.isHexDigit else { return false }
            _ = cursor.take(Unicode.Scalar(digit))
          }
        } else {
          break
        }
        count += 1
      }
      if count == 0 { return false }
    } while cursor.take(".")
    return true
  }
}
