"""The words of a title: without numbering, emoji and remarks in brackets, in the form that titles are compared by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from pm_lint.lazy_regex import lazy_regex
from pm_lint.record import NamedTuple

MAX_LENGTH = 120
"""Characters; a longer line is a sentence, not a title."""

_NUMBER = lazy_regex(
    r"(?:\d{1,2}|[ivxIVX]{1,4}|[a-zA-Z])(?:\.\d{1,2})*[.):]+(?!\d)\s*|\d{1,2}(?:\.\d{1,2})*\s+(?=\D)|§\s*\d*\s*|第\d+[章节節]\s*"
)
_ANCHOR = lazy_regex(r"\s*\{[#:.][^}]*\}\s*$|\s+#+$|:[a-z_]+:|\\[a-z]+")
_NUMBER_SIGNS = frozenset("§第")
_ENDS_NUMBER = frozenset(".):")
_LONGEST_LETTERS = 4
"""Letters of a number such as "viii"."""
_OPENING = frozenset("([（［【")
_CLOSING = frozenset(")]）］】")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_NOISE = lazy_regex(r"[\W_]+")
_ASCII_NOISE = str.maketrans({chr(c): None if chr(c) in "'`" else " " for c in range(128) if not chr(c).isalnum()})
_DIVIDERS = frozenset(":：|-–—")
_DIVIDED = lazy_regex(r"[:|]|\s[-–—]+\s|[：—]")
_ASCII_JOINED = lazy_regex(r"[&/+,;]|\b(?:and|plus|und|et|y|e|en|i)\b")
_JOINED = lazy_regex(r"[&/+、・,;]|\b(?:and|plus|und|et|y|e|en|i|и)\b|及び|および|と|[和与與및]")
_JOINING_WORDS = frozenset({"and", "plus", "und", "et", "y", "e", "en", "i"})
_TIME_LETTERS = frozenset("adfjmnostw")
"""With which a month, a weekday or a time since the start begins."""
_TIME_WITHIN = 40
"""Characters of a title or an entry in which its time stands."""


class View(NamedTuple):
    """A part of a title that may be its name."""

    name: str
    """Normalised."""
    parts: tuple[str, ...]
    """The two or three names that it joins by "and", a comma, a slash; empty where it joins none."""
    qualifier: str


def normalise(title: str) -> str:
    """Lower case, without numbering, emoji, punctuation, accents and apostrophes: what titles are compared by."""
    if title.isascii():
        return " ".join(title.lower().translate(_ASCII_NOISE).split())
    import unicodedata

    title = unicodedata.normalize("NFKD", title)
    title = "".join([c for c in title if not "\u0300" <= c <= "\u036f"])
    title = unicodedata.normalize("NFC", title)
    return _NOISE.sub(" ", title.casefold().translate(_APOSTROPHES)).strip()


def _is_plain(title: str) -> bool:
    """Whether a title is nothing but English letters and spaces, as most are: there is no mark to look at."""
    return title.isascii() and title.replace(" ", "").isalpha()


def core(words: list[str], neutral: Mapping[str, Any] | frozenset[str]) -> str:
    """The words that decide, in the singular."""
    return " ".join([singular(word) for word in words if word not in neutral])


def singular(word: str) -> str:
    """An English word in lower case without the ending of a plural."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "sses", "ches", "shes")) else word[:-1]


def starts_with_time(text: str) -> bool:
    """Whether a title or an entry starts with a clock time, a date or a time since the start."""
    start = text[:_TIME_WITHIN].lower().lstrip("~≈([{").lstrip()
    if not (start[:1].isdecimal() or start[:1] in _TIME_LETTERS) or not any(map(str.isdecimal, start)):
        return False
    return _is_plain_time(start) or _time().match(start) is not None


def _is_plain_time(start: str) -> bool:
    """Whether a text starts as most times do: ``10:42 ``, ``2026-05-``."""
    hour, _, rest = start[:6].partition(":")
    if hour.isdecimal() and len(hour) < 3 and rest[:2].isdecimal() and rest[2:].isspace():
        return True
    return start[:4].isdecimal() and start[4:5] == "-" and start[5:6].isdecimal()


