#!/usr/bin/env python3
"""Breaks the checks one place at a time and asks whether a test notices.

Every condition and verdict of Sources/Checks that can be turned round on its own line becomes a
mutant. All mutants are built into one copy of the package, in a temporary folder; the environment
variable MUTANT says which one is awake, so that one build serves all of them. A mutant with which the
tests of the checks still pass has survived: either nothing exercises that line, or it does not matter.

    Tests/Mutation/checks.py                 # all mutants; exit 1 where more survive than are listed
    Tests/Mutation/checks.py --every 5       # a sample
    Tests/Mutation/checks.py --only Framing  # the files whose path holds a word

Needs nothing but Python and Swift. Not part of CI: it takes from minutes to an hour.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

SWITCH = """\
#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

enum Mutant {
  static let awake: Int = getenv("MUTANT").flatMap { Int(String(cString: $0)) } ?? 0
  @inline(never) static func on(_ number: Int) -> Bool { awake == number }
  static func flip(_ number: Int, _ condition: Bool) -> Bool {
    awake == number ? !condition : condition
  }
}
"""

# What holds a binding, a pattern or a second clause is not one Boolean.
COMPOUND = re.compile(r"\b(let|var|case|try|await|is)\b|#|\{|,")

RULES = [
    ("guard", re.compile(r"^(\s*guard )(.+)( else \{.*)$")),
    ("if", re.compile(r"^(\s*(?:\} else )?if )(.+)( \{.*)$")),
    ("where", re.compile(r"^(\s*for .+ where )(.+)( \{)$")),
    ("return", re.compile(r"^(\s*return )([^?{},]*(?:&&|\|\||==|!=|<|>)[^?{},]*)()$")),
]
FOUND = re.compile(r"return \.found\(")
LEVEL = re.compile(r"level: \.(must|should)\b")
# Where a check names claims, their level counts and the one on its name card is for the list of
# checks alone; checks that a probe names take theirs from the probe's claim.
BOUND = re.compile(r"claims: \[|Outcome(Check|Rule) \{")

# Mutants that no test can tell from the original, and why.
EQUIVALENT = {
    # A body that is no JSON is no answer either, which is a must and lends its level.
    ("Sources/Checks/JSON/BodySyntax.swift", "level"),
    # What an unfinished event takes with it, the terminator or a finish reason, is a must.
    ("Sources/Checks/Framing/UnfinishedEvent.swift", "level"),
}


class Mutant:
    def __init__(self, number, path, line, what, text):
        self.number, self.path, self.line, self.what, self.text = number, path, line, what, text

    def __str__(self):
        return f"{self.path}:{self.line}: {self.what}: {self.text.strip()}"


def mutate(path, text, start, excluded):
    """The text with its mutants, and the mutants."""
    out, mutants = [], []
    is_bound = BOUND.search(text) is not None
    on_card = False
    for index, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("//"):
            out.append(line)
            continue
        # A name card stands before the first blank line behind it.
        on_card = "CheckDescription(" in line or (on_card and line.strip() != "")
        new = line
        number = start + len(mutants)
        key = lambda what: (str(path), index, what)
        for what, rule in RULES:
            match = rule.match(new)
            if not match or COMPOUND.search(match.group(2)) or key(what) in excluded:
                continue
            new = f"{match.group(1)}Mutant.flip({number}, {match.group(2)}){match.group(3)}"
            mutants.append(Mutant(number, path, index, what, line))
            break
        else:
            if FOUND.search(new) and key("found") not in excluded:
                new = FOUND.sub(f"return Mutant.on({number}) ? .passed : .found(", new, count=1)
                mutants.append(Mutant(number, path, index, "found", line))
            elif (
                (match := LEVEL.search(new))
                and key("level") not in excluded
                and not (on_card and (is_bound or (str(path), "level") in EQUIVALENT))
            ):
                lower = {"must": "should", "should": "may"}[match.group(1)]
                new = LEVEL.sub(
                    f"level: Mutant.on({number}) ? .{lower} : .{match.group(1)}", new, count=1)
                mutants.append(Mutant(number, path, index, "level", line))
        out.append(new)
    return "\n".join(out), mutants


def plant(copy, words, excluded):
    mutants = []
    for source in sorted((ROOT / "Sources/Checks").rglob("*.swift")):
        path = source.relative_to(ROOT)
        text = source.read_text()
        if not words or any(word in str(path) for word in words):
            text, new = mutate(path, text, len(mutants) + 1, excluded)
            mutants += new
        (copy / path).write_text(text)
    (copy / "Sources/Checks/Mutant.swift").write_text(SWITCH)
    return mutants


def build(copy):
    return subprocess.run(
        ["swift", "build", "--build-tests", "-Xswiftc", "-O"], cwd=copy, capture_output=True,
        text=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth mutant")
    parser.add_argument("--skip", type=int, default=0, metavar="N", help="not the first N mutants")
    parser.add_argument("--only", action="append", metavar="WORD", help="only paths with this word")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--copy", help="a folder for the copy, kept for the next run")
    options = parser.parse_args()

    copy = pathlib.Path(options.copy or tempfile.mkdtemp(prefix="assay-mutants-"))
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in filter(None, names):
        target = copy / name
        source = ROOT / name
        if not source.exists():
            continue
        if target.exists() and target.read_bytes() == source.read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)

    for folder in ["Sources", "Tests"]:
        for old in (copy / folder).rglob("*.swift"):
            if str(old.relative_to(copy)) not in names:
                old.unlink()

    excluded = set()
    for _ in range(8):
        mutants = plant(copy, options.only, excluded)
        print(f"{len(mutants)} mutants, building", file=sys.stderr, flush=True)
        result = build(copy)
        if result.returncode == 0:
            break
        places = set(
            re.findall(r"(Sources/Checks/[^:\s]+):(\d+):\d+: error", result.stdout + result.stderr))
        hit = {
            (str(m.path), m.line, m.what) for m in mutants if (str(m.path), str(m.line)) in places}
        if not hit:
            sys.exit("the copy does not build:\n" + result.stdout[-4000:])
        excluded |= hit
    else:
        sys.exit("the copy does not build")

    binary = next((copy / ".build/debug").glob("*PackageTests.xctest"))

    def survives(number):
        try:
            run = subprocess.run(
                [str(binary), "--testing-library", "swift-testing", "--filter", "ChecksTests"],
                cwd=copy, env={**os.environ, "MUTANT": str(number)}, capture_output=True,
                timeout=300)
        except subprocess.TimeoutExpired:
            # A test that never ends is noticed, too.
            return False
        return run.returncode == 0

    if not survives(0):
        sys.exit("the tests fail without any mutant")
    chosen = mutants[options.skip :: options.every]
    survivors = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for done, (mutant, alive) in enumerate(
            zip(chosen, pool.map(lambda m: survives(m.number), chosen)), 1
        ):
            if alive:
                survivors.append(mutant)
                print(mutant, flush=True)
            if done % 25 == 0:
                print(f"{done}/{len(chosen)}", file=sys.stderr, flush=True)
    print(f"{len(chosen)} mutants, {len(survivors)} survived")
    sys.exit(1 if survivors else 0)


main()
