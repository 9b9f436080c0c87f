"""Times and dates as people write them, read from the start of a text, a table cell, or anywhere in a sentence.

A time expression is a run of pieces (weekday, date, clock time, zone) with white space or commas between them,
perhaps a range of two. Pieces that could be something else (``17.07``, ``1625``, ``4/26``) count only where the
caller says that a time is expected.
"""

from __future__ import annotations

import re
from functools import cache

from pm_lint.lazy_regex import lazy_regex
from pm_lint.postmortem.time_pieces import (
    TIME_WORDS,
    Clock,
    Day,
    Piece,
    day_fault,
    in_half,
    months,
    read_expected,
    read_piece,
)
from pm_lint.postmortem.zones import ZONE_WORDS, may_be_zone
from pm_lint.record import NamedTuple


class Word(NamedTuple):
    """Some words of the text that was read, with their offsets in it."""

    text: str
    start: int
    end: int


class Moment(NamedTuple):
    """One date, clock time, or both."""

    day: Day | None = None
    minutes: float | None = None
    """Since midnight; up to 1440."""
    zone: Word | None = None
    relative: float | None = None
    """Minutes after the start of the incident (``T+15``)."""
    half: str | None = None
    """``am`` or ``pm`` where it is written."""

    @property
    def is_empty(self) -> bool:
        """Whether neither a day nor a time of day is said; a zone alone is no moment."""
        return self.day is None and self.minutes is None and self.relative is None


class Time(NamedTuple):
    """A time expression."""

    start: int
    end: int
    first: Moment
    last: Moment | None
    """The end of a range."""
    approximate: bool
    fault: str | None
    """Why it cannot be read: "there is no hour 25"."""

    @property
    def has_clock(self) -> bool:
        """Whether it starts at a time of day, or so many minutes after the start of the incident."""
        return self.first.minutes is not None or self.first.relative is not None


_MARKS = frozenset(" \t\n\r\u00a0~≈∼*_`[({<|:,•–—-")
_LEADING_WORDS = frozenset({
    "on", "at", "from", "since", "between", "before", "after", "by", "until", "the", "um", "am", "ab", "le", "el",
    "a", "las", "em", "às", "à", "early", "late", "mid", "near", "also", "then", "next", "day", "following", "later",
})  # fmt: skip
_ROUGH_WORDS = frozenset({
    "approx", "approximately", "circa", "ca", "about", "around", "roughly", "gegen", "vers", "early", "late", "mid",
})  # fmt: skip
_ROUGH_MARKS = frozenset("~≈∼?頃")
_GLUE = lazy_regex(
    r"T(?=\d)|[\s,*_`\[\]()~≈]*"
    r"(?:(?:at|on|of|um|à|às|a las|@|early|late|around|about|approx|ca|circa)(?![a-z])\.?[\s*_`~]*)?"
)
_DASH = lazy_regex(r"[*_`]*\s(?:--?|–|—|:|\|)\s+[*_`~]*(?=\d{1,2}[:h.]?\d\d)")  # between a date and its clock time
_ASIDE = lazy_regex(r"[*_`]*\s*[(/\[]\s*(?=~?\d)")  # opens the same time in another zone
_RANGE = lazy_regex(
    r"[*_`)\]]*\s*(?:-|–|—|−|→|->|~|〜|～|\b(?:to|until|till|through|thru|and|bis|à|a|hasta|até)\b)\s*[*_`(\[~]*"
)
_BARE_DAY = lazy_regex(r"\d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?(?![\w/-]|[:.]\d)")  # "September 11-20, 2025"
_AFTER = lazy_regex(r"[頃ごろ?]*[*_`)\]]*")
_DASHES = frozenset("-–—−")
_AT_SIGHT = lazy_regex(
    r"(?:(\d{4})-(\d\d)-(\d\d)(?:[T ](?=\d)|(?!\w)))?"
    r"(?:(\d\d?):(\d\d)(?::(\d\d))?(?: ?([ap]m|[AP]M)(?!\.))?(?: ?(UTC)|(Z))?)?"
    r"(?![\w/])(?:[\s:;,.*_`()\[\]|@-]++|[–—]++)*+([^\W\d_]++(?!/)|$)"
)
"""An ISO date, a clock time or both, and the word after it."""
_JOINING = frozenset({
    "am", "pm", "at", "on", "of", "um", "às", "early", "late", "around", "about", "approx", "ca", "circa",
    "to", "until", "till", "through", "thru", "and", "bis", "hasta", "até",
})  # fmt: skip
"""Words of more than one letter after which a time may go on: those of ``_GLUE`` and ``_RANGE``."""


