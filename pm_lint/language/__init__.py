"""Who did what to whom: which sentences make a person responsible and judge them."""

from __future__ import annotations

from typing import NamedTuple

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Sentence
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
    """The one best-fitting judgement of each sentence that earns one, in document order."""
    return ()
