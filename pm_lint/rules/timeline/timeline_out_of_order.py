"""Checks that the events of a timeline stand in the order in which they happened.

## Why is this bad?

Readers take order for cause: an event that stands above what led to it tells another story. A date that was mistyped
shows here first. (Source: PagerDuty's postmortem guide asks for an accurate timeline.)

Newest first is an order, too. Midnight is crossed where the times say so; times in zones that cannot be compared are
left alone.

## Example

```markdown
## Timeline (UTC)

- 10:05 Error rate rises to 12 %
- 10:40 Rollback completed
- 10:17 On-call engineer is paged
  ^^^^^ 10:17 stands after 10:40
- 11:00 The incident is resolved
```

Use instead:

```markdown
## Timeline (UTC)

- 10:05 Error rate rises to 12 %
- 10:17 On-call engineer is paged
- 10:40 Rollback completed
- 11:00 The incident is resolved
```

## Fix safety

The fix sorts the entries of the list or table by time. It is unsafe: a mistyped time would move its entry to where it
does not belong.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pm_lint.diagnostic import Applicability, Edit, Fix, Related, Severity
from pm_lint.lazy_regex import lazy_regex
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import TimelineEntry
from pm_lint.postmortem.times import read_time
from pm_lint.rule import Context, Finding, Needs, rule
from pm_lint.source import Source, Span

_NUMBER = lazy_regex(r"\d{1,9}[.)][ \t]+")
_ROUGH_MINUTES = 15.0
"""So far an approximate time may stand from its place."""


@rule(
    "timeline-out-of-order",
    group="timeline",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(parts=("timeline",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    for entries in _runs(postmortem.timeline):
        if len(entries) < 3 or _is_newest_first(entries):
            continue
        displaced = _displaced(entries)
        fix = _sorted(entries, postmortem.source) if displaced else None
        for index in displaced:
            entry, before, after = entries[index], entries[:index], entries[index + 1 :]
            other, relation = _witness(entry, before, after)
            if other is None:
                continue
            message = f"{entry.time} stands {relation} {other.time}"
            related = (Related(f"this is {other.time}", other.time_span),)
            help_ = "move the event to its place, or correct its time or date"
            yield Finding(entry.time_span, message, help_, related, fix)


def _runs(timeline: Sequence[TimelineEntry]) -> Iterator[list[TimelineEntry]]:
    """Entries of one section and one shape; sub-headings of one timeline are one run."""
    comparable = [entry for entry in timeline if entry.elapsed is not None]
    for (_, _holder), group in groupby(comparable, key=_place):
        yield list(group)


def _place(entry: TimelineEntry) -> tuple[int | None, str]:
    if entry.holder == "heading":
        return None, entry.holder
    return entry.section, entry.holder


def _elapsed(entry: TimelineEntry) -> float:
    return entry.elapsed or 0.0


def _is_newest_first(entries: Sequence[TimelineEntry]) -> bool:
    steps = [_elapsed(second) - _elapsed(first) for first, second in pairwise(entries)]
    return sum(step < 0 for step in steps) > sum(step > 0 for step in steps)


def _displaced(entries: Sequence[TimelineEntry]) -> list[int]:
    """Indexes outside the longest run that is in order: the fewest entries to move, and of two the later one."""
    tails: list[float] = []
    ends: list[int] = []
    links: dict[int, int] = {}
    for index in reversed(range(len(entries))):
        elapsed = -_elapsed(entries[index])
        at = bisect_right(tails, elapsed)
        links[index] = ends[at - 1] if at else len(entries)
        tails[at : at + 1] = [elapsed]
        ends[at : at + 1] = [index]
    kept = set()
    index = ends[-1]
    while index < len(entries):
        kept.add(index)
        index = links[index]
    return [index for index in range(len(entries)) if index not in kept]


def _witness(
    entry: TimelineEntry, before: Sequence[TimelineEntry], after: Sequence[TimelineEntry]
) -> tuple[TimelineEntry | None, str]:
    """The nearest entry that shows the wrong order; None where the difference is within what is approximate."""
    for others, relation, sign in ((before[::-1], "after", 1), (after, "before", -1)):
        for other in others[:3]:
            distance = sign * (_elapsed(other) - _elapsed(entry))
            if distance > _tolerance(entry, other):
                return other, relation
    return None, ""


def _tolerance(entry: TimelineEntry, other: TimelineEntry) -> float:
    """By how many minutes two entries may be apart and still be in order: "12:06" is any second of that minute."""
    if entry.approximate or other.approximate:
        return _ROUGH_MINUTES
    return 1.0 if (entry.time.count(":") > 1) != (other.time.count(":") > 1) else 0.0


def _sorted(entries: Sequence[TimelineEntry], source: Source) -> Fix | None:
    """Puts the texts of the entries into the order of their times; None where they do not stand one by one."""
    spans = [_movable(entry, source) for entry in entries]
    dated = {_has_date(entry) for entry in entries}
    if entries[0].holder not in ("item", "row") or len(dated) > 1:
        return None  # an entry without a date would come under another one's
    if any(first.end > second.start for first, second in pairwise(spans)):
        return None
    order = sorted(range(len(entries)), key=lambda index: _elapsed(entries[index]))
    edits = [Edit(spans[place], source.slice(spans[index])) for place, index in enumerate(order) if place != index]
    return Fix("sort the timeline by time", tuple(edits), Applicability.UNSAFE)


def _movable(entry: TimelineEntry, source: Source) -> Span:
    """An entry without the number in front of it."""
    number = _NUMBER.match(source.text, entry.span.start, entry.span.end) if entry.holder == "item" else None
    return Span(number.end(), entry.span.end) if number else entry.span


def _has_date(entry: TimelineEntry) -> bool:
    time = read_time(entry.time, expected=True)
    return time is not None and time.first.day is not None
