"""Lengths of time as people write them: ``1h 22m``, ``35 minutes``, ``half an hour``, ``PT35M``, ``約23分``."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class Length(NamedTuple):
    """A length of time and where it stands in the text that was read."""

    seconds: int
    start: int
    end: int
    approximate: bool
    """Rounded, estimated, or a bound: "about", "over", "less than", a range."""
    unit: int
    """Seconds of the smallest unit that was written: what the author rounded to."""


_NUMBERS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0,
    "thirty": 30.0, "forty": 40.0, "forty-five": 45.0, "fifty": 50.0, "sixty": 60.0, "ninety": 90.0, "half an": 0.5,
    "half a": 0.5, "one and a half": 1.5, "two and a half": 2.5, "ein": 1.0, "eine": 1.0, "einer": 1.0, "zwei": 2.0,
    "drei": 3.0, "une": 1.0, "deux": 2.0, "una": 1.0, "dos": 2.0, "uma": 1.0, "duas": 2.0,
}  # fmt: skip
_UNITS = (
    (604_800, r"weeks?|wochen?|semaines?|semanas?|週間|周"),
    (86_400, r"days?|d|tagen?|tage?|jours?|días?|dias?|日間|天|일"),
    (3_600, r"hours?|hrs?|h|stunden?|std|heures?|horas?|時間|小时|시간"),
    (60, r"minutes?|mins?|min|m|minuten?|minutos?|分間?|分钟|분"),
    (1, r"seconds?|secs?|sec|s|sekunden?|secondes?|segundos?|秒間?|초"),
)
_ABOUT = re.compile(
    r"(?:[~≈∼>≥<≤約约]|\b(?:about|around|approx(?:imately|\.)?|roughly|nearly|almost|over|under|more than|less than|"
    r"at least|at most|up to|circa|ca\.?|some|within|just|well|close to|estimated|another|next|"
    r"last|past|first|fewer than|under|rund|etwa|über|environ|plus de|unos|cerca de|aproximadamente))\s*(?:an?\s)?$",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<!\w)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?(?!\w)")
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,3}):([0-5]\d):([0-5]\d)(?![\d:])")
_ONLY = re.compile(r"[\s~≈<>≤≥]*(\d{1,3}):([0-5]\d)\s*(?:hours?|hrs?|h)?\s*")


@cache
def _term() -> re.Pattern[str]:
    words = "|".join(sorted(_NUMBERS, key=len, reverse=True))
    units = "|".join(f"(?P<u{seconds}>{pattern})" for seconds, pattern in _UNITS)
    return re.compile(
        rf"(?P<number>\d+(?:[.,]\d+)?(?:\s?(?P<half>½))?|\b(?:{words})\b)"
        rf"(?P<gap>[\s\u00a0]?-?[\s\u00a0]?)(?:{units})(?![A-Za-zÀ-ÿ/])",
        re.IGNORECASE,
    )


_AND_A_HALF = re.compile(r"\sand\sa\shalf\b", re.IGNORECASE)
_JOIN = re.compile(r"[\s,]*(?:(?:and|und|et|y|e|&|plus)\s)?\s*(?=[\da-z])", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"\d(?:\s?(?:-|–|—|to|or|bis|à|a)\s?|\s?[a-zäöü]+\s(?:to|or|bis)\s)$", re.IGNORECASE)


def read_lengths(text: str, *, lone_letters: bool = False) -> list[Length]:
    """Every length of time in ``text``; a lone ``20m`` (metres, millions) only where ``lone_letters`` says so."""
    found = [_iso(match) for match in _ISO.finditer(text) if len(match.group()) > 2 and any(match.groups())]
    at = 0
    while (match := _term().search(text, at)) is not None:
        length = _compound(text, match, lone_letters) if _stands_free(text, match.start()) else None
        at = length.end if length else match.end()
        if length is not None:
            found.append(length)
    return found


def read_length(text: str) -> Length | None:
    """The length of time that a metadata value states: its first one, ``1:22:00`` and ``00:35`` too."""
    if (match := _CLOCK.search(text)) is not None:
        hours, minutes, seconds = (int(group) for group in match.groups())
        return Length(hours * 3600 + minutes * 60 + seconds, *match.span(), False, 1)
    if (match := _ONLY.fullmatch(text)) is not None:
        seconds = int(match.group(1)) * 3600 + int(match.group(2)) * 60
        return Length(seconds, match.start(1), match.end(2), bool(_ABOUT.search(text[: match.start(1)])), 60)
    lengths = read_lengths(text, lone_letters=True)
    return min(lengths, key=lambda length: length.start) if lengths else None


def _stands_free(text: str, start: int) -> bool:
    """Whether a number starts there: not in ``v1.35m``, ``$20m`` or ``10:35``, but in ``2-3 hours``."""
    before = text[max(0, start - 2) : start]
    if before[-1:] in ("-", "–"):
        return before[0].isdigit() or before[0].isspace()
    return not before or not ((before[-1].isascii() and before[-1].isalnum()) or before[-1] in ".,:$€£#/_")


def _compound(text: str, match: re.Match[str], lone_letters: bool) -> Length | None:
    start, seconds, unit, terms = match.start(), 0.0, 0, 0
    letters = True
    end = start
    current: re.Match[str] | None = match
    while current is not None:
        size = _unit(current)
        if unit and size >= unit:
            break
        value, exact = _amount(current)
        half = _AND_A_HALF.match(text, current.end())
        seconds += (value + 0.5 if half else value) * size
        unit, end, terms = size, half.end() if half else current.end(), terms + 1
        letters = letters and len(current.group(f"u{size}")) == 1 and current.group(f"u{size}").isascii()
        if half or not exact:
            unit = max(1, size // 2)
        join = _JOIN.match(text, end)
        current = _term().match(text, join.end()) if join else None
    if letters and terms == 1 and not lone_letters and unit != 3600:
        return None
    before = text[max(0, start - 24) : start]
    rough = bool(_ABOUT.search(before) or _RANGE_BEFORE.search(before)) or not match.group("number")[0].isdigit()
    after = re.compile(r"\s?(?:-|–|to|or)\s?\d|\+|\s?(?:弱|強|程度)").match(text, end)
    return Length(round(seconds), start, end, rough or after is not None, unit)


def _unit(match: re.Match[str]) -> int:
    return next(seconds for seconds, _ in _UNITS if match.group(f"u{seconds}"))


def _amount(match: re.Match[str]) -> tuple[float, bool]:
    """The number of a term, and whether it is a whole one."""
    word = re.sub(r"\s+", " ", match.group("number").lower())
    half = 0.5 if match.group("half") else 0.0
    if word[0].isdigit():
        value = float(word.rstrip("½ ").replace(",", "."))
        return value + half, value.is_integer() and not half
    value = _NUMBERS[word]
    return value + half, value.is_integer() and not half


def _iso(match: re.Match[str]) -> Length:
    days, hours, minutes, seconds = (int(group or 0) for group in match.groups())
    unit = 1 if match.group(4) else 60 if match.group(3) else 3600 if match.group(2) else 86_400
    return Length(days * 86_400 + hours * 3600 + minutes * 60 + seconds, *match.span(), False, unit)


def say_length(seconds: float) -> str:
    """``4500`` as "1 h 15 min"."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{round(seconds)} s"
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [f"{days} d" if days else "", f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return " ".join(part for part in parts if part)
