"""How much, how many and how long: what a text measures, and where it only says "many"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NO_COUNT = (
    r"(?i)\b[a-z][a-z0-9+.-]{1,15}://\S+"  # addresses
    r"|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:t[\d:.]+z?)?|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b"  # dates
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?"
    rf"|\b{_MONTH},? (?:19|20)\d\d\b|\b(?:19|20)\d\d\b(?! ?(?:[a-z]+ )?[a-z]+s\b)"
    r"|\b\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?|\b\d{1,2} ?[ap]\.?m\b\.?"  # clock times
    r"|\b\d+(?:st|nd|rd|th)\b"
    r"|\bv\.?\d[\w.-]*|\b\d+\.\d+\.\d+[\w.-]*|\b[a-z]\w*-\d+\b|#\d+|\b[a-z_]+\d[\w.-]*"  # versions, tickets, names
    r"|\b(?:version|release|phase|step|tier|level|port|sev(?:erity)?|priority|pr|issue|ticket)s?:? \d[\w.]*"
    r"|\b(?:http|status|code):? \d+"
    r"|\b[45]\d\d(?= (?:[\w-]+ )?(?:errors?|responses?|status|codes?|not|internal|bad|service)\b)"
)
_NUMBER = r"(?<![\w.])[$€£¥]?\d"
_DURATION = (
    r"(?i)(?<![\w.])(?:\d[\d.,]{0,15}"
    r"|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b(?: and a half)?)"
    r"[\s-]*\+?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?)\b"
    r"|\b\d+ ?h ?\d+ ?m|\b\d+:\d\d:\d\d\b"
)
_CLOCK = r"(?i)\b\d{1,2}:\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\b\d{4}-\d\d-\d\d\b"
_FROM_TO = (
    r"(?i)\b(?:from|between|starting)\b[^.\n]{0,60}?\d[^.\n]{0,60}?\b(?:to|till|until|through|and)\b[^.\n]{0,30}?\d"
)
_COUNT = (
    r"(?i)(?P<before>\b[\w'’%-]{1,20} )?(?<![\w.,:/#$€£-])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?P<scale> ?k\b| ?m\b| thousand\b| million\b)? (?P<noun>(?:[a-z-]+ ){0,2}?(?:NOUNS)s)\b"
    r"(?! (?:per|an?|each|every)\b|/)"
)
_STOPS = {ord("."): " ", ord(","): " ", ord(";"): " ", ord(":"): " "}
_NOT_VAGUE_AFTER = ("-", " first ", " last ", " next ", " past ", " every ", " at ", " too ", " how ", " so ", " as ")
"""What makes a vague word another one: "at most", "too many", "the last few"."""
_ROUGH = frozenset(
    ["about", "around", "approximately", "roughly", "nearly", "almost", "over", "least", "most", "to", "than", "under"]
)


class Words(NamedTuple):
    """The wording of one language."""

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
    times: tuple[str, ...]
    """Patterns of lengths of time left open."""
    degrees: tuple[str, ...]
    measures: tuple[str, ...]
    numbers: tuple[str, ...]
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


@cache
def words_of(language: str) -> Words | None:
    """The wording of ``language``, None for one that has none."""
    import json

    data = json.loads((Path(__file__).parent / "data" / "impact_words.json").read_text(encoding="utf-8"))
    return Words(**{name: tuple(data[language][name]) for name in Words._fields}) if language in data else None


def any_of(words: tuple[str, ...], text: str) -> bool:
    """Whether one of ``words`` stands in ``text``, in any case."""
    return re.search(_alternatives(words), text) is not None


@cache
def _alternatives(words: tuple[str, ...]) -> str:
    return r"(?i)(?<!\w)(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")(?!\w)"


def is_counted(text: str, words: Words) -> bool:
    """Whether the text holds a number that measures: no date, clock time, version, ticket or name."""
    plain = re.sub(_NO_COUNT, " ", text)
    return re.search(_NUMBER, plain) is not None or any_of(words.numbers, plain)


def is_measured(text: str, words: Words) -> bool:
    """Whether the text says how much, in numbers, in totals ("all", "none") or as a stated unknown."""
    return (
        any_of(words.totals, text)
        or any_of(words.unknowns, text)
        or _has_length(text, words)
        or is_counted(text, words)
    )


def is_minor(vague: Vague, words: Words) -> bool:
    """Whether a summary may leave it open: things inside the system, and "multiple"."""
    return vague.noun.removesuffix("s") in words.internals or vague.phrase.startswith(words.loose)


def has_duration(text: str, words: Words) -> bool:
    """Whether the text says how long: a length of time, two clock times, from when to when, or since when."""
    return _has_length(text, words) or any_of(words.openings, text)


def _has_length(text: str, words: Words) -> bool:
    if re.search(_DURATION, text) or len(re.findall(_CLOCK, text)) > 1 or re.search(_FROM_TO, text):
        return True
    folded = text.lower()
    return any(duration in folded for duration in words.durations)


def tells_impact(text: str, words: Words) -> bool:
    """Whether the text names anyone or anything affected, or a consequence."""
    folded = text.lower()
    return any(mark in folded for mark in words.consequences) or re.search(_nouns(words), text) is not None


@cache
def _nouns(words: Words) -> str:
    return r"(?i)\b(?:" + "|".join(words.people + words.affected) + r")s?\b"


def tells_interruption(text: str, words: Words) -> bool:
    """Whether the text tells of a service that was gone or slow, rather than of an attack or an opening for one."""
    folded = text.lower()
    return any(m in folded for m in words.interruptions) and not any(m in folded for m in words.threats)


def is_harmless(text: str, words: Words) -> bool:
    """Whether the text says that there was no impact."""
    return any_of(words.harmless, text)


class Vague(NamedTuple):
    """Words that stand where a number should; offsets into the sentence."""

    start: int
    end: int
    kind: str
    """``amount``, ``time`` or ``degree``."""
    noun: str
    """What is not counted: ``users``; empty for times and degrees."""
    phrase: str
    """The words, in lower case."""


def find_vague(sentence: str, words: Words) -> Iterator[Vague]:
    """Every amount, time and degree that the sentence leaves open."""
    folded = sentence.lower()
    if len(folded) != len(sentence) or _triggers(words).isdisjoint(folded.translate(_STOPS).split()):
        return
    for match in re.finditer(_vague(words), folded):
        start = match.start()
        if folded[start - 1 : start].isalnum() or f" {folded[:start]}".endswith(_NOT_VAGUE_AFTER):
            continue
        kind = "amount" if match["noun"] else "time" if match["time"] else "degree"
        yield Vague(start, match.end(), kind, match["noun"] or "", match.group())


@cache
def _triggers(words: Words) -> frozenset[str]:
    """Words of which any vague phrase holds one: the amounts' last ones, the degrees, and those of the times."""
    last = {amount.rpartition(" ")[2] for amount in words.amounts + words.loose}
    return frozenset(
        last | set(words.degrees) | {"time", "while", "period", "moment", "brief", "short", "short-lived", "briefly"}
    )


