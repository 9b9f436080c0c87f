"""Checks that no question asks who is guilty.

## Why is this bad?

"Who" and "why didn't you" put people on the defensive; "how" and "what" get a story. (Sources: Etsy, Debriefing Facilitation
Guide; The Site Reliability Workbook, chapter 10.)

## Example

```markdown
# Postmortem: checkout outage

## What went wrong

Why didn't anyone on the platform team speak up?
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "didn't anyone on the platform team speak up?" asks who is guilty
```

Use instead:

```markdown
# Postmortem: checkout outage

## What went wrong

What did the platform team see at 02:10?
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("accusatory-question", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "accusatory-question":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
