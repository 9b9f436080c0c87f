"""The patterns of a language: found by their rarest word, tried only where every word they need is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pm_lint.errors import ConfigError
from pm_lint.language.clauses import Analysis
from pm_lint.language.elements import (
    GAPS,
    MAX_ELEMENTS,
    Element,
    Group,
    Near,
    build_group,
    compile_line,
    listed,
    longest,
    neighbours,
    required,
    required_words,
    shortest,
)
from pm_lint.language.lexicon import Lexicon
from pm_lint.language.matching import kind_of, match, responsible
from pm_lint.language.people import BITS, Who, mask
from pm_lint.record import NamedTuple

_LEMMA = re.compile(r"([\w-]+)~")


class Pattern(NamedTuple):
    line: str
    elements: tuple[Element, ...]
    group: Group
    reach: tuple[int, int]
    """The fewest and the most words from the start of the match to its anchor."""
    scale: int
    """How many words the pattern fixes: what decides between two matches."""
    needs: tuple[int, ...]
    """Sets of kinds as bits; a sentence must mention one of each set to be worth a try."""
    requires: tuple[frozenset[str], ...]
    """Sets of words; a sentence must hold one of each."""
    near: tuple[Near, ...]
    """What must stand around the anchor."""

    def fits(self, index: int, words: list[str], lemmas: list[str]) -> bool:
        """Whether the words around the anchor at ``index`` are those that the pattern asks for."""
        count = len(words)
        for first, last, wanted in self.near:
            for place in range(max(0, index + first), min(count, index + last + 1)):
                if words[place] in wanted or lemmas[place] in wanted:
                    break
            else:
                return False
        return True


class Candidate(NamedTuple):
    """A pattern that is worth a try, and the place of its anchor."""

    anchor: int
    pattern: Pattern


class Match(NamedTuple):
    group: Group
    start: int
    """Index of the first word of the match."""
    end: int
    person: int
    """Index of the noun phrase that is made responsible; -1 where none is named."""
    who: Who
    scale: int
    line: str
    """The pattern, as written."""


class Patterns:
    """The patterns of a language, found by their rarest word and compiled when that word first occurs."""

    def __init__(self, lexicon: Lexicon, index: Mapping[str, Any]) -> None:
        self._lexicon = lexicon
        self._groups = [build_group(given) for given in index["groups"]]
        self._lines: list[tuple[str, int, int]] = index["lines"]
        self._by_key: Mapping[str, list[int]] = index["words"]
        self._by_class: Mapping[str, list[int]] = index["classes"]
        self._compiled: list[Pattern | None] = [None] * len(self._lines)
        self._triggers: dict[str, tuple[int, ...]] = {}
        self._narrowed: dict[tuple[int, bool], _Usable] = {}
        lexicon.learn(frozenset(index["lemmas"]))
        self._classes: dict[str, list[str]] = {}
        for name in self._by_class:
            for word in lexicon.of(name):
                self._classes.setdefault(word, []).append(name)
        self._anchors = self._by_key.keys() | self._classes.keys()

    def triggers(self, word: str) -> tuple[int, ...]:
        """The patterns for which a lower-case word may be the anchor."""
        found = self._triggers.get(word)
        if found is None:
            collected: list[int] = []
            for key in {word, self._lexicon.lemma(word)}:
                collected += self._by_key.get(key, ())
                for name in self._classes.get(key, ()):
                    collected += self._by_class[name]
            found = self._triggers[word] = tuple(sorted(set(collected)))
        return found

    def may_match(self, known: set[str], present: int, question: bool, role: str | None) -> bool:
        """Whether any pattern is worth a try in a sentence of these forms that may mention these kinds of people."""
        usable = self._usable(present, question)
        return any(
            not any(map(known.isdisjoint, pattern.requires)) and pattern.group.holds_in(role)
            for word in known & self._anchors
            for pattern in usable[word]
        )

    def _pattern(self, number: int) -> Pattern:
        found = self._compiled[number]
        if found is None:
            line, group, anchor = self._lines[number]
            elements = compile_line(line, self._lexicon)
            low = sum(shortest(element) for element in elements[:anchor])
            high = sum(longest(element) for element in elements[:anchor])
            scale = sum(2 if element.words or element.lemmas else bool(element.kinds) for element in elements)
            needs = {mask(kinds) for element in elements if (kinds := required(element))}
            if self._groups[group].needs:
                needs.add(mask(self._groups[group].needs))
            requires = tuple(
                words
                for place, element in enumerate(elements)
                for words in required_words(element, anchor=place == anchor)
            )
            near = tuple(neighbours(elements, anchor))
            found = Pattern(line, elements, self._groups[group], (low, high), scale, tuple(needs), requires, near)
            self._compiled[number] = found
        return found

    def _usable(self, present: int, question: bool) -> _Usable:
        """The patterns that each word may anchor in a sentence that mentions the given kinds of people."""
        key = (present, question)
        found = self._narrowed.get(key)
        if found is None:
            found = self._narrowed[key] = _Usable(self, present, question)
        return found

    def narrowed(self, word: str, present: int, question: bool) -> tuple[Pattern, ...]:
        """The patterns that a word may anchor in a sentence that mentions the given kinds of people."""
        return tuple(
            pattern
            for pattern in map(self._pattern, self.triggers(word))
            if pattern.group.question == question and all(need & present for need in pattern.needs)
        )

    def candidates(
        self, words: list[str], lemmas: list[str], present: int, question: bool, role: str | None
    ) -> Iterator[Candidate]:
        """Every pattern that the words of a sentence allow, with each place of its anchor."""
        known = {*words, *lemmas}
        usable, anchors = self._usable(present, question), self._anchors
        for index, (word, lemma) in enumerate(zip(words, lemmas, strict=True)):
            if word not in anchors and lemma not in anchors:
                continue
            for pattern in usable[word]:
                if (
                    not any(map(known.isdisjoint, pattern.requires))
                    and pattern.group.holds_in(role)
                    and pattern.fits(index, words, lemmas)
                ):
                    yield Candidate(index, pattern)


def matches(candidates: Iterable[Candidate], analysis: Analysis) -> Iterator[Match]:
    """Every candidate that holds in an analysed sentence, at its first place."""
    present = 0
    for who in set(analysis.who):
        if who:
            present |= BITS[who]
    for index, pattern in candidates:
        if not all(need & present for need in pattern.needs):
            continue
        low, high = pattern.reach
        for start in range(max(0, index - high), index - low + 1):
            found = match(pattern.elements, analysis, start)
            if found is not None and found[0] > index:
                end, person = found
                if person < 0:
                    person = responsible(analysis, start, end)
                yield Match(pattern.group, start, end, person, kind_of(analysis, person), pattern.scale, pattern.line)
                break


class _Usable(dict[str, tuple[Pattern, ...]]):
    """The patterns of each word, for one set of kinds, as they are asked for."""

    def __init__(self, patterns: Patterns, present: int, question: bool) -> None:
        super().__init__()
        self._given = patterns, present, question

    def __missing__(self, word: str) -> tuple[Pattern, ...]:
        patterns, present, question = self._given
        found = self[word] = patterns.narrowed(word, present, question)
        return found


def build_index(groups: Iterable[Mapping[str, Any]], lexicon: Lexicon) -> dict[str, Any]:
    """Pattern groups with the rarest element of each pattern found: what :class:`Patterns` works on.

    Raises ConfigError for a pattern that cannot be read.
    """
    index: dict[str, Any] = {"groups": [], "lines": [], "words": {}, "classes": {}, "lemmas": []}
    lemmas: set[str] = set()
    for given in groups:
        build_group(given)
        index["groups"].append({key: value for key, value in given.items() if key != "match"})
        for line in listed(given, "match"):
            number = len(index["lines"])
            anchor = _anchor(line, lexicon)
            compile_line(line, lexicon)
            index["lines"].append((line, len(index["groups"]) - 1, anchor))
            for choice in line.split()[anchor].partition("<")[0].split("|"):
                kind, key = ("classes", choice[1:]) if choice[:1] == "%" else ("words", choice.rstrip("~"))
                index[kind].setdefault(key, []).append(number)
            lemmas.update(_LEMMA.findall(line))
    index["lemmas"] = sorted(lemmas)
    return index


def _anchor(line: str, lexicon: Lexicon) -> int:
    parts = line.split()
    if not 0 < len(parts) <= MAX_ELEMENTS:
        raise ConfigError(f"pattern {line!r}: must have 1 to {MAX_ELEMENTS} elements")
    costs = [_cost(part, lexicon) for part in parts]
    if min(costs) >= _NO_ANCHOR:
        raise ConfigError(f"pattern {line!r}: must hold one word or word class that is not optional")
    return costs.index(min(costs))


_NO_ANCHOR = 1e9


def _cost(part: str, lexicon: Lexicon) -> float:
    """How common an element is; the rarest of a pattern is its anchor."""
    if part in GAPS or part in "^$" or part[0] == "!" or (part[-1] == "?" and len(part) > 1) or "@" in part:
        return _NO_ANCHOR
    cost = 0
    for choice in part.partition("<")[0].split("|"):
        if choice[0] == "%":
            cost += len(lexicon.of(choice[1:]))
        else:
            cost += 5_000 if choice in lexicon.of("very_common") else 150 if choice in lexicon.of("common") else 1
    return cost
