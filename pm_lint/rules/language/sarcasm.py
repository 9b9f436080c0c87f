"""Points out phrases that may read as sarcasm.

## Why is this bad?

Contempt ends a conversation. (Source: The Site Reliability Workbook, chapter 10.)

## Example

```markdown
# Postmortem: checkout outage

## What went wrong

The so-called failover took 40 minutes.
    ^^^^^^^^^ "so-called" may read as sarcasm
```

Use instead:

```markdown
# Postmortem: checkout outage

## What went wrong

The failover took 40 minutes; the target is five.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("sarcasm", group="language", on=Judgement, severity=Severity.HINT, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "sarcasm":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
