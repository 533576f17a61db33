#!/usr/bin/env python3
"""Reads reports with programs that are not ours, and compares what they understood.

    check_reports.py [--schema FILE] [--browser PATH] [--screenshots FOLDER] FOLDER

FOLDER holds reports of the same run under one name: NAME.jsonl, NAME.junit.xml, NAME.sarif and so
on. The JSON Lines are what the others are held against. --schema is what `assay schema report`
prints. Without --browser, HTML is opened only where a chromium is found. Needs requirements.txt and,
for JUnit, xmllint.
"""

import argparse
import functools
import json
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).parent
# What must not stand raw in any report: controls, marks that reorder or hide text, noncharacters.
SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U0010ffff]"
)


class Checks:
    """Counts what held and tells what did not."""

    def __init__(self):
        self.held = 0
        self.broken = []

    def expect(self, condition, what):
        if condition:
            self.held += 1
        else:
            self.broken.append(what)
            print(f"BROKEN  {what}")

    def equal(self, actual, wanted, what):
        self.expect(actual == wanted, f"{what}: got {actual!r:.300}, wanted {wanted!r:.300}")


class Truth:
    """What a report says, by its JSON Lines."""

    def __init__(self, path, checks, schema):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        self.header, self.footer = lines[0], lines[-1]
        self.results = lines[1:-1]
        if schema:
            import jsonschema

            validator = jsonschema.Draft202012Validator(schema)
            for number, line in enumerate(lines, 1):
                errors = [error.message[:200] for error in validator.iter_errors(line)]
                checks.equal(errors, [], f"{path.name} line {number} against the schema")
        checks.equal(self.header["type"], "header", f"{path.name} begins with its header")
        checks.equal(self.footer["results"], len(self.results), f"{path.name} is whole")
        self.stale = self.footer["stale"]
        self.strict = self.header["strict"]

    def of(self, *standings):
        return [r for r in self.results if r["standing"] in standings]

    @property
    def failures(self):
        return self.of("fail", "warn") if self.strict else self.of("fail")

    @property
    def red(self):
        """The names of failed cases, stale entries of the baseline included."""
        names = [r["id"] for r in self.failures]
        return names + [f"baseline.{s['probe']}.{s['check']}" for s in self.stale]


def check_text(path, checks):
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        checks.expect(False, f"{path.name} is not UTF-8: {error}")
        return
    found = SUSPECT.search(text)
    checks.expect(found is None, f"{path.name} holds {found and ascii(found.group())}")


def xmllint(schema, document):
    """What xmllint finds wrong with a document; empty where it is valid."""
    done = subprocess.run(
        ["xmllint", "--noout", "--nonet", "--huge", "--schema", str(schema), "-"],
        input=document, capture_output=True, check=False)
    return "" if done.returncode == 0 else done.stderr.decode("utf-8", "replace")[:500]


def for_jenkins(text):
    """A report without the four attributes that Jenkins does not know."""
    root = ElementTree.fromstring(text)
    for name in ("skipped", "timestamp"):
        root.attrib.pop(name, None)
    for case in root.iter("testcase"):
        for name in ("file", "line"):
            case.attrib.pop(name, None)
    return ElementTree.tostring(root)


def for_ant(text):
    """A report as Ant's tasks tell it: host and local time are named, what was said goes to the end
    of the suite, and nothing stands at the top."""
    root = ElementTree.fromstring(for_jenkins(text))
    root.attrib.clear()
    for number, suite in enumerate(root):
        suite.set("id", str(number))
        suite.set("package", suite.get("name"))
        suite.set("hostname", "localhost")
        suite.set("timestamp", suite.get("timestamp", "1970-01-01T00:00:00Z").removesuffix("Z"))
        said = []
        for case in suite.findall("testcase"):
            for output in case.findall("system-out"):
                said.append(output.text or "")
                case.remove(output)
        ElementTree.SubElement(suite, "system-out").text = "\n".join(said)
        ElementTree.SubElement(suite, "system-err")
    return ElementTree.tostring(root)


