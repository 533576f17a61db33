#!/usr/bin/env python3
"""Measures the readers beside orjson, jsonschema-rs and jsonschema, on the same bytes.

    swift build -c release --product assay-bench
    Tests/Benchmarks/compare.py --install     # once: puts the three packages into .venv-bench, or
                                              # where VENV_BENCH says
    Tests/Benchmarks/compare.py

Both sides are measured in turns, several times; the best time of each counts. All times are those
of the processor, so that other work on the machine disturbs them little. `--allocations` counts
the calls of the allocator with valgrind instead.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
VENV = pathlib.Path(os.environ.get("VENV_BENCH", ROOT / ".venv-bench"))
PACKAGES = ["orjson", "jsonschema-rs", "jsonschema"]

# What is compared with what, and what is said of it.
PAIRS = [
    ("json-document", "orjson-document", "one document of a megabyte, bytes to value"),
    ("json-chunks", "orjson-chunks", "10,000 chunks of about 265 bytes, bytes to value"),
    ("validate-chunks", "orjson+jsonschema-rs", "the same chunks, bytes to valid or not"),
    ("violations-chunks", "orjson+jsonschema-rs-errors", "the same, bytes to a list of violations"),
    ("violations-faulty", "orjson+jsonschema-rs-faulty", "the same with a fault in each chunk"),
    ("validate-chunks", "orjson+jsonschema", "the same, with the validator in pure Python"),
    ("event-stream", "python-split", "50 MB event stream, bytes to events; Python: bytes.split"),
    ("json-document", "foundation-document", "one document, with Foundation's JSONDecoder"),
    ("json-chunks", "foundation-chunks", "the chunks, with Foundation's JSONDecoder into an enum"),
    ("json-chunks", "foundation-chunk-structs", "the chunks, with Foundation's JSONDecoder into structs"),
]


def install():
    print(f"installing {', '.join(PACKAGES)} from PyPI into {VENV.name}")
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    subprocess.run([VENV / "bin/pip", "install", "--quiet", *PACKAGES], check=True)


def measure_python(directory, rounds):
    """Prints name, bytes, best and median seconds, as `assay-bench --lines` does."""
    import jsonschema
    import jsonschema_rs
    import orjson

    document = (directory / "document.json").read_bytes()
    chunks = (directory / "chunks.jsonl").read_bytes().splitlines()
    faulty = (directory / "faulty.jsonl").read_bytes().splitlines()
    stream = (directory / "stream.txt").read_bytes()
    schema = json.loads((directory / "schema.json").read_text())
    fast = jsonschema_rs.validator_for(schema)
    slow = jsonschema.Draft202012Validator(schema)
    loads = orjson.loads

    def parse_chunks():
        for chunk in chunks:
            loads(chunk)

    def validate_chunks():
        for chunk in chunks:
            assert fast.is_valid(loads(chunk))

    def list_violations(chunks):
        return sum(len(list(fast.iter_errors(loads(chunk)))) for chunk in chunks)

    assert list_violations(chunks) == 0 and list_violations(faulty) == len(faulty)

    def validate_slowly():
        for chunk in chunks[:200]:
            assert slow.is_valid(loads(chunk))

    def split_stream():
        return [
            [line[6:] for line in block.split(b"\n") if line.startswith(b"data: ")]
            for block in stream.split(b"\n\n")
        ]

    size = sum(map(len, chunks))
    works = [
        ("orjson-document", len(document), 1, lambda: loads(document)),
        ("orjson-chunks", size, 1, parse_chunks),
        ("orjson+jsonschema-rs", size, 1, validate_chunks),
        ("orjson+jsonschema-rs-errors", size, 1, lambda: list_violations(chunks)),
        ("orjson+jsonschema-rs-faulty", sum(map(len, faulty)), 1, lambda: list_violations(faulty)),
        ("orjson+jsonschema", size, len(chunks) / 200, validate_slowly),
        ("python-split", len(stream), 1, split_stream),
    ]
    for name, count, factor, work in works:
        seconds = []
        for _ in range(rounds):
            start = time.thread_time()
            work()
            seconds.append((time.thread_time() - start) * factor)
        seconds.sort()
        print(name, count, seconds[0], seconds[len(seconds) // 2], sep="\t")


def lines(command):
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for line in output.splitlines():
        name, count, best, _ = line.split("\t")
        yield name, int(count), float(best)


def compare(bench, rounds, turns):
    best, sizes = {}, {}
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run([bench, "--emit", directory], check=True)
        python = [VENV / "bin/python", __file__, "--measure", directory, "--rounds", str(rounds)]
        swift = [bench, "--lines", "--rounds", str(rounds)]
        for _ in range(turns):
            for name, count, seconds in [*lines(swift), *lines(python)]:
                sizes[name] = count
                best[name] = min(seconds, best.get(name, seconds))
    print(f"{'workload':30}{'MB/s':>9}{'ms':>10}")
    for name, seconds in best.items():
        print(f"{name:30}{sizes[name] / seconds / 1e6:9.1f}{seconds * 1e3:10.2f}")
    print(f"\n{'ratio (above 1: assay is faster)':34}")
    for ours, theirs, about in PAIRS:
        print(f"{best[theirs] / best[ours]:7.2f} x  {ours} / {theirs}: {about}")


def count_allocations(bench):
    """Allocations a pass: the difference between a run of three passes and one of four."""
    print(f"{'workload':30}{'allocations a pass':>20}")
    for name in ["json-document", "json-chunks", "event-stream", "validate-chunks", "violations-chunks"]:
        counts = []
        for rounds in ("1", "2"):
            run = subprocess.run(
                ["valgrind", bench, "--rounds", rounds, "--only", name],
                check=True, capture_output=True, text=True)
            found = re.search(r"total heap usage: ([\d,]+) allocs", run.stderr)
            counts.append(int(found.group(1).replace(",", "")))
        print(f"{name:30}{counts[1] - counts[0]:20,}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--install", action="store_true", help="install the packages and end")
    parser.add_argument("--bench", default=ROOT / ".build/release/assay-bench")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--allocations", action="store_true", help="count allocations instead")
    parser.add_argument("--measure", type=pathlib.Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.install:
        return install()
    if options.measure:
        return measure_python(options.measure, options.rounds)
    if not pathlib.Path(options.bench).exists():
        parser.error("build it first: swift build -c release --product assay-bench")
    if options.allocations:
        return count_allocations(options.bench)
    if not VENV.exists():
        parser.error("the packages are not here: run with --install first")
    compare(options.bench, options.rounds, options.turns)


if __name__ == "__main__":
    main()
