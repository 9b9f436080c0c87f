"""The processes that lint beside this one."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context

from pm_lint.record import NamedTuple
from pm_lint.runner import Result, Task, carry_out
from pm_lint.settings.model import Settings
from pm_lint.source import Source


class Order(NamedTuple):
    """A chunk of files, part of which another process is linting."""

    chunk: Sequence[Result | Task]
    future: Future[list[Result]] | None
    """The results of its tasks; None where there is no task, or no process left to take them."""

    def results(self) -> Iterator[Result]:
        """One result for each file of the chunk, in its order."""
        tasks = [item for item in self.chunk if isinstance(item, Task)]
        try:
            done = iter(self.future.result()) if self.future else _one_by_one(tasks)
        except BrokenExecutor:
            done = _one_by_one(tasks)
        for item in self.chunk:
            yield next(done)._replace(source=item.source) if isinstance(item, Task) else item


class Crew:
    """A pool of processes, each with the engine in its memory."""

    def __init__(self, size: int) -> None:
        self._pool = _pool(size)
        self._settings: dict[int, tuple[Settings, Settings]] = {}

    def order(self, chunk: Sequence[Result | Task]) -> Order:
        """Gives the tasks of a chunk away."""
        tasks = [item for item in chunk if isinstance(item, Task)]
        if not tasks:
            return Order(chunk, None)
        try:
            return Order(chunk, self._pool.submit(_carry_out, [self._portable(task) for task in tasks]))
        except BrokenExecutor:
            return Order(chunk, None)

    def dismiss(self) -> None:
        """Ends the processes without waiting for what nobody will read."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _portable(self, task: Task) -> Task:
        """The task without what other processes cannot take: views of dictionaries, computed tables."""
        settings = task.settings
        if id(settings) not in self._settings:
            from pm_lint.cache import plain_settings

            self._settings[id(settings)] = settings, Settings(**plain_settings(settings))
        source = Source(task.source.path, task.source.text, bom=task.source.bom)
        return task._replace(settings=self._settings[id(settings)][1], source=source)


def _pool(size: int) -> ProcessPoolExecutor:
    if not sys.platform.startswith("linux"):
        return ProcessPoolExecutor(size, initializer=_begin)
    _import_all()
    gc.freeze()
    return ProcessPoolExecutor(size, mp_context=get_context("fork"), initializer=_begin)


def _import_all() -> None:
    """Everything that linting needs, imported once, before the processes are copies of this one."""
    import_module("pm_lint.engine")
    from pm_lint.rules import all_rules

    for rule in all_rules().values():
        import_module(rule.check.__module__)


def _begin() -> None:
    """An interrupt is the first process's affair, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _carry_out(tasks: Sequence[Task]) -> list[Result]:
    return [carry_out(task)._replace(source=None) for task in tasks]


def _one_by_one(tasks: Sequence[Task]) -> Iterator[Result]:
    """After a process has died: each file in one of its own, so that only the file that kills it is lost."""
    for task in tasks:
        crew = Crew(1)
        try:
            future = crew.order([task]).future
            assert future is not None
            yield from future.result()
        except BrokenExecutor:
            yield Result(str(task.path), task.source, error="the process that linted it died")
        finally:
            crew.dismiss()
