"""Who did what to whom: which sentences make a person responsible and judge them.

A sentence becomes words (``tokens``), the words become noun phrases of people and systems and verbs with their
subjects (``clauses`` reads them from left to right into an ``analysis``; ``parts_of_speech`` tells what a word is,
``people`` whom a noun speaks of, ``subjects`` which noun waits for a verb), patterns that are data match on these
(``patterns``, found through the index that ``indexing`` makes of ``packs/``), gates take back what only looks like
blame (``gates``), the whole sentence is weighed (``weighing``), and the best match is told kindly (``messages``). Most
sentences end after a look at their bare words: ``judging`` puts all of this in order.
"""

from __future__ import annotations

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Sentence
from pm_lint.record import NamedTuple
from pm_lint.source import Span


class Judgement(NamedTuple):
    """One sentence that blames, and how to say it otherwise."""

    rule: str
    sentence: Sentence
    span: Span
    message: str
    help: str
    severity: Severity


def judge(postmortem: Postmortem) -> tuple[Judgement, ...]:
    """The one best-fitting judgement of each sentence that earns one, in document order.

    Computed once for each document: every rule of the group asks for it.
    """
    known: tuple[Judgement, ...] | None = postmortem.__dict__.get("judgements")
    if known is None:
        from pm_lint.language.judging import judge_all

        known = postmortem.__dict__["judgements"] = judge_all(postmortem)
    return known
