"""Checks that human error is not the cause.

## Why is this bad?

Human error is the symptom where the inquiry starts, never the cause where it ends: the next question is what made the action
possible and sensible. (Sources: PagerDuty, postmortem guide; Leveson, CAST Handbook.)

## Example

```markdown
# Postmortem: checkout outage

## Root cause

The outage was caused by human error.
                         ^^^^^^^^^^^ "human error" makes a person the cause
```

Use instead:

```markdown
# Postmortem: checkout outage

## Root cause

The delete form accepts a wildcard, and production and staging share one colour.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("human-error-as-cause", group="language", on=Judgement, severity=Severity.ERROR, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "human-error-as-cause":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
