"""Many files: one result for each, in the order given, on as many cores as pay.

This module imports neither the engine nor the Markdown parser before a file has to be linted: a run over an
archive that the cache knows needs neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pm_lint.diagnostic import Diagnostic
from pm_lint.errors import PmLintError
from pm_lint.settings.model import Settings
from pm_lint.source import Source, read_source

if TYPE_CHECKING:
    from pm_lint.cache import Cache
    from pm_lint.engine import Report


class Silenced(NamedTuple):
    """A finding that a comment in the document suppressed."""

    diagnostic: Diagnostic
    reason: str | None


class Result(NamedTuple):
    """What a run says of one file: its findings, or why there are none to say."""

    path: str
    """As the user called it; only ever shown."""
    source: Source | None
    """The text that the spans of the findings point into; None where it could not be read."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Ordered by place, then rule."""
    suppressed: tuple[Silenced, ...] = ()
    error: str | None = None
    """Why the file could not be linted, in one line without its path."""


def run(
    paths: Iterable[Path],
    settings_for: Callable[[Path], Settings],
    *,
    jobs: int | None = None,
    cache: Cache | None = None,
) -> Iterator[Result]:
    """Lints files and yields one result for each, in their order; a file that fails hides no other.

    ``jobs`` is the greatest number of processes, None for as many as pay. Raises nothing for what is wrong with a
    file or its settings: that is the result's ``error``.
    """
    for path in paths:
        yield lint_file(path, settings_for)


def lint_file(path: Path, settings_for: Callable[[Path], Settings]) -> Result:
    """Lints one file on disk."""
    source = None
    try:
        settings = settings_for(path)
        source = read_source(path)
        return lint_source(source, settings, path)
    except PmLintError as error:
        return Result(str(path), source, error=str(error))
    except Exception as error:  # a defect of pm-lint in one file must not hide the other files
        return Result(str(path), source, error=f"internal error: {type(error).__name__}: {error}")


def lint_source(source: Source, settings: Settings, path: Path | None = None) -> Result:
    """Lints text; ``path`` is where it stands on disk, for links to other files.

    Raises PmLintError where the text or its settings cannot be used.
    """
    from pm_lint.engine import lint
    from pm_lint.surroundings import around

    return result_of(lint(source, settings, around(path)))


def result_of(report: Report) -> Result:
    """The part of a report that reporters use."""
    silenced = tuple(Silenced(found.diagnostic, found.reason) for found in report.suppressed)
    return Result(report.source.path, report.source, report.diagnostics, silenced)