def read_time(
    text: str, start: int = 0, *, expected: bool = False, day_first: bool | None = None, dotted: bool = False
) -> Time | None:
    """The time expression at ``start`` of ``text``, after marks such as ``~``, ``[`` or ``around``; None without one.

    ``expected`` also takes what elsewhere would be a number (``17.07``, ``1625``, ``4/26``); ``day_first`` says how
    this document writes ``01/05/2024``, None where that is unknown; ``dotted`` says that it writes ``17.07 We …``.
    """
    if text[start : start + 1].isdigit() and (plain := _read_at_sight(text, start)) is not None:
        return plain
    begin, rough = _after_lead(text, start)
    reader = _Reader(text, expected, day_first, dotted=dotted)
    first, end = reader.moment(begin)
    if first is None or (first.is_empty and reader.fault is None):
        return None
    last, end = reader.range(first, end)
    if last is not None:
        first = _completed(first, last)
    end = reader.aside(first, end)
    trail = _AFTER.match(text, end)
    rough = rough or not _ROUGH_MARKS.isdisjoint(text[begin : trail.end() if trail else end])
    if text.count("(", begin, end) > text.count(")", begin, end) and text[end : end + 1] == ")":
        end += 1
    return Time(begin, end, first, last, rough, reader.fault)


@cache
def _continuing() -> frozenset[str]:
    """Words in lower case after which a time may go on."""
    return _JOINING | TIME_WORDS | ZONE_WORDS | months().keys()


def _goes_on(word: str) -> bool:
    """Whether a time may go on with a word in front of no slash."""
    return len(word) == 1 or word.casefold() in _continuing() or may_be_zone(word)


def _read_at_sight(text: str, start: int) -> Time | None:
    """What most times are: ``2026-03-04 10:05:30 PM UTC``, or less, and then words that have nothing to do with it."""
    match = _AT_SIGHT.match(text, start)
    if match is None:
        return None
    year, month, of_month, hour, minute, second, half, utc, z, word = match.groups()
    if word and _goes_on(word):
        return None
    day = minutes = zone = None
    end = match.end(3)
    if year is not None:
        day = Day(int(year), int(month), int(of_month))
        if day_fault(day) is not None:
            return None
    if hour is not None:
        if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
            return None
        half = half and half.lower()
        minutes = in_half(int(hour), half) * 60 + int(minute) + int(second or 0) / 60
        end = match.end(7) if half else match.end(6) if second else match.end(5)
    if utc or z:
        at = match.start(8) if utc else match.start(9)
        zone = Word(utc or z, at, end := at + len(utc or z))
    return Time(start, end, Moment(day, minutes, zone, None, half), None, False, None)


def _after_lead(text: str, start: int) -> tuple[int, bool]:
    """Where the marks and words before a time end (``~``, ``[``, ``around``), and whether one calls it rough."""
    rough, at = False, start
    while at < len(text):
        character = text[at]
        if character in _MARKS:
            rough = rough or character in _ROUGH_MARKS
            at += 1
            continue
        if not character.isalpha():
            break
        end = at
        while end < len(text) and end - at < 14 and text[end].isalpha():
            end += 1
        word = text[at:end].casefold()
        if word not in _LEADING_WORDS and word not in _ROUGH_WORDS:
            break
        rough = rough or word in _ROUGH_WORDS
        at = end + (text[end : end + 1] == ".")
    return at, rough


def _completed(first: Moment, last: Moment) -> Moment:
    """The start of a range with what only its end says: am or pm, the zone, the year."""
    if first.half is None and last.half and first.minutes is not None and first.minutes < 720:
        first = first._replace(minutes=_inherited(first.minutes, last), half=last.half)
    if first.zone is None:
        first = first._replace(zone=last.zone)
    if last.day is not None and first.day is not None and first.day.year is None:
        first = first._replace(day=first.day._replace(year=last.day.year))
    return first


def _inherited(minutes: float, last: Moment) -> float:
    """``11:50 - 12:10 pm`` starts before noon, ``5:00 - 6:00 pm`` after it."""
    later = minutes + 720
    return later if last.half == "pm" and later <= (last.minutes or 0.0) else minutes


