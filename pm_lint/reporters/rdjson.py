"""``rdjson``: the diagnostic format of reviewdog, with the fixes that it can propose; columns count UTF-8 bytes."""

from __future__ import annotations

from typing import Any

from pm_lint.diagnostic import Applicability, Diagnostic
from pm_lint.output import Sink, json_text
from pm_lint.reporters.common import HOME, Summary, repository_path, rule_url
from pm_lint.runner import Result
from pm_lint.source import Source, Span, utf8_length

SEVERITIES = {"error": "ERROR", "warning": "WARNING", "hint": "INFO"}


class Report:
    """Collects findings as plain data."""

    def __init__(self) -> None:
        self.diagnostics: list[dict[str, Any]] = []

    def file(self, result: Result, sink: Sink) -> None:
        if result.source is not None:
            self.diagnostics += [as_data(diagnostic, result.source) for diagnostic in result.diagnostics]

    def end(self, summary: Summary, sink: Sink) -> None:
        sink.raw(json_text({"source": {"name": "pm-lint", "url": HOME}, "diagnostics": self.diagnostics}))


def as_data(diagnostic: Diagnostic, source: Source) -> dict[str, Any]:
    """A finding as reviewdog's schema describes it."""
    message = diagnostic.message + (f"\n{diagnostic.help}" if diagnostic.help else "")
    data: dict[str, Any] = {
        "message": message,
        "location": _location(diagnostic.span, source),
        "severity": SEVERITIES[diagnostic.severity.value],
        "code": {"value": diagnostic.rule, "url": rule_url(diagnostic.rule)},
    }
    if diagnostic.related:
        data["relatedLocations"] = [
            {"message": other.message, "location": _location(other.span, source)} for other in diagnostic.related
        ]
    fix = diagnostic.fix
    if fix is not None and len(fix.edits) == 1 and fix.applicability is not Applicability.DISPLAY:
        data["suggestions"] = [{"range": _range(edit.span, source), "text": edit.text} for edit in fix.edits]
    return data


def _location(span: Span | None, source: Source) -> dict[str, Any]:
    path = repository_path(source.path)
    return {"path": path} if span is None else {"path": path, "range": _range(span, source)}


def _range(span: Span, source: Source) -> dict[str, Any]:
    return {"start": _position(span.start, source), "end": _position(span.end, source)}


def _position(offset: int, source: Source) -> dict[str, int]:
    line = source.line_of(offset)
    return {"line": line, "column": utf8_length(source.text[source.line_starts[line - 1] : offset]) + 1}
