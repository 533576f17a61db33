"""Recordings in foreign hands: a public HAR parser reads them, and the official `openai` SDK runs
unchanged against `assay serve --replay`.

Needs the packages `haralyzer`, `openai` and `pytest` from PyPI and a built assay (environment variable
ASSAY).
"""

import datetime
import http.client
import json
import pathlib
import subprocess
import time
import urllib.parse

import haralyzer
import openai
import pytest
from served import ASSAY, served

SPEC = "flexai"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The recording of a run over sockets, on a provider that takes its time between tokens."""
    folder = tmp_path_factory.mktemp("recorded")
    with served(SPEC, "--token-latency", "40") as (url, key):
        done = subprocess.run(
            [ASSAY, "run", SPEC, "--base-url", url, "--api-key-env", "SERVED_KEY"]
            + ["--rate", "1000/s", "--record", str(folder / "har"), "--quiet"]
            + ["--only", "chat.plain", "--only", "chat.stream.*", "--only", "auth.*"]
            + ["--only", "models.*", "--report", f"json={folder / 'run.jsonl'}"],
            env={"SERVED_KEY": key},
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "key").write_text(key)
    return folder / "har"


@pytest.fixture(scope="module")
def client(folder):
    with served(SPEC, "--replay", str(folder)) as (url, key):
        with openai.OpenAI(base_url=url, api_key=key, max_retries=0) as sdk:
            yield sdk


def recorded(folder, probe):
    """The last entry of a probe, its request body, and its URL."""
    entry = json.loads((folder / f"{probe}.har").read_text())["log"]["entries"][-1]
    return entry, json.loads(entry["request"]["postData"]["text"])


# MARK: A public parser


def test_a_public_parser_reads_every_recording(folder):
    paths = sorted(folder.glob("*.har"))
    assert len(paths) > 5
    for path in paths:
        document = json.loads(path.read_text())
        parser = haralyzer.HarParser(document)
        assert parser.creator["name"] == "assay"
        pages = parser.pages
        entries = [entry for page in pages for entry in page.entries] or [
            haralyzer.HarEntry(entry) for entry in document["log"]["entries"]
        ]
        assert len(entries) == len(document["log"]["entries"]) > 0
        for entry, raw in zip(entries, document["log"]["entries"]):
            assert entry.request.method in ("GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS")
            assert entry.request.url.startswith("http://127.0.0.1:")
            assert entry.request.httpVersion == "HTTP/1.1"
            assert entry.response.status == raw["response"]["status"]
            assert entry.response.text == raw["response"]["content"]["text"]
            assert entry.response.contentSize == len(entry.response.text.encode())
            assert isinstance(entry.startTime, datetime.datetime)
            assert entry.time == pytest.approx(sum(t for t in entry.timings.values() if t >= 0))


REQUIRED = {
    "log": ["version", "creator", "entries"],
    "entry": ["startedDateTime", "time", "request", "response", "cache", "timings"],
    "request": "method url httpVersion cookies headers queryString headersSize bodySize".split(),
    "response": "status statusText httpVersion cookies headers content redirectURL headersSize"
    " bodySize".split(),
    "content": ["size", "mimeType"],
    "timings": ["send", "wait", "receive"],
}


def test_every_member_that_the_format_requires_is_there(folder):
    for path in folder.glob("*.har"):
        log = json.loads(path.read_text())["log"]
        assert log["version"] == "1.2" and set(REQUIRED["log"]) <= set(log)
        for entry in log["entries"]:
            parts = {"entry": entry, "request": entry["request"], "response": entry["response"]}
            parts |= {"content": entry["response"]["content"], "timings": entry["timings"]}
            for name, part in parts.items():
                assert set(REQUIRED[name]) <= set(part), (path, name)
                known = {*REQUIRED[name], "postData", "text", "encoding", "serverIPAddress"}
                assert all(member in known or member.startswith("_") for member in part), part


def test_nothing_recorded_holds_the_key(folder):
    key = (folder.parent / "key").read_text()
    for path in folder.glob("*.har"):
        assert key not in path.read_text()


# MARK: The official SDK


def test_plain(client, folder):
    entry, body = recorded(folder, "chat.plain")
    answer = client.chat.completions.create(**body)
    expected = json.loads(entry["response"]["content"]["text"])
    assert answer.id == expected["id"]
    assert answer.choices[0].message.content == expected["choices"][0]["message"]["content"]
    assert answer.usage.total_tokens == expected["usage"]["total_tokens"]


def test_stream(client, folder):
    entry, body = recorded(folder, "chat.stream.plain")
    began, arrivals, text = time.monotonic(), [], ""
    with client.chat.completions.create(**body) as stream:
        for chunk in stream:
            arrivals.append(time.monotonic() - began)
            for choice in chunk.choices:
                text += choice.delta.content or ""
    said = entry["response"]["content"]["text"]
    chunks = [json.loads(l[6:]) for l in said.splitlines() if l.startswith("data: {")]
    assert len(arrivals) == len(chunks)
    assert text == "".join(c["choices"][0]["delta"].get("content") or "" for c in chunks)
    # The pieces came one after the other, as they were recorded.
    reads = entry["response"]["_reads"]
    assert arrivals[-1] - arrivals[0] > (reads[-1][0] - reads[0][0]) / 1000 / 2


def test_models(client):
    assert [model.id for model in client.models.list()]


def test_a_wrong_key(client, folder):
    _, body = recorded(folder, "auth.wrong-key")
    with pytest.raises(openai.AuthenticationError):
        client.with_options(api_key="sk-wrong").chat.completions.create(**body)


def test_a_miss_names_the_nearest_fixture(client, folder):
    _, body = recorded(folder, "chat.plain")
    with pytest.raises(openai.NotFoundError) as caught:
        client.chat.completions.create(**body | {"max_tokens": 4711})
    message = caught.value.body["message"]
    assert "No fixture answers POST /v1/chat/completions." in message
    assert "The nearest is " in message and str(folder) in message
    assert "/max_tokens: recorded " in message and ", sent 4711." in message


# MARK: Pieces and pace


def raw_stream(url, key, body):
    """Status, the sizes of the chunks as they came on the wire, and the body."""
    address = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    connection.request(
        "POST",
        address.path + "/chat/completions",
        json.dumps(body),
        {"Content-Type": "application/json", "Authorization": f"Bearer {key}"},
    )
    answer = connection.getresponse()
    sizes, whole = [], b""
    while piece := answer.read1(1 << 16):
        sizes.append(len(piece))
        whole += piece
    connection.close()
    return answer.status, sizes, whole


def test_rechunk_cuts_the_body_and_changes_no_byte(folder):
    entry, body = recorded(folder, "chat.stream.plain")
    said = entry["response"]["content"]["text"].encode()
    with served(SPEC, "--replay", str(folder), "--rechunk", "5", "--speed", "50") as (url, key):
        status, sizes, whole = raw_stream(url, key, body)
        assert (status, whole) == (200, said)
        assert set(sizes[:-1]) == {5} and 1 <= sizes[-1] <= 5
        with openai.OpenAI(base_url=url, api_key=key, max_retries=0) as sdk:
            assert list(sdk.chat.completions.create(**body))


def test_speed(folder):
    entry, body = recorded(folder, "chat.stream.plain")
    with served(SPEC, "--replay", str(folder), "--speed", "1000") as (url, key):
        began = time.monotonic()
        assert raw_stream(url, key, body)[0] == 200
        assert time.monotonic() - began < entry["time"] / 1000


def test_the_same_request_gets_each_recording_in_turn(tmp_path, folder):
    document = json.loads((folder / "chat.plain.har").read_text())
    first = json.loads(json.dumps(document["log"]["entries"][0]))
    limited = {"error": {"message": "Slow down.", "type": "rate_limit_error", "code": "429"}}
    text = json.dumps(limited)
    first["response"] |= {"status": 429, "statusText": "Too Many Requests"}
    first["response"]["content"] |= {"text": text, "size": len(text)}
    del first["response"]["_reads"]
    document["log"]["entries"].insert(0, first)
    (tmp_path / "limited.har").write_text(json.dumps(document))
    _, body = recorded(folder, "chat.plain")
    with served(SPEC, "--replay", str(tmp_path)) as (url, key):
        with openai.OpenAI(base_url=url, api_key=key, max_retries=0) as sdk:
            with pytest.raises(openai.RateLimitError):
                sdk.chat.completions.create(**body)
            assert sdk.chat.completions.create(**body).choices
        with openai.OpenAI(base_url=url, api_key=key, max_retries=2) as sdk:
            assert sdk.chat.completions.create(**body).choices


def test_a_recording_of_another_program_is_served(tmp_path):
    """As browsers export: HTTP/2, body decoded, no times between pieces, no key."""
    answer = {"id": "x", "object": "chat.completion", "created": 1, "model": "m"}
    text = json.dumps(answer | {"choices": [], "usage": None})
    entry = {
        "startedDateTime": "2026-11-20T09:30:00.000+01:00",
        "time": 12.5,
        "request": {
            "method": "POST",
            "url": "https://api.example.com/v1/chat/completions",
            "httpVersion": "h2",
            "headers": [{"name": "content-type", "value": "application/json"}],
            "postData": {"mimeType": "application/json", "text": '{"model":"m","messages":[]}'},
        },
        "response": {
            "status": 200,
            "statusText": "",
            "httpVersion": "h2",
            "headers": [
                {"name": "content-type", "value": "application/json"},
                {"name": "content-encoding", "value": "br"},
                {"name": "content-length", "value": "31"},
            ],
            "content": {"size": len(text), "mimeType": "application/json", "text": text},
        },
        "timings": {"send": 0, "wait": 10, "receive": 2.5},
    }
    path = tmp_path / "browser.har"
    path.write_text(json.dumps({"log": {"version": "1.2", "creator": {}, "entries": [entry]}}))
    with served(SPEC, "--replay", str(path)) as (url, key):
        with openai.OpenAI(base_url=url, api_key=key, max_retries=0) as sdk:
            assert sdk.chat.completions.create(model="m", messages=[]).id == "x"


def test_wrong_use_is_one_line():
    for options, code, phrase in [
        (["--speed", "2"], 64, "--speed needs --replay"),
        (["--replay", "nowhere"], 65, "cannot read nowhere"),
        (["--replay", ".", "--fault", "sse-missing-done"], 64, "exclude each other"),
        (["--replay", ".", "--rechunk", "0"], 64, "--rechunk"),
    ]:
        done = subprocess.run(
            [str(pathlib.Path(ASSAY).resolve()), "serve", SPEC, "--port", "0", *options],
            cwd=pathlib.Path(__file__).parent,
            capture_output=True,
            text=True,
            timeout=20,
        )
        assert done.returncode == code, done.stderr
        assert phrase in done.stderr
