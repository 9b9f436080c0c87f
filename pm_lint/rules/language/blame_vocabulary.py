"""Checks that the vocabulary of guilt and liability is absent.

## Why is this bad?

Blame is a notion of law and the enemy of safety: where it is allotted, people stop telling. (Source: Leveson, CAST Handbook.)

`git blame`, fault tolerance and "the service responsible for billing" are no blame.

## Example

```markdown
# Postmortem: checkout outage

## Summary

The night shift is to blame for the delay.
^^^^^^^^^^^^^^^^^^^^^^^^^^^ "The night shift is to blame" lays blame on the night shift
```

Use instead:

```markdown
# Postmortem: checkout outage

## Summary

The handover list has no place for open alerts.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("blame-vocabulary", group="language", on=Judgement, severity=Severity.ERROR, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "blame-vocabulary":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
