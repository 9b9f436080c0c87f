"""Checks that the timeline begins with what happened before anybody noticed.

## Why is this bad?

A timeline that opens with the alert leaves out the deployment, the growth or the change that set the incident up, and
the minutes in which users already suffered. Starting earlier also counters hindsight: readers see what the people
involved could see. (Source: PagerDuty's postmortem guide: "start before the incident".)

## Example

```markdown
## Timeline (UTC)

- 10:17 On-call engineer is paged
  ^^^^^ timeline starts with the detection
- 10:40 Rollback completed
- 11:00 The incident is resolved
```

Use instead:

```markdown
## Timeline (UTC)

- 10:02 Deployment of the new index
- 10:05 Error rate rises to 12 %
- 10:17 On-call engineer is paged
- 10:40 Rollback completed
- 11:00 The incident is resolved
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.rule import Context, Finding, Needs, rule

_MIN_ENTRIES = 3


@rule(
    "timeline-starts-at-detection",
    group="timeline",
    on=Postmortem,
    severity=Severity.HINT,
    since="0.1.0",
    needs=Needs(parts=("timeline",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    entries = postmortem.timeline
    if len(entries) < _MIN_ENTRIES or any("start" in entry.milestones for entry in entries):
        return
    first = entries[0]
    if any(entry.elapsed is not None and entry.elapsed < 0 for entry in entries):
        return  # the timeline is told from its end
    stated = any(field.key == "started" and field.value for field in postmortem.metadata)
    if "detection" in first.milestones and not stated:
        help_ = "add what led up to it: the last deployment or change, the first failed request"
        yield Finding(first.time_span, "timeline starts with the detection", help_)