def check_junit(path, truth, checks):
    import junitparser
    from junit2htmlreport import parser as junit2html

    skipped = len(truth.of("skip", "inconclusive", "unsupported", "known-deviation"))
    interrupted = 1 if truth.footer["interrupted"] else 0
    wanted = {
        "tests": len(truth.results) + len(truth.stale) + interrupted,
        "failures": len(truth.red),
        "errors": len(truth.of("error")) + interrupted,
        "skipped": skipped,
    }
    # Consumer 1: xmllint, by what we promise and by what Jenkins and Ant take.
    root = ElementTree.parse(path).getroot()
    text = path.read_bytes()
    for name, document in (
            ("junit.xsd", text), ("junit-jenkins.xsd", for_jenkins(text)),
            ("junit-ant.xsd", for_ant(text))):
        told = xmllint(HERE / name, document)
        checks.equal(told, "", f"{path.name} against {name}")

    # Consumer 2: the totals at the top, as one publisher takes them.
    checks.equal({k: int(root.get(k)) for k in wanted}, wanted, f"{path.name} totals at the top")
    checks.equal([s.tag for s in root.findall("testsuite/testsuite")], [], f"{path.name} is flat")

    # Consumer 3: junitparser, which counts for itself.
    suites = junitparser.JUnitXml.fromfile(str(path))
    cases = [case for suite in suites for case in suite]
    texts = {}
    counted = {"tests": len(cases), "failures": 0, "errors": 0, "skipped": 0}
    kinds = {"Failure": "failures", "Error": "errors", "Skipped": "skipped"}
    for case in cases:
        for result in case.result:
            counted[kinds[type(result).__name__]] += 1
            if type(result).__name__ == "Failure":
                texts[case.name] = (result.message, result.type, result.text)
    checks.equal(counted, wanted, f"{path.name} as junitparser counts")
    checks.equal(sorted(texts), sorted(truth.red), f"{path.name}: failures by junitparser")

    # Consumer 4: junit2html.
    report = junit2html.Junit(str(path))
    others = [case for suite in report.suites for cls in suite.classes.values()
              for case in cls.cases]
    checks.equal(len(others), wanted["tests"], f"{path.name} as junit2html counts")
    failed = {c.name: c.failure_msg for c in others if c.failed() and c.name in texts}
    checks.equal(
        {name: message for name, (message, _, _) in texts.items()}, failed,
        f"{path.name}: failure messages by junitparser and junit2html")

    for result in truth.failures:
        message, kind, text = texts.get(result["id"], ("", "", ""))
        if result.get("findings"):
            checks.equal(kind, result["findings"][0]["check"], f"{result['id']}: type")
            for finding in result["findings"]:
                checks.expect(finding["check"] in text, f"{result['id']}: {finding['check']}")
        checks.expect(bool(message) and "\n" not in message, f"{result['id']}: one line of message")


def check_sarif(path, truth, checks):
    from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log
    from sarif import loader

    log = Log.model_validate_json(path.read_text(encoding="utf-8"))
    findings = [f for r in truth.results for f in r.get("findings", [])]
    checks.equal(
        len(log.runs[0].results), len(findings) + len(truth.stale), f"{path.name} results")
    levels = {"must": "error", "should": "warning", "may": "note"}
    records = loader.load_sarif_file(str(path)).get_records()
    wanted = [levels[finding["level"]] for finding in findings] + ["error"] * len(truth.stale)
    checks.equal([r["Severity"] for r in records], wanted, f"{path.name} by sarif-tools")
    located = [
        (r["probe"]["location"]["file"], r["probe"]["location"]["line"])
        for r in truth.results for _ in r.get("findings", [])]
    checks.equal(
        [(r["Location"], r["Line"]) for r in records][:len(located)], located,
        f"{path.name} places")


def check_tap(path, truth, checks):
    from tap.parser import Parser

    lines = [line for line in Parser().parse_file(str(path)) if line.category == "test"]
    names = [line.description.removeprefix("- ") for line in lines]
    checks.equal(len(names), len(truth.results) + len(truth.stale), f"{path.name} points")
    failed = [not line.ok and not line.todo for line in lines]
    checks.equal(
        sum(failed), len(truth.red) + len(truth.of("error")), f"{path.name} failures")
    for line, name, result in zip(lines, names, truth.results):
        checks.equal(name, result["id"], f"{path.name} order")
        if result["standing"] in ("fail", "error", "warn"):
            told = (line.yaml_block or {}).get("severity")
            checks.equal(told, result["standing"], f"{path.name} {name} in YAML")


