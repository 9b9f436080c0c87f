"""Checks that a slip of attention or memory is not the end of the story.

## Why is this bad?

Slips are part of normal work. Naming one stops the inquiry just before the interesting question: what would have shown the
state of things? (Sources: Dekker, Field Guide; PagerDuty, postmortem guide.)

## Example

```markdown
# Postmortem: checkout outage

## Root cause

The admin forgot to re-enable the replication job.
          ^^^^^^^^^ "forgot to" makes the attention of the admin the cause
```

Use instead:

```markdown
# Postmortem: checkout outage

## Root cause

Replication stays off until somebody turns it on again, and nothing reminds of it; it was off for nine hours.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("attention-lapse", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "attention-lapse":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
