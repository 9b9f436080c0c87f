"""Points out descriptions that fit one person only.

## Why is this bad?

A role with one member is a name. Keep the condition that matters and leave out the rest. (Source: PagerDuty, postmortem guide.)

## Example

```markdown
# Postmortem: checkout outage

## Root cause

The rollout was planned with the only woman in the group.
                                 ^^^^^^^^^^ "only woman" points at one person
```

Use instead:

```markdown
# Postmortem: checkout outage

## Root cause

The rollout was planned with the group that runs the checkout.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("re-identification", group="language", on=Judgement, severity=Severity.HINT, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "re-identification":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