def check_markdown(path, truth, checks):
    from markdown_it import MarkdownIt

    text = path.read_text(encoding="utf-8")
    checks.expect(len(text.encode()) <= 65_000, f"{path.name} fits into a comment")
    markdown = MarkdownIt("gfm-like", {"html": True})
    # GitHub makes links of addresses, not of words with a dot in them.
    markdown.linkify.set({"fuzzy_link": False})
    page = markdown.render(text)
    allowed = {
        "h1", "h2", "h3", "p", "strong", "ul", "li", "code", "pre", "table", "thead", "tbody",
        "tr", "th", "td", "sub", "details", "summary", "a", "blockquote"}
    tags = set(re.findall(r"<([a-zA-Z0-9]+)", page))
    checks.expect(tags <= allowed, f"{path.name} renders as {tags - allowed}")
    cited = {c["url"] for r in truth.results for f in r.get("findings", [])
             for c in [f["source"]] if "url" in c}
    cited |= {r["knownDeviation"].get("link") for r in truth.of("known-deviation")}
    links = set(re.findall(r'href="([^"]*)"', page))
    hosts = {url.split("/")[2] for url in cited if url} | {"docs.example.test"} | documented()
    checks.expect(
        all(link.split("/")[2:3] and link.split("/")[2] in hosts for link in links),
        f"{path.name} links to {links}")
    outside = re.sub(r"<code.*?</code>|<a .*?</a>", "", page, flags=re.S)
    checks.expect("@" not in outside, f"{path.name}: a mention outside of code")
    total = len(truth.results)
    if truth.failures:
        checks.expect(f"Failures ({len(truth.failures)}/{total})" in text, f"{path.name} counts")


@functools.cache
def documented():
    """The hosts that the specs cite."""
    specs = (HERE.parents[1] / "specs").rglob("*.json")
    return {host for path in specs
            for host in re.findall(r'"https?://([^/"]+)', path.read_text(encoding="utf-8"))}


def check_svg(path, truth, checks):
    root = ElementTree.parse(path).getroot()
    checks.expect(truth.footer["outcome"] in root.get("aria-label"), f"{path.name} says the outcome")


def check_shields(path, truth, checks):
    badge = json.loads(path.read_text(encoding="utf-8"))
    checks.equal(badge["schemaVersion"], 1, f"{path.name} version")
    checks.expect(truth.footer["outcome"] in badge["message"], f"{path.name} says the outcome")


def check_github(path, truth, checks):
    lines = path.read_text(encoding="utf-8").splitlines()
    kinds = [re.match(r"::(error|warning|notice) [a-z]+=", line) for line in lines]
    checks.expect(all(kinds), f"{path.name} holds nothing but commands")
    errors = sum(1 for kind in kinds if kind and kind.group(1) == "error")
    interrupted = 1 if truth.footer["interrupted"] else 0
    checks.equal(
        errors, len(truth.red) + len(truth.of("error")) + interrupted, f"{path.name} errors")


READERS = {
    "junit.xml": check_junit, "sarif": check_sarif, "tap": check_tap, "md": check_markdown,
    "svg": check_svg, "shields.json": check_shields, "github.txt": check_github,
}


def read_folder(folder, checks, schema):
    """Reads every report of a folder; returns the HTML pages, each with what it is to say."""
    pages = []
    for name in sorted(path.name.removesuffix(".jsonl") for path in folder.glob("*.jsonl")):
        truth = Truth(folder / f"{name}.jsonl", checks, schema)
        check_text(folder / f"{name}.jsonl", checks)
        read = ["jsonl"]
        for extension, reader in READERS.items():
            path = folder / f"{name}.{extension}"
            if path.exists():
                check_text(path, checks)
                reader(path, truth, checks)
                read.append(extension)
        page = folder / f"{name}.html"
        if page.exists():
            check_text(page, checks)
            pages.append((page, truth))
            read.append("html")
        print(f"{name}: {', '.join(read)}")
    return pages


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--schema", type=pathlib.Path)
    arguments.add_argument("--browser")
    arguments.add_argument("--screenshots", type=pathlib.Path)
    arguments.add_argument("folder", type=pathlib.Path)
    options = arguments.parse_args()
    checks = Checks()
    schema = json.loads(options.schema.read_text()) if options.schema else None
    browser = options.browser or shutil.which("chromium") or shutil.which("chromium-browser")
    pages = read_folder(options.folder, checks, schema)
    if not pages and not any(options.folder.glob("*.jsonl")):
        sys.exit(f"no report in {options.folder}")
    if pages and browser:
        from html_pages import check_pages

        check_pages(pages, checks, browser, options.screenshots)
    elif pages:
        print("no chromium: the HTML reports were not opened")
    print(f"{checks.held} checks held, {len(checks.broken)} broken")
    sys.exit(1 if checks.broken else 0)


if __name__ == "__main__":
    main()
