"""Checks that no team and no vendor is accused.

## Why is this bad?

An accusation closes the interface between two teams just where there is most to learn. (Sources: The Site Reliability
Workbook, chapter 10; Site Reliability Engineering, chapter 15.)

## Example

```markdown
# Postmortem: checkout outage

## What went wrong

The network team dropped the ball on the capacity alert.
                 ^^^^^^^^^^^^^^^^ "dropped the ball" points at the network team
```

Use instead:

```markdown
# Postmortem: checkout outage

## What went wrong

Capacity alerts of the carrier go to a mailbox that has no on-call rotation.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("finger-pointing", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "finger-pointing":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
