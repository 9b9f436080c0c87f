"""Labels inside the words of an action item: "Owner: Ann", "(due: 2024-03-31)", "assigned to the payments team"."""

from __future__ import annotations

from pm_lint.postmortem.action_words import labels
from pm_lint.record import NamedTuple

_COLONS = ":：="
_LONGEST = 24
"""Characters of the longest label."""
_ASSIGNED = "assigned to "


class Label(NamedTuple):
    """A label and where its value begins; offsets into the text that was searched."""

    field: str
    """``owner``, ``due``, ``tracker``, ``status``, ``priority`` or ``kind``."""
    start: int
    value: int


def find_labels(prose: str, start: int = 0) -> list[Label]:
    """The labels from ``start`` on, in order."""
    found = [label for colon in _COLONS if colon in prose for label in _before(prose, start, colon)]
    at = prose.lower().find(_ASSIGNED, start) if "ssigned to " in prose else -1
    if at >= 0:
        found.append(Label("owner", at, at + len(_ASSIGNED)))
    return sorted(found, key=lambda label: label.start) if len(found) > 1 else found


def opens_with_label(prose: str) -> bool:
    """Whether a text begins with a label."""
    found = find_labels(prose)
    return bool(found) and found[0].start == 0


def _before(prose: str, start: int, colon: str) -> list[Label]:
    """The labels that end at a colon: the longest run of up to three words that is one."""
    found = []
    at = prose.find(colon, start)
    while at >= 0:
        end = at
        while end > start and prose[end - 1] in " *_":
            end -= 1
        if (label := _longest(prose, max(start, end - _LONGEST), end)) is not None:
            value = at + 1
            while value < len(prose) and prose[value] in " *_":
                value += 1
            found.append(Label(label[0], label[1], value))
        at = prose.find(colon, at + 1)
    return found


def _longest(prose: str, low: int, end: int) -> tuple[str, int] | None:
    best = None
    first = end
    for _ in range(3):
        while first > low and (prose[first - 1].isalnum()):
            first -= 1
        if first == end:
            return best
        field = labels().get(prose[first:end].lower())
        if field and (first == 0 or prose[first - 1] not in "-/@."):
            best = field, first
        if first == low or prose[first - 1] != " ":
            return best
        first -= 1
    return best
