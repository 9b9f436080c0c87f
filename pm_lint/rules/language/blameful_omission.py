"""Checks that nobody's omission is told as a cause.

## Why is this bad?

What people did not do is endless; the one absence that is picked was chosen in hindsight. It hides what they attended to
instead, and why. (Sources: Bergström, Three analytical traps; Etsy, Debriefing Facilitation Guide.)

## Example

```markdown
# Postmortem: checkout outage

## Root cause

The operator failed to verify the region before the restart.
             ^^^^^^^^^ "failed to" lists what the operator did not do
```

Use instead:

```markdown
# Postmortem: checkout outage

## Root cause

The confirm prompt does not show the region; the restart ran with the shell's default, `eu-1`.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("blameful-omission", group="language", on=Judgement, severity=Severity.ERROR, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "blameful-omission":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
