"""Checks that the durations a report claims are those that its timeline gives.

## Why is this bad?

The duration is the number that is quoted. When the summary says 35 minutes and the timeline says an hour and a
quarter, one of them is wrong, and readers stop trusting both. (Source: SRE workbook, chapter 10, asks for the times
that the durations are computed from.)

Compared are durations in metadata, in tables of metrics and in sentences that say plainly what they measure. A claim
is reported only when no reading of the timeline supports it: any start, detection or first entry to any mitigation,
resolution or last entry. Rounding is granted, and more of it to "about".

## Example

```markdown
# Postmortem: checkout outage

- **Date**: 2026-03-04
- **Duration**: 35 minutes
                ^^^^^^^^^^ duration of 35 minutes, but the timeline gives 1 h 15 min

## Timeline (UTC)

- 10:05 Outage begins
- 10:15 On-call engineer is paged
- 11:20 The incident is resolved
```

Use instead:

```markdown
# Postmortem: checkout outage

- **Date**: 2026-03-04
- **Duration**: 75 minutes

## Timeline (UTC)

- 10:05 Outage begins
- 10:15 On-call engineer is paged
- 11:20 The incident is resolved
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from pm_lint.diagnostic import Related, Severity
from pm_lint.lazy_regex import lazy_regex
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.durations import moment_of, seconds_between
from pm_lint.postmortem.model import Claim, TimelineEntry
from pm_lint.postmortem.time_lengths import say_length
from pm_lint.postmortem.times import find_time
from pm_lint.rule import Context, Finding, rule
from pm_lint.source import Span

_Moment = datetime | TimelineEntry
_ENDS = {
    "detect": ("detection",),
    "mitigate": ("mitigation", "resolution"),
    "resolve": ("resolution", "mitigation"),
    "total": ("resolution", "mitigation"),
}
_CALLED = {
    "detect": "time to detect",
    "mitigate": "time to mitigate",
    "resolve": "time to resolve",
    "total": "duration",
}
_RESERVED = lazy_regex(
    r"\b(?:support|business|working|office) hours\b|\bexclud|\bexcept\b|\bper (?:user|request|node)\b|\beach\b",
    re.IGNORECASE,
)


@rule("duration-mismatch", group="timeline", on=Claim, severity=Severity.WARNING, since="0.1.0")
def check(claim: Claim, context: Context) -> Iterator[Finding]:
    postmortem = context.postmortem
    start, end = _anchors(claim, postmortem)
    expected = seconds_between(start, end)
    if expected is None or expected < 0:
        return
    line = postmortem.source.line_text(postmortem.source.line_of(claim.excerpt.span.start))
    if _RESERVED.search(_sentence(claim, postmortem)):
        return
    given = [expected, *_spoken(line), *_readings(claim, postmortem)]
    if any(abs(claim.seconds - seconds) <= _latitude(claim, seconds) for seconds in given):
        return
    what = f"{_CALLED[claim.what]} of {claim.excerpt.text}"
    related = [
        Related(said, span)
        for said, span in (
            ("from here", _place(start, postmortem, "started")),
            ("to here", _place(end, postmortem, "resolved")),
        )
        if span is not None
    ]
    help_ = f"write {say_length(expected)}, or correct the time that is wrong in the timeline"
    message = f"{what}, but the timeline gives {say_length(expected)}"
    yield Finding(claim.excerpt.span, message, help_, tuple(related))


def _sentence(claim: Claim, postmortem: Postmortem) -> str:
    """What stands around the claim on its line, up to the full stops: what may limit it."""
    text, (start, end) = postmortem.source.text, claim.excerpt.span
    line = postmortem.source.line_span(postmortem.source.line_of(start))
    before, after = text[line.start : start], text[end : line.end]
    return before[before.rfind(". ") + 1 :] + text[start:end] + after.partition(". ")[0]


def _anchors(claim: Claim, postmortem: Postmortem) -> tuple[_Moment | None, _Moment | None]:
    """Where the claimed time begins and ends, as the document says in so many words."""
    timeline, metadata = postmortem.timeline, postmortem.metadata
    start = moment_of("start", timeline, metadata)
    ends = (moment_of(name, timeline, metadata) for name in _ENDS[claim.what])
    return start, next((end for end in ends if end is not None), None)


def _readings(claim: Claim, postmortem: Postmortem) -> Iterator[int]:
    """Every time that the timeline could give for a claim of its kind."""
    timed = [entry for entry in postmortem.timeline if entry.elapsed is not None]
    ends = ("detection", "acknowledgement", "escalation") if claim.what == "detect" else ("mitigation", "resolution")
    starts = {"start", "detection"} if claim.what == "detect" else {"start", "detection", "acknowledgement"}
    firsts: list[_Moment] = [e for e in timed if e is timed[0] or starts & set(e.milestones)]
    lasts: list[_Moment] = [e for e in timed if set(ends) & set(e.milestones)]
    if claim.what != "detect":
        lasts += timed[-1:]
    for milestone in ("start", "detection", *ends):
        moment = moment_of(milestone, (), postmortem.metadata)
        if moment is not None:
            (lasts if milestone in ends else firsts).append(moment)
    for first in firsts:
        for last in lasts:
            seconds = seconds_between(first, last)
            if seconds is not None and seconds >= 0:
                yield seconds


def _spoken(line: str) -> Iterator[int]:
    """The difference of the two times that stand beside the claim: ``25 minutes (10:05 to 10:30)``."""
    first = find_time(line)
    while first is not None:
        last = first.last
        if first.first.minutes is not None and last is not None and last.minutes is not None:
            yield round((last.minutes - first.first.minutes) % 1440 * 60)
        following = find_time(line, first.end)
        if following is not None and first.first.minutes is not None and following.first.minutes is not None:
            yield round((following.first.minutes - first.first.minutes) % 1440 * 60)
        first = following


def _latitude(claim: Claim, seconds: int) -> float:
    """How far a claim may be from the truth: a tenth, a minute on each side, what its unit rounds away."""
    unit = 60 if claim.seconds % 3600 else 3600 if claim.seconds % 86_400 else 86_400
    rounding = unit / 2 if unit > 60 else 120
    share = (0.3 if claim.approximate else 0.1) * max(claim.seconds, seconds)
    return max(share, 120, min(rounding, 0.5 * claim.seconds))


def _place(moment: _Moment | None, postmortem: Postmortem, key: str) -> Span | None:
    if isinstance(moment, TimelineEntry):
        return moment.time_span
    field = postmortem.field(key)
    return field.span if field is not None else None
