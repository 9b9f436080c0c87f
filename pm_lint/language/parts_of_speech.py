"""What a word is: the classes it may be of anywhere, and which of them it is of at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from pm_lint.language.lexicon import Lexicon, Memo
from pm_lint.language.people import Cast, Who
from pm_lint.language.tokens import CODE, ZONES, Tokens

(
    PREPOSITION,
    SUBORDINATOR,
    CONJUNCTION,
    RELATIVE,
    TO,
    PRONOUN,
    DETERMINER,
    POSSESSIVE,
    QUANTITY,
    COMMON_ADVERB,
    ADVERB,
    VERB,
    PAST,
    AUXILIARY,
    BE,
    HAVE,
    MODAL,
    NOT,
    BEFORE_GERUND,
    BEFORE_INVERSION,
    WEAK,
    RIGHT,
    ZONE,
    MARK,
    SIGN,
    LETTER,
) = (1 << place for place in range(26))
"""The classes of words, as bits. A ``COMMON_ADVERB`` is listed, others end in "-ly"; a ``PAST`` ends in "-ed"; a
``WEAK`` subordinator may be a preposition; a ``RIGHT`` is what one has, so that the verb before it is a noun ("had read
access"); a ``MARK`` punctuates; a ``SIGN`` begins with neither letter nor digit, a ``LETTER`` with a letter."""

BEFORE_NOUN = DETERMINER | POSSESSIVE
TURN = PREPOSITION | SUBORDINATOR | CONJUNCTION | TO
"""Classes that end a noun phrase and begin something else."""
SMALL = PRONOUN | RELATIVE | PREPOSITION | SUBORDINATOR | CONJUNCTION | ADVERB
VERBAL = VERB | PAST
_AFTER_VERB = BEFORE_NOUN | PRONOUN | COMMON_ADVERB | TURN

_CLASSES = {
    RELATIVE: "who which that whom",
    TO: "to",
    POSSESSIVE: "his her their our my your whose",
    BE: "be am is are was were been being 're 'm get got gets",
    HAVE: "have has had having 've",
    MODAL: "should could would might must ought will shall can may 'll",
    NOT: "n't not never hardly barely",
    BEFORE_GERUND: "without by before after of for instead while when despite in from on than ,",
    BEFORE_INVERSION: "nor neither only then never so avoidable preventable",
    WEAK: "after before since until till as",
    RIGHT: "access permission permissions rights replica replicas",
}
_LISTED = {
    PREPOSITION: "prepositions",
    SUBORDINATOR: "subordinators",
    CONJUNCTION: "conjunctions",
    DETERMINER: "closed_det",
    QUANTITY: "quantities",
    COMMON_ADVERB | ADVERB: "adverbs",
    AUXILIARY: "auxiliaries",
}
"""The classes that the word lists of a language hold."""
_LOOKALIKES = {
    ADVERB: "reply apply family assembly anomaly supply july italy rely comply imply multiply friendly nightly daily"
    " weekly monthly hourly",
    PAST: "speed embed hundred kindred weed greed breed indeed",
}
"""Words that end like a class and are not of it."""
PEOPLE = frozenset({Who.PERSON, Who.NAMED, Who.GROUP})
_ACTORS = PEOPLE | {Who.THEY, Who.SELF, Who.NOBODY}
_SPEAKERS = frozenset({Who.SELF, Who.THEY, Who.YOU})


@cache
def _classes(lexicon: Lexicon) -> Memo[str, int]:
    """The classes of each word, as bits."""
    listed = _by_word({ZONE: ZONES, **{bit: words.split() for bit, words in _CLASSES.items()}})
    for classes in ({bit: lexicon.of(name) for bit, name in _LISTED.items()}, {PRONOUN: Cast(lexicon).pronouns}):
        for word, bits in _by_word(classes).items():
            listed[word] = listed.get(word, 0) | bits
    lookalikes = _by_word({bit: words.split() for bit, words in _LOOKALIKES.items()})
    return Memo(lambda word: listed.get(word, 0) | (_shape(word, lexicon) & ~lookalikes.get(word, 0)))


def _by_word(classes: Mapping[int, Iterable[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for bit, words in classes.items():
        for word in words:
            found[word] = found.get(word, 0) | bit
    return found


def _shape(word: str, lexicon: Lexicon) -> int:
    """The classes that the spelling and the base form of a word tell."""
    if word[0].isalpha():
        adverb = word.endswith("ly") and len(word) > 4
        past = word.endswith("ed") and len(word) > 4 and "-" not in word
        verb = lexicon.lemma(word) in lexicon.verbs
        return LETTER | (ADVERB if adverb else 0) | (PAST if past else 0) | (VERB if verb else 0)
    if word[0].isalnum():
        return 0
    return SIGN if word[0] in "@'" + CODE else SIGN | MARK


class Words:
    """The words of a sentence with their lemmas and classes, and what they are where they stand.

    Where it matters, ``subject`` is the kind of the noun phrase that waits for its verb (NONE where there is none), and
    ``awaited`` says that an auxiliary before the subject waits for its main verb ("had the operator …").
    """

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        lexicon = cast.lexicon
        self.tokens, self.cast, self.lexicon = tokens, cast, lexicon
        self.words, self.capitals = tokens.words, tokens.capitals
        self.count = len(tokens.words)
        self.lemmas = list(map(lexicon.lemma, tokens.words))
        self.classes = list(map(_classes(lexicon).__getitem__, tokens.words))
        self._verbs = lexicon.verbs

    def is_people(self, index: int) -> bool:
        """Whether the word alone would speak of a person or a group."""
        return self.cast.who(self.tokens, index, index + 1, determined=False) in PEOPLE

    def _follows_people(self, index: int) -> bool:
        """Whether the word before speaks of a person or a group."""
        word = self.words[index - 1]
        return (not self.classes[index - 1] & SIGN or word[0] == "@") and self.cast.who(
            self.tokens, index - 1, index, determined=True
        ) in PEOPLE

    # -- small words ------------------------------------------------------------------------------------------

    def is_pronoun(self, index: int, subject: Who, awaited: bool) -> bool:
        """Whether the word stands for a noun, and before none."""
        classes = self.classes[index]
        if not classes & PRONOUN or classes & RELATIVE:
            return False
        if classes & DETERMINER and self._determines(index, subject, awaited):
            return False
        return not (self.words[index] in ("it", "us") and self.capitals[index] and index)  # the IT department, the US

    def _determines(self, index: int, subject: Who, awaited: bool) -> bool:
        """Whether "that", "this" … stands before its noun."""
        following = index + 1
        return (
            following < self.count
            and not self.classes[following] & (SIGN | AUXILIARY | PREPOSITION)
            and not self.is_verb(following, subject, awaited, run=True)
        )

    def is_contracted_be(self, index: int) -> bool:
        """Whether "'s" is a verb rather than the ending of an owner."""
        if self.classes[index - 1] & PRONOUN or index + 1 >= self.count:
            return True
        return bool(self.classes[index + 1] & (NOT | DETERMINER)) or self.words[index + 1] == "been"

    # -- nouns ------------------------------------------------------------------------------------------------

    def is_noun(self, index: int) -> bool:
        """ "a must", "the can", "May": auxiliaries that are nouns."""
        word = self.words[index]
        if word in ("may", "will") and self.capitals[index] and index:
            return True
        return word in ("must", "can", "will", "do", "get") and index > 0 and self.words[index - 1] in ("a", "the")

    def _is_department(self, index: int) -> bool:
        """ "Support failed to …": whether a sentence opens with the name of a department and its verb."""
        following = index + 1
        if following >= self.count or self.classes[following] & AUXILIARY:
            return True
        return (
            self.words[index] in self.lexicon.of("departments")
            and self.lemmas[following] in self._verbs
            and self.words[following] != self.lemmas[following]
        )

    # -- verbs ------------------------------------------------------------------------------------------------

    def is_verb(self, index: int, subject: Who, awaited: bool, *, run: bool) -> bool:
        """Whether the word is a verb here; ``run`` says that nouns of the same phrase stand before it."""
        if not self.classes[index] & VERBAL:
            return False
        word, lemma = self.words[index], self.lemmas[index]
        previous = self.words[index - 1] if index else ""
        before = self.classes[index - 1] if index else 0
        if before & BEFORE_NOUN or previous == "'s":
            return False
        if not self.lexicon.inflects:
            return lemma in self._verbs
        if lemma not in self._verbs:
            return run and bool(self.classes[index] & PAST)
        if word.endswith("ing"):
            return not index or bool(before & (BEFORE_GERUND | CONJUNCTION)) or (run and self._follows_people(index))
        if before & PREPOSITION and not before & COMMON_ADVERB:
            return False
        if awaited or (word != lemma and not word.endswith("s")):
            return True  # a past form
        if word != lemma:
            return self._is_third_person(index, subject, run)
        if word in self.lexicon.irregular and (subject in _ACTORS or (index > 0 and self._follows_people(index))):
            return True  # "read", "put", "let": past and base are one
        return self._is_plain_verb(index, previous)

    def _is_third_person(self, index: int, subject: Who, run: bool) -> bool:
        if not run and not subject and not self.classes[index - 1] & CONJUNCTION:
            return False
        following = index + 1
        if following == self.count:
            return True
        classes = self.classes[following]
        return (
            bool(classes & _AFTER_VERB)
            or not classes & LETTER
            or self.capitals[following]
            or self._follows_people(index)
        )

    def _is_plain_verb(self, index: int, previous: str) -> bool:
        if self.cast.pronouns.get(previous) in _SPEAKERS or previous == "who":
            return True
        if index == 0:
            return not self._is_department(index)
        return not self.classes[index - 1] & SIGN and previous.endswith("s") and self._follows_people(index)

    def is_main_verb(self, index: int) -> bool:
        """Whether the word after auxiliaries is their main verb, and not a noun or an adjective."""
        word, lemma = self.words[index], self.lemmas[index]
        if index + 1 < self.count and self.classes[index + 1] & RIGHT:
            return False
        if word == lemma and self.classes[index - 1] & HAVE and word not in self.lexicon.irregular:
            return False
        return lemma in self._verbs or (word.endswith(("ed", "ing")) and len(word) > 4 and "-" not in word)
