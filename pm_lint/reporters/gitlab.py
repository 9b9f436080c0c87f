"""``gitlab``: the code quality report that GitLab shows in a merge request."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from pm_lint.fingerprint import fingerprints
from pm_lint.output import Sink, json_text
from pm_lint.reporters.common import Summary, place_of, repository_path
from pm_lint.runner import Result
from pm_lint.source import Position

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
            start, end = place_of(diagnostic, result.source) or (Position(1, 1), Position(1, 1))
            self.issues.append(
                {
                    "description": f"{diagnostic.rule}: {diagnostic.message}",  # GitLab does not show check_name
                    "check_name": diagnostic.rule,
                    "fingerprint": sha256(f"{path}\0{fingerprint}".encode("utf-8", "surrogatepass")).hexdigest(),
                    "severity": SEVERITIES[diagnostic.severity.value],
                    "location": {"path": path, "positions": {"begin": start._asdict(), "end": end._asdict()}},
                }
            )

    def end(self, summary: Summary, sink: Sink) -> None:
        sink.raw(json_text(self.issues))
