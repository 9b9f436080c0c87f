"""Who a noun speaks of: one person, a group, the writers themselves, outsiders, or a system."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, reduce
from operator import or_
from typing import TYPE_CHECKING

from pm_lint.enumeration import StrEnum
from pm_lint.language.lexicon import Lexicon, Memo
from pm_lint.language.tokens import CODE, Tokens

if TYPE_CHECKING:
    from pm_lint.postmortem import Postmortem


class Who(StrEnum):
    """The kind of a noun phrase; the values are the letters that patterns use."""

    PERSON = "P"
    NAMED = "N"
    GROUP = "G"
    THEY = "T"
    NOBODY = "Z"
    SELF = "W"
    YOU = "Y"
    OMITTED = "O"
    OUTSIDER = "U"
    SYSTEM = "S"
    UNKNOWN = "X"
    NONE = ""


BITS = {letter: 1 << place for place, letter in enumerate("PNGTZWYOUSX")}
_BESIDE_NAME = 1 << len(BITS)
"""The bit of a word that makes a name of the one before or after it."""


def mask(kinds: str) -> int:
    """Kinds as a set of bits."""
    return sum(BITS[kind] for kind in set(kinds))


THINGS = mask("YOUSX")
"""Kinds that any word may be of."""
_OWNERS = frozenset({"his", "her", "their", "our", "my"})
_NAMED = frozenset({"dr", "prof", "mr", "mrs", "ms", "'s"})
"""What stands beside a name: a title, an owner's ending."""
_STRANGE = frozenset({"unknown", "unauthorised", "unauthorized"})
_BOARDS = frozenset({"change", "advisory", "review", "steering", "executive"})
_PEOPLE_KEYS = frozenset({"authors", "owner"})


class Cast:
    """The people and systems of one document, and how to tell them apart."""

    def __init__(self, lexicon: Lexicon, people: Iterable[str] = (), systems: Iterable[str] = ()) -> None:
        self.lexicon = lexicon
        self.people = frozenset(people)
        self.systems = frozenset(systems)
        self._roles = lexicon.of("roles")
        self._groups = lexicon.of("groups")
        self._departments = lexicon.of("departments")
        self._outsiders = lexicon.of("outsiders")
        self._systems = lexicon.of("systems")
        self._products = lexicon.of("products")
        self._modifiers = lexicon.of("system_modifiers")
        self.pronouns = _pronouns(lexicon)
        self._kinds = _kinds(lexicon)

    def kinds(self, words: Sequence[str]) -> tuple[list[int], int]:
        """The kinds of people, as bits, that each lower-case word may speak of, and all together; no things."""
        kinds = list(map(self._kinds.__getitem__, words))
        if self.people and not self.people.isdisjoint(words):
            kinds = [kind | BITS["N"] * (word in self.people) for word, kind in zip(words, kinds, strict=True)]
        present = reduce(or_, kinds, 0)
        if present & _BESIDE_NAME:  # perhaps a name that no list knows
            present |= BITS["N"]
            for index in [index for index, kind in enumerate(kinds) if kind & _BESIDE_NAME]:
                for beside in (index - 1, index + 1):
                    if 0 <= beside < len(kinds):
                        kinds[beside] |= BITS["N"]
        return kinds, present

    def who(self, tokens: Tokens, start: int, end: int, determined: bool) -> Who:
        """The kind of the noun phrase of the words ``start`` to ``end``; its last word is its head."""
        head = end - 1
        word = tokens.words[head]
        known = self._given(word)
        if known is not None:
            return known
        if tokens.capitals[head]:
            named = self._capitalised(tokens, start, end)
            if named is not None:
                return named
        return self._common(tokens, start, end, determined)

    def _given(self, word: str) -> Who | None:
        """What the settings, the document and the spelling say, before any lexicon."""
        if word in self.systems:
            return Who.SYSTEM
        if word in self.people:
            return Who.NAMED
        if word[0] == CODE:
            return Who.NAMED if word[1:2] == "@" else Who.SYSTEM
        if word[0] == "@":
            return Who.NAMED
        return None

    def _capitalised(self, tokens: Tokens, start: int, end: int) -> Who | None:
        words, head = tokens.words, end - 1
        word = words[head]
        if word in self._products:
            return Who.SYSTEM
        if word in self._roles or self.lexicon.lemma(word) in self._roles:
            return None
        if self.lexicon.is_name(word):
            return Who.NAMED
        if (
            head > start
            and tokens.capitals[head - 1]
            and self.lexicon.is_name(words[head - 1])
            and word not in self._systems
        ):
            return Who.NAMED
        return Who.NAMED if self._acts_like_a_person(tokens, head) else None

    def _acts_like_a_person(self, tokens: Tokens, head: int) -> bool:
        """Whether an unknown name has what only people have ("Oda's inbox") or does what only people do."""
        words = tokens.words
        if words[head] in self._systems or not words[head].isalpha() or head + 2 >= len(words):
            return False
        if words[head + 1] == "'s":
            return words[head + 2] in self.lexicon.of("human_possessions")
        return words[head + 1] in self.lexicon.of("human_deeds")

    def _common(self, tokens: Tokens, start: int, end: int, determined: bool) -> Who:
        """The kind of a phrase that is no name, by its head and the word before it."""
        words, head = tokens.words, end - 1
        word = words[head]
        forms = {word, self.lexicon.lemma(word)}
        before = words[head - 1] if head > start else ""
        if not self._roles.isdisjoint(forms):
            if before in _STRANGE:
                return Who.OUTSIDER
            return Who.SYSTEM if before in self._modifiers or before in self._products else Who.PERSON
        if not self._groups.isdisjoint(forms):
            if word == "team" and head and words[head - 1] == "our":
                return Who.SELF
            return Who.SYSTEM if before in self._modifiers else Who.GROUP
        following = words[end] if end < len(words) else ""
        alone = head == start and not determined and following not in self._systems
        if self._is_group(word, forms, before, alone):
            return Who.GROUP
        if "member" in forms and (before in self._groups or before in self._departments or before == "staff"):
            return Who.PERSON
        if not self._outsiders.isdisjoint(forms):
            return Who.OUTSIDER
        if not self._systems.isdisjoint(forms):
            return Who.SYSTEM
        return self._compound(word)

    def _is_group(self, word: str, forms: set[str], before: str, alone: bool) -> bool:
        """Whether a noun that often means something else means people here."""
        if word in self._departments and (alone or before in self._groups):
            return True  # "support failed to", "vendor support"
        if "group" in forms:
            return before not in self._modifiers and (not before or before in self._departments)
        return word == "board" and before in _BOARDS

    def _compound(self, word: str) -> Who:
        """The kind of "data-team" and "co-driver"."""
        last = word.rpartition("-")[2] if "-" in word else ""
        if last in self._groups:
            return Who.GROUP
        return Who.PERSON if last in self._roles else Who.UNKNOWN


