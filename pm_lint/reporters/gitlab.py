"""``gitlab``: the code quality report that GitLab shows in a merge request."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from pm_lint.fingerprint import fingerprints
from pm_lint.output import Sink, json_text
from pm_lint.reporters.common import Summary, place_of, repository_path
from pm_lint.runner import Result

SEVERITIES = {"error": "major", "warning": "minor", "hint": "info"}


class Report:
    """Collects findings as plain data."""

    def __init__(self) -> None:
        self.issues: list[dict[str, Any]] = []

    def file(self, result: Result, sink: Sink) -> None:
        if result.source is None:
            return
        path = repository_path(result.path)
        prints = fingerprints(result.diagnostics, result.source)
        for diagnostic, fingerprint in zip(result.diagnostics, prints, strict=True):
            place = place_of(diagnostic, result.source)
            begin = {"line": place.start.line, "column": place.start.column} if place else {"line": 1, "column": 1}
            end = {"line": place.end.line, "column": place.end.column} if place else begin
            self.issues.append(
                {
                    "description": f"{diagnostic.rule}: {diagnostic.message}",  # GitLab does not show check_name
                    "check_name": diagnostic.rule,
                    "fingerprint": sha256(f"{path}\0{fingerprint}".encode("utf-8", "surrogatepass")).hexdigest(),
                    "severity": SEVERITIES[diagnostic.severity.value],
                    "location": {"path": path, "positions": {"begin": begin, "end": end}},
                }
            )

    def end(self, summary: Summary, sink: Sink) -> None:
        sink.raw(json_text(self.issues))
