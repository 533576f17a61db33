"""Reports of real runs, read by programs that are not ours.

Every spec, conforming and with faults, in every format: the JSON Lines by `jsonschema` against what
`assay schema report` prints, JUnit by xmllint, junitparser and junit2html, SARIF by models that are
generated from the official schema, TAP, Markdown, and the HTML in headless Chromium. What each
understood is held against what the JSON Lines say. Needs Tests/Reports/requirements.txt.
"""

import contextlib
import http.server
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import threading

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ASSAY = os.environ.get("ASSAY", str(ROOT / ".build/debug/assay"))
# Where ASSAY_REPORT_SAMPLES let the tests of the writers put their reports.
SAMPLES = pathlib.Path(os.environ.get("ASSAY_REPORT_SAMPLES", ROOT / "no-samples"))
sys.path.insert(0, str(ROOT / "Tests/Reports"))

import check_reports  # noqa: E402

FORMATS = {
    "json": "jsonl", "junit": "junit.xml", "markdown": "md", "html": "html", "sarif": "sarif",
    "tap": "tap", "github": "github.txt", "badge": "svg", "shields": "shields.json",
}
# Of each kind one: framing, chunks, a value, the form of errors, a range.
FAULTS = ",".join([
    "sse-data-after-done", "chunk-id-changes", "usage-total-mismatch", "err-plain-text",
    "pv-temperature-above-accepted",
])
RUNS = {
    **{f"{spec.stem}": (spec.stem, []) for spec in sorted((ROOT / "specs").glob("*.json"))},
    "flexai-faults": ("flexai", ["--fault", FAULTS]),
    "flexai-faults-strict": ("flexai", ["--fault", FAULTS, "--strict", "--profile", "smoke"]),
    "openai-faults": ("openai", ["--fault", FAULTS, "--profile", "smoke"]),
}


