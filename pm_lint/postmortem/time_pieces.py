"""The pieces of a time expression: a date, a clock time, a zone, a weekday; what each says and what is wrong with it.

Words are looked up in tables instead of being spelled out in patterns: those would take longer to compile than a
document takes to read.
"""

from __future__ import annotations

import re
from functools import cache

from pm_lint.lazy_regex import lazy_regex
from pm_lint.postmortem.data import read_table
from pm_lint.postmortem.zones import may_be_zone, read_zone
from pm_lint.record import NamedTuple


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


class Clock(NamedTuple):
    """A time of day, or one since the start of the incident."""

    minutes: float | None
    half: str | None = None
    """``am`` or ``pm`` where it is written."""
    relative: bool = False


class Piece(NamedTuple):
    """One piece and where it ends."""

    end: int
    value: Day | Clock | str | None
    """A string is a zone; None is a word that adds nothing, such as a weekday."""
    fault: str | None = None


_DIGITS = lazy_regex(r"\d+")
_NUMERIC = lazy_regex(
    r"(?P<iso>\d{4,5}[-/.]\d\d?[-/.](?:\d\d?|\?\?)(?!\d|/(?!\d\d?(?![\d/]))|[-.]\d))"
    r"|(?P<cjk>(?:\d{4}[年년]\s?)?\d\d?[月월]\s?\d\d?[日일])"
    r"|(?P<dmy>\d\d?(?P<mark>[/.-])\d\d?(?P=mark)\d{2,5}(?![/.:]\d|\d))"
    r"|(?P<clock>\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?(?!\d)(?:\s?[apAP]\.?[mM]\b\.?|[apAP](?![\w.]))?)"
    r"|(?P<twelve>\d\d?\s?[apAP]\.?[mM]\b\.?)"
    r"|(?P<hour>\d\d?\s?[時시](?:\s?\d\d?\s?[分분])?|\d\d?\sUhr\b)"
)
_EXPECTED = lazy_regex(
    r"(?P<military>(?:[01]\d|2[0-3])[0-5]\d(?![\d/%]|[:.]\d|-(?:0[1-9]|1[0-2])(?![\d-]))(?:\s?h(?:ou)?rs\b|h\b|Z\b)?)"
    r"|(?P<dotted>\d\d?\.\d\d(?![\d%]|\.\d)(?:\s?[apAP]\.?[mM]\b\.?)?)"
    r"|(?P<french>\d\d?\s?[hH]\s?(?:\d\d)?(?!\w))"
    r"|(?P<monthday>\d\d?/\d\d?(?![\d/])|\d\d?\.\d\d?\.(?!\d)|\d{4}-(?:0[1-9]|1[0-2])(?![\d-])"
    r"|(?:0\d|1[0-2])-[0-3]\d(?=\s(?:~?\d\d?:\d\d|morning\b|afternoon\b|evening\b|night\b)))"
    r"|(?P<plus>\+\s?\d{1,3}(?::[0-5]\d){0,2}\s?(?:m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|(?i:(?:(?:business|working)\s)?days?))?"
    r"(?!\w|\s(?i:business|working|days?|weeks?)\b))"
)
_DAY_NAME = lazy_regex(
    r"(\d\d?)(?:st|nd|rd|th|\.|er)?(?:\s(?:of|de))?[ -]?([^\W\d_]{3,10})\.?(?:,?(?:\sde)?[ -](\d{4})(?!\d|:\d))?"
)
_FIRST_DAY = lazy_regex(r"(\d\d?)(?:st|nd|rd|th)?\s?[-–]\s?(?=\d\d?(?:st|nd|rd|th)?[ -][^\W\d_]{3})")
_NAME_DAY = lazy_regex(r"\.?[ -](\d\d?)(?:st|nd|rd|th)?(?!\d|:\d)(?:,?[ -]+(\d{4})(?!\d|:\d))?")
_NAME_YEAR = lazy_regex(r"\.?,?\s(\d{4})(?!\d|:\d)")
_WORD = lazy_regex(r"[^\W\d_]+")
_RELATIVE = lazy_regex(
    r"[Tt]\s?(?:(?P<sign>[+−-])\s?(?P<amount>\d{1,3}(?::\d\d){1,2}|\d{1,4}\s?(?:h(?:ours?|rs?)?|d(?:ays?)?|s(?:ec)?)?"
    r"(?:\s?\d\d?\s?m)?)(?:\s?m(?:in(?:ute)?s?)?)?|0)(?!\w|:\d)"
)
_AFTER_DOTTED = lazy_regex(r"\s*[-–—:|*_`)\]]|\s*$|\s(?:Uhr|h\b)")
_AFTER_MILITARY = lazy_regex(r"\s*[-–—:|*_`]|\s*$")
_WEEKDAYS = frozenset({
    "mon", "monday", "montag", "tue", "tues", "tuesday", "dienstag", "wed", "weds", "wednesday", "mittwoch", "thu",
    "thur", "thurs", "thursday", "donnerstag", "fri", "friday", "freitag", "sat", "saturday", "samstag", "sun",
    "sunday", "sonntag", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes",
    "miércoles", "jueves", "viernes", "sábado", "domingo",
})  # fmt: skip
_ADDS_NOTHING = frozenset({
    "morning", "afternoon", "evening", "night", "午前", "午後", "uhr", "uur", "hrs", "hours",
})  # fmt: skip
_AFTER_T = frozenset("+-−0")
"""What goes on after the T of "T+15", "T0"."""
_CLOCK_WORDS = {"noon": 720.0, "midnight": 0.0}
TIME_WORDS = _WEEKDAYS | _ADDS_NOTHING | _CLOCK_WORDS.keys()
"""Words in lower case that are a piece of a time; the names of months are some more."""


