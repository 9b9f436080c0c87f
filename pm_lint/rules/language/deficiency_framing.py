"""Points out remedies that are told as causes.

## Why is this bad?

"Insufficient monitoring" is a wish from after the incident. What the monitoring covered is a fact. (Sources: PagerDuty, postmortem
guide; Bergström, Three analytical traps.)

## Example

```markdown
# Postmortem: checkout outage

## Summary

There was insufficient monitoring of the queue.
          ^^^^^^^^^^^^^^^^^^^^^^^ "insufficient monitoring" is a remedy told as a cause
```

Use instead:

```markdown
# Postmortem: checkout outage

## Summary

The alert covers 5xx answers; the failure returned 200 with an empty body.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("deficiency-framing", group="language", on=Judgement, severity=Severity.HINT, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "deficiency-framing":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
