#!/usr/bin/env python3
"""Measures `assay judge` beside a Python script that only parses and validates the same.

    swift build -c release --product assay
    Tests/Benchmarks/judge.py --install     # once: puts the packages into .venv-bench
    Tests/Benchmarks/judge.py

50,000 exchanges, about 300 MB of HAR in files of a hundred, are generated in a temporary folder: half
are plain answers, half are streams. The Python side reads each file with orjson, takes streams apart
line by line, and validates every answer and every chunk with jsonschema-rs; it does nothing else, and
`assay` applies every check that is always on. Wall-clock time and the time of all processors are
printed, and the peak of resident memory.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv-bench"
PACKAGES = ["orjson", "jsonschema-rs"]
RATE_LIMIT = [
    {"name": f"x-ratelimit-{what}-{unit}", "value": value}
    for unit in ("requests", "tokens")
    for what, value in (("limit", "10000"), ("remaining", "9999"), ("reset", "6ms"))
]
SENT = 1795167000  # 2026-11-20T09:30:00Z, when every request was sent
WORDS = "the a river gives it light over stone and sea with six winters of paper".split()


def answer_text(random, count):
    return " ".join(random.choice(WORDS) for _ in range(count))


def plain(random, number):
    count = 900 + random.randrange(100)
    return {
        "id": f"chatcmpl-{number:08x}",
        "object": "chat.completion",
        "created": SENT + number % 1000,
        "model": "gpt-4o-mini",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": answer_text(random, count)},
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": 12, "completion_tokens": count, "total_tokens": 12 + count},
    }


def stream(random, number):
    head = {
        "id": f"chatcmpl-{number:08x}",
        "object": "chat.completion.chunk",
        "created": SENT + number % 1000,
        "model": "gpt-4o-mini",
    }

    def event(delta, reason=None):
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
        return "data: " + json.dumps(head | {"choices": [choice]}) + "\n\n"

    parts = [event({"role": "assistant", "content": ""})]
    parts += [event({"content": random.choice(WORDS) + " "}) for _ in range(18 + random.randrange(6))]
    return "".join(parts) + event({}, "stop") + "data: [DONE]\n\n"


def entry(random, number):
    streams = number % 2 == 1
    text = stream(random, number) if streams else json.dumps(plain(random, number))
    kind = "text/event-stream" if streams else "application/json"
    body = json.dumps(
        {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": f"Tell me {number}."}]}
        | ({"stream": True} if streams else {})
    )
    size = len(text.encode())
    return {
        "startedDateTime": "2026-11-20T09:30:00.000Z",
        "time": 120,
        "request": {
            "method": "POST",
            "url": "https://api.example.com/v1/chat/completions",
            "httpVersion": "HTTP/1.1",
            "headers": [{"name": "Content-Type", "value": "application/json"}],
            "queryString": [],
            "cookies": [],
            "headersSize": -1,
            "bodySize": len(body),
            "postData": {"mimeType": "application/json", "text": body},
        },
        "response": {
            "status": 200,
            "statusText": "OK",
            "httpVersion": "HTTP/1.1",
            "headers": [
                {"name": "Content-Type", "value": kind},
                {"name": "x-request-id", "value": f"req_{number:08x}"},
                *RATE_LIMIT,
            ],
            "cookies": [],
            "content": {"size": size, "mimeType": kind, "text": text},
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": size,
        },
        "cache": {},
        "timings": {"send": 0, "wait": 100, "receive": 20},
    }


def generate(folder, exchanges):
    """Writes the files; returns their size in bytes."""
    numbers = random.Random(8)
    total = 0
    for start in range(0, exchanges, 100):
        entries = [entry(numbers, n) for n in range(start, min(start + 100, exchanges))]
        creator = {"name": "generator", "version": "1"}
        text = json.dumps({"log": {"version": "1.2", "creator": creator, "entries": entries}})
        (folder / f"{start:06}.har").write_text(text)
        total += len(text)
    return total


def read_in_python(folder):
    """What the other side does."""
    import jsonschema_rs
    import orjson

    schemas = {path.name: json.loads(path.read_text()) for path in (ROOT / "specs/shared").glob("*")}
    registry = jsonschema_rs.Registry(
        [(f"specs:///shared/{name}", schema) for name, schema in schemas.items()]
    )

    def validator(name):
        reference = {"$ref": f"specs:///shared/{name}"}
        return jsonschema_rs.validator_for(reference, registry=registry)

    whole, chunk = validator("chat-completion.json"), validator("chat-completion-chunk.json")
    answers = chunks = invalid = 0
    for path in sorted(folder.glob("*.har")):
        for item in orjson.loads(path.read_bytes())["log"]["entries"]:
            content = item["response"]["content"]
            if content["mimeType"] == "text/event-stream":
                for line in content["text"].split("\n"):
                    if line.startswith("data: ") and line != "data: [DONE]":
                        chunks += 1
                        invalid += not chunk.is_valid(orjson.loads(line[6:]))
            else:
                answers += 1
                invalid += not whole.is_valid(orjson.loads(content["text"]))
    print(f"{answers} answers, {chunks} chunks, {invalid} invalid", file=sys.stderr)


def measured(words):
    """Seconds by the wall, seconds of all processors, and the peak of memory in MB."""
    began = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), words
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--exchanges", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--assay", default=str(ROOT / ".build/release/assay"))
    parser.add_argument("--python", type=pathlib.Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.python:
        return read_in_python(options.python)
    if options.install:
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([VENV / "bin/pip", "install", "--quiet", *PACKAGES], check=True)
        return
    python = VENV / "bin/python" if VENV.is_dir() else sys.executable
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        size = generate(folder, options.exchanges) / 1e6
        print(f"{options.exchanges} exchanges, {size:.0f} MB")
        sides = {
            "assay": [options.assay, "judge", name, "--spec", "openai", "--quiet"]
            + ["--report", "json=/dev/null"],
            "python": [str(python), __file__, "--python", name],
        }
        best = {}
        for _ in range(options.rounds):
            for side, words in sides.items():
                wall, processor, peak = measured(words)
                old = best.get(side, (wall, processor, peak))
                best[side] = tuple(map(min, old[:2], (wall, processor))) + (max(old[2], peak),)
        for side, (wall, processor, peak) in best.items():
            print(
                f"{side:7} {wall:6.2f} s ({size / wall:6.1f} MB/s), processors {processor:6.2f} s"
                f" ({size / processor:6.1f} MB/s), {peak:4.0f} MB at most"
            )
        (wall, processor, _), (other, others, _) = best["assay"], best["python"]
        print(f"assay is {other / wall:.2f} times as fast; {others / processor:.2f} by processor time")


if __name__ == "__main__":
    main()
