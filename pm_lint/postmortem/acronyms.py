"""Abbreviations that a text uses, and those that it explains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from pm_lint.lazy_regex import lazy_regex
from pm_lint.postmortem.data import read_table, read_words
from pm_lint.postmortem.model import Role
from pm_lint.postmortem.references import overlaps
from pm_lint.record import NamedTuple
from pm_lint.source import Span

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_TOO_MANY = 200
"""More different ones than this are a listing, not prose."""
_ACRONYM = r"[A-Z][A-Z0-9](?<![\w./:@#$&<{\[\\-]..)[A-Z0-9]{0,4}(?=s?(?![\w/@#&>}\]=(-]|\.\w|::|:\w))"
_CAPITALS = r"[A-Z][A-Z0-9](?<!\w..)[A-Z0-9]{0,4}(?=s?\b(?!-))"  # no project of a ticket: OPS-31
_EXPLAINED_AFTER = (  # Recovery Point Objective (RPO)
    r"\(\W{0,3}(?:or |aka |a\.k\.a\. |short:? )?([A-Z][A-Z0-9]{1,5})s?\W{0,3}[),;/]"
)
_EXPLANATION = lazy_regex(  # what stands behind an abbreviation that it explains
    r"s?(?!\w)\W{0,4}(?: \([^()]{0,80}?[a-z]{2}[^()]{0,80}\)"  # RPO (recovery point objective)
    r"|[*_`]{0,3} ?(?:[:=–—]| - |,? (?:stands? for|means?|(?:is )?short for|refers? to|(?:is|are) (?:an?|the|our)))"
    r"[*_`]{0,3} ?[A-Za-z])"
)
_CAPITALISED = r"[A-Z](?<!\w[A-Z])[a-z]+(?:[\s-]+(?:(?:of|and|the|for|to|in)\s+)?[A-Z][a-z]+)+"


class Acronym(NamedTuple):
    """An abbreviation that the text uses without saying what it stands for."""

    text: str
    span: Span
    """Its first use in running text."""
    uses: int


def find_unexplained(postmortem: Postmortem, uses: int) -> Iterator[Acronym]:
    """Abbreviations used ``uses`` times or more, neither common nor explained anywhere, each at its first use."""
    text = postmortem.source.text
    known = common()
    counts = Counter([name for name in re.findall(_CAPITALS, text) if name not in known])
    rare = {name for name, count in counts.items() if count >= uses}
    if rare:
        rare -= _shouted(postmortem, rare)
    if len(rare) > _TOO_MANY:
        return
    rare = {name for name in rare if f"({name})" not in text}
    used: dict[str, Acronym] = {}
    texts = postmortem.tree.texts
    holders = {holder for name in rare for holder in texts if name in holder.content}
    for holder in texts:
        if holder not in holders:
            continue
        prose = holder.prose
        if prose.text.isupper():
            continue
        taken = sorted(prose.ranges("code") + prose.ranges("link"))
        for match in re.finditer(_ACRONYM, prose.text):
            name = match.group()
            if name not in rare or overlaps(taken, match.start(), match.end()):
                continue
            if name in used:
                used[name] = used[name]._replace(uses=used[name].uses + 1)
            elif (span := prose.span(*match.span())) is not None:
                used[name] = Acronym(name, span, 1)
    unexplained = _unexplained(postmortem, {name for name, acronym in used.items() if acronym.uses >= uses})
    yield from (acronym for name, acronym in used.items() if name in unexplained)


@cache
def common() -> frozenset[str]:
    """Abbreviations that readers of postmortems know, in capitals, plurals included."""
    return read_words("common_acronyms")


def _unexplained(postmortem: Postmortem, names: Iterable[str]) -> set[str]:
    """Those that the document spells out nowhere, neither in passing nor in a glossary."""
    text = postmortem.source.text
    left = {name for name in names if not _is_explained(name, text)}
    if left:
        left.difference_update(re.findall(_EXPLAINED_AFTER, text))
    for section in postmortem.having(Role.GLOSSARY):
        left.difference_update(re.findall(r"\b[A-Z][A-Z0-9]{1,5}", postmortem.source.slice(section.body)))
    return left - _spelled_out(left, text)


def _is_explained(name: str, text: str) -> bool:
    """Whether its explanation follows an abbreviation at one of the places where it stands."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not text[at - 1 : at].isupper() and _EXPLANATION.match(text, end):
            return True
        at = text.find(name, end)
    return False


def _spelled_out(names: Iterable[str], text: str) -> set[str]:
    """Those whose letters open capitalised words that stand side by side in the text: Recovery Point Objective."""
    names = [name for name in names if len(name) >= 3 and name.isalpha()]
    if not names:
        return set()
    initials = " ".join("".join(filter(str.isupper, run)) for run in re.findall(_CAPITALISED, text))
    return {name for name in names if name in initials}


def _shouted(postmortem: Postmortem, names: Collection[str]) -> set[str]:
    """Words in capitals for emphasis: those of the language, and those that the text writes small as well."""
    words = _words().get(postmortem.language, frozenset())
    text = postmortem.source.text
    return {name for name in names if name.lower() in words or _is_word(name.lower(), text)}


def _is_word(word: str, text: str) -> bool:
    return f" {word}" in text and any(f" {word}{end}" in text for end in " .,\n")


@cache
def _words() -> dict[str, frozenset[str]]:
    data = read_table("shouted_words")
    return {language: frozenset(words) for language, words in data.items()}
