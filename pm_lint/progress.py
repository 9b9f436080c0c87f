"""How far a long run is: one line on standard error, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

AFTER = 1.0
"""Seconds before the line appears: a short run needs none."""
EVERY = 0.1
"""Seconds between two states of the line."""
_WIDTH = 24
_CLEAR = "\r\x1b[K"

T = TypeVar("T")


def watched(
    items: Iterable[T],
    total: int,
    *,
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
    wanted: bool = True,
) -> Iterator[T]:
    """Yields ``items`` and shows how many of ``total`` have come, where ``stream`` is a terminal.

    The line is gone while an item is handed over, so that what is printed meanwhile stands alone.
    """
    shown = sys.stderr if stream is None else stream
    if not wanted or not shown.isatty():
        yield from items
        return
    next_time = clock() + AFTER
    visible = False
    try:
        for count, item in enumerate(items, 1):
            if visible:
                shown.write(_CLEAR)
                shown.flush()
                visible = False
            yield item
            if count < total and clock() >= next_time:
                shown.write(_CLEAR + _line(count, total))
                shown.flush()
                visible = True
                next_time = clock() + EVERY
    finally:
        if visible:
            shown.write(_CLEAR)
            shown.flush()


def _line(count: int, total: int) -> str:
    done = _WIDTH * count // total
    return f"[{'#' * done}{'.' * (_WIDTH - done)}] {count}/{total}"
