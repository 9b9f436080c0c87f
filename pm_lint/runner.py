"""Many files: one result for each, in the order given, on as many cores as pay.

This module imports neither the engine nor the Markdown parser before a file has to be linted: a run over an
archive that the cache knows needs neither.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pm_lint.diagnostic import Diagnostic
from pm_lint.errors import PmLintError
from pm_lint.record import NamedTuple
from pm_lint.settings.model import Settings
from pm_lint.source import Source, read_source

if TYPE_CHECKING:
    from pm_lint.cache import Cache, Lookup
    from pm_lint.crew import Crew, Order
    from pm_lint.engine import Report

CHUNK = 4
"""Files that travel to another process together."""
AHEAD = 32
"""Chunks that may be read before the results of the first one are handed over; bounds the memory."""
CROSSOVER = 100_000
"""Characters to lint from which a second process saves more time than its start takes."""


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


class Task(NamedTuple):
    """A document that has to be linted: one that the cache does not know."""

    path: Path
    source: Source
    settings: Settings
    lookup: Lookup | None
    """Where the cache wants the report."""


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
    prepared = (_prepare(path, settings_for, cache) for path in paths)
    limit = _cores() if jobs is None else jobs
    if limit < 2:
        yield from map(_finish, prepared)
        return
    yield from _share(prepared, limit)


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


def carry_out(task: Task) -> Result:
    """Lints one document and stores the report where the cache wants it; never raises for the document."""
    try:
        return _lint(task)
    except PmLintError as error:
        return Result(str(task.path), task.source, error=str(error))
    except Exception as error:  # a defect of pm-lint in one file must not hide the other files
        return Result(str(task.path), task.source, error=f"internal error: {type(error).__name__}: {error}")


def _lint(task: Task) -> Result:
    from pm_lint.engine import lint
    from pm_lint.rules import selected
    from pm_lint.surroundings import Seen, around

    if task.lookup is None:
        return lint_source(task.source, task.settings, task.path)
    from pm_lint.cache import store

    seen: dict[Seen, None] = {}
    result = result_of(lint(task.source, task.settings, around(task.path, lambda item: seen.setdefault(item))))
    dated = any(rule.uses_today for rule in selected(task.settings))
    store(task.lookup, result, seen, task.settings.today if dated else None)
    return result


def _prepare(path: Path, settings_for: Callable[[Path], Settings], cache: Cache | None) -> Result | Task:
    """Reads a file and asks the cache: what is known of it, or what has to be done."""
    source = None
    try:
        settings = settings_for(path)
        source = read_source(path)
        lookup = cache.look_up(path, source, settings) if cache else None
    except PmLintError as error:
        return Result(str(path), source, error=str(error))
    return lookup.result if lookup and lookup.result else Task(path, source, settings, lookup)


def _finish(prepared: Result | Task) -> Result:
    return prepared if isinstance(prepared, Result) else carry_out(prepared)


def _share(prepared: Iterator[Result | Task], limit: int) -> Iterator[Result]:
    """Hands tasks to other processes once those that are waiting would take longer than starting them."""
    crew: Crew | None = None
    waiting: deque[Order | list[Result | Task]] = deque()
    try:
        while True:
            chunk = list(islice(prepared, CHUNK))
            if chunk:
                waiting.append(crew.order(chunk) if crew else chunk)
            if crew is None and sum(map(_size, waiting)) > CROSSOVER:
                from pm_lint.crew import Crew

                crew = Crew(limit)
                waiting = deque(crew.order(queued) for queued in waiting if isinstance(queued, list))
            if chunk and len(waiting) <= AHEAD:
                continue
            if not waiting:
                return
            first = waiting.popleft()
            yield from map(_finish, first) if isinstance(first, list) else first.results()
    finally:
        if crew:
            crew.dismiss()


def _size(chunk: Order | list[Result | Task]) -> int:
    if not isinstance(chunk, list):
        return 0
    return sum(len(item.source.text) for item in chunk if isinstance(item, Task))


def _cores() -> int:
    """The processors that this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
