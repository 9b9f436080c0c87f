"""A shallow analysis of English: noun phrases with their kind, verbs with their subject.

One pass from left to right, no parse tree: enough to say who the subject of a verb is through prepositional
phrases, relative clauses, coordination and control, in time linear in the sentence.
"""

from __future__ import annotations

from pm_lint.language.analysis import Analysis, Verb
from pm_lint.language.parts_of_speech import (
    ADVERB,
    AUXILIARY,
    BE,
    BEFORE_INVERSION,
    BEFORE_NOUN,
    CONJUNCTION,
    DETERMINER,
    HAVE,
    LETTER,
    MARK,
    MODAL,
    NOT,
    PREPOSITION,
    PRONOUN,
    QUANTITY,
    RELATIVE,
    SIGN,
    SMALL,
    SUBORDINATOR,
    TURN,
    VERBAL,
    ZONE,
    Words,
)
from pm_lint.language.people import Cast, Who
from pm_lint.language.subjects import Subjects
from pm_lint.language.tokens import CODE, Tokens

_OWNERS = {"his": Who.PERSON, "her": Who.PERSON, "their": Who.THEY, "our": Who.SELF, "my": Who.SELF, "your": Who.YOU}


def analyse(tokens: Tokens, cast: Cast) -> Analysis:
    """Finds the noun phrases and verbs of one sentence."""
    return _Scanner(tokens, cast).run()