@cache
def months() -> dict[str, int]:
    """Month names in lower case, of several languages, to their numbers."""
    names: dict[str, int] = read_table("months")
    return names


def read_piece(text: str, at: int, day_first: bool | None) -> Piece | None:
    """The unmistakable piece at ``at``, None where there is none."""
    character = text[at : at + 1]
    if character.isdigit():
        return _number_piece(text, at, day_first)
    if (
        character in ("T", "t")
        and text[at + 1 : at + 3].lstrip()[:1] in _AFTER_T
        and (match := _RELATIVE.match(text, at)) is not None
    ):
        return Piece(match.end(), Clock(_relative_minutes(match), relative=True))
    match = _WORD.match(text, at)
    if match is None:
        return _zone_piece(text, at)
    word, end = match.group(), match.end()
    if (piece := _word_piece(text, word.casefold(), end)) is not None:
        return piece
    return _zone_piece(text, at) if may_be_zone(word) or text.startswith("/", end) else None


def _zone_piece(text: str, at: int) -> Piece | None:
    zone = read_zone(text, at)
    if zone is None:
        return None
    if zone.name[0] in "-−" and ":" in zone.name and "T" not in text[max(0, at - 14) : at]:
        return None  # "13:30-13:45" is a range; offsets of that form follow ISO times
    return Piece(zone.end, zone.name)


def _number_piece(text: str, at: int, day_first: bool | None) -> Piece | None:
    match = _NUMERIC.match(text, at)
    if match is None:
        first = _FIRST_DAY.match(text, at)
        named = _DAY_NAME.match(text, first.end() if first else at)
        month = months().get(named.group(2).casefold()) if named else None
        if named is None or month is None:
            return None
        of_month = int(named.group(1))
        if first is not None and int(first.group(1)) < of_month:  # "7-13th Nov"
            of_month = int(first.group(1))
        day = Day(int(named.group(3)) if named.group(3) else None, month, of_month)
        return Piece(named.end(), day, day_fault(day))
    kind = match.lastgroup or ""
    if kind in ("clock", "twelve", "hour"):
        return _clock_piece(match.end(), match.group(), _DIGITS.findall(match.group()))
    return _date_piece(match.end(), kind, match.group(), day_first)


def _word_piece(text: str, word: str, end: int) -> Piece | None:
    """The piece that a word, in lower case, is or opens; it ends at ``end``."""
    if word in _CLOCK_WORDS:
        return Piece(end, Clock(_CLOCK_WORDS[word]))
    if word in _WEEKDAYS:
        return Piece(end + (text[end : end + 1] == "."), None)
    if word in _ADDS_NOTHING:
        return Piece(end, None)
    month = months().get(word)
    if month is None:
        return None
    if (named := _NAME_DAY.match(text, end)) is not None:
        day = Day(int(named.group(2)) if named.group(2) else None, month, int(named.group(1)))
        return Piece(named.end(), day, day_fault(day))
    if (named := _NAME_YEAR.match(text, end)) is not None:
        return Piece(named.end(), Day(int(named.group(1)), month, None))
    return None


