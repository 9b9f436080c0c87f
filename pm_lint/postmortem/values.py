"""Metadata values as what they mean: dates, severities of any scale, stages of a document, people."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from pm_lint.lazy_regex import lazy_regex
from pm_lint.postmortem.data import read_table
from pm_lint.postmortem.times import Moment, Time, find_time
from pm_lint.postmortem.zones import zone_info
from pm_lint.record import NamedTuple


class Person(NamedTuple):
    """Someone or a group named in a value, with its place in it."""

    text: str
    start: int
    end: int
    kind: str
    """``handle``, ``mail``, ``team``, ``role`` or ``name``."""


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = read_table("values")
    return words


_SCALES = ("sev", "severity", "s", "p", "prio", "priority", "level", "l", "tier")
_SCALE = lazy_regex(rf"\b(?:{'|'.join(_SCALES)})[\s_-]?([0-5])\b|^\W*([0-5])\b(?!\s*[:./]\d)", re.IGNORECASE)
_RANKS = frozenset("012345")
_BEFORE_RANK = frozenset([scale + apart for scale in _SCALES for apart in ("", " ", "-")])


def severity_rank(value: str) -> int | None:
    """How severe: 0 or 1 is worst, 5 mildest; None where the value is on no scale that pm-lint knows."""
    if value[-1:] in _RANKS and value[:-1].lower() in _BEFORE_RANK:
        return int(value[-1])  # what nearly all write
    if (match := _SCALE.search(value)) is not None:
        return int(match.group(1) or match.group(2))
    rank = _first_word(value, "severity")
    return int(rank) if rank is not None else None


def lifecycle(value: str) -> str | None:
    """``draft``, ``review``, ``ongoing`` (the incident itself) or ``final``; None where the value says neither."""
    return _first_word(value, "lifecycle")


def _first_word(value: str, table: str) -> str | None:
    """The meaning of the word that stands first in the value; of two at one place the longer."""
    plain = value.casefold()
    found: list[tuple[int, int, str]] = []
    for meaning, words in _words()[table].items():
        for word in words:
            at = plain.find(word)
            while at >= 0 and _inside_word(plain, at, at + len(word)):
                at = plain.find(word, at + 1)
            if at >= 0:
                found.append((at, -len(word), meaning))
    return min(found)[2] if found else None


def _inside_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())


_TEAM = lazy_regex(
    r"\b(?:team|squad|group|guild|engineering|committee|sre|ops|operations|department|org)\b", re.IGNORECASE
)
_ROLE = lazy_regex(
    r"\b(?:incident commander|commander|on-?call|engineer|manager|lead|scribe|responder|developer|operator)\b",
    re.IGNORECASE,
)
_BETWEEN = lazy_regex(r"\s*(?:[,;/|&+]|\band\b|\bund\b|\bet\b|\by\b|\be\b|、|，|・|\s{2,})\s*")
_NOBODY = frozenset({"", "tbd", "tba", "n/a", "none", "todo", "?", "-", "unknown", "nobody", "everyone", "all"})


def people(value: str) -> list[Person]:
    """Who a value names, in order; remarks in parentheses are not people."""
    plain = re.sub(r"\([^()]*\)|<[^<>]*>|\[[^\[\]]*\]", lambda match: " " * len(match.group()), value)
    found, start = [], 0
    for match in [*_BETWEEN.finditer(plain), None]:
        stop = match.start() if match else len(plain)
        part = plain[start:stop]
        text = part.strip(" \t.:*_`-–")
        if text.casefold() not in _NOBODY and any(character.isalpha() for character in text):
            at = start + part.index(text)
            found.append(Person(text, at, at + len(text), _kind(text)))
        start = match.end() if match else stop
    return found


def _kind(text: str) -> str:
    if text.startswith("@"):
        return "team" if "/" in text or _TEAM.search(text.replace("-", " ")) else "handle"
    if "@" in text:
        return "mail"
    if _TEAM.search(text):
        return "team"
    return "role" if _ROLE.search(text) else "name"


class Dates(NamedTuple):
    """What a value says about when."""

    first: datetime
    """The day, or the moment with its zone where both are known."""
    last: datetime
    """The end of a range; ``first`` where there is none."""
    has_clock: bool


def read_dates(value: str, year: int | None = None) -> Dates | None:
    """The full date, or the range of dates, that a value states; None where no full date is said.

    ``year`` is taken for dates that name none.
    """
    time = find_time(value)
    if time is None:
        return None
    first = _instant_of(time.first, year)
    if first is None:
        return None
    last = _instant_of(_end_of(time), year) if time.last else None
    return Dates(first, last or first, time.first.minutes is not None)


def _end_of(time: Time) -> Moment:
    """The last moment of a range, on the day of the first where it names none."""
    last = time.last or time.first
    return last if last.day is not None else last._replace(day=time.first.day)


def _instant_of(moment: Moment, year: int | None) -> datetime | None:
    """The instant of a moment: with its zone where that is known; None without a full date."""
    day = moment.day
    if day is None or day.swappable or day.month is None or day.day is None or (day.year or year) is None:
        return None
    try:
        start = datetime(day.year or year or 0, day.month, day.day)
        instant = start + timedelta(seconds=round((moment.minutes or 0.0) * 60))
    except (ValueError, OverflowError):
        return None
    if moment.zone is None or moment.minutes is None:
        return instant
    return instant.replace(tzinfo=zone_info(moment.zone.text))


def day_number(iso: str | None) -> int | None:
    """Days since year one of an ISO date, None where there is none or it is no date."""
    try:
        return datetime.fromisoformat(iso).toordinal() if iso else None
    except ValueError:
        return None
