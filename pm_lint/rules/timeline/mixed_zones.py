"""Checks that the timeline keeps to one time zone.

## Why is this bad?

A reader who compares 10:05 CET with 09:40 UTC must calculate before knowing which came first, and most do not. One
zone for all entries, in the heading, takes that work away. (Source: PagerDuty's and GitLab's templates: all times UTC.)

Summer and winter time of one place count as one zone, and so does a second zone in parentheses after each time.

## Example

```markdown
## Timeline

- 10:05 UTC Error rate rises to 12 %
- 12:17 CEST On-call engineer is paged
        ^^^^ CEST in a timeline that is otherwise in UTC
- 10:40 UTC Rollback completed
```

Use instead:

```markdown
## Timeline

- 10:05 UTC Error rate rises to 12 %
- 10:17 UTC On-call engineer is paged
- 10:40 UTC Rollback completed
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Excerpt, TimelineEntry
from pm_lint.postmortem.zones import same_zone
from pm_lint.rule import Context, Finding, Needs, rule


@rule(
    "mixed-zones",
    group="timeline",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(parts=("timeline",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    zoned = [entry for entry in postmortem.timeline if entry.zone is not None]
    if len(zoned) < 2:
        return
    counts = Counter(entry.zone or "" for entry in zoned)
    usual = max(counts, key=lambda zone: counts[zone])  # most_common would import heapq
    example = next(entry for entry in zoned if entry.zone == usual)
    for _entry, zone in _deviant(zoned, usual):
        message = f"{zone.text} in a timeline that is otherwise in {usual}"
        help_ = f"give every time in {usual}, and say so once in the heading"
        yield Finding(zone.span, message, help_, (Related(f"in {usual}", example.time_span),))


def _deviant(zoned: list[TimelineEntry], usual: str) -> Iterator[tuple[TimelineEntry, Excerpt]]:
    for entry in zoned:
        if entry.own_zone is not None and not same_zone(entry.own_zone.text, usual):
            yield entry, entry.own_zone
