"""Where a text says "many" or "for a while" instead of a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pm_lint.postmortem.quantities import WORD, Words, fold, plurals
from pm_lint.record import NamedTuple


class Vague(NamedTuple):
    """Words that stand where a number should; offsets into the sentence."""

    start: int
    end: int
    kind: str
    """``amount``, ``time`` or ``degree``."""
    noun: str
    """What is not counted: ``users``; empty for times and degrees."""
    phrase: str
    """The words, folded."""


def find_vague(sentence: str, words: Words) -> Iterator[Vague]:
    """Every amount, time and degree that the sentence leaves open, in order of their kinds."""
    folded = fold(sentence)
    if len(folded) != len(sentence):  # a letter that is two in lower case: no place would be exact
        return
    lexicon = _lexicon(words)
    if lexicon.triggers.isdisjoint(folded.replace(".", " ").replace(",", " ").split()):
        return  # a quick test: most sentences hold none
    places = list(re.finditer(WORD, folded))
    found = [place.group() for place in places]
    for i, word in enumerate(found):
        if word not in lexicon.heads and word not in lexicon.degrees:
            continue
        before = found[i - 1] if i else ""
        if (before, word) in lexicon.heads.get(before, ()) or before in words.limiters:
            continue  # "few" of "a few", "many" of "too many"
        if word in lexicon.heads:
            end = _amount(i, found, places, folded, words)
        else:
            end = next((j for j in (i + 1, i + 2) if j < len(found) and found[j] in lexicon.measures), None)
            if end is not None and not _adjoin(places[i : end + 1], folded):
                end = None
        if end is not None:
            kind, noun = ("degree", "") if word in lexicon.degrees else ("amount", found[end])
            yield Vague(places[i].start(), places[end].end(), kind, noun, folded[places[i].start() : places[end].end()])
    if not lexicon.spells.isdisjoint(found):
        for match in re.finditer(lexicon.times, folded):
            yield Vague(match.start(), match.end(), "time", "", match.group())


class _Lexicon(NamedTuple):
    """The wording, arranged for looking up."""

    heads: dict[str, tuple[tuple[str, ...], ...]]
    """The amounts by their first word, longest first."""
    nouns: frozenset[str]
    periods: frozenset[str]
    degrees: frozenset[str]
    measures: frozenset[str]
    spells: frozenset[str]
    """Words of which every length of time left open holds one."""
    times: str
    triggers: frozenset[str]


@cache
def _lexicon(words: Words) -> _Lexicon:
    heads: dict[str, tuple[tuple[str, ...], ...]] = {}
    amounts = [tuple(amount.split()) for amount in words.amounts + words.loose]
    for amount in sorted(amounts, key=len, reverse=True):
        heads[amount[0]] = (*heads.get(amount[0], ()), amount)
    degrees, spells = frozenset(words.degrees), frozenset(words.spells)
    last = frozenset(amount[-1] for amount in amounts)
    return _Lexicon(
        heads,
        frozenset(words.masses).union(*map(plurals, words.parties + words.affected + words.internals)),
        frozenset(f"{period}s" for period in words.periods),
        degrees,
        frozenset(words.measures),
        spells,
        rf"(?<![\w-])(?:{'|'.join(words.times)})(?![\w-])",
        last | degrees | spells,
    )


def _amount(i: int, found: list[str], places: list[re.Match[str]], text: str, words: Words) -> int | None:
    """The index of the noun that an amount beginning at word ``i`` leaves uncounted."""
    lexicon = _lexicon(words)
    for amount in lexicon.heads[found[i]]:
        j = i + len(amount)
        if tuple(found[i:j]) != amount:
            continue
        j += found[j : j + 1] == ["of"]
        j += j < len(found) and found[j] in words.determiners
        for end in range(j, min(j + 3, len(found))):
            noun = found[end]
            if noun in lexicon.nouns or (noun in lexicon.periods and _is_length(i, end, found, words)):
                return end if _adjoin(places[i : end + 1], text) else None
            if noun in words.enders:
                break
    return None


def _is_length(start: int, end: int, found: list[str], words: Words) -> bool:
    """Whether "several hours" measures, rather than tells what came when."""
    after = found[end + 1] if end + 1 < len(found) else ""
    return after not in words.narrative and (start == 0 or found[start - 1] != "after")


def _adjoin(places: list[re.Match[str]], text: str) -> bool:
    """Whether only one space stands between each two words."""
    return all(text[a.end() : b.start()] == " " for a, b in pairwise(places))


def is_minor(vague: Vague, words: Words) -> bool:
    """Whether a summary may leave it open: things inside the system, and "multiple"."""
    return vague.noun.removesuffix("s") in words.internals or vague.phrase.startswith(words.loose)
