"""What a run finds: frozen data without behaviour.

These are named tuples because a frozen dataclass costs over a millisecond of start-up each, and a hook is
mostly start-up.
"""

from __future__ import annotations

from pm_lint.enumeration import Enum
from pm_lint.record import NamedTuple
from pm_lint.source import Span


class Severity(Enum):
    """How bad a finding is. Errors and warnings fail a run; hints are shown in editors and on request."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a hint: lower is worse."""
        return _RANKS[self.value]


_RANKS = {"error": 0, "warning": 1, "hint": 2}


class Applicability(Enum):
    """What a fix may do to the meaning."""

    SAFE = "safe"
    """Keeps the meaning: ``pm-lint fix`` applies it."""
    UNSAFE = "unsafe"
    """May change the meaning: only with ``--unsafe-fixes``."""
    DISPLAY = "display"
    """A suggestion that a person must complete: shown, never applied by ``fix``."""


class Edit(NamedTuple):
    """Replace the text at ``span`` by ``text``; an empty span inserts."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that belong together; they do not overlap and are applied all or none."""

    title: str
    """What the fix does, as an instruction: "add the missing section"."""
    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.UNSAFE


class Related(NamedTuple):
    """Another place that explains the finding."""

    message: str
    span: Span


class Diagnostic(NamedTuple):
    """One finding of one rule in one document."""

    rule: str
    """The rule's name, such as ``action-item-without-owner``."""
    group: str
    message: str
    """What is wrong with the word it found; lower case, no full stop."""
    span: Span | None
    """Where, or None where no exact place exists."""
    severity: Severity
    help: str | None = None
    """One sentence: what to write instead, in the document's own nouns."""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
