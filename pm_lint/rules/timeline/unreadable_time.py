"""Checks that every time of the timeline is one that a clock or a calendar has.

## Why is this bad?

A mistyped time cannot be put in order with the others, and every duration that is computed from it is lost.

## Example

```markdown
## Timeline (UTC)

- 10:05 Error rate rises to 12 %
- 10:71 On-call engineer is paged
  ^^^^^ "10:71" cannot be right: there is no minute 71
- 10:40 Rollback completed
```

Use instead:

```markdown
## Timeline (UTC)

- 10:05 Error rate rises to 12 %
- 10:17 On-call engineer is paged
- 10:40 Rollback completed
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem.model import TimelineEntry
from pm_lint.rule import Context, Finding, rule


@rule("unreadable-time", group="timeline", on=TimelineEntry, severity=Severity.WARNING, since="0.1.0")
def check(entry: TimelineEntry, context: Context) -> Iterator[Finding]:
    if entry.unreadable is not None:
        message = f'"{entry.time}" cannot be right: {entry.unreadable}'
        yield Finding(entry.time_span, message, "correct the time, for example 2026-03-04 10:17 UTC")
