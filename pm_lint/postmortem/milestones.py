"""Which moments of an incident an entry tells of: from its wording, with the phrases as data.

Each phrase stands beside the stems and the further pieces of text without which it cannot match: most entries are
settled by a look for those, and a phrase is compiled when it is first needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pm_lint.postmortem.data import read_table
from pm_lint.record import NamedTuple

NAMES = ("start", "detection", "acknowledgement", "escalation", "mitigation", "resolution")

_REACH = 180
"""So many characters of an entry say what it is; what follows is detail."""
_LETTERS = 3
"""So many letters of its first word tell whether a stem may be there."""
_ONLY_WORDS = bytes(code if chr(code).isalnum() or code == ord("_") else ord(" ") for code in range(128)) + b" " * 128
_REACHED_ONCE_DONE = frozenset({"mitigation", "resolution"})
"""Milestones that an attempt, a plan or a condition does not reach."""


class _Phrase(NamedTuple):
    milestone: str
    needs: tuple[str, ...]
    """Pieces of text of which one stands wherever the phrase does."""
    pattern: str


@cache
def _phrases() -> tuple[dict[bytes, dict[str, list[_Phrase]]], list[_Phrase]]:
    """Phrases of words by the stems that they need, these by their first letters, and those of scripts without spaces.

    A stem is in lower case and begins a word.
    """
    data = read_table("milestones")
    words: dict[bytes, dict[str, list[_Phrase]]] = {}
    for name in NAMES:
        for stems, needs, pattern in data[name]["words"]:
            phrase = _Phrase(name, tuple(needs.split("|")), rf"(?:{pattern})(?!\w)")
            for stem in stems.split("|"):
                words.setdefault(_openings(stem)[0], {}).setdefault(stem, []).append(phrase)
    signs = [_Phrase(name, (), "|".join(data[name]["signs"])) for name in NAMES if data[name]["signs"]]
    return words, signs


def _openings(text: str) -> list[bytes]:
    """The first letters of each word; a letter with an accent is taken for a space."""
    return [word[:_LETTERS] for word in text.encode("ascii", "replace").translate(_ONLY_WORDS).split()]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_NEGATIONS = frozenset({
    "no", "not", "never", "will", "would", "should", "isn't", "wasn't", "weren't", "aren't", "hasn't", "haven't",
    "didn't", "doesn't", "can't",
})  # fmt: skip
_UNREAL = _NEGATIONS | frozenset({
    "unable", "unsuccessful", "attempt", "attempts", "attempted", "attempting", "try", "tries", "tried", "trying",
    "plan", "plans", "planned", "planning", "could", "must", "if", "until", "before", "partial", "partially",
    "some", "help", "once", "whether", "wait", "waits", "waited", "waiting", "alert", "alerts", "couldn't",
    "wouldn't", "shouldn't", "won't", "don't", "cannot",
})  # fmt: skip
_UNREAL_PAIRS = frozenset(
    {("failed", "to"), ("fails", "to"), ("fail", "to"), ("to", "be"), ("one", "of"), ("order", "to")}
)
_UNDONE = ("未", "ない", "せず", "失敗", "できず", "unsuccessful", " fail", "?")


def find_milestones(text: str) -> tuple[str, ...]:
    """The milestones that an entry's text tells of, in the order of an incident."""
    plain = text[:_REACH].lower()
    words, signs = _phrases()
    told: set[str] = set()
    for letters in words.keys() & _openings(plain):
        for stem, phrases in words[letters].items():
            if stem in plain and _opens_word(stem, plain):
                for one in phrases:
                    if one.milestone not in told and any(need in plain for need in one.needs) and _tells(one, plain):
                        told.add(one.milestone)
    if not plain.isascii() and _compiled("|".join(sign.pattern for sign in signs)).search(plain):
        told.update(phrase.milestone for phrase in signs if phrase.milestone not in told and _tells(phrase, plain))
    return tuple(name for name in NAMES if name in told) if told else ()


def _opens_word(stem: str, text: str) -> bool:
    """Whether a stem that a text holds begins a word there: in "started", not in "restarted"."""
    at = text.find(stem)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(stem, at + 1)
    return at >= 0


def _tells(phrase: _Phrase, text: str) -> bool:
    """Whether a text in lower case says that a milestone was reached."""
    done = phrase.milestone in _REACHED_ONCE_DONE
    for match in _places(phrase, text):
        words = _clause_before(text, match.start())
        if not done:
            if _NEGATIONS.isdisjoint(words[-2:]):
                return True
        elif _UNREAL.isdisjoint(words) and _UNREAL_PAIRS.isdisjoint(pairwise(words)):
            after = text[match.end() : match.end() + 14]
            if not any(sign in after for sign in _UNDONE):
                return True
    return False


def _places(phrase: _Phrase, text: str) -> Iterator[re.Match[str]]:
    """Where a phrase stands; one of words not from the middle of a word on.

    To ask for that in the pattern would keep the search from skipping what its first letter does not open.
    """
    search, at = _compiled(phrase.pattern).search, 0
    while (match := search(text, at)) is not None:
        before = text[match.start() - 1 : match.start()] if phrase.needs else ""
        if before.isalnum() or before == "_":
            at = match.start() + 1
        else:
            yield match
            at = match.end()


def _clause_before(text: str, end: int) -> list[str]:
    """The last words of the clause before a phrase."""
    before = text[max(0, end - 40) : end].replace("’", "'")
    for mark in ".;,:":
        before = before[before.rfind(mark) + 1 :]
    return before.split()[-6:]
