"""What most tests need: a document checked in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pm_lint.diagnostic import Diagnostic
from pm_lint.engine import Report, lint
from pm_lint.markdown import parse
from pm_lint.postmortem import Postmortem, understand
from pm_lint.settings.model import Settings
from pm_lint.source import Source


@pytest.fixture
def check() -> Callable[..., list[str]]:
    """Lints text; returns ``line:column-line:column rule message`` for each finding."""

    def run(text: str, **settings: Any) -> list[str]:
        report = lint(Source("test.md", text), Settings(**settings))
        return [show(diagnostic, report) for diagnostic in report.diagnostics]

    return run


@pytest.fixture
def postmortem() -> Callable[..., Postmortem]:
    """Understands text."""

    def run(text: str, **settings: Any) -> Postmortem:
        return understand(parse(Source("test.md", text)), Settings(**settings))

    return run


def show(diagnostic: Diagnostic, report: Report) -> str:
    if diagnostic.span is None:
        return f"{diagnostic.rule} {diagnostic.message}"
    start, end = (report.source.position(offset) for offset in diagnostic.span)
    return f"{start.line}:{start.column}-{end.line}:{end.column} {diagnostic.rule} {diagnostic.message}"