def read_expected(
    text: str, at: int, *, dated: bool, first: bool, expected: bool, day_first: bool | None, dotted: bool
) -> Piece | None:
    """The piece at ``at`` that counts only where a time is expected, or beside a date or a zone.

    ``dated`` says that a date without a clock time stands before it, ``first`` that nothing does; ``dotted`` that the
    document writes clock times with a dot.
    """
    opening = text[at : at + 1]
    match = _EXPECTED.match(text, at) if opening == "+" or opening.isdigit() else None
    if match is None:
        return None
    group = match.group()
    if match.group("military") is not None:
        if _is_military(text, match, dated, expected):
            return _clock_piece(match.end(), group, [group[:2], group[2:4]])
        return None
    if not expected:
        return None
    if match.group("plus") is not None:
        return Piece(match.end(), Clock(_amount_minutes(group), relative=True)) if first else None
    if match.group("monthday") is not None:
        return _date_piece(match.end(), "monthday", group, day_first)
    if (
        match.group("dotted") is not None
        and group[-1].isdigit()
        and not dated
        and not (dotted and first)
        and not _AFTER_DOTTED.match(text, match.end())
    ):
        return None
    return _clock_piece(match.end(), group, _DIGITS.findall(group))


def _is_military(text: str, match: re.Match[str], dated: bool, expected: bool) -> bool:
    """Whether four digits are a clock time: marked as one, after a date, before a zone, or where one is expected."""
    group, end = match.group(), match.end()
    if dated or group[-1] in "hHsSzZ":
        return True
    space = end + (text[end : end + 1] == " ")
    if _zone_piece(text, space) is not None:
        return True
    return expected and group[:2] not in ("19", "20") and _AFTER_MILITARY.match(text, end) is not None


def _clock_piece(end: int, text: str, digits: list[str]) -> Piece:
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    second = int(digits[2]) if len(digits) > 2 else 0
    half = None
    letters = text.rstrip(". ").lower().removesuffix("m").rstrip(".")
    if letters[-1:] in ("a", "p"):
        half = letters[-1] + "m"
    if hour > 24 or (hour == 24 and (minute or second)):
        return Piece(end, Clock(None, half), f"there is no hour {hour}")
    if minute > 59:
        return Piece(end, Clock(None, half), f"there is no minute {minute}")
    if second > 60:
        return Piece(end, Clock(None, half), f"there is no second {second}")
    return Piece(end, Clock(in_half(hour, half) * 60 + minute + second / 60, half))


def in_half(hour: int, half: str | None) -> int:
    """The hour of the day for one that is perhaps said of its morning, ``am``, or of what follows, ``pm``."""
    if half == "pm" and hour < 12:
        return hour + 12
    return 0 if half == "am" and hour == 12 else hour


def _relative_minutes(match: re.Match[str]) -> float:
    minutes = _amount_minutes(match.group("amount") or "0")
    return -minutes if match.group("sign") in ("-", "−") else minutes


def _amount_minutes(text: str) -> float:
    """``15``, ``1:30``, ``2h``, ``1h 20m`` as minutes."""
    numbers = [int(number) for number in _DIGITS.findall(text)]
    if ":" in text:
        return numbers[0] * 60 + numbers[1] + (numbers[2] / 60 if len(numbers) > 2 else 0)
    if "day" in text.lower():
        return numbers[0] * 1440.0
    unit = re.search(r"\d\s?([hds])", text)
    factor = {"h": 60.0, "d": 1440.0, "s": 1 / 60}[unit.group(1)] if unit else 1.0
    return numbers[0] * factor + (numbers[1] if len(numbers) > 1 else 0)


def _date_piece(end: int, kind: str, text: str, day_first: bool | None) -> Piece:
    numbers = [int(number) for number in _DIGITS.findall(text)]
    if kind == "iso" and len(numbers) == 2:
        day = Day(numbers[0], numbers[1], None)
    elif kind in ("iso", "cjk"):
        year, month, of_month = numbers if len(numbers) == 3 else (None, *numbers)
        day = Day(year, month, of_month)
    else:
        day = _numeric_day(numbers, text, day_first)
    return Piece(end, day, day_fault(day))


def _numeric_day(numbers: list[int], text: str, day_first: bool | None) -> Day:
    """``26.4.2021`` is day first; with slashes the document decides, where the numbers do not."""
    if len(numbers) == 2 and numbers[0] > 1000:
        return Day(numbers[0], numbers[1], None)
    first, second = numbers[0], numbers[1]
    year = numbers[2] if len(numbers) > 2 else None
    if year is not None and year < 100:
        year += 2000
    if "." in text or first > 12 or (day_first and second <= 12):
        return Day(year, second, first)
    return Day(year, first, second, swappable=second <= 12 and first != second and day_first is None)


_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def day_fault(day: Day) -> str | None:
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
