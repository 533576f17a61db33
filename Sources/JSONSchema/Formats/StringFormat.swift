/// The formats that may assert (JSON Schema validation section 7.3).
enum StringFormat: String, Sendable, Hashable, CaseIterable {
  case dateTime = "date-time"
  case date
  case time
  case duration
  case email
  case idnEmail = "idn-email"
  case hostname
  case idnHostname = "idn-hostname"
  case ipv4
  case ipv6
  case uri
  case uriReference = "uri-reference"
  case iri
  case iriReference = "iri-reference"
  case uuid
  case uriTemplate = "uri-template"
  case jsonPointer = "json-pointer"
  case relativeJSONPointer = "relative-json-pointer"
  case regex

  /// Whether a text is of this format.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .dateTime: TimeFormats.isDateTime(text)
    case .date: TimeFormats.isDate(text)
    case .time: TimeFormats.isTime(text)
    case .duration: TimeFormats.isDuration(text)
    case .email: MailFormats(isInternational: false).accepts(text)
    case .idnEmail: MailFormats(isInternational: true).accepts(text)
    case .hostname: HostnameFormats.isHostname(text)
    case .idnHostname: HostnameFormats.isInternationalHostname(text)
    case .ipv4: AddressFormats.isIPv4(text)
    case .ipv6: AddressFormats.isIPv6(text)
    case .uri: ResourceFormats(isInternational: false).isAbsolute(text)
    case .uriReference: ResourceFormats(isInternational: false).isReference(text)
    case .iri: ResourceFormats(isInternational: true).isAbsolute(text)
    case .iriReference: ResourceFormats(isInternational: true).isReference(text)
    case .uuid: IdentifierFormats.isUUID(text)
    case .uriTemplate: URITemplateFormat.accepts(text)
    case .jsonPointer: IdentifierFormats.isJSONPointer(text)
    case .relativeJSONPointer: IdentifierFormats.isRelativeJSONPointer(text)
    case .regex: RegularExpression.isWellFormed(text)
    }
  }
}
