extension DifferenceTable {
  /// The rows as one HTML page that needs no network, with what went over the wire on both sides
  /// behind each row. Nothing from the wire can be markup.
  public var html: String {
    let titles = names.map { Inert.html($0) }
    var body = "<p class=\"sum\">\(summary).</p>\n"
    for section in sections {
      let impact =
        section.rows[0].kind == "consequence" ? "follows" : section.rows[0].impact.rawValue
      body += "<h2 class=\"\(impact)\">\(section.title) <span>\(section.rows.count)</span></h2>\n"
      body += "<div class=\"frame\" tabindex=\"0\"><table class=\"diff\">\n<thead><tr>"
      body += "<th scope=\"col\">what</th>"
      body += titles.map { "<th scope=\"col\">\($0)</th>" }.joined() + "</tr></thead>\n<tbody>\n"
      body += section.rows.map { html($0) }.joined() + "</tbody></table></div>\n"
    }
    for (title, keys) in zip(titles, onlyOn) where !keys.isEmpty {
      body += "<details class=\"only\"><summary>Seen of \(title) only, not compared: "
      body += "\(keys.count)</summary><p>"
      body +=
        keys.map { "<code>\(Inert.html($0))</code>" }.joined(separator: " ") + "</p></details>\n"
    }
    return Page.render(
      title: "\(names[0]) → \(names[1])", lead: "What a client meets that moves from left to right",
      body: body, script: "")
  }

  private func html(_ row: Row) -> String {
    var what: String
    if row.subjects.count > 1 {
      let names = row.subjects.map { subject in
        subject.isToldByName
          ? "<code>\(Inert.html(Self.short(subject)))</code>" : Inert.htmlProse(subject.label)
      }
      let group = Inert.html(Self.group(of: row.subjects))
      what =
        names.count > 8
        ? "<details><summary>\(group): \(names.prefix(4).joined(separator: "; ")) …</summary>"
          + "\(names.joined(separator: "; "))</details>"
        : "\(group): \(names.joined(separator: "; "))"
    } else {
      let subject = row.subjects[0]
      what = "<b>\(Inert.htmlProse(subject.label))</b>"
      if subject.meaning != subject.label, !subject.meaning.isEmpty {
        what += "<small>\(Inert.htmlProse(subject.meaning))</small>"
      }
      if subject.key != subject.label, !subject.key.hasPrefix("reaction."),
        !subject.key.hasPrefix("rule.")
      {
        what += "<small><code>\(Inert.html(subject.key))</code></small>"
      }
    }
    for rule in row.rules {
      what += "<small>\(Inert.htmlProse(Self.sentence(rule), limit: 400))</small>"
    }
    if !row.otherProbes.isEmpty {
      what += "<small>seen in \(Inert.html(Self.list(row.otherProbes, limit: 3)))</small>"
    }
    let sides = zip(names, [(row.left, row.leftExcerpt), (row.right, row.rightExcerpt)])
    let cells = sides.map { name, side in
      let (value, excerpt) = side
      // Where the page is too narrow for a column a side, the cell says whose it is.
      return "<td data-side=\"\(Inert.html(name))\">\(Inert.html(value))"
        + (excerpt.map { "<details class=\"wire\"><summary>evidence</summary>\($0.html)</details>" }
          ?? "") + "</td>"
    }
    return "<tr><th scope=\"row\">\(what)</th>\(cells.joined())</tr>\n"
  }
}

extension Excerpt {
  /// The excerpt as HTML.
  var html: String {
    let place = step.map { "\(probe), step \($0)" } ?? probe
    let asked = requestBody.isEmpty ? "" : "<pre>\(Inert.html(requestBody, limit: 700))</pre>"
    let fields = responseFields.isEmpty ? "" : "<pre>\(lines(responseFields))</pre>"
    let answered = responseBody.isEmpty ? "" : "<pre>\(Inert.html(responseBody, limit: 1200))</pre>"
    return "<p class=\"probe\">\(Inert.html(place))</p><p>\(Inert.html(request))</p>\(asked)"
      + "<p>→ \(Inert.html(response))</p>\(fields)\(answered)"
  }

  /// Line ends are shown as such; within a line nothing is.
  private func lines(_ text: String) -> String {
    text.split(separator: "\n").map { Inert.html(String($0)) }.joined(separator: "\n")
  }
}
