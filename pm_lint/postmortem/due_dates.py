"""Until when something is to be done, as people write it: ``2024-03-31``, "by Friday", "Q3 2024", "end of March"."""

from __future__ import annotations

import re
from functools import cache

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_UNIT = r"(?:day|week|month|quarter|year|sprint|cycle|iteration)"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"

_FIXED = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日|末)"
    rf"|{_MONTH}\.?[ ]{_ORDINAL}(?:,?[ ]\d{{4}})?|{_ORDINAL}[ ](?:of[ ])?{_MONTH}\.?(?:,?[ ]\d{{4}})?|{_MONTH}\.?[ ]\d{{4}}"
    r"|q[1-4](?:[ /-]?(?:'\d\d|\d{4}|fy\d\d(?:\d\d)?))?|(?:fy)?\d{2,4}[ /-]?q[1-4]|h[12][ /-]?\d{4}|\d{4}[ /-]?h[12]"
    r"|(?:spring|summer|autumn|fall|winter)[ ]\d{4}|\d{4}-\d{2}(?!\d)"
)
_VAGUE = (
    rf"(?:the[ ])?(?:end|middle|beginning|start)[ ]of[ ](?:the[ ]|this[ ]|next[ ])*(?:{_UNIT}|{_MONTH}|q[1-4]|\d{{4}})\b(?:[ ]\d{{4}})?"
    rf"|(?:mid|late|early)[ -](?:{_MONTH}|q[1-4]|\d{{4}})\b(?:[ ]\d{{4}})?"
    rf"|(?:later[ ])?(?:this|next|the[ ]coming)[ ](?:{_UNIT}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    rf"|(?:with)?in[ ](?:the[ ]next[ ])?(?:a|one|two|three|four|five|six|\d{{1,2}})[ ](?:{_UNIT.replace('day|', '')})s?\b"
    rf"|within[ ]the[ ]next[ ](?:{_UNIT}|\w+[ ]{_UNIT}s)\b|in[ ]the[ ](?:coming|next)[ ](?:few[ ])?{_UNIT}s?\b|eo[dwmqy]\b"
)
_CUED = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|today|tomorrow|tonight"
    rf"|{_MONTH}\b|\d{{4}}\b|\d{{1,2}}[/.]\d{{1,2}}\.?"
)
_CUE = r"due(?:[ ](?:date|by|on))?|deadline|eta|target(?:[ ]date)?|expected(?:[ ](?:date|by))?|by|until|before|no[ ]later[ ]than"
_HINTS = ("due", "deadline", "eta", "target", "expected", "by ", "until", "before", "later", "next", "this", "end of")
_MORE_HINTS = ("q1", "q2", "q3", "q4", "h1", "h2", "eo", "within", "in ", "20", "mid", "late", "月", "early")


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_CUE})[ ]?(?:date|on)?[ ]?[:=]?[ ](?:the[ ])?(?P<cued>{_FIXED}|{_VAGUE}|{_CUED})(?!\w)"
        rf"|(?<![\w-])(?P<plain>{_VAGUE}|in[ ](?:{_MONTH}[ ]\d{{4}}|q[1-4](?:[ ]\d{{4}})?)|q[1-4][ ]\d{{4}}|\d{{4}}[ -]?q[1-4])(?![\w-])",
        re.IGNORECASE,
    )


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:{_CUE})[ ]?[:=]?[ ])?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?[ ])?(?:{_FIXED}|{_VAGUE}|{_CUED})[.]?",
        re.IGNORECASE,
    )


def find_due(prose: str) -> tuple[int, int] | None:
    """Where a sentence says until when: after a cue ("by", "due:") or in words that say no other thing."""
    low = prose.lower()
    if not any(hint in low for hint in _HINTS) and not any(hint in low for hint in _MORE_HINTS):
        return None
    match = _anywhere().search(prose)
    if match is None:
        return None
    group = "cued" if match["cued"] else "plain"
    return match.start(group), match.end(group)


def is_due(words: str) -> bool:
    """Whether ``words`` are nothing but a date or a term, with or without "by" or "due"."""
    return bool(words) and len(words) < 60 and _whole().fullmatch(words.strip()) is not None


def iso_date(words: str) -> str | None:
    """The last day that ``words`` name, as an ISO date; None where the year or the day cannot be known."""
    low = words.lower().strip(" .")
    for pattern, read in _READERS:
        match = re.search(pattern, low)
        if match and (date := read(match.groups())):
            return date
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


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))


_Groups = tuple[str, ...]


def _numeric(groups: _Groups) -> str | None:
    """``31.03.2024`` and ``31/03/2024``; None where day and month could be exchanged, except with dots."""
    first, dot, second, year = int(groups[0]), groups[1], int(groups[2]), int(groups[3])
    if dot == "." or first > 12:
        return _date(year, second, first)
    if second > 12 or first == second:
        return _date(year, first, second)
    return None


_READERS = (
    (r"(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)", lambda g: _date(int(g[0]), int(g[1]), int(g[2]))),
    (r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})(?!\d)", _numeric),
    (rf"({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", lambda g: _date(int(g[2]), _month(g[0]), int(g[1]))),
    (
        rf"(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})\.?,? (\d{{4}})",
        lambda g: _date(int(g[2]), _month(g[1]), int(g[0])),
    ),
    (
        rf"(?<!early )(?<!mid )(?<!mid-)(?<!late )({_MONTH})\.? (\d{{4}})",
        lambda g: _end_of_month(int(g[1]), _month(g[0])),
    ),
    (r"\bq([1-4])[ /-]?(\d{4})", lambda g: _end_of_month(int(g[1]), 3 * int(g[0]))),
    (r"\b(\d{4})[ /-]?q([1-4])", lambda g: _end_of_month(int(g[0]), 3 * int(g[1]))),
    (r"\bh([12])[ /-]?(\d{4})", lambda g: _end_of_month(int(g[1]), 6 * int(g[0]))),
    (r"end of (\d{4})", lambda g: _date(int(g[0]), 12, 31)),
    (r"(?<!\d)(\d{4})-(\d{2})(?![\d-])", lambda g: _end_of_month(int(g[0]), int(g[1]))),
    (r"(?<!\d)(\d{4})年(\d{1,2})月", lambda g: _end_of_month(int(g[0]), int(g[1]))),
)
"""Shapes with a year, most exact first, and what they give."""
