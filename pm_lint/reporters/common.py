"""What a reporter is given and gives."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Protocol

from pm_lint.diagnostic import Diagnostic
from pm_lint.output import Sink
from pm_lint.record import NamedTuple
from pm_lint.runner import Result
from pm_lint.source import Position, Source

HOME = "https://github.com/pm-lint/pm-lint"
"""Where the project lives."""


class Summary(NamedTuple):
    """The figures of a whole run."""

    files: int = 0
    error: int = 0
    warning: int = 0
    hint: int = 0
    suppressed: int = 0
    unreadable: int = 0
    """Files and settings that could not be used."""
    hidden: int = 0
    """Hints that this run does not show."""
    exit_code: int = 0

    @property
    def findings(self) -> int:
        return self.error + self.warning + self.hint


class Reporter(Protocol):
    """One output of a run: told of each file in turn, then of the end.

    It writes as early as its format allows, and keeps what it needs of a finding, never a whole document.
    """

    def file(self, result: Result, sink: Sink) -> None:
        """Takes the next file."""

    def end(self, summary: Summary, sink: Sink) -> None:
        """Takes the figures after the last file."""


def place_of(diagnostic: Diagnostic, source: Source | None) -> tuple[Position, Position] | None:
    """The start and end of a finding as people count; None where it has no exact place."""
    if diagnostic.span is None or source is None:
        return None
    return source.position(diagnostic.span.start), source.position(diagnostic.span.end)


def start_of(diagnostic: Diagnostic, source: Source | None) -> Position | None:
    """Where a finding starts, as people count; None where it has no exact place."""
    place = place_of(diagnostic, source)
    return place[0] if place else None


def rule_url(rule: str) -> str:
    """The address of a rule's page."""
    return f"{HOME}/blob/main/docs/rules/{rule}.md"


def repository_path(path: str, environment: Mapping[str, str] | None = None) -> str:
    """A path as reports for machines want it: seen from the root of the checkout where a CI names it, with ``/``."""
    given = os.environ if environment is None else environment
    root = given.get("GITHUB_WORKSPACE") or given.get("CI_PROJECT_DIR")
    if root:
        inside = os.path.relpath(path, root)
        path = path if inside.startswith("..") else inside
    return path.replace(os.sep, "/").removeprefix("./")


def count(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
