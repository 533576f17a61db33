import Conformance

/// The list of results, each a disclosure that holds its findings; the exchanges are added when it
/// is opened.
enum HTMLResults {
  static func render(_ subject: ReportSubject) -> String {
    let items = subject.report.results.enumerated().map { item($0, $1, in: subject) }.joined()
    return """
      <section id="results" aria-labelledby="results-title" tabindex="-1">
      <h2 id="results-title">Results</h2>
      \(toolbar(subject))<noscript><p class="note">Exchanges, filters and timelines need script. \
      Every finding stands below without it.</p></noscript>
      <div id="list">
      \(items)</div>
      </section>

      """
  }

  /// The name by which a result is linked to.
  static func anchor(_ probe: ProbeID) -> String { "probe." + PercentText.encoded(probe) }

  private static func toolbar(_ subject: ReportSubject) -> String {
    let total = subject.report.results.count
    let boxes = subject.counts.map { standing, count in
      "<label class=\"\(standing.rawValue)\"><input type=\"checkbox\" checked "
        + "value=\"\(standing.rawValue)\"> \(HTMLText.badge(standing)) \(count)/\(total)</label>\n"
    }
    return """
      <div class="toolbar" id="toolbar" hidden>
      <fieldset><legend>Show</legend>
      \(boxes.joined())</fieldset>
      <label>Search <input type="search" id="search" autocomplete="off"></label>
      <label>Sort by <select id="sort"><option value="order">plan</option>\
      <option value="gravity">gravity</option><option value="id">id</option>\
      <option value="time">time</option></select></label>
      <button type="button" id="open-all">Open all</button> \
      <button type="button" id="close-all">Close all</button>
      <p id="shown" role="status">\(total)/\(total) shown</p>
      </div>

      """
  }

  private static func item(_ index: Int, _ result: ProbeResult, in subject: ReportSubject)
    -> String
  {
    let standing = Standing(of: result)
    let gravity = Standing.allCases.firstIndex(of: standing) ?? 0
    let isTold = subject.report.isFailure(result)
    let time = DecimalText.fixed(result.milliseconds, places: 0)
    return """
      <details class="result \(standing.rawValue)\(isTold ? " failure" : "")" \
      id="probe.\(HTMLText.escape(result.probe.id))" data-index="\(index)" \
      data-standing="\(standing.rawValue)" data-gravity="\(gravity)" data-time="\(time)" \
      data-id="\(HTMLText.escape(result.probe.id))">
      <summary>\(HTMLText.badge(standing)) <code>\(HTMLText.escape(result.probe.id))</code> \
      <span class="what">\(HTMLText.escape(result.probe.title))</span> \
      <span class="time">\(DecimalText.duration(milliseconds: result.milliseconds))</span></summary>
      <div class="panel">
      \(panel(result, in: subject))<div class="exchanges"></div>
      </div>
      </details>

      """
  }

  private static func panel(_ result: ProbeResult, in subject: ReportSubject) -> String {
    let probe = result.probe
    var out = ""
    if !result.reason.isEmpty {
      out +=
        "<p class=\"reason\"><bdi>\(HTMLText.escape(result.reason.clipped(to: 2000)))</bdi></p>\n"
    }
    out += "<p class=\"about\">\(probe.level.rawValue)"
    if !probe.claims.isEmpty {
      out += ", exercises " + probe.claims.map(HTMLText.code).joined(separator: ", ")
    }
    if probe.location.line > 0 {
      out += ", " + HTMLText.code("\(probe.location.file):\(probe.location.line)")
    }
    if let samples = result.samples {
      out += ", samples passed \(samples.passed)/\(samples.total)"
    }
    out += "</p>\n"
    if let link = result.knownDeviation?.link {
      out += "<p class=\"about\">Accepted in \(HTMLText.link(link, to: link))</p>\n"
    }
    let findings = result.judgement.findings
    let details = FindingDetail.all(of: result, in: subject, limit: HTMLExchanges.mostFindings)
    for (index, detail) in details.enumerated() {
      out += HTMLFinding.render(detail, number: index + 1)
    }
    if findings.count > HTMLExchanges.mostFindings {
      out += "<p>… and \(findings.count - HTMLExchanges.mostFindings) more findings.</p>\n"
    }
    for attempt in result.attempts {
      guard let failure = attempt.failure else { continue }
      out += "<p class=\"about\">Step \(HTMLText.code(attempt.step)), attempt \(attempt.number): "
      out += HTMLText.code("\(failure.kind.rawValue): \(failure.message)".clipped(to: 1000))
      out += "</p>\n"
    }
    if Standing(of: result) != .pass, let request = result.telling {
      out += "<h3>Show it again</h3>\n"
      out += HTMLText.copyable(CurlCommand(redacted: request).text, label: "curl command")
    }
    return out
  }
}

/// One finding.
enum HTMLFinding {
  static func render(_ detail: FindingDetail, number: Int) -> String {
    let seen =
      (detail.seen + detail.fieldLines.map { ("field", $0) }).map {
        row($0.label, HTMLText.code($0.text))
      }
    let meaning =
      detail.meaning.map { label, code, text in
        let parts = [code.map(HTMLText.code), text.isEmpty ? nil : HTMLText.escape(text)]
        return row(label, parts.compactMap { $0 }.joined(separator: ": "))
      } + detail.citations.map { row("source", HTMLText.link($0.line, to: $0.url)) }
    var out = "<section class=\"finding \(detail.finding.level.rawValue)\" "
    out += "data-number=\"\(number)\">\n"
    out += "<h3>Finding \(number)</h3>\n<dl>\n\(seen.joined())</dl>\n"
    if let excerpt = detail.excerpt {
      out += "<pre class=\"excerpt\" tabindex=\"0\" role=\"group\" "
      out += "aria-label=\"The bytes of finding \(number)\">"
      out += HTMLText.escape(excerpt.text, keepsLineBreaks: true) + "</pre>\n"
    }
    return out + "<dl>\n\(meaning.joined())</dl>\n</section>\n"
  }

  private static func row(_ label: String, _ content: String) -> String {
    "<div><dt>\(label)</dt><dd>\(content)</dd></div>\n"
  }
}
