/// The page around the matrix.
enum MatrixPage {
  static func render(title: String, head: String, body: String, count: Int) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title)</title>
    <style>
    :root { color-scheme: light dark; --line: #d0d7de; --head: #f6f8fa; --odd: #fff1d6; --dim: #57606a; }
    @media (prefers-color-scheme: dark) {
      :root { --line: #3d444d; --head: #1c2128; --odd: #4a3810; --dim: #9aa4ae; }
    }
    body { font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem; }
    h1 { font-size: 1.4rem; margin: 0 0 .75rem; }
    form { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; margin: 0 0 1rem; }
    input[type=search] { font: inherit; padding: .3rem .5rem; min-width: 18rem; }
    .frame { overflow: auto; max-height: 80vh; border: 1px solid var(--line); }
    table { border-collapse: separate; border-spacing: 0; font-size: 13px; }
    th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left;
      vertical-align: top; max-width: 22rem; overflow-wrap: anywhere; }
    thead th { position: sticky; top: 0; background: var(--head); z-index: 2; }
    tbody th { position: sticky; left: 0; background: var(--head); font-weight: 500;
      font-family: ui-monospace, monospace; }
    thead th:first-child { left: 0; z-index: 3; }
    td.odd { background: var(--odd); font-weight: 600; }
    td.none { color: var(--dim); }
    tr[hidden] { display: none; }
    @media print { .frame { max-height: none; overflow: visible; } form { display: none; } }
    </style>
    </head>
    <body>
    <h1>\(title)</h1>
    <form role="search">
    <label>Filter <input type="search" id="filter" placeholder="temperature, usage, stream …"></label>
    <label><input type="checkbox" id="differs"> only what differs</label>
    <output id="count" aria-live="polite">\(count) rows</output>
    </form>
    <div class="frame" tabindex="0" role="region" aria-label="Matrix">
    <table>
    <thead><tr><th scope="col">behaviour</th>\(head)</tr></thead>
    <tbody>
    \(body)</tbody>
    </table>
    </div>
    <script>
    const filter = document.getElementById("filter"), differs = document.getElementById("differs");
    const rows = [...document.querySelectorAll("tbody tr")];
    function show() {
      const text = filter.value.toLowerCase();
      let shown = 0;
      for (const row of rows) {
        row.hidden = (differs.checked && row.dataset.differs !== "true")
          || !row.textContent.toLowerCase().includes(text);
        if (!row.hidden) shown += 1;
      }
      document.getElementById("count").textContent = shown + " rows";
    }
    filter.addEventListener("input", show);
    differs.addEventListener("change", show);
    document.querySelector("form").addEventListener("submit", event => event.preventDefault());
    </script>
    </body>
    </html>

    """
  }
}
