"""The patterns of a language: found by their rarest word, tried only where every word they need is there."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial, reduce
from operator import or_
from typing import Any

from pm_lint.language.elements import SETS, Group, build_group
from pm_lint.language.lexicon import Lexicon, Memo
from pm_lint.language.people import BESIDE_NAME, NAMED, OTHERS, THINGS, mark_names
from pm_lint.language.tokens import CODE
from pm_lint.lazy import lazy
from pm_lint.record import NamedTuple

_BREAK = "\n\f\n"
"""What stands between the parts of an index, of which each line may be empty."""


class Index(NamedTuple):
    """The patterns of a language, made to be looked up (see ``indexing.py``)."""

    groups: Sequence[Mapping[str, Any]]
    """The entries of the pattern list, without their patterns."""
    clues: Sequence[str]
    """The rarest set of words that each pattern requires besides its anchor; empty where it requires none."""
    rows: Sequence[str]
    """The rest of the patterns, as :class:`Pattern` reads it."""
    words: Mapping[str, str]
    """What is told of each base form, and of each class (``%duty_verbs``): between tabs the kinds of people that it
    may speak of, as bits; the patterns of which it may be the anchor; the classes that it is in."""
    lemmas: str
    """The base forms that patterns name."""

    @classmethod
    def read(cls, text: str) -> Index:
        """The index that was written as ``text``."""
        groups, lemmas, *lists = text.split(_BREAK)
        clues, rows, words, told = (lines.split("\n") for lines in lists)
        return cls(json.loads(groups), clues, rows, dict(zip(words, told, strict=True)), lemmas)

    def text(self) -> str:
        """The index as text that is quick to read: splitting lines takes a tenth of the time of reading JSON."""
        groups = json.dumps(self.groups, ensure_ascii=False, separators=(",", ":"))
        lists = self.clues, self.rows, self.words, self.words.values()
        return _BREAK.join((groups, self.lemmas, *map("\n".join, lists)))


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
        numbers, requires, self._near, self.line = row.split("\t")
        group, self.low, self.high, self.scale, self._opens, self._closes, *needs = map(int, numbers.split())
        """``low`` and ``high`` are the fewest and the most words from the start of the match to its anchor; ``scale``
        is how many words the pattern fixes: what decides between two matches."""
        self.group = patterns.groups[group]
        self.needs = needs
        """Sets of kinds as bits; a sentence must mention one of each set to be worth a try."""
        self._sets = patterns.sets
        self._requires = [*map(self._sets.__getitem__, requires.split())]
        """Sets of words, besides the rarest; a sentence must hold one of each."""

    @lazy
    def _nearby(self) -> Sequence[Near]:
        """What must stand around the anchor."""
        given = (part.split(",", 3) for part in self._near.split())
        return [Near(int(first), int(last), int(kinds), self._sets[words]) for first, last, kinds, words in given]

    def is_worth(self, known: set[str], kinds: int, role: str | None) -> bool:
        """Whether a sentence of these words, that mentions these kinds of people, has what the pattern needs."""
        for need in self.needs:
            if not need & kinds:
                return False
        for words in self._requires:
            if known.isdisjoint(words):
                return False
        return self.group.holds_in(role)

    def fits(self, index: int, words: Sequence[str], lemmas: Sequence[str], kinds: Sequence[int]) -> bool:
        """Whether around the anchor at ``index`` stands what the pattern asks for."""
        count = len(words)
        if index > self._opens or count - index > self._closes:
            return False
        for first, last, wanted_kinds, wanted in self._nearby:
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


class _Entry(NamedTuple):
    """What the index tells of a base form or a class."""

    kinds: int
    """The kinds of people that it may speak of, as bits."""
    anchored: Sequence[str]
    """The numbers of the patterns of which it may be the anchor: those of statements, that need nobody but the writers
    and that need others, and those of questions."""


class Patterns:
    """The patterns of a language, found by the words of a sentence."""

    def __init__(self, lexicon: Lexicon, index: Index) -> None:
        self.lexicon = lexicon
        self._index = index
        lexicon.learn(index.lemmas.split())
        self.groups = Memo(self._group)
        self.sets = Memo(partial(_word_set, lexicon))
        self._entries = Memo(self._entry)
        self._kinds = Memo(self._kinds_of)
        """The kinds of people, as bits, that each lower-case word may speak of in some document."""
        self._anchors: set[str] = set()
        """The words seen that may be the anchor of a pattern."""
        self._patterns = Memo(self._pattern)
        self._tests = {
            (question, others): Memo(partial(self._tests_of, question, others))
            for question in (True, False)
            for others in (True, False)
        }
        """The patterns that each lower-case word may be the anchor of, with the first set of words that they require:
        by whether they hold in questions, and whether the sentence mentions people who are not the writers."""

    def candidates(
        self, words: Sequence[str], present: frozenset[str], names: frozenset[str], question: bool, role: str | None
    ) -> list[Candidate]:
        """Every pattern that the words of a sentence allow, with each place of its anchor, in order.

        ``present`` are the words without their order, ``names`` are those that the document or the settings give.
        """
        kinds = reduce(or_, map(self._kinds.__getitem__, present), 0)
        if kinds & BESIDE_NAME or not names.isdisjoint(present):
            kinds |= NAMED  # perhaps a name that no list knows
        tests = self._tests[question, bool(kinds & OTHERS)]
        anchors = [word for word in present & self._anchors if tests[word]]
        if not anchors:
            return []
        known = {"", *present, *map(self.lexicon.lemma, present)}  # what requires no word finds the empty one
        kinds |= THINGS
        worth = [
            (word, number)
            for word in anchors
            for required, number in tests[word]
            if not known.isdisjoint(required) and self._patterns[number].is_worth(known, kinds, role)
        ]
        return self._placed(worth, words, names if kinds & NAMED else None) if worth else []

    def _placed(
        self, worth: Iterable[tuple[str, int]], words: Sequence[str], names: frozenset[str] | None
    ) -> list[Candidate]:
        """The patterns whose anchor has what they ask for around it, by their anchor and number.

        ``names`` are None where the sentence mentions nobody by name.
        """
        lemmas = list(map(self.lexicon.lemma, words))
        kinds = list(map(self._kinds.__getitem__, words))
        if names is not None:
            mark_names(kinds, words, names)
        found = [
            (index, number)
            for word, number in worth
            for index, each in enumerate(words)
            if each == word and self._patterns[number].fits(index, words, lemmas, kinds)
        ]
        return [Candidate(index, self._patterns[number]) for index, number in sorted(found)]

    def _told(self, word: str) -> list[_Entry]:
        """What the index tells of a word and its base form."""
        lemma, words = self.lexicon.lemma(word), self._index.words
        if lemma == word:
            return [self._entries[word]] if word in words else []
        return [self._entries[form] for form in (word, lemma) if form in words]

    def _entry(self, form: str) -> _Entry:
        kinds, *anchored, classes = self._index.words[form].split("\t")
        told = [anchored, *(self._entries[name].anchored for name in classes.split())]
        return _Entry(int(kinds or 0), [" ".join(numbers) for numbers in zip(*told, strict=True)])

    def _kinds_of(self, word: str) -> int:
        """The kinds that a word may speak of; notes it where it may be an anchor."""
        kinds, lexicon = 0, self.lexicon
        for entry in self._told(word):
            kinds |= entry.kinds
            if any(entry.anchored):
                self._anchors.add(word)
        if word in lexicon.names or lexicon.lemma(word) in lexicon.names:
            kinds |= NAMED
        if not (word.isalpha() and word.isascii()):
            if word[0] == "@" or word[:2] == CODE + "@" or lexicon.is_name(word):
                kinds |= NAMED
            if "-" in word[:-1]:
                kinds |= self._kinds[word.rstrip("-").rpartition("-")[2]]
        return kinds

    def _tests_of(self, question: bool, others: bool, word: str) -> Collection[tuple[frozenset[str], int]]:
        told = self._told(word)
        if not told:
            return ()
        first = 2 * question
        listed = [numbers for entry in told for numbers in entry.anchored[first : first + 1 + others] if numbers]
        if not listed:
            return ()
        sets, clues = self.sets, self._index.clues
        return [(sets[clues[number]], number) for number in {*map(int, " ".join(listed).split())}]

    def _group(self, number: int) -> Group:
        return build_group(self._index.groups[number])

    def _pattern(self, number: int) -> Pattern:
        return Pattern(self._index.rows[number], self)


def _word_set(lexicon: Lexicon, written: str) -> frozenset[str]:
    """The words of alternatives such as ``forget|%duty_verbs|=must``."""
    if "|" not in written and written[:1] not in ("=", "%"):
        return frozenset((written,))
    choices = written.split("|")
    sets = [SETS[choice] if choice[0] == "=" else lexicon.of(choice[1:]) for choice in choices if choice[0] in "%="]
    words = frozenset(choice for choice in choices if choice[0] not in "%=")
    return words.union(*sets) if words or len(sets) != 1 else sets[0]