@cache
def _vague(words: Words) -> str:
    counted = "|".join(words.parties + words.affected + words.internals)
    amounts = "|".join(sorted(words.amounts + words.loose, key=len, reverse=True))
    periods = "|".join(words.periods)
    between = r"(?: (?!(?:of|and|or|to|the|in|on|for|were|was|with|that|by|from)\b)[a-z-]+)"
    nouns = (
        rf"(?:{counted})e?s|queries|deliveries|companies|repositories|people|children|{'|'.join(words.masses)}"
        rf"|(?<!after a few )(?<!after several )(?:{periods})s"
        r"(?! (?:later|ago|before|after|earlier|prior|of|until)\b)"
    )
    return (
        rf"(?:(?:{amounts})\b(?: of)?(?: (?:the|our|its|their|these|those))?"
        rf"{between}??{between}?? (?P<noun>{nouns})"
        rf"|(?P<time>{'|'.join(words.times)})"
        rf"|(?P<degree>(?:{'|'.join(words.degrees)}) (?:[a-z-]+ )?(?:{'|'.join(words.measures)})))(?![\w-])"
    )


class Count(NamedTuple):
    """A number of something; offsets into the sentence."""

    start: int
    end: int
    value: float
    rough: bool
    """Whether the text calls it approximate, or a bound."""
    noun: str
    """What is counted, with the words before it: ``paying customers``."""


def find_counts(sentence: str, words: Words) -> Iterator[Count]:
    """The numbers of people, requests and the like that a sentence states."""
    if not any(map(str.isdigit, sentence)):
        return
    for match in re.finditer(_count(words), sentence):
        scale = (match["scale"] or "").strip().lower()
        factor = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}.get(scale, 1.0)
        before = (match["before"] or "").strip().lower()
        rough = before in _ROUGH or sentence[: match.start("number")].endswith(("~", "≈", "<", ">"))
        value = float(match["number"].replace(",", "")) * factor
        yield Count(match.start("number"), match.end(), value, rough or bool(scale), match["noun"].lower())


@cache
def _count(words: Words) -> str:
    return _COUNT.replace("NOUNS", "|".join(words.parties + words.affected))


def agree(first: Count, second: Count) -> bool:
    """Whether two counts may mean the same number: equal, one the other rounded, or near where one is rough."""
    low, high = sorted((first.value, second.value))
    if low == high or (low and high / low <= (1.15 if first.rough or second.rough else 1.0)):
        return True
    return any(_rounds(a.value, b.value) for a, b in ((first, second), (second, first)))


def _rounds(exact: float, rounded: float) -> bool:
    """Whether ``rounded`` is ``exact`` to the digits that ``rounded`` shows before its zeros."""
    size = 10.0
    while size <= rounded and rounded % size == 0:
        if abs(exact - rounded) <= size / 2:
            return True
        size *= 10
    return False