@cache
def _pronouns(lexicon: Lexicon) -> dict[str, Who]:
    return {entry[:-2]: Who(entry[-1]) for entry in lexicon.of("pronouns")}


@cache
def _kinds(lexicon: Lexicon) -> Memo[int]:
    """The kinds of people, as bits, that each word may speak of in some document."""
    listed = [
        (words, mask(kinds))
        for words, kinds in (
            (lexicon.of("roles") | {"member"}, "P"),
            (lexicon.of("groups") | lexicon.of("departments") | {"group", "board"}, "G"),
            (_OWNERS, "PTW"),
        )
    ]
    listed += [(lexicon.names, BITS["N"]), (lexicon.of("human_deeds") | _NAMED, _BESIDE_NAME)]
    every = frozenset(_pronouns(lexicon)).union(*(words for words, _ in listed))
    return Memo(lambda word: _may_be(word, lexicon, listed, every))


def _may_be(word: str, lexicon: Lexicon, listed: Iterable[tuple[frozenset[str], int]], every: frozenset[str]) -> int:
    forms = {word, lexicon.lemma(word)}
    present = 0
    if word.isalpha() and word.isascii():
        if every.isdisjoint(forms):
            return present
    elif word[0] == "@" or word[:2] == CODE + "@" or lexicon.is_name(word):
        present = BITS["N"]
    if "-" in word:
        last = word.rpartition("-")[2]
        forms |= {last, lexicon.lemma(last)}
    for words, bits in listed:
        if not words.isdisjoint(forms):
            present |= bits
    who = _pronouns(lexicon).get(word)
    return present | mask("PT" if who is Who.THEY else who or "")


def cast_of(postmortem: Postmortem, lexicon: Lexicon) -> Cast:
    """The people whom the document and the settings name, with the systems that only sound like people."""
    settings = postmortem.settings
    people = {name.lower() for name in settings.people}
    for field in postmortem.metadata:
        if field.key in _PEOPLE_KEYS:
            words = field.value.replace(",", " ").split()
            people.update(
                word.lower()
                for word in words
                if word[:1].isupper() and word.isalpha() and word.lower() in lexicon.names
            )
    for name in settings.people:
        people.update(name.lower().split())
    return Cast(lexicon, people, (name.lower() for name in settings.systems))
