"""Abbreviations that a text uses, and those that it explains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pm_lint.postmortem.model import Role
from pm_lint.postmortem.references import overlaps
from pm_lint.record import NamedTuple
from pm_lint.source import Span

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_TOO_MANY = 200
"""More different ones than this are a listing, not prose."""
_DATA = Path(__file__).parent / "data"
_ACRONYM = r"(?<![\w./:@#$&<{\[\\-])[A-Z][A-Z0-9]{1,5}(?=s?(?![\w/@#&>}\]=(-]|\.\w|::|:\w))"
_CAPITALS = r"[A-Z](?<!\w[A-Z])[A-Z0-9]{1,5}(?=s?\b(?!-))"  # no project of a ticket: OPS-31
_EXPLAINED_AFTER = (  # Recovery Point Objective (RPO)
    r"\(\W{0,3}(?:or |aka |a\.k\.a\. |short:? )?([A-Z][A-Z0-9]{1,5})s?\W{0,3}[),;/]"
)
_EXPLAINED_BY = (
    r"([A-Z][A-Z0-9]{1,5})s?(?!\w)\W{0,4}(?: \([^()]{0,80}?[a-z]{2}[^()]{0,80}\)"  # RPO (recovery point objective)
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
    counts = Counter(re.findall(_CAPITALS, postmortem.source.text))
    rare = {name for name, count in counts.items() if count >= uses} - common()
    if rare:
        rare -= _shouted(postmortem, rare)
    if 0 < len(rare) <= _TOO_MANY:
        rare -= _explained(postmortem, rare)
    if not rare or len(rare) > _TOO_MANY:
        return
    used: dict[str, Acronym] = {}
    for holder in postmortem.tree.texts:
        if not any(name in holder.content for name in rare):
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
    yield from (acronym for acronym in used.values() if acronym.uses >= uses)


@cache
def common() -> frozenset[str]:
    """Abbreviations that readers of postmortems know, in capitals, plurals included."""
    return frozenset((_DATA / "common_acronyms.txt").read_text(encoding="utf-8").split())


def _explained(postmortem: Postmortem, names: Collection[str]) -> set[str]:
    """Those that the document spells out, in passing or in a glossary."""
    text = postmortem.source.text
    found = {name for name in names if f"({name})" in text}
    if len(found) == len(names):
        return found
    found.update(match.group(1) for match in re.finditer(_EXPLAINED_AFTER, text))
    found.update(match.group(1) for match in re.finditer(_EXPLAINED_BY, text))
    for section in postmortem.having(Role.GLOSSARY):
        found.update(re.findall(r"\b[A-Z][A-Z0-9]{1,5}", postmortem.source.slice(section.body)))
    return found | _spelled_out(names, text)


def _spelled_out(names: Iterable[str], text: str) -> set[str]:
    """Those whose letters open capitalised words that stand side by side in the text: Recovery Point Objective."""
    initials = " ".join("".join(filter(str.isupper, run)) for run in re.findall(_CAPITALISED, text))
    return {name for name in names if len(name) >= 3 and name.isalpha() and name in initials}


def _shouted(postmortem: Postmortem, names: Collection[str]) -> set[str]:
    """Words in capitals for emphasis: those of the language, and those that the text writes small as well."""
    words = _words().get(postmortem.language, frozenset())
    text = postmortem.source.text
    return {name for name in names if name.lower() in words or _is_word(name.lower(), text)}


def _is_word(word: str, text: str) -> bool:
    return any(f" {word}{end}" in text for end in " .,\n")


@cache
def _words() -> dict[str, frozenset[str]]:
    import json

    data = json.loads((_DATA / "shouted_words.json").read_text(encoding="utf-8"))
    return {language: frozenset(words) for language, words in data.items()}
