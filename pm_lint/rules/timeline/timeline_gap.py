"""Checks that the timeline does not fall silent in the middle of the incident.

## Why is this bad?

An hour without an entry is where the learning hides: somebody waited for access, for a colleague, or followed a wrong
lead. Ask what was happening, and write it down. (Source: Etsy's debriefing guide asks what people were doing and
thinking in between.)

## Example

```markdown
## Timeline (UTC)

- 10:05 Outage begins
- 10:15 On-call engineer is paged
- 10:20 Incident declared
- 12:40 Rollback completed
  ^^^^^ nothing is told of the 2 h 20 min before 12:40
- 12:55 The incident is resolved
```

Use instead:

```markdown
## Timeline (UTC)

- 10:05 Outage begins
- 10:15 On-call engineer is paged
- 10:20 Incident declared
- 10:50 Network ruled out as the cause
- 11:40 Lock found on the orders table
- 12:40 Rollback completed
- 12:55 The incident is resolved
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import TimelineEntry
from pm_lint.postmortem.time_lengths import say_length
from pm_lint.rule import Context, Finding, Needs, rule

_MIN_ENTRIES = 5
_LONGEST_INCIDENT = 24 * 60.0
"""Minutes; in an incident of several days people sleep."""


@rule(
    "timeline-gap",
    group="timeline",
    on=Postmortem,
    severity=Severity.HINT,
    since="0.1.0",
    needs=Needs(parts=("timeline",)),
    options={
        "minutes": {
            "type": "integer",
            "minimum": 1,
            "default": 60,
            "description": "The shortest silence that is reported.",
        },
        "share": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "default": 0.4,
            "description": "The share of the whole incident that a silence must take to be reported.",
        },
    },
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    entries = _during(postmortem.timeline)
    rough = {entry.line for entry in postmortem.timeline if entry.elapsed is None or entry.approximate}
    if len(entries) < 3 or len(postmortem.timeline) < _MIN_ENTRIES:
        return
    times = [entry.elapsed for entry in postmortem.timeline if entry.elapsed is not None]
    whole = times[-1] - times[0]
    if whole > _LONGEST_INCIDENT or times != sorted(times):
        return
    for first, second in pairwise(entries):
        silence = (second.elapsed or 0.0) - (first.elapsed or 0.0)
        if silence < max(context.options["minutes"], context.options["share"] * whole) or first.end:
            continue
        if not any(first.line < line < second.line for line in rough):  # what has a rough time or none is told as well
            message = f"nothing is told of the {say_length(silence * 60)} before {second.time}"
            help_ = "say what was tried, waited for or believed in between"
            yield Finding(second.time_span, message, help_, (Related("the entry before", first.time_span),))


def _during(timeline: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    """The entries from detection to mitigation: nobody acts before it, and what comes after it may take its time."""
    timed = [entry for entry in timeline if entry.elapsed is not None and not entry.approximate]
    first = next((i for i, entry in enumerate(timed) if "detection" in entry.milestones), None)
    if first is None:
        return []
    ends = [i for i in range(first + 1, len(timed)) if {"mitigation", "resolution"} & set(timed[i].milestones)]
    return timed[first : ends[0] + 1] if ends else []