@cache
def _time() -> re.Pattern[str]:
    return re.compile(
        r"(?:\d{1,2}[:h]\d\d(?:[ap]\.?m?\.?)?\b|\d{1,2}\.\d\d(?=\s*(?:[-–—:|]|uhr\b|utc\b|gmt\b|[a-z]{1,3}t\b|[ap]m\b|$))|"
        r"\d{4}[-/.年]\d{1,2}|\d{1,2}[-/]\d{1,2}\b|\d{1,2}月|\d{1,2}\s?[ap]\.?m\b|t\s?[+-]\s?\d|"
        r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
        r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d|"
        r"\d{1,2}(?:st|nd|rd|th)?\.?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{1,2}[:h]\d\d)|\d{1,2}x:xx)"
    )


@lru_cache(maxsize=2048)
def bare(title: str) -> str:
    """What a title is compared by when documents and templates are: no numbering, no qualifier, all in the singular."""
    return core(normalise(_cut(title[:MAX_LENGTH])[0]).split(), frozenset())


def _cut(title: str) -> tuple[str, str]:
    """The title without numbering and anchors, and what stands in its parentheses."""
    if _is_plain(title):
        return title.strip(), ""
    has_anchor = "{" in title or "#" in title or "\\" in title or title.count(":") > 1
    text = _ANCHOR.sub("", title) if has_anchor else title
    text = _without_signs(text.replace("(s)", "s").strip())
    if _may_be_numbered(text) and (number := _NUMBER.match(text)) and not starts_with_time(text):
        text = _without_signs(text[number.end() :])
    if "(" not in text and "[" not in text and (text.isascii() or _OPENING.isdisjoint(text)):
        return text, ""
    head, rest = _split_at(text, _OPENING)
    inside, after = _split_at(rest, _CLOSING)
    if not head.rstrip():  # "(Update) Summary"
        return (rest if _CLOSING.isdisjoint(rest) else after.strip()), ""
    return head.rstrip(), (inside + after).strip(" .:")


def _may_be_numbered(text: str) -> bool:
    return text[:1].isdigit() or text[:1] in _NUMBER_SIGNS or not _ENDS_NUMBER.isdisjoint(text[: _LONGEST_LETTERS + 1])


def _split_at(text: str, marks: frozenset[str]) -> tuple[str, str]:
    """What stands before the first of some marks, and after it."""
    place = next((index for index, character in enumerate(text) if character in marks), len(text))
    return text[:place], text[place + 1 :]


def _without_signs(text: str) -> str:
    """The text without emoji and punctuation in front."""
    if text[:1].isalnum():
        return text
    return text.lstrip("".join(c for c in text[:4] if not (c.isalnum() or c in "([~≈")))


@lru_cache(maxsize=64)
def views(title: str) -> tuple[View, ...]:
    """The parts that may be the name, with what is then the qualifier: the whole, then before and after a colon."""
    if _is_plain(title):
        words = title.lower().split()
        parts = () if _JOINING_WORDS.isdisjoint(words) else _parts(title)
        return (View(" ".join(words), parts, ""),) if words else ()
    head, qualifier = _cut(title)
    if not head or starts_with_time(head):
        return ()
    found = [(head, qualifier)]
    divided = _DIVIDED.split(head, maxsplit=1) if not _DIVIDERS.isdisjoint(head) else ()
    if len(divided) == 2:
        before, after = (part.strip() for part in divided)
        found += [(before, after or qualifier)] if before else []
        found += [(after, qualifier or before)] if after else []
    if qualifier and len(qualifier) < 40:
        found.append((qualifier, head))
    return tuple(View(normalise(text), _parts(text), rest) for text, rest in found)


def _parts(text: str) -> tuple[str, ...]:
    low = text.lower()
    if _is_plain(low) and _JOINING_WORDS.isdisjoint(low.split()):
        return ()
    joined = _ASCII_JOINED if low.isascii() else _JOINED
    parts = [part for part in joined.split(low) if part and not part.isspace()]
    return tuple(map(normalise, parts)) if 2 <= len(parts) <= 3 else ()
