"""Reads JUnit reports with `junitparser` and holds their totals and places to what is in them."""

import sys

from junitparser import JUnitXml

for path in sys.argv[1:]:
    report = JUnitXml.fromfile(path)
    cases = [case for suite in report for case in suite]
    kinds = [type(result).__name__ for case in cases for result in case.result]
    assert report.tests == len(cases) > 0, path
    assert report.failures == kinds.count("Failure"), path
    assert report.errors == kinds.count("Error"), path
    assert report.skipped == kinds.count("Skipped"), path
    names = [case.name for case in cases]
    assert len(set(names)) == len(names), f"{path}: names are not unique"
    for case in cases:
        assert case.classname and case._elem.get("file") and int(case._elem.get("line")) > 0, path
    print(f"{path}: {len(cases)} cases, {report.failures} failures")
