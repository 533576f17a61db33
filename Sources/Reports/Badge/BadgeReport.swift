import Conformance
import WireFormats

/// A badge: the provider's name beside how much of what was judged passed.
enum BadgeReport {
  /// The badge as a picture, with the text for those who do not see it.
  static func svg(_ subject: ReportSubject) -> String {
    let badge = Badge(subject)
    let left = width(of: badge.label) + 12
    let right = width(of: badge.message) + 12
    let label = XMLText.attribute("\(badge.label): \(badge.message)")
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(left + right)" height="20" role="img" \
      aria-label="\(label)">
        <title>\(XMLText.content("\(badge.label): \(badge.message)"))</title>
        <clipPath id="round"><rect width="\(left + right)" height="20" rx="3"/></clipPath>
        <g clip-path="url(#round)">
          <rect width="\(left)" height="20" fill="#444"/>
          <rect x="\(left)" width="\(right)" height="20" fill="\(badge.colour)"/>
        </g>
        <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" \
      font-size="11">
          <text x="\(left / 2)" y="14" textLength="\(left - 12)">\(XMLText.content(badge.label))</text>
          <text x="\(left + right / 2)" y="14" textLength="\(right - 12)">\
      \(XMLText.content(badge.message))</text>
        </g>
      </svg>

      """
  }

  /// The badge as the endpoint document of shields.io.
  static func endpoint(_ subject: ReportSubject) -> String {
    let badge = Badge(subject)
    let document: JSONValue = [
      "schemaVersion": 1, "label": .string(badge.label), "message": .string(badge.message),
      "color": .string(badge.colour), "isError": .bool(badge.isIncomplete),
    ]
    return JSONText.inertPretty(document) + "\n"
  }

  /// About how wide a text is in Verdana 11; `textLength` makes it exactly that.
  private static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar {
      case "i", "j", "l", ".", ",", "'", "|", "!", " ", "/", ":": sum + 4
      case "m", "w", "M", "W", "%": sum + 11
      case "A"..."Z": sum + 8
      default: sum + 7
      }
    }
  }

  private struct Badge {
    let label: String
    let message: String
    let colour: String
    let isIncomplete: Bool

    init(_ subject: ReportSubject) {
      let report = subject.report
      label = VisibleText.visible("assay \(report.header.spec)".clipped(to: 40))
      let judged = report.results.count {
        let standing = Standing(of: $0)
        return standing != .skip && standing != .unsupported
      }
      message = "\(report.outcome.word) \(report.count(.pass))/\(judged)"
      isIncomplete = report.outcome == .incomplete || report.outcome == .interrupted
      colour =
        switch report.outcome {
        case .conforms: "#2c7a39"
        case .deviates: "#b3261e"
        case .incomplete: "#8a6100"
        case .interrupted: "#6b6b6b"
        }
    }
  }
}
