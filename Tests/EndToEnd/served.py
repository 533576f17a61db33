"""Starts `assay serve` on a free port of the loopback interface and ends it again."""

import contextlib
import os
import re
import signal
import subprocess

ASSAY = os.environ.get("ASSAY", ".build/debug/assay")


@contextlib.contextmanager
def served(spec, *options):
    """Yields (base URL, key) of a simulated provider that listens until the block ends."""
    process = subprocess.Popen(
        [ASSAY, "serve", spec, "--port", "0", *options],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stdout.readline()
        match = re.search(r"(http://\S+) \(key (\S+)\)", line)
        assert match, f"assay serve said {line!r}"
        yield match.group(1), match.group(2)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) in (0, 130), "assay serve did not end cleanly"
