"""Points out stories of heroes.

## Why is this bad?

A rescue by one person celebrates a dependency on that person, and implies a villain. (Source: Howie, The Post-Incident Guide.)

## Example

```markdown
# Postmortem: checkout outage

## Lessons learned

A heroic effort over the weekend brought the data back.
  ^^^^^^ "heroic" tells of a hero
```

Use instead:

```markdown
# Postmortem: checkout outage

## Lessons learned

Recovery relied on what one engineer knows of the shard layout; there is no runbook for it.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("heroics", group="language", on=Judgement, severity=Severity.HINT, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "heroics":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
