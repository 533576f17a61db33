import Conformance
import WireFormats

extension BehaviourMatrix {
  /// The matrix as one HTML page that needs no network: headers stay in view, rows can be filtered,
  /// each value leads to what went over the wire. Nothing from the wire can be markup.
  public var html: String {
    var evidence = EvidencePanels(sides: sides)
    let head = names.map { "<th scope=\"col\">\(Inert.html($0))</th>" }.joined()
    var body = ""
    let topics =
      [("At a glance", highlights, true)]
      + Observers.topics.enumerated().map { number, topic in
        (topic.title, rows.filter { $0.topic == number }, false)
      }
    for (title, these, isGlance) in topics where !these.isEmpty {
      body += "<tr class=\"topic\"><th scope=\"colgroup\">\(title)</th>"
      body += "<td colspan=\"\(names.count)\"></td></tr>\n"
      body += these.map { Self.line($0, isGlance: isGlance, evidence: &evidence) }.joined()
    }
    return Page.render(
      title: "Behaviour, side by side",
      lead: "What \(names.count) runs were seen to do, right or wrong. Marked: not what most do. "
        + "A dot: asked, but nothing to see. Click a value for what went over the wire.",
      body: """
        <form role="search">
        <label>Filter <input type="search" id="filter" placeholder="temperature, usage, n = 2 …"></label>
        <label><input type="checkbox" id="differs"> only what differs</label>
        <label><input type="checkbox" id="shared" checked> only what several were asked</label>
        <output id="count" aria-live="polite">\(rows.count) rows</output>
        </form>
        <div class="frame tall" tabindex="0" role="region" aria-label="Matrix">
        <table class="matrix">
        <thead><tr><th scope="col">behaviour</th>\(head)</tr></thead>
        <tbody>
        \(body)</tbody>
        </table>
        </div>
        \(evidence.html)
        """,
      script: Self.script)
  }

  private static func line(_ row: Row, isGlance: Bool, evidence: inout EvidencePanels) -> String {
    let cells = row.cells.enumerated().map { index, cell -> String in
      guard let cell else { return "<td class=\"none\">\(row.absence(of: index))</td>" }
      let odd = row.isOdd(cell) ? " class=\"odd\"" : ""
      let shown = Inert.html(DifferenceTable.text(cell.value))
      // What only one run shows compares nothing: its probe is named, which keeps the page small.
      let panel =
        row.seenCount > 1 ? evidence.panel(for: cell.sighting, of: row.key, side: index) : nil
      let note = panel == nil ? " title=\"\(Inert.html(cell.sighting.probe))\"" : ""
      return "<td\(odd)\(note)>" + (panel.map { "<a href=\"#\($0)\">\(shown)</a>" } ?? shown)
        + "</td>"
    }.joined()
    let note = row.label == row.meaning ? "<small><code>\(Inert.html(row.key))</code></small>" : ""
    // What stands at a glance comes again below, and is counted there.
    return
      "<tr\(isGlance ? " data-glance=\"true\"" : "") data-differs=\"\(row.differs)\" data-shared=\"\(row.seenCount > 1)\">"
      + "<th scope=\"row\" title=\"\(Inert.html(row.key))\">\(Inert.htmlProse(row.label))\(note)</th>"
      + "\(cells)</tr>\n"
  }

  private static let script = """
    const filter = document.getElementById("filter"), differs = document.getElementById("differs"),
      shared = document.getElementById("shared");
    const rows = [...document.querySelectorAll("tbody tr")];
    const text = new Map(rows.map(row => [row, (row.querySelector("th").textContent + " "
      + (row.querySelector("th").title || "") + " " + row.textContent).toLowerCase()]));
    const all = rows.filter(row => row.className !== "topic" && !row.dataset.glance).length;
    function show() {
      const words = filter.value.trim().toLowerCase().replace(/\\s+/g, " ");
      let shown = 0, topic = null, inTopic = 0;
      const close = () => { if (topic) topic.hidden = inTopic === 0; };
      for (const row of rows) {
        if (row.className === "topic") { close(); topic = row; inTopic = 0; continue; }
        row.hidden = (differs.checked && row.dataset.differs !== "true")
          || (shared.checked && row.dataset.shared !== "true")
          || !text.get(row).includes(words);
        if (!row.hidden) { shown += row.dataset.glance ? 0 : 1; inTopic += 1; }
      }
      close();
      document.getElementById("count").textContent = shown + " of " + all + " rows";
    }
    for (const input of [filter, differs, shared]) input.addEventListener("input", show);
    document.querySelector("form").addEventListener("submit", event => event.preventDefault());
    document.addEventListener("keydown", event => {
      if (event.key === "Escape" && location.hash) location.hash = "#-";
    });
    show();
    """
}

/// What went over the wire behind the values of a page, each exchange once.
struct EvidencePanels {
  private let sides: [BehaviourDiff.Side]
  private let results: [[String: ProbeResult]]
  private var numbers: [String: Int] = [:]
  /// The panels so far.
  private(set) var html = ""

  init(sides: [BehaviourDiff.Side]) {
    self.sides = sides
    results = sides.map { side in
      Dictionary(side.report.results.map { ($0.probe.id, $0) }, uniquingKeysWith: { one, _ in one })
    }
  }

  /// The id of the panel of an exchange, `nil` where the run does not have it.
  mutating func panel(for sighting: Sighting, of behaviour: String, side: Int) -> String? {
    let showsFields = Excerpt.showsFields(of: behaviour)
    let key = "\(side) \(sighting.probe) \(sighting.step) \(showsFields)"
    if let number = numbers[key] { return "e\(number)" }
    guard let result = results[side][sighting.probe],
      let excerpt = Excerpt(of: sighting, in: result, showsFields: showsFields)
    else { return nil }
    let number = numbers.count + 1
    numbers[key] = number
    html += "<section class=\"panel\" id=\"e\(number)\"><a class=\"close\" href=\"#-\">close</a>"
    html += "<h3>\(Inert.html(sides[side].name)): \(Inert.html(result.probe.title))</h3>"
    html += excerpt.html + "</section>\n"
    return "e\(number)"
  }
}
