"""Lengths of time as people write them: ``1h 22m``, ``35 minutes``, ``half an hour``, ``PT35M``, ``約23分``."""

from __future__ import annotations

import re
from functools import cache

from pm_lint.lazy_regex import lazy_regex
from pm_lint.record import NamedTuple


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
_UNITS = {
    word: seconds
    for seconds, words in (
        (604_800, "week weeks woche wochen semaine semaines semana semanas 週間 周"),
        (86_400, "day days d tag tage tagen jour jours día días dia dias 日間 天"),
        (3_600, "hour hours hr hrs h stunde stunden std heure heures hora horas 時間 小时 시간"),
        (60, "minute minutes min mins m minuten minuto minutos 分 分間 分钟 분"),
        (1, "second seconds sec secs s sekunde sekunden seconde secondes segundo segundos 秒 秒間 초"),
    )
    for word in words.split()
}
_ABOUT = (
    "~", "≈", "∼", ">", "≥", "<", "≤", "約", "约", " about", " around", " approx", " approx.", " approximately",
    " roughly", " nearly", " almost", " over", " under", " more than", " less than", " at least", " at most",
    " up to", " circa", " ca", " ca.", " some", " within", " just", " well", " close to", " estimated", " another",
    " next", " last", " past", " first", " fewer than", " rund", " etwa", " über", " environ", " plus de", " unos",
    " cerca de", " aproximadamente",
)  # fmt: skip
"""What makes a length a rough one, before it."""
_ISO = r"(?<!\w)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?(?!\w)"
_CLOCK = r"(?<![\d:.])(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?![\d:])"
_RANGE_BEFORE = r"\d(?:\s?(?:-|–|—|to|or|bis|à|a)\s?|\s?[a-zäöü]+\s(?:to|or|bis)\s)$"
_MORE_AFTER = r"\s?(?:-|–|to|or)\s?\d|\+|\s?(?:弱|強|程度)"
_MORE_SIGNS = frozenset("-–to+弱強程")
"""What that begins with."""
_TERM = lazy_regex(
    r"(?P<number>\d+(?:[.,]\d+)?(?:\s?(?P<half>½))?|(?:one|two) and a half|[Hh]alf an?|"
    r"\b[A-Za-z]{1,7}(?:-five)?(?=[\s-]))"
    r"\s?-?\s?(?![abcefgiklnopqruvxyzABCEFGIKLNOPQRUVXYZ])(?P<unit>[^\W\d_]{1,9})(?!/)"
)
"""A number, or a word that may be one, and a word that may be a unit, for it begins with a letter of one."""
_JOIN = lazy_regex(r"[\s,]*(?:(?:and|und|et|y|e|&|plus)\s)?\s*(?=[\da-z])")
_SHORT = lazy_regex(r"\d\s?½?\s?-?\s?[dhmsw]")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def may_hold_length(plain: str) -> bool:
    """Whether an English sentence, in lower case, may hold a length of time; most need not be read for one."""
    return (
        "hour" in plain
        or "minute" in plain
        or "second" in plain
        or "day" in plain
        or "week" in plain
        or _SHORT.search(plain) is not None
    )


def read_lengths(text: str, *, lone_letters: bool = False) -> list[Length]:
    """Every length of time in ``text``; a lone ``20m`` (metres, millions) only where ``lone_letters`` says so."""
    found = []
    if "P" in text:
        matches = _compiled(_ISO).finditer(text)
        found = [_iso(match) for match in matches if len(match.group()) > 2 and any(match.groups())]
    at = 0
    while (match := _TERM.search(text, at)) is not None:
        sized = _unit(match) if _stands_free(text, match.start()) else None
        length = _compound(text, match, lone_letters) if sized else None
        at = length.end if length else match.end("number")
        if length is not None:
            found.append(length)
    return found


