"""How much, how many and how long: what a text measures, and where it only says "many"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pm_lint.postmortem.data import read_table

WORD = r"[^\W\d_][\w'/-]*"
"""A word of a folded text."""
_BOUNDS = frozenset("~≈<>")
_CURRENCIES = frozenset("$€£¥")
_MEASURE = r"\d[\d,]*(?:\.\d+)?(?:[-–]\d[\d,.]*)?[kKmMx]?[%+]?\Z"
_SHORT = 4
"""Letters of a word that is none of a plural: "this", "was"."""
_CLOCK = r"\d(?<!\w.)(?:\d?(?::\d\d| ?[aApP]\.?[mM])|\d{3}-\d\d-\d\d)\b"
_UNIT = r"(?:[smhd]|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)\b"
_LENGTHS = (  # apart, since what opens with a digit is found at once
    rf"\d(?:(?<![\w.].)[\d.,]{{0,15}}[\s-]{{0,3}}\+?{_UNIT}|(?<!\w.)\d*(?: ?h ?\d+ ?m|:\d\d:\d\d\b))",
    rf"(?<![\w.])(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[\s-]{_UNIT}",
)
_FROM_TO = r"\b(?:from|between|starting)\b[^.\n]{0,60}?\d[^.\n]{0,60}?\b(?:to|till|until|through|and)\b[^.\n]{0,30}?\d"


class Words:
    """The wording of one language; no named tuple, for one of so many fields is slow to define."""

    parties: tuple[str, ...]
    """Who and what an incident may affect."""
    people: tuple[str, ...]
    """Those of whom every mention in a summary tells of the impact."""
    affected: tuple[str, ...]
    internals: tuple[str, ...]
    """Countable things inside the system; a summary may speak of some of them."""
    masses: tuple[str, ...]
    amounts: tuple[str, ...]
    loose: tuple[str, ...]
    """Amounts that only say "more than one"."""
    periods: tuple[str, ...]
    spells: tuple[str, ...]
    """Words of which each of ``times`` holds one."""
    times: tuple[str, ...]
    """Patterns of lengths of time left open."""
    degrees: tuple[str, ...]
    measures: tuple[str, ...]
    determiners: tuple[str, ...]
    enders: tuple[str, ...]
    """Words that end the phrase of an amount: "many of our" goes on, "many in" does not."""
    narrative: tuple[str, ...]
    """Words that make "a few days" a step of the story: "a few days later"."""
    limiters: tuple[str, ...]
    """Words that make a vague one another: "at most", "too many", "the last few"."""
    numbers: tuple[str, ...]
    numbered: tuple[str, ...]
    """Words before a number that is a name: "version 2"."""
    months: tuple[str, ...]
    """Their names and abbreviations."""
    statuses: tuple[str, ...]
    """Words after a status code: "503 errors"."""
    totals: tuple[str, ...]
    unknowns: tuple[str, ...]
    consequences: tuple[str, ...]
    """Parts of words that tell what an incident did."""
    interruptions: tuple[str, ...]
    """Those of a service that was gone or slow for a while."""
    threats: tuple[str, ...]
    """Parts of words that tell of an attack or an opening for one."""
    durations: tuple[str, ...]
    openings: tuple[str, ...]
    """Words that open a time at one end."""
    harmless: tuple[str, ...]
    outages: tuple[str, ...]
    qualifiers: tuple[str, ...]
    """Words before "outage" that say what kind it was."""
    degradations: tuple[str, ...]

    def __init__(self, lists: Mapping[str, list[str]]) -> None:
        vars(self).update((name, tuple(words)) for name, words in lists.items())


@cache
def words_of(language: str) -> Words | None:
    """The wording of ``language``, None for one that has none."""
    data = read_table("impact_words")
    return Words(data[language]) if language in data else None


def fold(text: str) -> str:
    """A text in lower case, with one sort of apostrophe."""
    return text.lower().replace("’", "'")


def any_of(words: tuple[str, ...], text: str) -> bool:
    """Whether one of ``words``, single or several together, stands in ``text``, in any case."""
    folded = fold(text)
    if not any(opening in folded for opening in _openings(words)):
        return False  # a quick test
    found = re.findall(WORD, folded)
    if not set(found).isdisjoint(words):
        return True
    joined = f" {' '.join(found)} "
    return any(f" {word} " in joined for word in words if " " in word)


@cache
def _openings(words: tuple[str, ...]) -> tuple[str, ...]:
    """The first word of each."""
    return tuple({word.partition(" ")[0]: None for word in words})


def is_counted(text: str, words: Words) -> bool:
    """Whether the text holds a number that measures: no date, clock time, version, ticket or name."""
    if any(map(str.isdigit, text)):
        parts = [part.strip(".,;:!?()[]|*_`\"'") for part in text.split()]
        around = [part.lower() for part in parts]
        if any(
            _is_measure(part)
            and not _is_name(part, around[i - 1] if i else "", around[i + 1] if i + 1 < len(parts) else "", words)
            for i, part in enumerate(parts)
            if not part.isalpha()
        ):
            return True
    return any_of(words.numbers, text)


def _is_measure(part: str) -> bool:
    amount = part[1:] if part[:1] in _BOUNDS else part
    amount = amount[1:] if amount[:1] in _CURRENCIES else amount
    return amount[:1].isdigit() and (amount.isdecimal() or re.match(_MEASURE, amount) is not None)


def _is_name(number: str, before: str, after: str, words: Words) -> bool:
    """Whether a number between two words is a date, a version, a status or another name."""
    if (
        before in words.numbered
        or before.rstrip(".") in words.months
        or after.rstrip(".") in words.months
        or after in ("am", "pm")
    ):
        return True
    if not number.isdecimal():
        return False
    if len(number) == 4 and number.startswith(("19", "20")):
        return not (after.endswith("s") and len(after) > _SHORT)
    return len(number) == 3 and number.startswith(("4", "5")) and after in words.statuses


def is_measured(text: str, words: Words) -> bool:
    """Whether the text says how much, in numbers, in totals ("all", "none") or as a stated unknown."""
    return (
        any_of(words.totals, text)
        or any_of(words.unknowns, text)
        or is_counted(text, words)
        or _has_length(text, words)
    )


def has_duration(text: str, words: Words) -> bool:
    """Whether the text says how long: a length of time, two clock times, from when to when, or since when."""
    return _has_length(text, words) or any_of(words.openings, text)


def _has_length(text: str, words: Words) -> bool:
    folded = text.lower()
    if any(re.search(length, folded) for length in _LENGTHS) or len(re.findall(_CLOCK, text)) > 1:
        return True
    if any(word in folded for word in ("from", "between", "starting")) and re.search(_FROM_TO, folded):
        return True
    return any(duration in folded for duration in words.durations)


def tells_impact(text: str, words: Words) -> bool:
    """Whether the text names anyone or anything affected, or a consequence."""
    folded = fold(text)
    if any(mark in folded for mark in words.consequences):
        return True
    return not _concerned(words).isdisjoint(re.findall(WORD, folded))


@cache
def _concerned(words: Words) -> frozenset[str]:
    """Who or what may be affected, one or several."""
    nouns = words.people + words.affected
    return frozenset(nouns).union(*map(plurals, nouns))


def tells_interruption(text: str, words: Words) -> bool:
    """Whether the text tells of a service that was gone or slow, rather than of an attack or an opening for one."""
    folded = text.lower()
    return any(m in folded for m in words.interruptions) and not any(m in folded for m in words.threats)


def is_harmless(text: str, words: Words) -> bool:
    """Whether the text says that there was no impact."""
    return any_of(words.harmless, text)


@cache
def plurals(noun: str) -> frozenset[str]:
    """The plural of an English noun; irregular ones stand in the wording as they are."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return frozenset([f"{noun[:-1]}ies"])
    return frozenset([f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s", *_IRREGULAR.get(noun, ())])


_IRREGULAR = {"person": ("people",), "child": ("children",)}
