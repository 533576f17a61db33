/// The page's style.
enum HTMLStyle {
  static let text = """

    :root {
      color-scheme: light dark;
      --ground: light-dark(#ffffff, #14171c);
      --panel: light-dark(#f6f7f9, #1b1f26);
      --ink: light-dark(#1a1d21, #e6e8eb);
      --dim: light-dark(#59606c, #a3abb7);
      --line: light-dark(#d3d8df, #353c48);
      --link: light-dark(#0b57d0, #8ab4f8);
      --focus: light-dark(#0b57d0, #8ab4f8);
      --fail: light-dark(#a4161a, #ff9b94); --fail-ground: light-dark(#fdecec, #3a1b1d);
      --error: light-dark(#8a2a6b, #f0a3d5); --error-ground: light-dark(#fbeaf5, #38192f);
      --warn: light-dark(#7a4f00, #f2c46d); --warn-ground: light-dark(#fff3d6, #35290f);
      --known: light-dark(#5b3fa0, #c5b3ff); --known-ground: light-dark(#f1ecff, #2a2244);
      --unclear: light-dark(#33558a, #a9c7f5); --unclear-ground: light-dark(#e9f1fc, #1a2a40);
      --plain: light-dark(#505763, #b0b8c4); --plain-ground: light-dark(#eef0f3, #282d35);
      --pass: light-dark(#176b33, #7fd99a); --pass-ground: light-dark(#e6f5ea, #15301e);
      --mark: light-dark(#ffd9d6, #6d2226);
      --sans: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif;
      --mono: ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace;
    }
    :root[data-theme="light"] { color-scheme: light; }
    :root[data-theme="dark"] { color-scheme: dark; }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; padding: 1.25rem 1.5rem 3rem; max-width: 76rem;
      background: var(--ground); color: var(--ink); font: 0.9375rem/1.5 var(--sans);
      overflow-wrap: anywhere;
    }
    h1 { font-size: 1.5rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
    h1 small { font-size: 1rem; font-weight: normal; color: var(--dim); }
    h2 { font-size: 1.125rem; margin: 0; }
    h3 { font-size: 0.9375rem; margin: 1rem 0 0.375rem; }
    h4 { font-size: 0.875rem; margin: 0.75rem 0 0.25rem; }
    p { margin: 0.5rem 0; overflow-wrap: anywhere; }
    a { color: var(--link); }
    code, pre { font: 0.8125rem/1.5 var(--mono); }
    code { overflow-wrap: anywhere; }
    pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
    button, select, input[type="search"] {
      font: inherit; color: var(--ink); background: var(--ground); border: 1px solid var(--dim);
      border-radius: 6px; padding: 0.25rem 0.625rem; min-height: 2rem;
    }
    button { cursor: pointer; }
    button:hover { background: var(--panel); }
    :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    .unseen {
      position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap;
    }
    .skip-link { position: absolute; left: -99rem; }
    .skip-link:focus {
      left: 1rem; top: 0.5rem; background: var(--ground); padding: 0.5rem; z-index: 1;
    }
    .title { display: flex; gap: 1rem; justify-content: space-between; align-items: start; }
    .title button { white-space: nowrap; }
    .outcome { border-left: 4px solid var(--plain); padding-left: 0.75rem; }
    .outcome.conforms { border-color: var(--pass); }
    .outcome.deviates { border-color: var(--fail); }
    .outcome.incomplete, .outcome.interrupted { border-color: var(--warn); }
    .bar { display: block; width: 100%; height: 10px; border-radius: 5px; margin: 0.75rem 0; }
    .bar .fail { fill: var(--fail); } .bar .error { fill: var(--error); }
    .bar .warn { fill: var(--warn); } .bar .known-deviation { fill: var(--known); }
    .bar .inconclusive { fill: var(--unclear); } .bar .unsupported { fill: var(--plain); }
    .bar .pass { fill: var(--pass); } .bar .skip { fill: var(--line); }
    .facts { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; margin: 0.75rem 0; }
    .facts dt { color: var(--dim); font-size: 0.8125rem; }
    .facts dd { margin: 0; }
    .broken { margin: 1.25rem 0; }
    .broken ul { list-style: none; padding: 0; margin: 0.5rem 0; }
    .broken li {
      display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); gap: 0.75rem;
      align-items: baseline; padding: 0.5rem 0; border-top: 1px solid var(--line);
      overflow-wrap: anywhere;
    }
    .broken li > .badge { justify-self: start; }
    .broken p { margin: 0; color: var(--dim); }
    .broken summary { cursor: pointer; color: var(--dim); }
    .stale { border-left: 4px solid var(--fail); padding-left: 0.75rem; margin: 1rem 0; }
    .copyable { display: flex; gap: 0.5rem; align-items: start; margin: 0.375rem 0; }
    .copyable pre, .excerpt, .raw, .decoded pre {
      background: var(--panel); border: 1px solid var(--line); border-radius: 6px;
      padding: 0.375rem 0.625rem;
    }
    .copyable pre { flex: 1; min-width: 0; max-height: 16rem; overflow: auto; }
    .excerpt { white-space: pre; overflow-x: auto; margin: 0.375rem 0; }
    .badge, .chip {
      display: inline-block; border-radius: 999px; padding: 0 0.5rem; font-size: 0.8125rem;
      white-space: nowrap; background: var(--plain-ground); color: var(--plain);
    }
    .chip { margin: 0.125rem 0; white-space: normal; overflow-wrap: anywhere; border-radius: 0.75rem; }
    a.chip:hover { text-decoration-thickness: 2px; }
    .badge { font-weight: 600; }
    .badge.fail, .chip.fail { background: var(--fail-ground); color: var(--fail); }
    .badge.error, .chip.error { background: var(--error-ground); color: var(--error); }
    .badge.warn, .chip.warn { background: var(--warn-ground); color: var(--warn); }
    .badge.known-deviation, .chip.known-deviation {
      background: var(--known-ground); color: var(--known);
    }
    .badge.inconclusive, .chip.inconclusive {
      background: var(--unclear-ground); color: var(--unclear);
    }
    .badge.pass, .chip.pass { background: var(--pass-ground); color: var(--pass); }
    .chip.none, .badge.none { background: none; border: 1px dashed var(--dim); color: var(--dim); }
    main > * { margin-top: 2rem; }
    .matrix > summary { display: flex; gap: 0.75rem; align-items: baseline; cursor: pointer; }
    .matrix > summary::before { content: "▸"; color: var(--dim); }
    .matrix[open] > summary::before { content: "▾"; }
    .matrix > summary span { color: var(--dim); }
    .rest { margin-top: 0.75rem; }
    .rest > summary { cursor: pointer; color: var(--dim); }
    .scroll { overflow-x: auto; margin-top: 0.5rem; }
    table { border-collapse: collapse; width: 100%; }
    th, td {
      text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0;
      border-bottom: 1px solid var(--line);
    }
    thead th { color: var(--dim); font-weight: normal; font-size: 0.8125rem; }
    tbody th { font-weight: normal; width: 14rem; }
    td:nth-child(2) { width: 11rem; }
    .toolbar { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: end; margin: 0.5rem 0; }
    .toolbar fieldset {
      display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; border: 0; padding: 0; margin: 0;
      width: 100%;
    }
    .toolbar legend { padding: 0; color: var(--dim); font-size: 0.8125rem; }
    .toolbar input[type="checkbox"] { vertical-align: -1px; }
    .toolbar p { margin: 0 0 0.25rem; color: var(--dim); }
    .note { color: var(--dim); }
    .result { border: 1px solid var(--line); border-radius: 8px; margin: 0.375rem 0; }
    .result > summary {
      display: grid; grid-template-columns: 10.5rem minmax(0, 2fr) minmax(0, 3fr) auto;
      gap: 0 0.75rem; align-items: baseline; padding: 0.375rem 0.75rem; cursor: pointer;
      list-style: none;
    }
    .result > summary::-webkit-details-marker { display: none; }
    .result > summary:hover { background: var(--panel); border-radius: 8px; }
    .result > summary .badge { justify-self: start; }
    .result > summary .time { color: var(--dim); font-size: 0.8125rem; white-space: nowrap; }
    .result[open] > summary { border-bottom: 1px solid var(--line); }
    .panel { padding: 0.25rem 0.75rem 0.75rem; }
    .reason { font-weight: 600; }
    .about { color: var(--dim); }
    .finding { border-left: 4px solid var(--plain); padding-left: 0.75rem; margin: 0.75rem 0; }
    .finding.must { border-color: var(--fail); }
    .finding.should { border-color: var(--warn); }
    .finding { position: relative; }
    .finding h3 { margin-top: 0; }
    .finding .jump { position: absolute; top: 0; right: 0; min-height: 1.75rem; padding: 0 0.5rem;
      font-size: 0.8125rem; }
    .finding dl, .pairs { margin: 0; }
    .finding dl div, .pairs div {
      display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: 0.5rem;
      align-items: baseline;
    }
    .pairs div { grid-template-columns: minmax(6rem, 14rem) minmax(0, 1fr); }
    dt { color: var(--dim); overflow-wrap: anywhere; }
    dd { margin: 0; overflow-wrap: anywhere; }
    .exchange { border-top: 1px solid var(--line); margin-top: 1rem; padding-top: 0.5rem; }
    .exchange details { margin: 0.375rem 0; }
    .exchange summary { cursor: pointer; }
    .exchange > summary { list-style: none; }
    .exchange > summary::-webkit-details-marker { display: none; }
    .exchange > summary::before { content: "▸ "; color: var(--dim); }
    .exchange[open] > summary::before { content: "▾ "; }
    .exchange > summary h3 { display: inline; }
    .exchange > summary span { color: var(--dim); }
    figure { margin: 0.5rem 0; }
    figcaption { color: var(--dim); font-size: 0.8125rem; }
    .timeline { display: block; width: 100%; height: auto; min-width: 36rem; }
    .timeline text { font: 11px var(--sans); fill: var(--dim); }
    .timeline .axis, .timeline .tick { stroke: var(--line); }
    .timeline .gap { fill: var(--warn-ground); }
    .timeline .gap-name { fill: var(--warn); }
    .timeline .read { fill: var(--dim); }
    .timeline .mark { stroke: var(--dim); stroke-dasharray: 2 2; }
    .timeline .event { stroke: var(--ground); stroke-width: 1; fill: var(--unclear); }
    .timeline .finish { fill: var(--pass); } .timeline .usage { fill: var(--known); }
    .timeline .terminator { fill: var(--ink); } .timeline .error { fill: var(--fail); }
    .timeline .other { fill: var(--plain); }
    .legend { display: flex; flex-wrap: wrap; gap: 0 1rem; }
    .legend .timeline {
      display: inline-block; width: 0.75rem; height: 0.75rem; min-width: 0;
      vertical-align: -0.0625rem;
    }
    .rows { display: grid; gap: 0.5rem; margin-top: 0.5rem; }
    .row {
      display: grid; gap: 0 0.75rem; align-items: start;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .row > .where { grid-column: 1 / -1; color: var(--dim); font-size: 0.8125rem; }
    .row > .raw { max-height: 24rem; overflow: auto; }
    .decoded { min-width: 0; }
    .decoded pre { max-height: 24rem; overflow: auto; }
    mark {
      background: var(--mark); color: inherit; border-bottom: 2px solid var(--fail);
      padding: 0 1px;
    }
    mark sup { color: var(--fail); font-weight: 700; line-height: 1; }
    footer { margin-top: 2rem; color: var(--dim); font-size: 0.8125rem; }
    [hidden] { display: none !important; }
    @media (max-width: 44rem) {
      body { padding: 0.75rem 0.75rem 2rem; }
      .result > summary { grid-template-columns: auto 1fr auto; }
      .result > summary .time { grid-column: 3; grid-row: 1; justify-self: end; }
      .result > summary code, .result > summary .what { grid-column: 1 / -1; }
      .row { grid-template-columns: minmax(0, 1fr); }
      .broken li { grid-template-columns: minmax(0, 1fr); gap: 0.25rem; }
      .finding dl div { grid-template-columns: 5rem minmax(0, 1fr); }
      .pairs div { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
      .decoded { margin: 0.25rem 0 0.5rem; }
      thead { display: none; }
      table, tbody, tr { display: block; }
      tr { display: grid; grid-template-columns: 1fr auto; border-bottom: 1px solid var(--line); }
      tbody th, td, td:nth-child(2) { border: 0; padding: 0.25rem 0; width: auto; }
      td:nth-child(3) { grid-column: 1 / -1; }
      .copyable { flex-direction: column; align-items: stretch; }
      .copyable pre { max-height: none; }
      .copy { align-self: start; }
    }
    @page { margin: 1.5cm; }
    @media print {
      :root, :root[data-theme] { color-scheme: light; }
      body { max-width: none; padding: 0; font-size: 9.5pt; }
      code, pre { font-size: 8pt; }
      .toolbar, .copy, .jump, #theme, .skip-link { display: none !important; }
      .copyable pre, .row > .raw, .decoded pre { max-height: none; overflow: visible; }
      .scroll { overflow: visible; }
      .excerpt { white-space: pre-wrap; }
      main > * { margin-top: 1rem; }
      .chip, .badge { font-size: 7.5pt; line-height: 1.35; padding: 0 0.375rem; margin: 0; }
      th, td { padding-top: 0.125rem; padding-bottom: 0.125rem; }
      tbody th { width: 10rem; } td:nth-child(2) { width: 7rem; }
      .result { border: 0; border-bottom: 1px solid var(--line); border-radius: 0; margin: 0; }
      .result > summary {
        grid-template-columns: 7.5rem minmax(0, 2fr) minmax(0, 3fr) auto; padding: 0.125rem 0;
      }
      .result[open] > summary { border-bottom: 0; }
      .panel { padding: 0 0 0.25rem 0.75rem; }
      .panel p { margin: 0.125rem 0; }
      .finding { margin: 0.375rem 0; padding-left: 0.5rem; }
      .finding dl div { gap: 0.25rem 0.5rem; }
      h2, h3, thead { break-after: avoid; }
      .finding, .result > summary { break-inside: avoid; }
      .failure::details-content { content-visibility: visible; block-size: auto; }
      * { print-color-adjust: exact; }
    }

    """
}
