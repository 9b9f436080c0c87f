"""Times and dates as people write them, read from the start of a text, a table cell, or anywhere in a sentence.

A time expression is a run of pieces (weekday, date, clock time, zone) with white space or commas between them,
perhaps a range of two. Pieces that could be something else (``17.07``, ``1625``, ``4/26``) count only where the
caller says that a time is expected.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pm_lint.postmortem.zones import zone_pattern


class Day(NamedTuple):
    """A calendar date, as far as it is written."""

    year: int | None
    month: int | None
    day: int | None
    swappable: bool = False
    """Whether day and month could be exchanged: ``01/05/2024``."""

    @property
    def iso(self) -> str | None:
        """``2021-03-04``, or None where a part is missing."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


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
    date: Word | None
    """The date as written."""

    @property
    def has_clock(self) -> bool:
        return self.first.minutes is not None or self.first.relative is not None


_WEEKDAYS = (
    r"(?:mon(?:day|tag)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo)(?![a-zé])\.?"
)
_LEAD = re.compile(
    r"(?:[~≈∼*_`\[(<|:,•–—-]|\s|(?:approx(?:imately)?|circa|ca|about|around|roughly|on|at|from|since|between|before|"
    r"after|by|from|until|the|um|am|gegen|ab|vers|à|le|el|a las|em|às|early|late|mid|[Nn]ear)(?![a-z])\.?)*",
    re.IGNORECASE,
)
_ROUGH = re.compile(r"[~≈∼?]|approx|circa|\bca\b|about|around|roughly|gegen|vers|early|late|mid|頃|ごろ", re.IGNORECASE)
_GLUE = re.compile(
    r"T(?=\d)|[\s,*_`\[\]()]*(?:(?:at|on|of|um|à|às|a las|@|early|late)(?![a-z])[\s*_`]*)?", re.IGNORECASE
)
_DASH = re.compile(r"[*_`]*\s(?:--?|–|—|:|\|)\s+[*_`~]*(?=\d{1,2}[:h.]?\d\d)")  # between a date and its clock time
_ASIDE = re.compile(r"[*_`]*\s*[(/\[]\s*(?=~?\d)")  # opens the same time in another zone
_RANGE = re.compile(
    r"[*_`)\]]*\s*(?:-|–|—|−|→|->|~|〜|～|\b(?:to|until|till|through|thru|and|bis|à|a|hasta|até)\b)\s*[*_`(\[~]*",
    re.IGNORECASE,
)
_AFTER_DOTTED = re.compile(r"\s*[-–—:|*_`)\]]|\s*$|\s(?:Uhr|h\b)")
_AFTER = re.compile(r"[頃ごろ?]*[*_`)\]]*")


@cache
def _months() -> dict[str, int]:
    import json
    from pathlib import Path

    months: dict[str, int] = json.loads((Path(__file__).parent / "data" / "months.json").read_text("utf-8"))
    return months


