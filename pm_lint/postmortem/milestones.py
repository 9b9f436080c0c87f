"""Which moments of an incident an entry tells of: from its wording, with the phrases as data.

Each phrase stands beside the stems and the further pieces of text without which it cannot match: what a whole timeline
holds none of is not looked for in its entries, most entries are settled by a look for the rest, and a phrase is
compiled when it is first needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pm_lint.record import NamedTuple

NAMES = ("start", "detection", "acknowledgement", "escalation", "mitigation", "resolution")

_REACH = 180
"""So many characters of an entry say what it is; what follows is detail."""
_REACHED_ONCE_DONE = frozenset({"mitigation", "resolution"})
"""Milestones that an attempt, a plan or a condition does not reach."""


class _Phrase(NamedTuple):
    milestone: str
    needs: tuple[str, ...]
    """Pieces of text of which one stands wherever the phrase does."""
    pattern: str


@cache
def _phrases() -> tuple[dict[str, list[_Phrase]], list[_Phrase]]:
    """Phrases of words by the stems that they need, which are in lower case, and those of scripts without spaces."""
    import json
    from pathlib import Path

    data = json.loads((Path(__file__).parent / "data" / "milestones.json").read_text("utf-8"))
    words: dict[str, list[_Phrase]] = {}
    for name in NAMES:
        for stems, needs, pattern in data[name]["words"]:
            phrase = _Phrase(name, tuple(needs.split("|")), rf"(?<!\w)(?:{pattern})(?!\w)")
            for stem in stems.split("|"):
                words.setdefault(stem, []).append(phrase)
    signs = [_Phrase(name, (), "|".join(data[name]["signs"])) for name in NAMES if data[name]["signs"]]
    return words, signs


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


def find_milestones(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The milestones that the text of each entry of a timeline tells of, in the order of an incident."""
    plain = [text[:_REACH].lower() for text in texts]
    words, signs = _phrases()
    whole = "\n".join(plain)
    likely = [(stem, phrases) for stem, phrases in words.items() if stem in whole]
    return [_milestones_of(text, likely, () if text.isascii() else signs) for text in plain]


def _milestones_of(
    text: str, likely: Sequence[tuple[str, Sequence[_Phrase]]], signs: Sequence[_Phrase]
) -> tuple[str, ...]:
    """The milestones of one entry, in lower case: those of the phrases of a stem in it, and of the signs."""
    told: set[str] = set()
    for stem, phrases in likely:
        if stem in text:
            for one in phrases:
                if one.milestone not in told and any(need in text for need in one.needs) and _tells(one, text):
                    told.add(one.milestone)
    for sign in signs:
        if sign.milestone not in told and _tells(sign, text):
            told.add(sign.milestone)
    return tuple(name for name in NAMES if name in told) if told else ()


def _tells(phrase: _Phrase, text: str) -> bool:
    """Whether a text in lower case says that a milestone was reached."""
    done = phrase.milestone in _REACHED_ONCE_DONE
    for match in _compiled(phrase.pattern).finditer(text):
        words = _clause_before(text, match.start())
        if not done:
            if _NEGATIONS.isdisjoint(words[-2:]):
                return True
        elif _UNREAL.isdisjoint(words) and _UNREAL_PAIRS.isdisjoint(pairwise(words)):
            after = text[match.end() : match.end() + 14]
            if not any(sign in after for sign in _UNDONE):
                return True
    return False


def _clause_before(text: str, end: int) -> list[str]:
    """The last words of the clause before a phrase."""
    before = text[max(0, end - 40) : end].replace("’", "'")
    for mark in ".;,:":
        before = before[before.rfind(mark) + 1 :]
    return before.split()[-6:]
