"""``json``: everything that was found, by ``schemas/report.schema.json``."""

from __future__ import annotations

from typing import Any

from pm_lint.diagnostic import Diagnostic, Fix
from pm_lint.output import Sink, json_text
from pm_lint.reporters.common import Summary, rule_url
from pm_lint.runner import Result
from pm_lint.source import Source, Span

VERSION = 1
"""Raised when a reader of the older form would break."""


class Report:
    """Writes findings as they come, one on each line, so that the findings of all files are never in memory."""

    def __init__(self) -> None:
        self.opened = False
        self.separator = "\n"
        self.errors: list[dict[str, str]] = []

    def file(self, result: Result, sink: Sink) -> None:
        if result.error is not None:
            self.errors.append({"path": result.path, "message": result.error})
        if result.source is not None:
            for diagnostic in result.diagnostics:
                self._open(sink)
                sink.raw(
                    self.separator + "  " + json_text(as_data(diagnostic, result.source), indent=None).rstrip("\n")
                )
                self.separator = ",\n"

    def end(self, summary: Summary, sink: Sink) -> None:
        figures = {
            "files": summary.files,
            "error": summary.error,
            "warning": summary.warning,
            "hint": summary.hint,
            "suppressed": summary.suppressed,
        }
        self._open(sink)
        errors, counts = (json_text(part, indent=None).rstrip("\n") for part in (self.errors, figures))
        sink.raw(f'\n ],\n "errors": {errors},\n "summary": {counts}}}\n')

    def _open(self, sink: Sink) -> None:
        if not self.opened:
            sink.raw(f'{{"version": {VERSION},\n "diagnostics": [')
            self.opened = True


def as_data(diagnostic: Diagnostic, source: Source) -> dict[str, Any]:
    """A finding as the report schema describes it; offsets and columns count code points."""
    return {
        "path": source.path,
        "rule": diagnostic.rule,
        "group": diagnostic.group,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        **_range(diagnostic.span, source),
        "related": [{"message": other.message, **_range(other.span, source)} for other in diagnostic.related],
        "fix": _fix(diagnostic.fix, source),
        "url": rule_url(diagnostic.rule),
    }


def _range(span: Span | None, source: Source) -> dict[str, Any]:
    if span is None:
        return {"start": None, "end": None}
    return {"start": _place(span.start, source), "end": _place(span.end, source)}


def _place(offset: int, source: Source) -> dict[str, int]:
    line, column = source.position(offset)
    return {"line": line, "column": column, "offset": offset}


def _fix(fix: Fix | None, source: Source) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {
        "title": fix.title,
        "applicability": fix.applicability.value,
        "edits": [{**_range(edit.span, source), "text": edit.text} for edit in fix.edits],
    }
