"""``junit``: test results, one suite for each file; a clean file is one test that passed."""

from __future__ import annotations

from pm_lint.diagnostic import Diagnostic
from pm_lint.output import Sink, xml_text
from pm_lint.reporters.common import Summary, repository_path, start_of
from pm_lint.runner import Result
from pm_lint.source import Source


class Report:
    """Collects suites, for their number stands before them."""

    def __init__(self) -> None:
        self.suites: list[str] = []
        self.tests = self.failures = self.errors = self.skipped = 0

    def file(self, result: Result, sink: Sink) -> None:
        path = xml_text(repository_path(result.path))
        cases = [_failure(diagnostic, result.source, path) for diagnostic in result.diagnostics]
        cases += [_skipped(found.diagnostic, found.reason, result.source, path) for found in result.suppressed]
        if result.error is not None:
            error = f'<error message="{xml_text(result.error)}"/>'
            cases.append(f'    <testcase name="read" classname="{path}">{error}</testcase>\n')
        errors = int(result.error is not None)
        if not cases:
            cases.append(f'    <testcase name="clean" classname="{path}"/>\n')
        figures = f'tests="{len(cases)}" failures="{len(result.diagnostics)}" errors="{errors}"'
        figures += f' skipped="{len(result.suppressed)}"'
        self.suites.append(f'  <testsuite name="{path}" {figures}>\n{"".join(cases)}  </testsuite>\n')
        self.tests += len(cases)
        self.failures += len(result.diagnostics)
        self.errors += errors
        self.skipped += len(result.suppressed)

    def end(self, summary: Summary, sink: Sink) -> None:
        figures = f'tests="{self.tests}" failures="{self.failures}" errors="{self.errors}" skipped="{self.skipped}"'
        sink.raw(f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="pm-lint" {figures}>\n')
        sink.raw("".join(self.suites) + "</testsuites>\n")


def _name(diagnostic: Diagnostic, source: Source | None) -> str:
    start = start_of(diagnostic, source)
    return diagnostic.rule + (f" at {start.line}:{start.column}" if start else "")


def _failure(diagnostic: Diagnostic, source: Source | None, path: str) -> str:
    more = xml_text(diagnostic.help or "")
    failure = f'<failure type="{diagnostic.severity.value}" message="{xml_text(diagnostic.message)}">{more}</failure>'
    return f'    <testcase name="{_name(diagnostic, source)}" classname="{path}">{failure}</testcase>\n'


def _skipped(diagnostic: Diagnostic, reason: str | None, source: Source | None, path: str) -> str:
    skipped = f'<skipped message="{xml_text(reason or "suppressed in the document")}"/>'
    return f'    <testcase name="{_name(diagnostic, source)}" classname="{path}">{skipped}</testcase>\n'