class _Reader:
    """Reads pieces one after the other."""

    def __init__(self, text: str, expected: bool, day_first: bool | None, *, dotted: bool = False) -> None:
        self.text = text
        self.expected = expected
        self.day_first = day_first
        self.dotted = dotted
        self.fault: str | None = None

    def moment(self, at: int) -> tuple[Moment | None, int]:
        """The moment at ``at``, with where it ends."""
        day: Day | None = None
        zone: Word | None = None
        minutes: float | None = None
        relative: float | None = None
        half: str | None = None
        text, place, end = self.text, at, at
        while (piece := self._piece(place, day is not None and minutes is None, place == at)) is not None:
            value = piece.value
            if isinstance(value, Clock):
                if minutes is not None or relative is not None or (value.relative and (day or zone)):
                    break
                if value.relative:
                    relative = value.minutes
                else:
                    minutes, half = value.minutes, value.half
            elif isinstance(value, Day):
                if day is not None:
                    break
                day = value
            elif value is not None:
                if zone is not None or minutes is None:
                    break
                zone = Word(value, place, piece.end)
            self.fault = self.fault or piece.fault
            end = piece.end
            glue = _DASH.match(text, end) if day is not None and minutes is None else None
            glue = glue or _GLUE.match(text, end)
            place = glue.end() if glue else end
            if place == end and not text[end : end + 1].isalpha() and text[end : end + 1] not in ("+", "−", "-"):
                break
        return (Moment(day, minutes, zone, relative, half) if end > at else None), end

    def _piece(self, at: int, dated: bool, first: bool) -> Piece | None:
        piece = read_piece(self.text, at, self.day_first)
        if piece is None and self.text[at : at + 1] in _STARTS_EXPECTED:
            return read_expected(
                self.text,
                at,
                dated=dated,
                first=first,
                expected=self.expected,
                day_first=self.day_first,
                dotted=self.dotted,
            )
        return piece

    def range(self, first: Moment, end: int) -> tuple[Moment | None, int]:
        """The second half of a range after ``first``, with where it ends."""
        join = _RANGE.match(self.text, end)
        if join is None:
            return None, end
        tight = join.group() in _DASHES
        if tight and first.minutes is None and first.day is not None and first.day.day is not None:
            bare = _BARE_DAY.match(self.text, join.end())
            if bare is not None and first.day.month is not None and _is_named(self.text, end):
                return _same_month(first.day, bare.group()), bare.end()
        reader = _Reader(self.text, self.expected and tight, self.day_first)
        last, stop = reader.moment(join.end())
        if last is None or last.is_empty or reader.fault:
            return None, end
        if first.minutes is None and last.minutes is not None and last.day is None and first.day is not None:
            return None, end
        return last, stop

    def aside(self, first: Moment, end: int) -> int:
        """The end of the same time in another zone, ``(6:48 PDT)``; ``end`` where there is none."""
        opening = _ASIDE.match(self.text, end)
        if opening is None or first.minutes is None:
            return end
        other, stop = _Reader(self.text, False, self.day_first).moment(opening.end())
        if other is None or other.minutes is None or (other.zone is None and self.text[stop : stop + 1] != ")"):
            return end
        return stop + (self.text[stop : stop + 1] in (")", "]"))


_STARTS_EXPECTED = frozenset("0123456789+")


def _is_named(text: str, end: int) -> bool:
    """Whether the date that ends there has its month as a word: ``September 11``."""
    return re.search(r"[^\W\d_]{3}\.?[ -]\d{1,2}(?:st|nd|rd|th)?$", text[max(0, end - 24) : end]) is not None


def _same_month(day: Day, text: str) -> Moment:
    """The end of ``September 11-20, 2025``."""
    number, _, year = text.replace(",", "").partition(" ")
    return Moment(Day(int(year) if year else day.year, day.month, int(re.sub(r"\D", "", number))))


_START = lazy_regex(r"(?<![\w.:/-])(?:\d|([^\W\d_]{3,10})\.?[ -](?=\d))")


def find_time(text: str, start: int = 0) -> Time | None:
    """The first date or clock time anywhere in ``text`` from ``start`` on; only unmistakable ones."""
    for match in _START.finditer(text, start):
        if match.group(1) is not None and match.group(1).casefold() not in months():
            continue
        found = read_time(text, match.start())
        if found is not None and found.fault is None:
            return found
    return None
