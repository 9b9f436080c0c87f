"""Until when something is to be done, as people write it: ``2024-03-31``, "by Friday", "Q3 2024", "end of March".

Read word by word: one pattern for all these shapes takes longer to compile than all action items of a document to read.
"""

from __future__ import annotations

import re
from itertools import islice

from pm_lint.lazy_regex import lazy_regex

_WORD = lazy_regex(r"\d+(?:[-/.]\d+)+|\w+")
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"]
_MONTHS.append("december")
_MONTH = {name: number for number, month in enumerate(_MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}) | {
    *("mon", "tue", "wed", "thu", "fri")
}
_DAYS = frozenset({"today", "tomorrow", "tonight"})
_UNITS = frozenset({"day", "week", "month", "quarter", "year", "sprint", "cycle", "iteration"})
_LONG_UNITS = frozenset({"weeks", "months", "quarters", "years", "sprints", "week", "month", "quarter", "sprint"})
_NUMBERS = frozenset({"a", "one", "two", "three", "four", "five", "six", "few", "couple"})
_QUARTERS = {"q1": 3, "q2": 6, "q3": 9, "q4": 12, "h1": 6, "h2": 12}
"""The last month of each."""
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
_ENDS = frozenset({"eod", "eow", "eom", "eoq", "eoy"})
_CUES = frozenset({"by", "until", "till", "before", "due", "deadline", "eta", "target", "expected", "than"})
_AFTER_CUE = frozenset({"date", "by", "on", "the", "for"})
_LEADING = _CUES | _AFTER_CUE - {"the"}
"""The words before a date or a term that stands alone."""
_ARTICLES = frozenset({"the", "this", "next", "of"})
_OPENERS = (
    _CUES
    | _ENDS
    | _SEASONS
    | _QUARTERS.keys()
    | {str(year) for year in range(1990, 2100)}
    | {
        *("end", "middle", "beginning", "start", "mid", "late", "early", "later", "next", "coming", "in", "within"),
    }
)
"""The words with which a term in a sentence begins, its cue included, after "the" or not: many texts have none."""
_TELLING = _UNITS | _LONG_UNITS | _MONTH.keys() | _WEEKDAYS | _DAYS | _ENDS
"""The words of a term that has no number: most texts have none."""
_DIGITS = "0123456789"


def find_due(prose: str) -> tuple[int, int] | None:
    """Where a sentence says until when: after a cue ("by", "due:") or in words that say no other thing."""
    low = prose.lower()
    if _OPENERS.isdisjoint(low.replace("-", " ").replace(":", " ").replace("(", " ").split()):
        return None
    words = _WORD.findall(low)
    if low.isascii() and not any(map(low.__contains__, _DIGITS)) and _TELLING.isdisjoint(words):
        return None
    for index, word in enumerate(words):
        if word in _CUES:
            first = index + 1
            while first < len(words) and words[first] in _AFTER_CUE and first < index + 4:
                first += 1
            if length := _term(words, first, cued=True):
                return _place(low, first, length)
        elif (word in _OPENERS or word == "the") and (length := _term(words, index, cued=False)):
            return _place(low, index, length)
    return None


def _place(low: str, first: int, count: int) -> tuple[int, int]:
    """Where ``count`` words of a text in lower case stand, of which the first is number ``first``."""
    places = list(islice(_WORD.finditer(low), first, first + count))
    return places[0].start(), places[-1].end()


def is_due(words: str) -> bool:
    """Whether ``words`` are nothing but a date or a term, with or without "by" or "due"."""
    if not words or len(words) > 60:
        return False
    said = _WORD.findall(words.lower())
    first = 0
    while first < len(said) and said[first] in _LEADING:
        first += 1
    if first + 1 < len(said) and said[first] in _WEEKDAYS:
        first += 1
    return first < len(said) and first + _term(said, first, cued=True) == len(said)


def iso_date(words: str) -> str | None:
    """The last day that ``words`` name, as an ISO date; None where the year or the day cannot be known."""
    said = _WORD.findall(words.lower())
    for index, word in enumerate(said):
        after = said[index + 1 : index + 4]
        found = _numeric(word) or _japanese(word) or _with_month(word, after, said[index - 1] if index else "")
        if found:
            return found
        if word in _QUARTERS:
            year = next((near for near in (*after[:1], *said[max(0, index - 1) : index]) if _is_year(near)), None)
            return _end_of_month(int(year), _QUARTERS[word]) if year else None
    if len(said) == 3 and said[:2] == ["end", "of"] and _is_year(said[2]):
        return f"{said[2]}-12-31"
    return None


def _term(words: list[str], at: int, *, cued: bool) -> int:
    """How many words from ``at`` are a date or a term; without a cue only what can be nothing else."""
    texts = words[at : at + 7]
    if not texts:
        return 0
    first = texts[0]
    if (length := _period(texts)) or first in _ENDS:
        return length or 1
    if first == "in" and not cued and len(texts) > 1 and (first_month := texts[1]) in _MONTH:
        return 3 if len(texts) > 2 and _is_year(texts[2]) and first_month else 0
    if first == "in" and len(texts) > 1 and texts[1] in _QUARTERS and texts[1][0] == "q":
        return 1 + _quarter(texts[1:], cued=True)
    if length := _quarter(texts, cued=cued):
        return length
    return _date_words(texts) if cued else 0


