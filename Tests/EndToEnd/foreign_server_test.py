"""A server that is not ours: Python's `http.server`, answering with what a real server once sent.

A clean answer gives no failure; one defect put into its bytes is found at its place. The answers are
those of llama.cpp's server, taken from the shared captures where they are at hand, else from the
recorded fixtures of this repository.
"""

import http.server
import json
import os
import pathlib
import subprocess
import threading

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ASSAY = os.environ.get("ASSAY", str(ROOT / ".build/debug/assay"))
SHARED = pathlib.Path(os.environ.get("ASSAY_SHARED", ROOT.parent / "shared"))
CAPTURES = SHARED / "captures" / "llama_server"

pytestmark = pytest.mark.skipif(
    not CAPTURES.is_dir(), reason=f"the shared captures are not at {CAPTURES}"
)


def body_of(name):
    """The decoded body of a captured response."""
    head, _, body = (CAPTURES / f"{name}.http").read_bytes().partition(b"\r\n\r\n")
    if b"transfer-encoding: chunked" not in head.lower():
        return body
    decoded = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        length = int(size, 16)
        decoded += rest[:length]
        body = rest[length + 2 :]
        if length == 0:
            break
    return decoded


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, plain, stream):
        self.plain, self.stream = plain, stream
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        streams = request.get("stream") is True
        body = self.server.stream if streams else self.server.plain
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream" if streams else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def run(tmp_path, plain, stream):
    """Runs the smoke probes that a plain and a streamed answer satisfy; returns code and results."""
    server = Server(plain, stream)
    report = tmp_path / "run.jsonl"
    try:
        done = subprocess.run(
            [ASSAY, "run", "openai", "--base-url", server.url, "--model", "tiny"]
            + ["--only", "chat.plain", "--only", "chat.stream.plain"]
            + ["--report", f"json={report}", "--quiet"],
            capture_output=True,
            text=True,
            timeout=120,
            cwd=tmp_path,
        )
    finally:
        server.shutdown()
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    findings = [
        finding
        for line in lines
        for finding in line.get("findings", [])
        if finding["level"] == "must"
    ]
    return done, findings


PLAIN = "chat_plain"
STREAM = "chat_stream"


def test_clean_answers_give_no_failure(tmp_path):
    done, findings = run(tmp_path, body_of(PLAIN), body_of(STREAM))
    assert findings == []
    assert done.returncode == 0, done.stderr


def test_missing_terminator(tmp_path):
    stream = body_of(STREAM)
    assert stream.count(b"data: [DONE]\n\n") == 1
    done, findings = run(tmp_path, body_of(PLAIN), stream.replace(b"data: [DONE]\n\n", b""))
    assert done.returncode == 1
    assert [f["check"] for f in findings] == ["framing.terminator"]
    assert findings[0]["place"]["offset"] == len(stream) - len(b"data: [DONE]\n\n")


def test_wrong_total(tmp_path):
    answer = json.loads(body_of(PLAIN))
    answer["usage"]["total_tokens"] += 1
    done, findings = run(tmp_path, json.dumps(answer).encode(), body_of(STREAM))
    assert done.returncode == 1
    assert [f["check"] for f in findings] == ["usage.total"]
    assert findings[0]["place"]["pointer"] == "/usage/total_tokens"


def test_unknown_finish_reason(tmp_path):
    answer = json.loads(body_of(PLAIN))
    answer["choices"][0]["finish_reason"] = "eos_token"
    done, findings = run(tmp_path, json.dumps(answer).encode(), body_of(STREAM))
    assert done.returncode == 1
    assert len(findings) == 1
    assert findings[0]["place"]["pointer"] == "/choices/0/finish_reason"