class _Scanner:
    """The state of the pass; one instance for each sentence."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        self.at = Words(tokens, cast)
        self.tokens, self.cast = tokens, cast
        self.words, self.lemmas, self.classes = tokens.words, self.at.lemmas, self.at.classes
        self.count = self.at.count
        self.subjects = Subjects(self.at)
        self.who = self.subjects.who
        self.verbs: dict[int, Verb] = {}
        self.heads: dict[int, int] = {}
        self.pending: list[int] = []
        """Auxiliaries that stand before their subject ("had the operator …")."""

    def run(self) -> Analysis:
        index = 0
        while index < self.count:
            index = max(index + 1, self._step(index))
        if "by" in self.words:
            self._find_agents()
        return Analysis(self.tokens, self.lemmas, self.who, self.verbs, self.heads, self.cast)

    def _step(self, index: int) -> int:
        classes = self.classes[index]
        if classes & MARK:
            self.subjects.punctuate(self.words[index])
            return index + 1
        if classes & AUXILIARY and not self.at.is_noun(index):
            return self._auxiliary(index)
        if self.words[index] == "to":
            return self._infinitive(index)
        if classes & SMALL and self._is_small_word(index, classes):
            return index + 1
        if classes & VERBAL and self._is_verb(index, run=False):
            return self._verb_group(index, index)
        return self._noun_phrase(index)

    def _is_small_word(self, index: int, classes: int) -> bool:
        """Takes a pronoun, a conjunction, a preposition or an adverb; says whether the word was one."""
        word, subjects = self.words[index], self.subjects
        if classes & PRONOUN and self._is_pronoun(index):
            subjects.add(index, index + 1, self.cast.pronouns[word])
            if word == "whoever":
                subjects.outer = subjects.candidate
        elif classes & RELATIVE and self._is_relative(index):
            subjects.relate(index)
        elif classes & SUBORDINATOR:
            subjects.subordinate(index)
        elif classes & CONJUNCTION:
            subjects.coordinate()
        elif classes & PREPOSITION:
            if word == "of" and index and self.classes[index - 1] & QUANTITY:
                subjects.divide(index - 1)
            else:
                subjects.oblique = True
        else:
            return bool(classes & ADVERB)
        return True

    def _is_pronoun(self, index: int) -> bool:
        return self.at.is_pronoun(index, self.subjects.candidate.who, bool(self.pending))

    def _is_verb(self, index: int, *, run: bool) -> bool:
        return self.at.is_verb(index, self.subjects.candidate.who, bool(self.pending), run=run)

    def _is_relative(self, index: int) -> bool:
        word = self.words[index]
        if word == "who" or not index:
            return word == "who"
        return self.who[index - 1] is not Who.NONE or (self.words[index - 1] == "," and word != "that")

    # -- noun phrases -----------------------------------------------------------------------------------------

    def _noun_phrase(self, begin: int) -> int:
        """Takes the noun phrase that begins with the word; says what comes after it."""
        words, classes, count = self.words, self.classes, self.count
        index = begin
        while index < count and classes[index] & BEFORE_NOUN:
            if words[index] in _OWNERS:
                self.who[index] = _OWNERS[words[index]]
            index += 1
        determined = index > begin
        if not determined:
            index = self._skip(index, ZONE)  # "10:05 UTC Support calls": the zone is no part of the phrase
        start = first = index
        while index < count and self._continues(index, first):
            if words[index] == "'s":
                self.who[index - 1] = self._kind(first, index, determined)
                first = index + 1
                determined = True
            index += 1
        if index == start:
            if determined and index < count:
                self.subjects.add(start - 1, start, Who.UNKNOWN)
            return index
        end = index
        while end > first and classes[end - 1] & ZONE:
            end -= 1
        if end <= first:
            return index
        if not (determined or classes[end - 1] & LETTER or any(map(str.isalpha, words[end - 1]))):
            self.subjects.oblique = False  # a time or a number: "at 10:05", "10:05"
            return index
        self.heads[begin] = end - 1
        self.subjects.add(start, end, self._kind(first, end, determined))
        return index

    def _kind(self, start: int, end: int, determined: bool) -> Who:
        if start > 1 and self.words[start - 1] == "." and self.words[start - 2] in self.cast.lexicon.of("titles"):
            return Who.NAMED
        if end <= start:
            return Who.UNKNOWN
        return self.cast.who(self.tokens, start, end, determined)

    def _continues(self, index: int, first: int) -> bool:
        """Whether the noun phrase whose last part begins at ``first`` goes on with the word."""
        word, classes = self.words[index], self.classes[index]
        if word == "'s":
            return index > first and not self.at.is_contracted_be(index)
        if classes & (BEFORE_NOUN | TURN) or (classes & PRONOUN and self._is_pronoun(index)):
            return False
        if classes & AUXILIARY:
            return self.at.is_noun(index)
        if classes & ADVERB:
            return False
        if classes & SIGN:
            return word[0] == CODE or word[0] == "@"
        return not (classes & VERBAL and self._is_verb(index, run=index > first))

    # -- verb groups ------------------------------------------------------------------------------------------

    def _skip(self, index: int, classes: int) -> int:
        """The index of the first word from ``index`` on that is of none of the classes."""
        while index < self.count and self.classes[index] & classes:
            index += 1
        return index

    def _auxiliary(self, index: int) -> int:
        """Reads a verb group from its first auxiliary; a verb group without a main verb is a copula."""
        end = self._skip(index, AUXILIARY | ADVERB)
        if end < self.count:
            if self.words[end] == "to" and self.words[end - 1] in ("ought", "had", "have", "needed"):
                return self._auxiliary_to(index, end)
            if self.at.is_main_verb(end):
                return self._verb_group(index, end)
            if self._inverts(index, end):
                self.pending = list(range(index, end))
                return end
        head = max(position for position in range(index, end) if self.classes[position] & AUXILIARY)
        return self._verb_group(index, head, after=end)

    def _auxiliary_to(self, start: int, to: int) -> int:
        """Reads a verb group that has auxiliaries after its "to": "ought to have been told"."""
        end = self._skip(to + 1, AUXILIARY)
        if end < self.count and self.at.is_main_verb(end):
            return self._verb_group(start, end)
        head = end - 1 if end > to + 1 else to - 1
        return self._verb_group(start, max(head, start), after=end)

    def _inverts(self, index: int, following: int) -> bool:
        """Whether the subject follows the auxiliary: questions, "had they …", "nor did he"."""
        if self.subjects.waits() or self.words[index] in ("been", "being", "be"):
            return False
        if index and not self.classes[index - 1] & (SIGN | SUBORDINATOR | CONJUNCTION | BEFORE_INVERSION):
            return False
        return (
            bool(self.classes[following] & (BEFORE_NOUN | PRONOUN))
            or self.tokens.capitals[following]
            or self.at.is_people(following)
        )

    def _infinitive(self, index: int) -> int:
        at = self._skip(index + 1, ADVERB)
        if at < self.count and self.classes[at] & AUXILIARY:
            return self._auxiliary_to(index, index)
        if at < self.count and self.lemmas[at] == self.words[at] and self.words[at] in self.cast.lexicon.verbs:
            if self.classes[at - 1] & DETERMINER:
                return at
            return self._verb_group(index, at)
        self.subjects.oblique = True
        return index + 1

    def _verb_group(self, start: int, head: int, after: int = -1) -> int:
        """Takes the verb group of the main verb at ``head``; says what comes after it."""
        end = after if after >= 0 else head + 1
        group = [*self.pending, *range(start, head)]
        last = next((index for index in reversed(group) if self.classes[index] & AUXILIARY), -1)
        ing = self.words[head].endswith("ing")
        finite = self.words[start] != "to" and not (ing and last < 0)
        subject = self.subjects.take(start, finite)
        self.verbs[head] = Verb(
            head,
            start,
            subject.head,
            subject.who,
            self._is_negated(group, start, head, after),
            next((self.words[index] for index in group if self.classes[index] & MODAL), ""),
            not ing and self._is_perfect(group),
            not ing and last >= 0 and self._is_passive(last, head),
            finite,
        )
        self.pending = []
        return end

    def _is_negated(self, group: list[int], start: int, head: int, after: int) -> bool:
        """Whether one of the auxiliaries, the word before or what follows at once denies the verb."""
        if start and self.classes[start - 1] & NOT and self.words[start - 1] != "hardly":
            return True
        if after < 0 and head + 1 < self.count and self.words[head + 1] in ("n't", "not"):
            return True
        return any(self.classes[index] & NOT for index in (*group, *range(start, after)))

    def _is_perfect(self, group: list[int]) -> bool:
        """Whether "have" is among the auxiliaries, other than that of "have to"."""
        words = [*(self.words[index] for index in group), ""]
        return any(self.classes[index] & HAVE and words[place] != "to" for place, index in enumerate(group, 1))

    def _is_passive(self, last: int, head: int) -> bool:
        """Whether a form of "be" stands before a participle."""
        if not self.classes[last] & BE or self.classes[head] & AUXILIARY:
            return False
        return self.words[head] != self.lemmas[head] or self.words[head] in self.cast.lexicon.irregular

    def _find_agents(self) -> None:
        for head, verb in list(self.verbs.items()):
            if not verb.passive and not self.words[head].endswith("ed"):
                continue
            for index in range(head + 1, min(head + 10, self.count)):
                if self.words[index] == "by":
                    agent = next((at for at in range(index + 1, min(index + 8, self.count)) if self.who[at]), -1)
                    self.verbs[head] = verb._replace(agent=agent)
                    break
                if index in self.verbs and self.verbs[index].finite:
                    break
