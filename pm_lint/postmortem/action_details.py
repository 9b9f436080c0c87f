"""What the words of one action item say besides the action: owner, ticket, date, state, priority, kind.

These stand in brackets or after a dash at the end, before the action, after labels such as "Owner:", in sub-items, or
in the sentence itself. The text of the item is what is left when those at its two ends are taken off.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice, zip_longest

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Text
from pm_lint.postmortem import action_edges as edges
from pm_lint.postmortem import owners as who
from pm_lint.postmortem.action_labels import find_labels, opens_with_label
from pm_lint.postmortem.action_states import closes_done, is_priority, sounds_done, state_of
from pm_lint.postmortem.action_words import kind_of, words
from pm_lint.postmortem.due_dates import find_due, is_due
from pm_lint.postmortem.model import Excerpt, Tracker
from pm_lint.postmortem.trackers import find_trackers, is_tracker
from pm_lint.record import NamedTuple
from pm_lint.settings.model import Settings

_STOP = lazy_regex(r"[;|)\]]|\.(?=\s|$)|\s[—–-]\s")
_ENDS_ACTION = (".", ";", ",", "—", "–", "-", "|", ":")
_MOST = 8
"""Brackets and signs that are taken off at either end; more are no details."""
_MOST_OWNERS = 20


class Place(NamedTuple):
    """What the headings around an item say about it."""

    section: int | None
    kind: str | None = None
    done: bool | None = None
    owner: Excerpt | None = None


class Details(NamedTuple):
    """What was found; ``start`` and ``end`` bound the action itself in the rendered text."""

    start: int
    end: int
    owners: tuple[Excerpt, ...] = ()
    unowned: Excerpt | None = None
    trackers: tuple[Tracker, ...] = ()
    due: Excerpt | None = None
    done: bool | None = None
    kind: str | None = None
    priority: Excerpt | None = None


def read_details(
    main: Text, others: Sequence[Text], settings: Settings, people: Collection[str] = (), start: int = 0
) -> Details:
    """The details of an item whose action stands in ``main`` from ``start``; ``others`` are its sub-items."""
    reading = _Reading(settings, people)
    low, high = reading.main(main, start)
    for text in others:
        reading.aside(text)
    return Details(
        low,
        high,
        tuple(sorted(reading.owners, key=lambda owner: owner.span)),
        None if reading.owners else reading.unowned,
        tuple(reading.trackers),
        reading.due,
        reading.done,
        reading.kind,
        reading.priority,
    )


class _Reading:
    """The details found so far; the first of each kind wins, owners and tickets add up."""

    def __init__(self, settings: Settings, people: Collection[str]) -> None:
        self.settings = settings
        self.people = people
        self.owners: list[Excerpt] = []
        self.unowned: Excerpt | None = None
        self.trackers: list[Tracker] = []
        self.due: Excerpt | None = None
        self.done: bool | None = None
        self.kind: str | None = None
        self.priority: Excerpt | None = None

    def main(self, text: Text, start: int) -> tuple[int, int]:
        prose = text.prose.text
        if text.task_state is not None:
            self.done = text.task_state
        self.trackers += find_trackers(text, self.settings)
        low = self._lead(text, start)
        high = self._trail(text, low, self._verdict(prose, low))
        high = min(high, self._labels(text, low))
        if "~~" in text.content:
            self._struck(text)
        self._handles(text)
        if not self.owners and (found := who.subject(prose, edges.after_name(text, low), self.people)):
            self._owner(text, *found)
        if self.due is None and (found := find_due(prose)):
            self._due(text, *found)
        if self.done is None and sounds_done(prose[low:]):
            self.done = True
        low, high = edges.trimmed(prose, low, high)
        return (low, high) if high > low else edges.trimmed(prose, start, len(prose))

    def aside(self, text: Text) -> None:
        """A sub-item or further paragraph: labels, tickets and handles only."""
        known = {tracker.key for tracker in self.trackers}
        self.trackers += [tracker for tracker in find_trackers(text, self.settings) if tracker.key not in known]
        self._labels(text, 0)
        self._handles(text)

    def _lead(self, text: Text, start: int) -> int:
        for _ in range(_MOST):
            opening = edges.opening(text.prose.text, start)
            if opening is None:
                break
            first, last, after = opening
            if not self._piece(text, first, last, alone=True):
                break
            start = after
        return self._lead_label(text, start)

    def _lead_label(self, text: Text, start: int) -> int:
        """ "Prevent: add an alert" and "Payments team: add an alert"."""
        prose = text.prose.text
        colon = prose.find(": ", start, start + 42)
        if colon < 0 or "." in prose[start:colon]:
            return start
        name = prose[start:colon].strip()
        if kind := kind_of(name.lower()):
            self.kind = self.kind or kind
            return colon + 2 if name.lower() in ("prevent", "detect", "mitigate", "repair", "process") else start
        if name in self.people or who.is_team(name) or (name.startswith("@") and " " not in name):
            self._owner(text, start, colon)
        return start

    def _verdict(self, prose: str, low: int) -> int:
        """Takes a state that is the last sentence ("… by 2026-09-11. Done."); where the text before it ends."""
        at = prose.rfind(". ", low)
        if at < 0:
            return len(prose)
        said = prose[at + 2 :].strip(" .").lower()
        if said in words("done") or said in words("open"):
            self._state(said)
        elif self.done is None and closes_done(said):
            self.done = True
        else:
            return len(prose)
        return at

    def _trail(self, text: Text, low: int, end: int) -> int:
        prose = text.prose.text
        for _ in range(_MOST):
            end = edges.trimmed(prose, low, end)[1]
            tail = edges.tail(prose, low, end)
            if tail is None:
                return end
            cut, first, last, several = tail
            pieces = list(edges.pieces(prose, first, last))
            alone = len(pieces) == 1
            if len(pieces) < 1 + several or not all(
                self._is_piece(text, *piece, alone=alone, pieces=pieces) for piece in pieces
            ):
                return end
            for piece in pieces:
                self._piece(text, *piece, alone=alone)
            end = cut
        return end

    def _is_piece(self, text: Text, start: int, end: int, *, alone: bool, pieces: Sequence[tuple[int, int]]) -> bool:
        """Whether a piece of a trailing bracket is a detail and not a part of the sentence."""
        words_ = text.prose.text[start:end]
        if self._is_detail(text, start, end):
            return True
        if words_.lower().lstrip("@") in words("nobody") and not alone:
            return True
        if not who.looks_like_name(words_, self.people):
            return not alone and who.is_short_name(words_) and any(self._is_detail(text, *piece) for piece in pieces)
        return True

    def _is_detail(self, text: Text, start: int, end: int) -> bool:
        words_ = text.prose.text[start:end]
        return (
            opens_with_label(words_)
            or is_tracker(words_, self.settings)
            or any(low <= start and end <= high for low, high in text.prose.ranges("link"))
            or is_due(words_)
            or state_of(words_) is not None
            or is_priority(words_)
            or (kind_of(words_.lower()) is not None)
        )

    def _piece(self, text: Text, start: int, end: int, *, alone: bool) -> bool:
        """Takes one piece of a bracket or of the words before the action; whether it was a detail."""
        words_ = text.prose.text[start:end].strip()
        if is_tracker(words_, self.settings) or opens_with_label(words_):
            return True  # found on their own
        if is_due(words_):
            self._due(text, start, end)
        elif state_of(words_) is not None:
            self._state(words_)
        elif is_priority(words_):
            self._priority(text, start, end)
        elif kind := kind_of(words_.lower()):
            self.kind = self.kind or kind
        elif (
            who.looks_like_name(words_, self.people)
            or (not alone and who.is_short_name(words_))
            or who.is_nobody(words_)
        ):
            self._owner(text, start, end)
        else:
            return False
        return True

    def _labels(self, text: Text, low: int) -> int:
        """Reads "Owner: …", "Due: …"; returns where the labels that end the text begin."""
        prose = text.prose.text
        found = find_labels(prose, low)
        if not found:
            return len(prose)
        for label, after in zip_longest(found, found[1:]):
            limit = after.start if after else len(prose)
            stop = _STOP.search(prose, label.value, limit)
            start, end = edges.trimmed(prose, label.value, stop.start() if stop else limit)
            self._labelled(text, label.field, start, end)
        if found[0].start > low:
            before = prose[low : found[0].start].rstrip(" (*_[")
            if before.endswith(_ENDS_ACTION) or prose[found[0].start - 1] in "([":
                return low + len(before)
        return len(prose)

    def _labelled(self, text: Text, label: str, start: int, end: int) -> None:
        words_ = text.prose.text[start:end]
        if not words_:
            return
        if label == "owner":
            if not is_tracker(words_.split(",")[0], self.settings):  # "Owner: , OPS-31" names nobody
                self._owner(text, start, who.names_end(words_, self.people) + start)
        elif label == "due" and words_.lower() not in words("unset"):
            found = find_due(f"by {words_}")
            self._due(text, start, start + found[1] - 3 if found else min(end, start + 40))
        elif label == "status":
            self._state(words_)
        elif label == "priority":
            self._priority(text, start, min(end, start + len(words_.split(",")[0])))
        elif label == "kind":
            self.kind = self.kind or kind_of(words_.lower().split(",")[0].strip())

    def _struck(self, text: Text) -> None:
        if self.done is None:
            struck = [inline.text for inline in text.inlines if inline.kind == "s"]
            opens = bool(struck) and text.prose.text.lstrip().startswith(struck[0]) and " " in struck[0]
            if opens or sum(map(len, struck)) * 2 > len(text.prose.text):
                self.done = True

    def _handles(self, text: Text) -> None:
        if "@" not in text.prose.text:
            return
        known = {owner.span for owner in self.owners}
        for start, end in islice(who.handles(text), _MOST_OWNERS):
            span = text.prose.span(start, end)
            if span is not None and not any(o.start <= span.start and span.end <= o.end for o in known):
                self._owner(text, start, end)

    def _owner(self, text: Text, start: int, end: int) -> None:
        if len(self.owners) >= _MOST_OWNERS:
            return
        named, nobody = who.owners_in_range(text, start, end)
        self.owners += (owner for owner in named if owner not in self.owners)
        self.unowned = self.unowned or nobody

    def _due(self, text: Text, start: int, end: int) -> None:
        if (found := find_due(text.prose.text[start:end])) is not None:  # "due" and "by" are no part of the date
            start, end = start + found[0], start + found[1]
        if self.due is None and (span := text.prose.span(start, end)):
            self.due = Excerpt(text.prose.text[start:end], span)

    def _priority(self, text: Text, start: int, end: int) -> None:
        if self.priority is None and (span := text.prose.span(start, end)):
            self.priority = Excerpt(text.prose.text[start:end], span)

    def _state(self, words_: str) -> None:
        if self.done is None:
            self.done = state_of(words_)
