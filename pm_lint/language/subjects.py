"""Who the subject of the next verb is: what noun phrases, marks and small words change about it."""

from __future__ import annotations

from pm_lint.language.parts_of_speech import CONJUNCTION, PEOPLE, WEAK, Words
from pm_lint.language.people import Who
from pm_lint.record import NamedTuple


class Subject(NamedTuple):
    """A noun phrase that does what a verb says."""

    head: int
    """Index of its last word; -1 where there is none."""
    who: Who


_NO_SUBJECT = Subject(-1, Who.NONE)
_END = frozenset(";:.!?|")
_BREAK = _END | frozenset("()[]—–-…")


class Subjects:
    """The noun phrases of a sentence so far, and which of them waits for a verb."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.who = [Who.NONE] * words.count
        """The kind of each noun phrase, at the index of its head."""
        self.candidate = _NO_SUBJECT
        self.last = _NO_SUBJECT
        """The subject of the latest finite verb: what a coordinated verb takes."""
        self.outer = _NO_SUBJECT
        """The noun before a relative clause: the subject of the verb after it."""
        self.consumed = False
        """Whether the clause has its verb."""
        self.oblique = False
        """Whether a preposition waits for its noun."""
        self.weak = False
        """Whether the candidate may be the object of "after" and the like."""

    def waits(self) -> bool:
        """Whether there is a candidate for a verb that is still to come."""
        return self.candidate.head >= 0 and not self.consumed

    # -- places where a clause turns --------------------------------------------------------------------------

    def punctuate(self, mark: str) -> None:
        """Takes a comma, a full stop or the like."""
        self.oblique = False
        if mark == ",":
            if self.consumed or self.weak:
                self.candidate = _NO_SUBJECT
            self.weak = False
        elif mark in _BREAK:
            self.candidate = _NO_SUBJECT
            self.consumed = self.weak = False
            if mark in _END:
                self.last = self.outer = _NO_SUBJECT

    def relate(self, index: int) -> None:
        """Takes a relative pronoun: the noun before it is the subject of its verb, the outer one of the verb after."""
        near = next((back for back in range(index - 1, max(-1, index - 7), -1) if self.who[back]), -1)
        antecedent = Subject(near, self.who[near]) if near >= 0 else self.candidate
        self.outer = self.candidate if self.waits() else antecedent
        self.candidate = antecedent if antecedent.head >= 0 else Subject(index, Who.PERSON)
        self.consumed = self.oblique = False

    def subordinate(self, index: int) -> None:
        """Takes "because", "when" and the like."""
        if self.waits() and self.words.words[index] == "as":
            self.oblique = True  # "as the lead" inside a subject
            return
        self.candidate = _NO_SUBJECT
        self.consumed = self.oblique = False
        self.weak = bool(self.words.classes[index] & WEAK)

    def coordinate(self) -> None:
        """Takes "and" and the like."""
        if self.consumed:
            self.candidate = _NO_SUBJECT
        self.oblique = False

    def divide(self, index: int) -> None:
        """Takes "of" after the quantity at ``index``: who is meant comes after it."""
        if self.candidate.head == index:
            self.candidate = _NO_SUBJECT

    # -- noun phrases and verbs -------------------------------------------------------------------------------

    def add(self, start: int, end: int, who: Who) -> None:
        """Takes the noun phrase or pronoun of the words ``start`` to ``end``; its last word is its head."""
        head = end - 1
        if who is Who.THEY:
            who = self._resolve_they(head)
        self.who[head] = who
        if self.oblique:
            self.oblique = False
        elif not self.waits():
            self.candidate = Subject(head, who)
        elif start > 1 and self.words.words[start - 1] == "," and not self.weak:
            self._appose(who)
        elif not self.words.classes[start - 1] & CONJUNCTION or (
            who in PEOPLE and self.candidate.who not in PEOPLE and self.candidate.who is not Who.SELF
        ):
            self.candidate = Subject(head, who)

    def _appose(self, who: Who) -> None:
        """Takes the kind of an apposition: "Hector, our patrol robot"."""
        head, known = self.candidate
        if known is Who.NAMED:
            if who is Who.SYSTEM:
                self.candidate = Subject(head, who)
                self.who[head] = who
        elif who is Who.SYSTEM or who in PEOPLE:
            self.candidate = Subject(head, who)

    def _resolve_they(self, index: int) -> Who:
        """ "They" are people where the sentence has spoken of people, or speaks of no other plural."""
        for back in range(index - 1, -1, -1):
            who = self.who[back]
            if who in PEOPLE or who is Who.NOBODY:
                return Who.PERSON
            if who in (Who.SYSTEM, Who.OUTSIDER) and self.words.words[back].endswith("s"):
                return Who.UNKNOWN
        return Who.THEY

    def take(self, start: int, finite: bool) -> Subject:
        """The subject of the verb group that begins at ``start``; the clause has its verb then."""
        subject = self._find(start, finite)
        if finite:
            self.last = subject
        self.candidate = _NO_SUBJECT
        self.consumed = True
        self.oblique = self.weak = False
        return subject

    def _find(self, start: int, finite: bool) -> Subject:
        candidate, words = self.candidate, self.words.words
        if not finite:
            if candidate.head >= 0 and words[start - 1] != "to" and words[start] != "to":
                return candidate
            return self.last if self.last.head >= 0 else Subject(-1, Who.OMITTED)
        if self.outer.head >= 0 and self.consumed and candidate.who not in PEOPLE:
            outer, self.outer = self.outer, _NO_SUBJECT
            return outer
        if candidate.head >= 0:
            return candidate
        if self.last.head >= 0:
            return self.last
        return Subject(-1, Who.UNKNOWN if any(self.who[:start]) else Who.OMITTED)
