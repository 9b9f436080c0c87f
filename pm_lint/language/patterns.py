"""The patterns of a language: found by their rarest word, tried only where every word they need is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from pm_lint.language.analysis import Analysis
from pm_lint.language.elements import SETS, Element, Group, build_group, compile_line
from pm_lint.language.lexicon import Lexicon, Memo
from pm_lint.language.matching import kind_of, match, responsible
from pm_lint.language.people import BITS, THINGS, Who
from pm_lint.lazy import lazy
from pm_lint.record import NamedTuple


class Near(NamedTuple):
    """What must stand somewhere in a window around the anchor: one of these words, or who is of one of these kinds."""

    first: int
    """The start of the window, counted in words from the anchor."""
    last: int
    kinds: int
    """Kinds of people, as bits."""
    words: frozenset[str]


class Pattern:
    """One pattern. Most are asked only whether a sentence has what they need: the rest is read from the row later."""

    def __init__(self, row: str, patterns: Patterns) -> None:
        numbers, self._requires, self._near, self.line = row.split("\t")
        group, low, high, scale, self._opens, self._closes, *needs = map(int, numbers.split())
        self._patterns = patterns
        self.group: Group = patterns.groups[group]
        self.reach = low, high
        """The fewest and the most words from the start of the match to its anchor."""
        self.scale = scale
        """How many words the pattern fixes: what decides between two matches."""
        self.needs = tuple(needs)
        """Sets of kinds as bits; a sentence must mention one of each set to be worth a try."""
        self.required: frozenset[str] = patterns.sets[self._requires.partition(" ")[0]]
        """The first set of words of which a sentence must hold one; empty where the pattern asks for none."""

    @lazy
    def requires(self) -> tuple[frozenset[str], ...]:
        """The other sets of words; a sentence must hold one of each."""
        return tuple(map(self._patterns.sets.__getitem__, self._requires.split()[1:]))

    @lazy
    def near(self) -> tuple[Near, ...]:
        """What must stand around the anchor."""
        given = (part.split(",", 3) for part in self._near.split())
        sets = self._patterns.sets
        return tuple(Near(int(first), int(last), int(kinds), sets[words]) for first, last, kinds, words in given)

    @lazy
    def elements(self) -> tuple[Element, ...]:
        return compile_line(self.line, self._patterns.lexicon)

    def is_worth(self, known: set[str], present: int, role: str | None) -> bool:
        """Whether a sentence of these words, that mentions these kinds of people, has what else the pattern needs."""
        for need in self.needs:
            if not need & present:
                return False
        for words in self.requires:
            if known.isdisjoint(words):
                return False
        return self.group.holds_in(role)

    def fits(self, index: int, words: list[str], lemmas: list[str], kinds: list[int]) -> bool:
        """Whether around the anchor at ``index`` stands what the pattern asks for."""
        count = len(words)
        if index > self._opens or count - index > self._closes:
            return False
        for first, last, wanted_kinds, wanted in self.near:
            for place in range(max(0, index + first), min(count, index + last + 1)):
                if words[place] in wanted or lemmas[place] in wanted or kinds[place] & wanted_kinds:
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
    """The patterns of a language, by an index of their anchors (see ``indexing.py``)."""

    def __init__(self, lexicon: Lexicon, index: Mapping[str, Any]) -> None:
        self.lexicon = lexicon
        self.groups = [build_group(given) for given in index["groups"]]
        self.sets = Memo(partial(_word_set, lexicon))
        self._rows: list[str] = index["rows"]
        self._by_word: Mapping[str, str] = index["words"]
        self._by_class = [(lexicon.of(name), numbers) for name, numbers in index["classes"].items()]
        self._anchors = frozenset(self._by_word).union(*(words for words, _ in self._by_class))
        self._read: dict[str, Pattern] = {}
        lexicon.learn(frozenset(index["lemmas"].split()))
        self._of_word = Memo(self._anchored_by)
        """The patterns that each lower-case word may be the anchor of."""
        self._usable = {
            (question, people): Memo(partial(self._narrowed, question, people))
            for question in (True, False)
            for people in (True, False)
        }
        """The same, by whether they hold in questions, and whether the sentence mentions people."""

    def _anchored_by(self, word: str) -> tuple[Pattern, ...]:
        forms = {word, self.lexicon.lemma(word)}
        if self._anchors.isdisjoint(forms):
            return ()
        listed = [self._by_word[form] for form in forms if form in self._by_word]
        listed += [rows for words, rows in self._by_class if not words.isdisjoint(forms)]
        numbers = {number for rows in listed for number in rows.split()}
        return tuple(map(self._pattern, sorted(numbers, key=int)))

    def _narrowed(self, question: bool, people: bool, word: str) -> tuple[Pattern, ...]:
        every = self._of_word[word]
        return every and tuple(
            pattern
            for pattern in every
            if pattern.group.question is question and (people or all(need & THINGS for need in pattern.needs))
        )

    def _pattern(self, number: str) -> Pattern:
        found = self._read.get(number)
        if found is None:
            found = self._read[number] = Pattern(self._rows[int(number)], self)
        return found

    def candidates(
        self, words: list[str], kinds: list[int], present: int, question: bool, role: str | None
    ) -> list[Candidate]:
        """Every pattern that the words of a sentence and their kinds allow, with each place of its anchor."""
        lemmas = list(map(self.lexicon.lemma, words))
        known = {*words, *lemmas}
        usable = self._usable[question, bool(present)]
        present |= THINGS
        found: list[Candidate] = []
        for index, patterns in enumerate(map(usable.__getitem__, words)):
            for pattern in patterns:
                if pattern.required and known.isdisjoint(pattern.required):
                    continue  # nine in ten end here
                if pattern.is_worth(known, present, role) and pattern.fits(index, words, lemmas, kinds):
                    found.append(Candidate(index, pattern))
        return found


def _word_set(lexicon: Lexicon, written: str) -> frozenset[str]:
    """The words of alternatives such as ``forget|%duty_verbs|=must``."""
    choices = written.split("|") if written else []
    sets = [SETS[choice] if choice[0] == "=" else lexicon.of(choice[1:]) for choice in choices if choice[0] in "%="]
    words = frozenset(choice for choice in choices if choice[0] not in "%=")
    return words.union(*sets) if words or len(sets) != 1 else sets[0]


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
