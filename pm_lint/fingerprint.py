"""The identity of a finding, which stays the same when its lines move.

It is made of the rule, the message without its numbers (which grow with time: "12 days overdue") and the words of
the line that the finding points at. The path is left to those who compare: a baseline keeps fingerprints by file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from pm_lint.diagnostic import Diagnostic
from pm_lint.source import Source

LENGTH = 16
"""Hexadecimal digits: enough for a million findings in one file."""


def fingerprints(diagnostics: Sequence[Diagnostic], source: Source) -> tuple[str, ...]:
    """One fingerprint for each finding in ``source``; equal findings are told apart by their order."""
    from hashlib import sha256

    count: Counter[str] = Counter()
    made = []
    for diagnostic in diagnostics:
        key = "\0".join((diagnostic.rule, _words(diagnostic, source), _numbers().sub("#", diagnostic.message)))
        count[key] += 1
        made.append(sha256(f"{key}\0{count[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH])
    return tuple(made)


def _words(diagnostic: Diagnostic, source: Source) -> str:
    if diagnostic.span is None:
        return ""
    return " ".join(source.line_text(source.line_of(diagnostic.span.start)).split())


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(r"\d+")
