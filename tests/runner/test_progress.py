"""A long run shows how far it is, on a terminal and nowhere else."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from pm_lint.progress import watched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def ticking(step: float) -> Callable[[], float]:
    now = [0.0]

    def clock() -> float:
        now[0] += step
        return now[0]

    return clock


def test_a_long_run_shows_a_line_and_leaves_none() -> None:
    stream = Terminal()
    assert list(watched(range(4), 4, stream=stream, clock=ticking(0.6))) == [0, 1, 2, 3]
    assert "[############............] 2/4" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_short_run_shows_nothing() -> None:
    stream = Terminal()
    assert list(watched(range(4), 4, stream=stream, clock=ticking(0.01))) == [0, 1, 2, 3]
    assert stream.getvalue() == ""


@pytest.mark.parametrize(("stream", "wanted"), [(io.StringIO(), True), (Terminal(), False)])
def test_no_terminal_or_no_wish_means_no_line(stream: io.StringIO, wanted: bool) -> None:
    assert list(watched(range(9), 9, stream=stream, clock=ticking(9), wanted=wanted)) == list(range(9))
    assert stream.getvalue() == ""


def test_nothing_of_the_line_is_left_when_the_reader_stops() -> None:
    stream = Terminal()
    for item in watched(range(9), 9, stream=stream, clock=ticking(9)):
        if item == 4:
            break
    assert stream.getvalue().endswith("\r\x1b[K")
