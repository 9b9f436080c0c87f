"""Who a noun speaks of: one person, a group, the writers themselves, outsiders, or a system."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pm_lint.enumeration import StrEnum
from pm_lint.language.lexicon import Lexicon
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
NAMED = BITS["N"]
BESIDE_NAME = 1 << len(BITS)
"""The bit of a word that makes a name of the one before or after it."""
EVERY_KIND = 2 * BESIDE_NAME - 1
"""All bits that say of whom a word may speak."""


def mask(kinds: str) -> int:
    """Kinds as a set of bits."""
    return sum(BITS[kind] for kind in set(kinds))


THINGS = mask("YOUSX")
"""Kinds that any word may be of."""
OTHERS = mask("PNGTZ")
"""Kinds of people who are not the writers."""
_OWNERS = frozenset({"his", "her", "their", "our", "my"})
_TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "'s"})
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
        if word in self.lexicon.of("software_roles") and head and words[head - 1] == "the":
            return Who.SYSTEM  # "the Deployer", with a capital, is what somebody called a program
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


def kinds_of(lexicon: Lexicon) -> dict[str, int]:
    """The kinds of people, as bits, that each word but a name may speak of in some document; no things."""
    listed = [
        (lexicon.of("roles") | {"member"}, "P"),
        (lexicon.of("groups") | lexicon.of("departments") | {"group", "board"}, "G"),
        (_OWNERS, "PTW"),
        *(([word], "PT" if who is Who.THEY else who) for word, who in _pronouns(lexicon).items()),
    ]
    kinds = dict.fromkeys(lexicon.of("human_deeds") | _TITLES, BESIDE_NAME)
    for words, letters in listed:
        for word in words:
            kinds[word] = kinds.get(word, 0) | mask(letters)
    return kinds


def mark_names(kinds: list[int], words: Sequence[str], people: frozenset[str]) -> None:
    """Adds to the bits of each word that it may be a name, where only the document or its neighbour says so."""
    for index, (word, bits) in enumerate(zip(words, tuple(kinds), strict=True)):
        if word in people:
            kinds[index] |= NAMED
        if bits & BESIDE_NAME:
            for beside in (index - 1, index + 1):
                if 0 <= beside < len(kinds):
                    kinds[beside] |= NAMED


def people_of(postmortem: Postmortem, lexicon: Lexicon) -> frozenset[str]:
    """The words that the document or the settings use as names of people, in lower case."""
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
    return frozenset(people)
