"""Runs every command of the README, in order, as a reader would.

A command that would go to a real service goes to `assay serve` instead: it gets `--base-url` and the
served key, and is else run as it stands. `swift test` is left out here, for CI runs it itself.
"""

import os
import pathlib
import re
import shlex
import subprocess

from served import served

ROOT = pathlib.Path(__file__).resolve().parents[2]
ASSAY = pathlib.Path(os.environ.get("ASSAY", ROOT / ".build/debug/assay")).resolve()


def commands():
    """The command lines of all `sh` blocks, continuation lines joined, comments taken away."""
    text = (ROOT / "README.md").read_text()
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S):
        for line in block.replace("\\\n", " ").splitlines():
            line = re.sub(r"\s+# .*", "", line).strip()
            if line:
                yield line


def test_every_command_of_the_readme(tmp_path):
    seen = 0
    for name in ("fixtures", "specs"):
        (tmp_path / name).symlink_to(ROOT / name)
    environment = dict(os.environ, PATH=f"{ASSAY.parent}:{os.environ['PATH']}")
    for line in commands():
        words = shlex.split(line)
        seen += 1
        if words[:2] == ["swift", "test"]:
            continue
        if words[0] == "export":
            # A placeholder; the served provider's key takes its place.
            continue
        if words[:2] == ["swift", "run"]:
            done = subprocess.run(words, cwd=ROOT, timeout=1500)
            assert done.returncode == 0, line
            continue
        assert words[0] == "assay", f"not a command of ours: {line}"
        if words[1] == "serve":
            spec = words[2]
            with served(spec, *[w for w in words[3:] if not w.isdigit() and w != "--port"]):
                continue
        if words[1] == "run" and "--simulated" not in words and len(words) > 2:
            spec = words[2]
            with served(spec) as (url, key):
                if "--base-url" in words:
                    words[words.index("--base-url") + 1] = url
                else:
                    words += ["--base-url", url]
                if "--model" in words and spec == "openai":
                    words[words.index("--model") + 1] = "gpt-4o-mini"
                variables = {name: key for name in re.findall(r"[A-Z]+_API_KEY", line)}
                variables |= {"FLEXAI_API_KEY": key, "OPENAI_API_KEY": key}
                done = subprocess.run(
                    words + ["--rate", "1000/s"],
                    cwd=tmp_path,
                    env=environment | variables,
                    timeout=600,
                )
        else:
            done = subprocess.run(line, shell=True, cwd=tmp_path, env=environment, timeout=600)
        assert done.returncode == 0, line
    assert seen >= 5