def _period(texts: list[str]) -> int:
    """ "end of March 2024", "later this year", "next sprint", "within two weeks", "mid-June"."""
    texts = [*texts, "", "", "", ""]
    skip = 1 if texts[0] == "the" else 0
    first, second = texts[skip], texts[skip + 1]
    if first in ("end", "middle", "beginning", "start") and second == "of":
        at = skip + 2
        while texts[at] in _ARTICLES:
            at += 1
        if texts[at] in _UNITS or texts[at] in _MONTH or texts[at] in _QUARTERS or _is_year(texts[at]):
            return at + 1 + _is_year(texts[at + 1])
    if first in ("mid", "late", "early") and (second in _MONTH or second in _QUARTERS or _is_year(second)):
        return skip + 2 + _is_year(texts[skip + 2])
    if first == "later" and second == "this" and texts[skip + 2] in _UNITS:
        return skip + 3
    if first in ("next", "coming") and second in _UNITS - {"day"} | _WEEKDAYS:
        return skip + 2
    if first in ("in", "within"):
        at = skip + 1
        while texts[at] in ("the", "next", "coming"):
            at += 1
        counted = texts[at] in _NUMBERS or texts[at].isdecimal()
        at += counted + (texts[at + 1] == "of" and counted)
        if texts[at] in _LONG_UNITS and (counted or (at > skip + 1 and texts[at][-1] != "s")):
            return at + 1
    return 0


def _quarter(texts: list[str], *, cued: bool) -> int:
    """ "Q3", "Q3 2024", "2024 Q3", "H1 2025", "summer 2024"; alone only after a cue."""
    first, second = texts[0], texts[1] if len(texts) > 1 else ""
    if first in _QUARTERS:
        if _is_year(second) or (second.isdecimal() and len(second) == 2):
            return 2
        return int(cued and first[0] == "q")
    if (_is_year(first) and second in _QUARTERS) or (first in _SEASONS and _is_year(second)):
        return 2
    return 0


def _date_words(texts: list[str]) -> int:
    """A calendar date, a month, a weekday or a year."""
    first, second, third = (*texts, "", "", "")[:3]
    if _is_numeric(first) or "月" in first:
        return 1
    if first in _MONTH:
        if _day(second):
            return 2 + _is_year(third)
        return 1 + _is_year(second)
    if _day(first):
        skip = 1 if second == "of" else 0
        if len(texts) > 1 + skip and texts[1 + skip] in _MONTH:
            return 2 + skip + (len(texts) > 2 + skip and _is_year(texts[2 + skip]))
        return 0
    if first == "this" and (second in _UNITS or second in _WEEKDAYS):
        return 2
    return int(first in _WEEKDAYS or first in _DAYS or _is_year(first))


def _is_numeric(word: str) -> bool:
    parts = _parts(word)
    if len(parts) == 3:
        return len(parts[0]) == 4 or len(parts[2]) in (2, 4)
    return len(parts) == 2 and (_is_year(parts[0]) or max(map(len, parts)) <= 2)


def _parts(word: str) -> list[str]:
    return word.replace("/", "-").replace(".", "-").split("-") if word[:1].isdigit() else []


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")


def _day(word: str) -> int:
    """The day of a month that a word is ("31", "31st"); 0 where it is none."""
    digits = word[:-2] if word.endswith(("st", "nd", "rd", "th")) else word
    return int(digits) if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31 else 0


def _numeric(word: str) -> str | None:
    """``2024-03-31``, ``31.03.2024``, ``2024-03``; None where day and month could be exchanged."""
    parts = _parts(word)
    if len(parts) not in (2, 3) or not all(part.isdecimal() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if _is_year(parts[0]):
        return _date(*numbers) if len(parts) == 3 else _end_of_month(numbers[0], numbers[1])
    if len(parts) == 3 and _is_year(parts[2]):
        first, second, year = numbers
        if "." in word or first > 12:
            return _date(year, second, first)
        if second > 12 or first == second:
            return _date(year, first, second)
    return None


def _japanese(word: str) -> str | None:
    """``2024年3月31日``."""
    if "年" not in word:
        return None
    numbers = [int(number) for number in re.findall(r"\d+", word)]
    if len(numbers) == 2:
        return _end_of_month(*numbers)
    return _date(*numbers) if len(numbers) == 3 else None


def _with_month(word: str, after: list[str], before: str) -> str | None:
    """ "March 31, 2024", "31 March 2024", and "March 2024" for its last day."""
    if word not in _MONTH:
        return None
    month = _MONTH[word]
    if len(after) > 1 and _day(after[0]) and _is_year(after[1]):
        return _date(int(after[1]), month, _day(after[0]))
    if after and _is_year(after[0]):
        if _day(before):
            return _date(int(after[0]), month, _day(before))
        return None if before in ("early", "mid", "late") else _end_of_month(int(after[0]), month)
    return None


def _date(year: int, month: int, day: int) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= _last_day(year, month)):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def _last_day(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _end_of_month(year: int, month: int) -> str | None:
    return _date(year, month, _last_day(year, month)) if 1 <= month <= 12 else None
