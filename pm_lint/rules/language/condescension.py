"""Checks that no step is called simple for those who missed it.

## Why is this bad?

"They just had to" implies that anyone competent would have succeeded. What is simple in hindsight was not simple then. (Source:
Etsy, Debriefing Facilitation Guide, on "obviously".)

## Example

```markdown
# Postmortem: checkout outage

## What went wrong

All the operator had to do was read one warning.
^^^^^^^^^^^^^^^^^^^^^^^ "All the operator had to" implies that anyone competent would have succeeded
```

Use instead:

```markdown
# Postmortem: checkout outage

## What went wrong

The warning is the fourth of eleven lines and has the same colour as the others.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("condescension", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "condescension":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
