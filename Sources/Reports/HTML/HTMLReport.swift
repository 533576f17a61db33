import Conformance

/// One HTML file that needs nothing else: no network, no other file.
///
/// Findings stand in the page itself, so that they can be read and printed without script. Exchanges
/// stand in inert blocks of JSON, one a result, from which a small script builds them when a result
/// is opened: a page of hundreds of results opens at once. That script never parses markup, and the
/// page's own policy forbids every other script, every style and every connection.
enum HTMLReport {
  static func render(_ subject: ReportSubject) -> String {
    let header = subject.report.header
    let title = "\(header.title): \(subject.report.outcome.word)"
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <link rel="icon" href="data:,">
      <title>\(HTMLText.escape(title))</title>
      <style>\(HTMLStyle.text)</style>
      </head>
      <body>
      <a class="skip-link" href="#results">Skip to the results</a>
      <header>
      \(HTMLSummary.render(subject))</header>
      <main>
      \(HTMLMatrix.render(CapabilityMatrix(of: subject), in: subject))\
      \(HTMLResults.render(subject))</main>
      <footer><p>assay \(HTMLText.escape(header.version)), \(HTMLText.code(header.specFile)), \
      digest \(HTMLText.code(header.specDigest))</p></footer>
      \(HTMLExchanges.blocks(of: subject))<script>\(HTMLScript.text)</script>
      </body>
      </html>

      """
  }

  /// What the page may do: run its own script, use its own style, and nothing else. The hashes are
  /// over exactly what stands between the tags (Content Security Policy Level 3, section 2.3.1).
  private static var policy: String {
    [
      "default-src 'none'", "script-src '\(source(HTMLScript.text))'",
      "style-src '\(source(HTMLStyle.text))'", "img-src data:", "base-uri 'none'",
      "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
    ].joined(separator: "; ")
  }

  private static func source(_ text: String) -> String {
    let digits = Array(Digest.sha256(Array(text.utf8)))
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
    return "sha256-" + Base64Text.encoded(bytes)
  }
}