def read_length(text: str) -> Length | None:
    """The length of time that a metadata value states: its first one, ``1:22:00`` and ``00:35`` too."""
    if ":" in text and (match := _compiled(_CLOCK).search(text)) is not None:
        hours, minutes, seconds = (int(group or 0) for group in match.groups())
        alone = not text[: match.start()].strip("~≈ ") and not text[match.end() :].strip(" hours")
        if match.group(3) or alone:
            rough = text[: match.start()].rstrip().endswith(("~", "≈"))
            unit = 1 if match.group(3) else 60
            return Length(hours * 3600 + minutes * 60 + seconds, *match.span(), rough, unit)
    lengths = read_lengths(text, lone_letters=True)
    return min(lengths, key=lambda length: length.start) if lengths else None


def _stands_free(text: str, start: int) -> bool:
    """Whether a number starts there: not in ``v1.35m``, ``$20m`` or ``10:35``, but in ``2-3 hours``."""
    before = text[max(0, start - 2) : start]
    if before[-1:] in ("-", "–"):
        return before[0].isdigit() or before[0].isspace()
    return not before or not ((before[-1].isascii() and before[-1].isalnum()) or before[-1] in ".,:$€£#/_")


def _unit(match: re.Match[str]) -> tuple[int, int] | None:
    """Seconds of the unit of a term, and where it ends; None where the words are no length of time."""
    word = match.group("unit").lower()
    number = match.group("number").lower()
    if not number[0].isdigit() and " ".join(number.split()) not in _NUMBERS:
        return None
    if word in _UNITS:
        return _UNITS[word], match.end("unit")
    if word[0].isascii():
        return None
    for length in range(min(3, len(word)), 0, -1):  # no space parts a unit from what follows it: 23分間停止
        if word[:length] in _UNITS:
            return _UNITS[word[:length]], match.start("unit") + length
    return None


def _compound(text: str, match: re.Match[str], lone_letters: bool) -> Length | None:
    """The terms from ``match`` on: ``2 hours and 15 minutes``."""
    start, seconds, unit, terms = match.start(), 0.0, 0, 0
    letters, end = True, match.start()
    current: re.Match[str] | None = match
    while current is not None and (sized := _unit(current)) is not None:
        size, stop = sized
        if unit and size >= unit:
            break
        value, exact = _amount(current)
        half = text.startswith(" and a half", stop)
        seconds += (value + 0.5 if half else value) * size
        unit, end, terms = size, stop + (len(" and a half") if half else 0), terms + 1
        letters = letters and stop - current.start("unit") == 1 and current.group("unit")[0].isascii()
        if half or not exact:
            unit = max(1, size // 2)
        join = _JOIN.match(text, end) if _goes_on(text[end : end + 1]) else None
        current = _TERM.match(text, join.end()) if join else None
    if letters and terms == 1 and not lone_letters and unit != 3600:
        return None
    before = " " + text[max(0, start - 24) : start].rstrip().removesuffix(" a").removesuffix(" an")
    rough = before.lower().endswith(_ABOUT) or not match.group("number")[0].isdigit()
    rough = rough or _opens_range(text[max(0, start - 24) : start]) or _closes_range(text, end)
    return Length(round(seconds), start, end, rough, unit)


def _goes_on(character: str) -> bool:
    """Whether a further term may stand where a character follows the one before."""
    return character.isalnum() or character.isspace() or character in (",", "&")


def _opens_range(before: str) -> bool:
    """Whether the words before a length are its lower bound: "2 to"."""
    return any(map(str.isdigit, before)) and _compiled(_RANGE_BEFORE).search(before) is not None


def _closes_range(text: str, end: int) -> bool:
    """Whether an upper bound follows a length, or a word that makes it a rough one."""
    opening = text[end : end + 2].lstrip()[:1]
    return opening in _MORE_SIGNS and _compiled(_MORE_AFTER).match(text, end) is not None


def _amount(match: re.Match[str]) -> tuple[float, bool]:
    """The number of a term, and whether it is a whole one."""
    word = " ".join(match.group("number").lower().split())
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
