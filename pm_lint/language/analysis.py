"""What is known of a sentence: its noun phrases with their kind, its verbs with their subject."""

from __future__ import annotations

from pm_lint.language.people import Cast, Who
from pm_lint.language.tokens import Tokens
from pm_lint.record import NamedTuple


class Verb(NamedTuple):
    """One verb group ("should not have been deleted") and whom it speaks of."""

    head: int
    """Index of the main verb."""
    start: int
    """Index of the first auxiliary."""
    subject: int
    """Index of the head of the subject; -1 where there is none."""
    who: Who
    negated: bool
    modal: str
    """``should``, ``could`` … or an empty string."""
    perfect: bool
    passive: bool
    finite: bool
    agent: int = -1
    """Index of the head after ``by``, of a passive."""


class Analysis(NamedTuple):
    """A sentence, understood as far as the rules need."""

    tokens: Tokens
    lemmas: list[str]
    who: list[Who]
    """The kind of each noun phrase, at the index of its head (and of each possessor); else NONE."""
    verbs: dict[int, Verb]
    """Verb groups by the index of their main verb."""
    heads: dict[int, int]
    """The head of each noun phrase of several words, by the index of its first word."""
    cast: Cast
