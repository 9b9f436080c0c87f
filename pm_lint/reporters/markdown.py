"""``markdown``: for comments and step summaries. Text of documents is shown as it is, never as markup of its own."""

from __future__ import annotations

from collections import Counter

from pm_lint.diagnostic import Diagnostic
from pm_lint.errors import PmLintError
from pm_lint.output import Sink, markdown_text
from pm_lint.reporters.common import Summary, count, repository_path, rule_url, start_of
from pm_lint.reporters.text import closing_line
from pm_lint.runner import Result
from pm_lint.source import Source

LEVELS = ("error", "warning", "hint")


class Report:
    """Collects a table of files and one of findings for each."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, str, Counter[str]]] = []
        self.sections: list[str] = []
        self.errors: list[str] = []

    def file(self, result: Result, sink: Sink) -> None:
        path = markdown_text(repository_path(result.path))
        if result.error is not None:
            self.errors.append(f"- {path}: {markdown_text(result.error)}\n")
        if result.source is None or not result.diagnostics:
            return
        counts = Counter(diagnostic.severity.value for diagnostic in result.diagnostics)
        worst = min(diagnostic.severity.rank for diagnostic in result.diagnostics)
        self.rows.append((worst, path, counts))
        findings = "".join(_finding(diagnostic, result.source) for diagnostic in result.diagnostics)
        table = f"| Place | Finding | Rule |\n| --- | --- | --- |\n{findings}"
        self.sections.append(f"\n### {path}\n\n{table}{_timeline(result.source)}")

    def end(self, summary: Summary, sink: Sink) -> None:
        sink.raw(f"## Postmortems: {closing_line(summary)}\n")
        if self.errors:
            sink.raw(f"\nCould not be checked:\n\n{''.join(self.errors)}")
        if self.rows:
            sink.raw("\n| File | Errors | Warnings | Hints |\n| --- | ---: | ---: | ---: |\n")
            for _, path, counts in sorted(self.rows, key=lambda row: row[0]):
                sink.raw(f"| {path} | {' | '.join(str(counts[level]) for level in LEVELS)} |\n")
            sink.raw("".join(self.sections))
            sink.raw(f"\n{_next_step(summary)}\n")


def _finding(diagnostic: Diagnostic, source: Source) -> str:
    start = start_of(diagnostic, source)
    at = f"{start.line}:{start.column}" if start else ""
    said = f"**{diagnostic.severity.value}**: {markdown_text(diagnostic.message)}"
    if diagnostic.help:
        said += f"<br>{markdown_text(diagnostic.help)}"
    return f"| {at} | {said} | [{diagnostic.rule}]({rule_url(diagnostic.rule)}) |\n"


def _timeline(source: Source) -> str:
    """The incident as a picture, where its timeline tells enough; nothing in a chart can end its fence."""
    from pm_lint.chart import mermaid
    from pm_lint.markdown import parse
    from pm_lint.postmortem import understand

    try:
        drawn = mermaid(understand(parse(source)))
    except PmLintError:
        return ""
    return "" if drawn is None else f"\n```mermaid\n{drawn}```\n"


def _next_step(summary: Summary) -> str:
    failing = count(summary.error, "error") if summary.error else count(summary.warning, "warning")
    if not summary.error and not summary.warning:
        return "Nothing has to be done: hints are suggestions."
    return f"Start with the {failing}. `pm-lint explain RULE` tells why a rule exists and what to write instead."
