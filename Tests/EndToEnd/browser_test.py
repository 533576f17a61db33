"""Traffic that a browser recorded: headless Chromium loads a page that streams from `assay serve`,
the recording is exported as HAR, and `assay judge` judges it.

Needs Debian's `chromium`, the packages `playwright` and `pytest` from PyPI, and a built assay
(environment variable ASSAY). Where there is no Chromium the tests are skipped and say so.
"""

import contextlib
import http.client
import http.server
import json
import shutil
import subprocess
import threading
import urllib.parse

import pytest
from served import ASSAY, served

CHROMIUM = shutil.which("chromium")
playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")

PAGE = """<!doctype html><meta charset="utf-8"><title>chat</title><pre id="out"></pre><script>
async function ask(body) {
  const answer = await fetch("/v1/chat/completions", {
    method: "POST",
    headers: {"Content-Type": "application/json", "Authorization": "Bearer KEY"},
    body: JSON.stringify(body),
  });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const {value, done} = await reader.read();
    if (done) return;
    document.getElementById("out").textContent += value;
  }
}
(async () => {
  const messages = [{role: "user", content: "Say hello to Zoë."}];
  await ask({model: "MODEL", messages, max_tokens: 20});
  await ask({model: "MODEL", messages, max_tokens: 20, stream: true,
             stream_options: {include_usage: true}});
  await ask({model: "MODEL", messages, temperature: 9});
  document.title = "done";
})();
</script>"""


class Handler(http.server.BaseHTTPRequestHandler):
    """The page, and whatever is asked below /v1 passed on to the provider: one origin for both."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        page = self.server.page.encode() if self.path == "/" else b""
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        target = http.client.HTTPConnection(*self.server.provider, timeout=20)
        kept = ("content-type", "authorization", "accept")
        fields = {name: value for name, value in self.headers.items() if name.lower() in kept}
        target.request("POST", self.path, body, fields)
        answer = target.getresponse()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "content-length", "date", "server"):
                self.send_header(name, value)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while piece := self.server.spoil(answer.read1(1 << 16)):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")
        target.close()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def page_server(url, key, model, spoil):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    address = urllib.parse.urlsplit(url)
    server.provider = (address.hostname, address.port)
    server.page = PAGE.replace("KEY", key).replace("MODEL", model)
    server.spoil = spoil
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def exported(path, spoil=lambda piece: piece):
    """Lets Chromium load the page and exports what it recorded."""
    with served("openai") as (url, key):
        with page_server(url, key, "gpt-4o-mini", spoil) as page_url:
            with playwright.sync_playwright() as driver:
                browser = driver.chromium.launch(
                    executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
                )
                context = browser.new_context(record_har_path=path, record_har_content="embed")
                page = context.new_page()
                page.goto(page_url)
                page.wait_for_function("document.title == 'done'", timeout=60_000)
                context.close()
                browser.close()
    return json.loads(path.read_text())


def judged(path):
    done = subprocess.run(
        [ASSAY, "judge", str(path), "--spec", "openai", "--quiet", "--report", "json=-"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, [line for line in lines if line["type"] == "result"]


def musts(results):
    return [
        finding["check"]
        for result in results
        for finding in result.get("findings", [])
        if finding["level"] == "must"
    ]


def test_a_recording_of_chromium_is_judged(tmp_path):
    path = tmp_path / "browser.har"
    har = exported(path)
    posts = [e for e in har["log"]["entries"] if e["request"]["method"] == "POST"]
    assert [e["response"]["status"] for e in posts] == [200, 200, 400]
    assert "data: [DONE]" in posts[1]["response"]["content"]["text"]
    code, results = judged(path)
    assert len(results) == len(har["log"]["entries"])
    verdicts = [r["verdict"] for r in results if "chat/completions" in r["probe"]["title"]]
    assert len(verdicts) == 3 and "fail" not in verdicts
    # The page itself belongs to no documented endpoint.
    assert "skip" in [r["verdict"] for r in results]
    assert musts(results) == []
    assert code == 0


def test_a_defect_in_it_is_found(tmp_path):
    path = tmp_path / "browser.har"
    exported(path, spoil=lambda piece: piece.replace(b"data: [DONE]\n\n", b""))
    code, results = judged(path)
    assert code == 1
    assert musts(results) == ["framing.terminator"]


def test_it_is_served_again(tmp_path):
    path = tmp_path / "browser.har"
    har = exported(path)
    stream = [e for e in har["log"]["entries"] if e["request"]["method"] == "POST"][1]
    with served("openai", "--replay", str(path)) as (url, key):
        address = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
        connection.request(
            "POST",
            "/v1/chat/completions",
            stream["request"]["postData"]["text"].encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {key}"},
        )
        answer = connection.getresponse()
        assert answer.status == 200
        assert answer.read().decode() == stream["response"]["content"]["text"]
        connection.close()
