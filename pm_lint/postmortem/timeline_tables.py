"""Where in a table the times stand: in one column, or dates in one and clock times in the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Table
from pm_lint.postmortem.metadata_keys import plain_label
from pm_lint.postmortem.times import Time
from pm_lint.postmortem.zones import find_zone

_TIME_COLUMNS = frozenset({
    "time", "times", "timestamp", "timestamps", "when", "date", "dates", "day", "datetime", "hour", "start",
    "from", "utc", "zeit", "uhrzeit", "datum", "zeitpunkt", "heure", "date/time", "hora", "fecha", "data",
    "quando", "時刻", "時間", "日時", "日付", "时间", "日期", "시간", "날짜", "시각",
})  # fmt: skip
_END_COLUMN = lazy_regex(r"\b(?:end|until|to|till|finish|ende|bis|fin)\b|終了", re.IGNORECASE)
_FIRST_COLUMNS = 4
"""Times stand among these."""


def time_columns(table: Table, *, expected: bool, read: Callable[[str], Time | None]) -> dict[int, list[Time | None]]:
    """What ``read`` finds in each cell, that of the header first, of the columns that hold dates and times, in order.

    ``expected`` says that the table is in a timeline. Elsewhere one of the first two columns must be named for it, and
    clock times must stand in it.
    """
    headers = [plain_label(cell.text.prose.text) for cell in table.header.cells]
    named = [not _TIME_COLUMNS.isdisjoint(header.replace("(", " ").split()) for header in headers]
    if not expected and not any(named[:2]):
        return {}
    rows = (table.header, *table.rows)
    found, clocks = {}, 0
    for index in range(min(len(named), _FIRST_COLUMNS)):
        if not (named[index] or expected):
            continue
        cells = [row.cells[index].text.prose.text if index < len(row.cells) else "" for row in rows]
        times = list(map(read, cells))
        told = list(zip(cells, times, strict=True))[1:]
        whole = [time for cell, time in told if time is not None and time.end >= len(cell.strip()) * 0.6]
        if not whole or len(whole) * 2 < sum(not cell.isspace() for cell, _ in told if cell):
            continue
        has_clock = any(time.has_clock for time in whole)
        if has_clock and clocks and not _END_COLUMN.search(cells[0]):
            continue  # the same times in another zone
        found[index] = times
        clocks += has_clock
    return found if expected or clocks else {}


def header_zone(table: Table, columns: Iterable[int]) -> str | None:
    """The zone that the header of a column of times names."""
    for index in columns:
        zone = find_zone(table.header.cells[index].text.prose.text)
        if zone is not None:
            return zone.name
    return None


def joined(date: Time, clock: Time) -> Time:
    """The date of one column with the time of the next; of two clock times the second ends a range."""
    fault = date.fault or clock.fault
    if date.first.minutes is not None and clock.first.minutes is not None:
        return date._replace(last=clock.first, fault=fault)
    first = clock.first._replace(day=date.first.day or clock.first.day, zone=clock.first.zone or date.first.zone)
    if date.first.minutes is not None:
        first = first._replace(minutes=date.first.minutes)
    return clock._replace(first=first, fault=fault, approximate=date.approximate or clock.approximate)
