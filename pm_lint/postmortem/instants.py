"""When the events of a timeline happened: dates in force, zones inherited, midnight crossed.

Unknown stays unknown: an entry without a date has no instant, and one whose zone nobody names has an instant
without a zone. What can be compared without all of that is in ``elapsed``.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pm_lint.postmortem.milestones import find_milestones
from pm_lint.postmortem.model import Excerpt, Field, Role, TimelineEntry
from pm_lint.postmortem.time_pieces import Day
from pm_lint.postmortem.timeline import Event
from pm_lint.postmortem.timeline_zones import clocks_of, zones_of
from pm_lint.postmortem.times import Moment, find_time
from pm_lint.postmortem.values import read_dates
from pm_lint.postmortem.zones import zone_info
from pm_lint.record import NamedTuple

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_DAY_MINUTES = 1440.0
_SURE_DROP = 12 * 60
_MAYBE_DROP = 4 * 60
"""A clock that falls by less stays on its day: the entry is out of order."""


class _Dated(NamedTuple):
    """An event with the day in force."""

    event: Event
    day: Day | None
    moved: int
    """Days after ``day``, for midnights that were crossed."""


def settle(postmortem: Postmortem, events: Sequence[Event]) -> tuple[TimelineEntry, ...]:
    """The entries of found events, with dates, zones, instants and milestones."""
    zones = zones_of(postmortem, events)
    clocks = clocks_of(zones)
    dated = _dated(postmortem, events)
    if _unsettled_halves(events):
        dated = [_without_clock(one) for one in dated]
    kept = [index for index in _without_day_marks(events) if not _is_phase(events, index)]
    dated, zones = [dated[index] for index in kept], [zones[index] for index in kept]
    told = [clocks[zone] for zone in zones]
    instants = list(map(_instants, dated, told))
    elapsed = _elapsed(dated, told, instants)
    return tuple(map(_entry, dated, zones, instants, elapsed))


def _without_day_marks(events: Sequence[Event]) -> list[int]:
    """Indexes of the events that are no mere heading of a day ("July 5" above clock times)."""
    kept = []
    for index, event in enumerate(events):
        following = events[index + 1] if index + 1 < len(events) else None
        mark = (
            event.is_bare
            and not event.time.has_clock
            and not event.time.fault
            and following is not None
            and following.time.has_clock
            and following.time.first.day is None
        )
        if not mark:
            kept.append(index)
    return kept


def _is_phase(events: Sequence[Event], index: int) -> bool:
    """Whether a heading with a time stands above events of its own: "10:07-10:29: coordination"."""
    event = events[index]
    if event.holder != "heading":
        return False
    inside = [other for other in events[index + 1 : index + 3] if other.section == event.section]
    return len(inside) > 1 and all(other.holder != "heading" for other in inside)


def _unsettled_halves(events: Sequence[Event]) -> bool:
    """Whether the clock is one of twelve hours and nobody says which half of the day: ``11:57``, then ``1:17``."""
    plain = [e.time.first.minutes for e in events if e.time.first.minutes is not None and e.time.first.half is None]
    if not plain or not all(60 <= minutes < 780 for minutes in plain):
        return False
    if len(plain) < len([e for e in events if e.time.first.minutes is not None]):
        return True
    falls = itertools.pairwise(plain)
    return any(first - second >= _MAYBE_DROP and first >= 600 and second < 480 for first, second in falls)


def _without_clock(one: _Dated) -> _Dated:
    """An event whose clock time may be that of the morning or of the evening."""
    time = one.event.time
    if time.first.half is not None:
        return one
    return one._replace(event=one.event._replace(time=time._replace(first=time.first._replace(minutes=None))))


def _dated(postmortem: Postmortem, events: Sequence[Event]) -> list[_Dated]:
    """Each event with its day: its own, else the one in force; a clock that starts again begins a new day."""
    reference = _reference(postmortem, events)
    year = reference.year if reference else None
    current: Day | None = None
    explicit = False
    titled: Day | None = None
    headings: dict[int | None, Day | None] = {}
    moved, last = 0, None
    found: list[_Dated] = []
    section: object = object()
    for index, event in enumerate(events):
        own, minutes = event.time.first.day, event.time.first.minutes
        if event.section != section:
            section = event.section
            if event.section not in headings:
                headings[event.section] = _heading_day(postmortem, event)
            heading = headings[event.section]
            if heading is not None and heading != titled:
                titled = heading
                current, explicit, moved, last = _with_year(heading, year, current), True, 0, None
            elif heading is None and not explicit:
                current = reference
        if own is not None:
            current, explicit, moved = _with_year(own, year, current), True, 0
        elif minutes is not None and last is not None and minutes < last and _crosses(events, index, last):
            moved += 1
        last = minutes if minutes is not None else (None if own is not None else last)
        found.append(_Dated(event, current, moved))
    return found


def _crosses(events: Sequence[Event], index: int, last: float) -> bool:
    """Whether midnight lies before an undated event whose clock is behind the one before."""
    minutes = events[index].time.first.minutes or 0.0
    drop = last - minutes
    if drop >= _SURE_DROP:
        return True
    if drop < _MAYBE_DROP:
        return False
    later = [e.time.first.minutes for e in events[index + 1 : index + 3] if e.time.first.day is None]
    return bool(later) and all(minutes is not None and minutes < last for minutes in later)


def _with_year(day: Day, year: int | None, before: Day | None) -> Day:
    """A date without a year takes that of the date in force, or the next one after December."""
    known = before.year if before and before.year else year
    if day.year is not None or known is None:
        return day
    if before and before.year and before.month == 12 and day.month == 1:
        known += 1
    return day._replace(year=known)


def _heading_day(postmortem: Postmortem, event: Event) -> Day | None:
    """The date in the title of the section that holds an event ("Timeline, 2021-03-04"), or of one around it."""
    index = event.section
    while index is not None:
        section = postmortem.sections[index]
        title = "" if section.span == event.span else section.title
        if any(character.isdigit() for character in title) and (time := find_time(title)) is not None:
            day = time.first.day
            if day is not None and not day.swappable and day.day is not None:
                return day
        if Role.TIMELINE in section.roles:
            return None
        index = section.parent
    return None


def _reference(postmortem: Postmortem, events: Sequence[Event]) -> Day | None:
    """The day of the incident as the document states it outside the timeline."""
    first = next((e.time.first.day for e in events if e.time.first.day and e.time.first.day.year), None)
    for key in ("started", "date"):
        for field in postmortem.metadata:
            if field.key == key and _is_of_incident(field, postmortem.metadata):
                dates = read_dates(field.value, first.year if first else None)
                if dates is not None and dates.first.date() == dates.last.date():
                    return Day(dates.first.year, dates.first.month, dates.first.day)
    return Day(first.year, None, None) if first else None


def _is_of_incident(field: Field, fields: Sequence[Field]) -> bool:
    """Whether a date is that of the incident: plain ``date`` in front matter is often the day of publishing."""
    return field.source != "front-matter" or any(f.key in ("severity", "status", "duration") for f in fields)


def _instants(one: _Dated, zone: str | None) -> tuple[datetime | None, datetime | None]:
    """The first and last moment of an event."""
    time, day = one.event.time, one.day
    if time.fault:
        return None, None
    first = _instant(time.first, day, one.moved, zone)
    if time.last is None or first is None:
        return first, None
    if time.last.day is not None:
        return first, _instant(time.last, _with_year(time.last.day, None, day), 0, zone)
    last = _instant(time.last, day, one.moved, zone)
    if last is not None and _before(last, first):
        last += timedelta(days=1)
    return first, last


def _before(first: datetime, second: datetime) -> bool:
    return (first.tzinfo is None) == (second.tzinfo is None) and first < second


def _instant(moment: Moment, day: Day | None, moved: int, zone: str | None) -> datetime | None:
    """The clock time of a moment, so many days after a day, in its own zone or in ``zone``."""
    if moment.minutes is None or day is None or day.swappable:
        return None
    if day.year is None or day.month is None or day.day is None:
        return None
    name = moment.zone.text if moment.zone else zone
    try:
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone_info(name) if name else None)
        return midnight + timedelta(moved, round(moment.minutes * 60))
    except (ValueError, OverflowError):
        return None


def _elapsed(
    kept: Sequence[_Dated],
    zones: Sequence[str | None],
    instants: Sequence[tuple[datetime | None, datetime | None]],
) -> list[float | None]:
    """Minutes since the first entry of the most frequent kind of time; None for entries of another kind."""
    measures = list(map(_measure, kept, zones, instants))
    kinds = [measure[0] for measure in measures if measure]
    if not kinds:
        return [None] * len(measures)
    kind = max(set(kinds), key=lambda k: (kinds.count(k), k))
    base = next(measure[1] for measure in measures if measure and measure[0] == kind)
    return [measure[1] - base if measure and measure[0] == kind else None for measure in measures]


def _measure(
    one: _Dated, zone: str | None, instants: tuple[datetime | None, datetime | None]
) -> tuple[str, float] | None:
    """What kind of clock an entry is measured by, and the minutes on it."""
    first = one.event.time.first
    if one.event.time.fault:
        return None
    if first.relative is not None:
        return "relative", first.relative
    if first.minutes is None:
        return None
    instant = instants[0]
    if instant is not None and instant.tzinfo is not None:
        return "aware", instant.timestamp() / 60
    if instant is not None:
        return f"local {zone or ''}", (instant - datetime(1970, 1, 1)).total_seconds() / 60
    info = zone_info(zone) if zone else None
    offset = info.utcoffset(None) if info is not None else None
    frame = "clock utc" if offset is not None else f"clock {zone or ''}"
    if one.day is not None and one.day.month is not None and one.day.day is not None:
        frame = f"{frame} {one.day.month}-{one.day.day}"
    return frame, first.minutes + one.moved * _DAY_MINUTES - (offset.total_seconds() / 60 if offset else 0.0)


def _entry(
    one: _Dated, zone: str | None, instants: tuple[datetime | None, datetime | None], elapsed: float | None
) -> TimelineEntry:
    event, day = one.event, one.day
    time, instant = event.time, instants[0]
    minutes, own = time.first.minutes, time.first.zone
    date = None
    if day is not None and not day.swappable and not time.fault:
        date = instant.date().isoformat() if instant is not None else day.iso
    return TimelineEntry(
        event.line,
        event.span,
        event.written,
        instant,
        instants[1],
        zone,
        Excerpt(own.text, event.zone_span) if own and event.zone_span else None,
        find_milestones(event.text),
        event.text,
        event.time_place,
        event.text_place,
        event.section,
        int(minutes) if minutes is not None else None,
        date,
        time.fault,
        elapsed,
        time.approximate,
        event.holder,
    )