@cache
def _piece() -> re.Pattern[str]:
    names = "|".join(sorted(_months(), key=len, reverse=True))
    month = rf"(?:{names})(?![a-zéûçä])\.?"
    return re.compile(
        rf"""
        (?P<iso>\d{{4,5}}[-/.]\d{{1,2}}[-/.](?:\d{{1,2}}|\?\?)(?![\d/]|[-.]\d))
        |(?P<cjk>(?:\d{{4}}年\s?)?\d{{1,2}}[月월]\s?\d{{1,2}}[日일])
        |(?P<dmy>\d{{1,2}}(?P<mark>[/.-])\d{{1,2}}(?P=mark)(?:\d{{4,5}}|\d{{2,3}})(?![\d/.:-]\d|\d))
        |(?P<name>{month}[ -]\d{{1,2}}(?:st|nd|rd|th)?(?![\d:])(?:,?[ -]+\d{{4}}(?!\d|:\d))?)
        |(?P<dayname>\d{{1,2}}(?:st|nd|rd|th|\.|er)?(?:\sof|\sde)?[ -]?{month}(?:,?(?:\sde)?[ -]\d{{4}}(?!\d|:\d))?)
        |(?P<monthyear>{month},?\s\d{{4}}(?!\d|:\d))
        |(?P<relative>T\s?[+−-]\s?(?:\d{{1,3}}(?::\d\d){{1,2}}|\d{{1,4}}\s?(?:h(?:ours?|rs?)?|d(?:ays?)?|s(?:ec)?)?(?:\s?\d{{1,2}}\s?m)?)(?:\s?m(?:in(?:ute)?s?)?)?(?!\w|:\d)|T0(?!\w))
        |(?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d+)?)?(?!\d)(?:\s?[ap](?:\.?m\b\.?|(?![\w.])))?)
        |(?P<twelve>\d{{1,2}}\s?[ap]\.?m\b\.?)
        |(?P<hour>\d{{1,2}}\s?[時시](?:\s?\d{{1,2}}\s?[分분])?|\d{{1,2}}\sUhr\b)
        |(?P<weekday>{_WEEKDAYS})
        |(?P<zone>{zone_pattern()})
        |(?P<word>noon\b|midnight\b)
        |(?P<part>(?:early\s|late\s)?(?:morning|afternoon|evening|night)\b|午前|午後|oras?\b|Uhr\b|uur\b|h(?:ou)?rs\b)
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(
        r"(?P<military>(?:[01]\d|2[0-3])[0-5]\d(?![\d/%]|[:.]\d)(?:\s?h(?:ou)?rs\b|h\b|Z\b)?)"
        r"|(?P<dotted>\d{1,2}\.\d{2}(?![\d%]|\.\d)(?:\s?[ap]\.?m\b\.?)?)"
        r"|(?P<french>\d{1,2}\s?h\s?(?:\d{2})?(?!\w))"
        r"|(?P<monthday>\d{1,2}/\d{1,2}(?![\d/])|\d{1,2}\.\d{1,2}\.(?!\d)|\d{4}-(?:0[1-9]|1[0-2])(?![\d-]))"
        r"|(?P<plus>\+\s?\d{1,3}(?::[0-5]\d){0,2}\s?(?:m(?:in(?:ute)?s?)?|h(?:ours?)?)?(?!\w))",
        re.IGNORECASE,
    )


def read_time(text: str, start: int = 0, *, expected: bool = False, day_first: bool | None = None) -> Time | None:
    """The time expression at ``start`` of ``text``, after marks such as ``~``, ``[`` or ``around``; None without one.

    ``expected`` also takes what elsewhere would be a number (``17.07``, ``1625``, ``4/26``); ``day_first`` says how
    this document writes ``01/05/2024``, None where that is unknown.
    """
    lead = _LEAD.match(text, start)
    at = lead.end() if lead else start
    while at > start and (text[at - 1] in "-−–—+" or text[at - 1 : at].isspace()):
        at -= 1  # signs are part of offsets only, which no expression starts with
    at = _skip_spaces(text, at)
    reader = _Reader(text, expected, day_first)
    first, end = reader.moment(at)
    if first is None or (first == Moment(zone=first.zone) and reader.fault is None):
        return None
    begin = at
    last, end = reader.range(first, end)
    if last is not None and first.half is None and last.half and first.minutes is not None and first.minutes < 720:
        first = first._replace(minutes=_inherit_half(first, last), half=last.half)
    if last is not None and first.zone is None:
        first = first._replace(zone=last.zone)
    if last is not None and last.day is not None and first.day is not None and first.day.year is None:
        first = first._replace(day=first.day._replace(year=last.day.year))
    end = reader.aside(first, end)
    trail = _AFTER.match(text, end)
    if text.count("(", begin, end) > text.count(")", begin, end) and text[end : end + 1] == ")":
        end += 1
    rough = bool(_ROUGH.search(text, start, trail.end() if trail else end))
    return Time(begin, end, first, last, rough, reader.fault, reader.date)


def _skip_spaces(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] in "–—-−"):
        at += 1
    return at


def _inherit_half(first: Moment, last: Moment) -> float:
    """``11:50 - 12:10 pm`` starts before noon, ``5:00 - 6:00 pm`` after it."""
    minutes, end = first.minutes or 0.0, last.minutes or 0.0
    later = minutes + 720
    return later if last.half == "pm" and later <= end else minutes % 720 if last.half == "am" else minutes


class _Reader:
    """Reads pieces one after the other."""

    def __init__(self, text: str, expected: bool, day_first: bool | None) -> None:
        self.text = text
        self.expected = expected
        self.day_first = day_first
        self.fault: str | None = None
        self.date: Word | None = None

    def moment(self, at: int, known: Moment | None = None) -> tuple[Moment | None, int]:
        """The moment at ``at`` and where it ends."""
        found, end, text = Moment(), at, self.text
        place = at
        while True:
            match = _piece().match(text, place)
            if match is None or match.lastgroup is None:
                match = self._weak_piece(place, found)
            if match is None:
                break
            kind = match.lastgroup if match.lastgroup != "mark" else "dmy"
            following = self._add(found, kind or "", match)
            if following is None:
                break
            found, end = following, match.end()
            dash = _DASH.match(text, end) if found.day and found.minutes is None else None
            glue = dash or _GLUE.match(text, end)
            place = glue.end() if glue else end
            if (
                place == end
                and not text[place : place + 1].isalpha()
                and text[place : place + 1] not in ("+", "−", "-")
            ):
                break
        return (found if end > at else None), end

    def _weak_piece(self, at: int, found: Moment) -> re.Match[str] | None:
        match = _weak().match(self.text, at)
        if match is None:
            return None
        if match.lastgroup == "military":
            after = self.text[match.end() : match.end() + 12]
            marked = match.group()[-1] in "hHsSZz" or re.match(rf"\s?(?:{zone_pattern()})", after)
            dated = found.day is not None and found.minutes is None
            year = match.group()[:2] in ("19", "20") and not dated
            if not (marked or dated or (self.expected and not year and re.match(r"\s*[-–—:|*_`]|\s*$", after))):
                return None
        elif not self.expected or (found != Moment() and match.lastgroup == "plus"):
            return None
        elif match.lastgroup == "dotted" and match.group()[-1].isdigit() and not found.day:
            return match if _AFTER_DOTTED.match(self.text, match.end()) else None
        return match

    def _add(self, found: Moment, kind: str, match: re.Match[str]) -> Moment | None:
        """``found`` with one more piece, None where the piece does not belong to it."""
        text = match.group()
        if kind in ("weekday", "part"):
            return found
        if kind == "zone":
            if found.zone or found.minutes is None or self._is_range(text, match.start()):
                return None
            return found._replace(zone=Word(text, *match.span()))
        if kind in ("relative", "plus"):
            return found._replace(relative=_relative_minutes(text)) if found == Moment() else None
        if kind in _CLOCKS:
            if found.minutes is not None or found.relative is not None:
                return None
            minutes, half, fault = _clock_minutes(kind, text)
            self.fault = self.fault or fault
            return found._replace(minutes=minutes, half=half)
        if found.day is not None:
            return None
        day, fault = self._day(kind, text)
        if day is None and fault is None:
            return None
        self.fault = self.fault or fault
        self.date = self.date or Word(text, *match.span())
        return found._replace(day=day or Day(None, None, None))

    def _is_range(self, zone: str, start: int) -> bool:
        """Whether ``-13:45`` after a clock time is the end of a range, not an offset: offsets follow ISO times."""
        return zone[0] in "-−" and ":" in zone and not re.search(r"\dT\d[\d:.]*$", self.text[:start])

    def _day(self, kind: str, text: str) -> tuple[Day | None, str | None]:
        day = _day_of(kind, text, self.day_first)
        if day is None:
            return None, None
        return day, day_fault(day, text)

    def range(self, first: Moment, end: int) -> tuple[Moment | None, int]:
        """The second half of a range after ``first``, with where it ends."""
        join = _RANGE.match(self.text, end)
        if join is None or join.end() == end:
            return None, end
        tight = join.group().strip() in ("-", "–", "—", "−")
        if first.minutes is None and first.day is not None and first.day.day is not None:
            bare = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?(?![\w/-]|[:.]\d)").match(self.text, join.end())
            if bare is not None and self.date is not None and join.end() - end == 1:
                number, _, year = bare.group().replace(",", "").partition(" ")
                day = first.day._replace(day=int(re.sub(r"\D", "", number)), year=int(year) if year else first.day.year)
                return Moment(day), bare.end()
        date, fault = self.date, self.fault
        strict = _Reader(self.text, self.expected and tight and join.end() - end == 1, self.day_first)
        last, stop = strict.moment(join.end())
        self.date, self.fault = date, fault
        if last is None or last == Moment() or last == Moment(zone=last.zone) or strict.fault:
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


_CLOCKS = frozenset({"clock", "twelve", "hour", "word", "military", "dotted", "french"})


def _clock_minutes(kind: str, text: str) -> tuple[float | None, str | None, str | None]:
    """Minutes since midnight, ``am`` or ``pm``, and what is wrong."""
    if kind == "word":
        return (720.0 if text.lower() == "noon" else 0.0), None, None
    digits = re.findall(r"\d+", text)
    if kind == "military":
        digits = [text[:2], text[2:4]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    second = int(digits[2]) if len(digits) > 2 else 0
    half = re.search(r"([ap])\.?m?\.?$", text.strip(), re.IGNORECASE)
    name = {"a": "am", "p": "pm"}[half.group(1).lower()] if half and kind != "military" else None
    if hour > 24 or (hour == 24 and (minute or second)):
        return None, name, f"there is no hour {hour}"
    if minute > 59:
        return None, name, f"there is no minute {minute}"
    if second > 60:
        return None, name, f"there is no second {second}"
    if name == "pm" and hour < 12:
        hour += 12
    elif name == "am" and hour == 12:
        hour = 0
    return hour * 60 + minute + second / 60, name, None


def _relative_minutes(text: str) -> float:
    sign = -1.0 if re.search(r"[−-]", text) else 1.0
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if re.fullmatch(r"T0", text, re.IGNORECASE):
        return 0.0
    if ":" in text:
        return sign * (numbers[0] * 60 + numbers[1] + (numbers[2] / 60 if len(numbers) > 2 else 0))
    unit = re.search(r"\d\s?([hds])", text)
    factor = {"h": 60.0, "d": 1440.0, "s": 1 / 60}[unit.group(1)] if unit else 1.0
    return sign * (numbers[0] * factor + (numbers[1] if len(numbers) > 1 else 0))


def _day_of(kind: str, text: str, day_first: bool | None) -> Day | None:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    match kind:
        case "iso" | "cjk":
            if "?" in text:
                return Day(numbers[0], numbers[1], None)
            year, month, day = numbers if len(numbers) == 3 else [None, *numbers]
            return Day(year, month, day)
        case "dmy" | "monthday":
            return _numeric_day(numbers, text, day_first)
    word = re.search(r"[^\W\d_]{3,}", re.sub(r"\d+(?:st|nd|rd|th|er)", "", text))
    month = _months()[word.group().lower()] if word else None
    match kind:
        case "monthyear":
            return Day(numbers[-1], month, None)
        case "name" | "dayname":
            return Day(numbers[1] if len(numbers) > 1 else None, month, numbers[0])
    return None


def _numeric_day(numbers: list[int], text: str, day_first: bool | None) -> Day | None:
    """``26.4.2021`` is day first; with slashes the document decides, where the numbers do not."""
    if re.fullmatch(r"\d{4}-\d\d", text):
        return Day(numbers[0], numbers[1], None)
    first, second = numbers[0], numbers[1]
    year = numbers[2] if len(numbers) > 2 else None
    if year is not None and year < 100:
        year += 2000
    if "." in text or first > 12 or (day_first and second <= 12):
        return Day(year, second, first)
    return Day(year, first, second, swappable=second <= 12 and first != second and day_first is None)


_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def day_fault(day: Day, text: str) -> str | None:
    """What is impossible about a date, None where nothing is."""
    if day.year is not None and not 1900 <= day.year <= 2999:
        return f"there is no year {day.year}"
    if day.month is not None and not 1 <= day.month <= 12:
        return f"there is no month {day.month}"
    if day.day is not None and not 1 <= day.day <= 31:
        return f"there is no day {day.day}"
    if day.day is not None and day.month is not None:
        length = _LENGTHS[day.month - 1]
        if day.month == 2 and day.year is not None and (day.year % 4 or (day.year % 100 == 0 and day.year % 400)):
            length = 28
        if day.day > length:
            return f"month {day.month} has {length} days"
    return None


def find_time(text: str, start: int = 0) -> Time | None:
    """The first date or clock time anywhere in ``text`` from ``start`` on; only unmistakable ones."""
    for match in _starts().finditer(text, start):
        found = read_time(text, match.start())
        if found is not None and found.fault is None:
            return found
    return None


@cache
def _starts() -> re.Pattern[str]:
    names = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(rf"(?<![\w.:/-])(?:\d|(?:{names})\.?[ -]\d)", re.IGNORECASE)
