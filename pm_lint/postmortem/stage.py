"""How far a postmortem is in its life, and how severe the incident was: what requirements depend on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pm_lint.postmortem.values import lifecycle, severity_rank

if TYPE_CHECKING:
    from pm_lint.postmortem.model import Field
    from pm_lint.postmortem.postmortem import Postmortem

_CLASSES = ("critical", "critical", "major", "minor", "low", "low")
_UNFINISHED = frozenset({"draft", "ongoing"})
_LONGEST = 60
"""Characters; a longer "status" is a story, not a value."""


def status_field(postmortem: Postmortem) -> Field | None:
    """The first status that is a value."""
    return next((field for field in postmortem.metadata if field.key == "status" and len(field.value) < _LONGEST), None)


def stage_of(postmortem: Postmortem) -> str | None:
    """``draft``, ``review``, ``ongoing`` or ``final``; None where the document does not say."""
    status = status_field(postmortem)
    return lifecycle(status.value) if status is not None else None


def is_draft(postmortem: Postmortem) -> bool:
    """Whether the document says that it, or the incident, is not finished: it is told what lacks, not failed."""
    return stage_of(postmortem) in _UNFINISHED


def severity_class(postmortem: Postmortem) -> str | None:
    """``critical``, ``major``, ``minor`` or ``low`` on whatever scale the document uses; None where unknown."""
    field = postmortem.field("severity")
    return class_of(field.value) if field is not None else None


def class_of(severity: str) -> str | None:
    """``critical``, ``major``, ``minor`` or ``low`` for a severity on any known scale, else None."""
    rank = severity_rank(severity)
    return _CLASSES[rank] if rank is not None and rank < len(_CLASSES) else None