def run(folder, name, *more):
    """Writes the reports of one run in every format."""
    spec, options = RUNS[name]
    words = [ASSAY, "run", spec, "--simulated", "--quiet", *options, *more]
    for report, extension in FORMATS.items():
        words += ["--report", f"{report}={folder}/{name}.{extension}"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode in (0, 1, 2), done.stderr
    return done.returncode


@pytest.fixture(scope="module")
def schema():
    done = subprocess.run([ASSAY, "schema", "report"], capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", RUNS)
def test_every_format_says_the_same(tmp_path, schema, name):
    code = run(tmp_path, name)
    checks = check_reports.Checks()
    pages = check_reports.read_folder(tmp_path, checks, schema)
    assert checks.broken == []
    assert checks.held > 30
    (_, truth), = pages
    assert truth.footer["exitCode"] == code
    assert bool(truth.failures) == ("faults" in name)


def browser():
    return shutil.which("chromium") or shutil.which("chromium-browser")


def open_in_chromium(folder, schema, screenshots=None):
    import html_pages

    checks = check_reports.Checks()
    pages = check_reports.read_folder(folder, checks, schema)
    assert checks.broken == []
    html_pages.check_pages(pages, checks, browser(), screenshots)
    assert checks.broken == []


@pytest.mark.skipif(browser() is None, reason="no chromium is installed")
def test_html_in_chromium(tmp_path, schema):
    """No request, no message, filters, order, copying, keyboard, accessibility, print."""
    run(tmp_path, "flexai-faults")
    screenshots = os.environ.get("ASSAY_SCREENSHOTS")
    open_in_chromium(tmp_path, schema, screenshots and pathlib.Path(screenshots))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"no samples in {SAMPLES}")
@pytest.mark.skipif(browser() is None, reason="no chromium is installed")
def test_hostile_and_large_html_in_chromium(schema):
    """What `swift test --filter SampleFilesTests` writes: every verdict, 200 probes, and a server
    that wrote markup, script and control characters wherever it could."""
    open_in_chromium(SAMPLES, schema)


def test_the_readers_see_what_is_wrong(tmp_path, schema):
    """What was changed in one report is found by holding it against the others."""
    run(tmp_path, "flexai-faults-strict")
    path = tmp_path / "flexai-faults-strict"
    changes = [
        ("junit.xml", r'failures="(\d+)"', 'failures="9999"'),
        ("junit.xml", r'<failure message="[^"]+"', '<failure message="other"'),
        ("junit.xml", r'<testcase name="[^"]+"', '<testcase name=""'),
        ("sarif", r'"level": "error"', '"level": "note"'),
        ("sarif", r'"version": "2.1.0"', '"version": "2.0.0"'),
        ("jsonl", r'"verdict":"pass"', '"verdict":"passed"'),
        ("md", r"Failures \(\d+/", "Failures (0/"),
        ("tap", r"(?m)^not ok (\d+)", r"ok \1"),
    ]
    for extension, pattern, replacement in changes:
        file = pathlib.Path(f"{path}.{extension}")
        text = file.read_text(encoding="utf-8")
        changed, count = re.subn(pattern, replacement, text, count=1)
        assert count == 1, (extension, pattern)
        file.write_text(changed, encoding="utf-8")
        checks = check_reports.Checks()
        with contextlib.suppress(Exception):
            check_reports.read_folder(tmp_path, checks, schema)
            assert checks.broken, (extension, pattern)
        file.write_text(text, encoding="utf-8")


def anonymous(text):
    """A report without the ids that the simulated provider gives: it counts equal requests, so two
    parts of a run, asked of two providers, get other ids than the whole."""
    return re.sub(r"(chatcmpl-|req_|call_)[A-Za-z0-9]+", r"\1…", text)


def test_bytes_are_the_same_over_runs_and_shards(tmp_path):
    """A second run gives the same bytes; so do many requests at once, and parts that are merged, but
    for ids."""
    name = "flexai-faults"
    folders = [tmp_path / word for word in ("once", "again", "narrow", "wide", "parts")]
    once, again, narrow, wide, parts = folders
    for folder in folders:
        folder.mkdir()
    run(once, name, "--concurrency", "1")
    run(again, name, "--concurrency", "1")
    # What follows from ids that the server gives is left out: see anonymous().
    skip = ["--skip", "*tool*"]
    run(wide, name, *skip)
    run(narrow, name, *skip, "--concurrency", "1")
    for number in (1, 2, 3):
        subprocess.run(
            [ASSAY, "run", "flexai", "--simulated", "--quiet", *RUNS[name][1], *skip]
            + ["--shard", f"{number}/3", "--report", f"json={parts}/{number}.part"],
            cwd=parts, timeout=300, check=False)
    merge = [ASSAY, "merge", *[f"{parts}/{number}.part" for number in (3, 1, 2)], *skip]
    for report, extension in FORMATS.items():
        merge += ["--report", f"{report}={parts}/{name}.{extension}"]
    done = subprocess.run(merge, cwd=parts, capture_output=True, text=True, timeout=300)
    assert done.returncode in (1, 2), done.stderr
    for extension in FORMATS.values():
        texts = [
            (folder / f"{name}.{extension}").read_text(encoding="utf-8")
            for folder in folders]
        assert texts[0] == texts[1], extension
        texts = [anonymous(text).replace(" --concurrency 1", "") for text in texts]
        assert texts[2] == texts[3] == texts[4], extension


def assert_only_styles(text):
    """Of escape sequences and controls nothing but our own colours and weights."""
    styles = {f"\x1b[{number}m" for number in (0, 1, 2, 31, 32, 33, 34, 35)}
    assert set(re.findall(r"\x1b[^m]*m?", text)) <= styles
    plain = re.sub(r"\x1b\[\d+m|\r\n", "", text)
    assert check_reports.SUSPECT.search(plain.replace("\u200d", "")) is None


def on_a_terminal(words, with_errors=False, **environment):
    """What a command prints where its standard output is a terminal."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        words, stdout=slave, stderr=slave if with_errors else subprocess.DEVNULL, close_fds=True,
        env={**os.environ, "TERM": "xterm-256color", **environment})
    os.close(slave)
    text = b""
    with contextlib.suppress(OSError):
        while part := os.read(master, 65536):
            text += part
    process.wait(timeout=60)
    os.close(master)
    return text.decode("utf-8")


def test_colours_only_on_a_terminal_and_without_no_color(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    words = [ASSAY, "run", "flexai", "--simulated", "--profile", "smoke", "--fault", FAULTS]
    coloured = on_a_terminal(words)
    assert "\x1b[31m" in coloured
    assert_only_styles(coloured)
    plain = on_a_terminal(words, NO_COLOR="1")
    assert "\x1b" not in plain
    assert "\x1b" not in on_a_terminal(words, TERM="dumb")
    piped = subprocess.run(words, capture_output=True, text=True, timeout=120).stdout
    assert "\x1b" not in piped
    assert re.sub(r"\x1b\[\d+m", "", coloured).replace("\r\n", "\n") == piped
    assert plain.replace("\r\n", "\n") == piped


HOSTILE = (
    "\x1b[31mred\x1b]8;;http://evil.test\x07link\x1b]8;;\x07\x9b2J </script><script>alert(1)</script>"
    "<img src=x onerror=alert(1)> ]]> \u202egnp.exe\u2066 \u200b::error::x | `` ``` **b** @team #1 "
    "$(id) 👩‍👩‍👧‍👦 \U000e0041\uffff"
)


class HostileServer(http.server.BaseHTTPRequestHandler):
    """Answers everything with what should not reach a page, a terminal or a parser."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.do_POST()

    def do_POST(self):
        request = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        text = json.dumps(HOSTILE)
        choice = f'"index":0,"finish_reason":{text}'
        if b'"stream":true' in request:
            delta = f'{{"role":{text},"content":{text}}}'
            kind, body = "text/event-stream", (
                f"event: {HOSTILE}\nid: {HOSTILE}\n: {HOSTILE}\n{HOSTILE}: x\n"
                f'data: {{"id":{text},{text}:1,"choices":[{{{choice},"delta":{delta}}}]}}\n\n'
                f"data: {HOSTILE}\n\n").encode() + b"\xff\xfe\xc3("
        else:
            message = f'{{"role":{text},"content":{text}}}'
            kind, body = "application/json", (
                f'{{"id":{text},{text}:1,"model":{text},"choices":[{{{choice},"message":{message}}}],'
                f'"error":{{"message":{text},"code":{text}}}}}').encode()
        # Controls in the head make an answer malformed, and hide what else is wrong with it.
        head = "\x1b[7m" if self.command == "GET" else ""
        self.send_response_only(200, f"{head}<script>alert(1)</script>")
        self.send_header("Content-Type", kind)
        self.send_header("X-Request-Id", f"{head}</script><img src=x onerror=alert(1)>")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def test_a_hostile_server_steers_nothing(tmp_path, schema, monkeypatch):
    """Not the terminal, not a page, not a parser: what it sent is shown, and never acts."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), HostileServer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    words = [ASSAY, "run", "openai", "--base-url", f"http://127.0.0.1:{server.server_port}/v1"]
    words += ["--model", "m", "--profile", "smoke", "--rate", "1000/s", "--verbose"]
    for report, extension in FORMATS.items():
        words += ["--report", f"{report}={tmp_path}/hostile.{extension}"]
    try:
        shown = on_a_terminal(words, with_errors=True)
    finally:
        server.shutdown()
    assert "FAIL" in shown and "u001b" in shown.lower(), shown
    assert_only_styles(shown)
    if browser():
        open_in_chromium(tmp_path, schema)
    else:
        checks = check_reports.Checks()
        check_reports.read_folder(tmp_path, checks, schema)
        assert checks.broken == []


def test_the_samples_are_as_their_readme_says():
    """What reports/README.md shows stands in the samples, and every file that it names is there."""
    folder = ROOT / "reports"
    text = (folder / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```text (\S+)\n(.*?)^```", text, re.M | re.S)
    assert {name.split(".", 1)[1] for name, _ in blocks} == {
        "md", "junit.xml", "github.txt", "jsonl", "tap"}
    for name, block in blocks:
        sample = (folder / name).read_text(encoding="utf-8")
        for line in block.splitlines():
            # An ellipsis stands for what changes with every edit of a spec, as line numbers do.
            pattern = ".*?".join(re.escape(part) for part in line.split("…"))
            assert re.search(pattern, sample), f"{name}: {line}"
    for name in re.findall(r"[(`]([a-z-]+\.[a-z.]+)[)`]", text):
        assert (folder / name).is_file() or name == "report.schema.json", name
    known = subprocess.run([ASSAY, "list", "reports"], capture_output=True, text=True, timeout=60)
    for line in known.stdout.splitlines()[1:]:
        assert f"`{line.split()[0]}`" in text, line
