/// The page around a matrix or a diff: one file, no network, light and dark, wide and narrow.
enum Page {
  static func render(title: String, lead: String, body: String, script: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(Inert.html(title))</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    <header><h1>\(Inert.html(title))</h1><p>\(Inert.html(lead))</p></header>
    \(body)\(script.isEmpty ? "" : "<script>\n\(script)\n</script>\n")</body>
    </html>

    """
  }

  private static let style = """
    :root { color-scheme: light dark; --ink: #1f2328; --dim: #59636e; --line: #d1d9e0;
      --ground: #fff; --head: #f6f8fa; --odd: #fff1cf; --red: #b42318; --amber: #8a5a00;
      --link: #0958b3; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6edf3; --dim: #9aa4ae; --line: #3d444d; --ground: #0d1117; --head: #171d25;
        --odd: #46360f; --red: #ff8b80; --amber: #f0bd5b; --link: #79b8ff; }
    }
    * { box-sizing: border-box; }
    body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1.25rem; max-width: 110rem;
      color: var(--ink); background: var(--ground); }
    h1 { font-size: 1.4rem; margin: 0; overflow-wrap: anywhere; }
    header p, .sum, .hint { color: var(--dim); margin: .2rem 0 1rem; }
    h2 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
    h2 span { color: var(--dim); font-weight: 400; }
    h2.breaks { color: var(--red); } h2.surprises { color: var(--amber); }
    form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: 0 0 .75rem; }
    input[type=search] { font: inherit; padding: .3rem .5rem; width: 17rem; max-width: 100%; }
    form label { white-space: nowrap; }
    output { color: var(--dim); }
    .frame { overflow: auto; border: 1px solid var(--line); border-radius: 6px; }
    .frame.tall { max-height: calc(100vh - 11rem); min-height: 18rem; }
    table { border-collapse: separate; border-spacing: 0; font-size: 13px; min-width: 100%; }
    th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left;
      vertical-align: top; overflow-wrap: anywhere; background: var(--ground); }
    thead th { position: sticky; top: 0; background: var(--head); z-index: 2; white-space: nowrap; }
    tbody th { font-weight: 400; }
    tr:last-child > * { border-bottom: 0; }
    small { display: block; color: var(--dim); font-size: 12px; }
    code, pre { font: 12px/1.45 ui-monospace, SFMono-Regular, Menlo, monospace; }
    pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--head); margin: .3rem 0;
      padding: .4rem .5rem; border-radius: 4px; }
    a { color: var(--link); }
    summary { cursor: pointer; }
    .diff { table-layout: fixed; width: 100%; }
    .diff b { font-weight: 600; }
    .diff th:first-child { width: 34%; }
    .wire summary, .only summary { color: var(--dim); font-size: 12px; }
    .wire p, .panel p { margin: .3rem 0 0; font-size: 12px; }
    .probe { color: var(--dim); font-family: ui-monospace, monospace; }
    .only p { line-height: 1.9; }
    .matrix td { min-width: 7.5rem; max-width: 20rem; }
    .matrix tbody th { position: sticky; left: 0; z-index: 1; background: var(--head);
      min-width: 15rem; max-width: 24rem; }
    .matrix thead th:first-child { left: 0; z-index: 3; }
    .matrix .topic > * { background: var(--head); padding-top: .9rem; }
    .matrix .topic th { font-weight: 600; }
    .matrix td.odd { background: var(--odd); font-weight: 600; }
    .matrix td.none { color: var(--dim); }
    .matrix td a { color: inherit; text-decoration: underline dotted var(--dim); text-underline-offset: 3px; }
    .matrix td a:hover, .matrix td a:focus { color: var(--link); }
    tr[hidden] { display: none; }
    .panel { display: none; position: fixed; right: 0; bottom: 0; left: 0; max-height: 60vh;
      overflow: auto; z-index: 9; padding: .75rem 1.25rem 1rem; background: var(--ground);
      border-top: 2px solid var(--link); box-shadow: 0 -6px 24px #0005; }
    .panel:target { display: block; }
    .panel h3 { margin: 0; font-size: 1rem; padding-right: 4rem; }
    .panel .close { position: absolute; right: 1.25rem; top: .75rem; }
    @media (max-width: 40rem) {
      body { padding: .75rem; }
      .frame.tall { max-height: calc(100vh - 6rem); }
      .matrix tbody th { min-width: 9rem; max-width: 9.5rem; }
      .matrix td { min-width: 6.5rem; }
      input[type=search] { width: 100%; }
      form label:first-child { width: 100%; white-space: normal; }
      .diff thead { display: none; }
      .diff, .diff tbody, .diff tr, .diff tbody th, .diff td { display: block; }
      .diff tbody th:first-child { width: auto; }
      .diff tbody th, .diff td { border: 0; padding: .2rem .6rem; }
      .diff tbody th { padding-top: .5rem; }
      .diff tr { border-bottom: 1px solid var(--line); padding-bottom: .4rem; }
      .diff tr:last-child { border-bottom: 0; }
      .diff td::before { content: attr(data-side) ": "; color: var(--dim); }
    }
    @page { margin: 1.5cm; }
    @media print {
      :root { color-scheme: light; --ink: #1f2328; --dim: #59636e; --line: #d1d9e0;
        --ground: #fff; --head: #f6f8fa; --odd: #fff1cf; --red: #b42318; --amber: #8a5a00;
        --link: #0958b3; }
      body { max-width: none; padding: 0; font-size: 9.5pt; }
      table, code, pre { font-size: 8pt; } small { font-size: 7.5pt; }
      th, td { padding: .2rem .4rem; }
      .frame, .frame.tall { max-height: none; overflow: visible; border: 0; border-radius: 0; }
      thead th, .matrix tbody th { position: static; white-space: normal; }
      .matrix { table-layout: fixed; width: 100%; }
      .matrix td, .matrix tbody th { min-width: 0; max-width: none; }
      .matrix thead th:first-child { width: 26%; }
      tr, h2 { break-inside: avoid; } h2 { break-after: avoid; }
      form, .panel, .wire { display: none; }
      * { print-color-adjust: exact; }
    }
    """
}
