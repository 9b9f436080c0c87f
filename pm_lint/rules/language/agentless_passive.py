"""Points out sentences so sanitised that nobody can learn from them.

## Why is this bad?

The opposite fault of blame: where nobody decides and nobody sees, the reasons disappear, too. Name the role, what it saw and
what it could choose from. There is no rule against the passive voice, and no name is asked for. (Source: Etsy, Debriefing
Facilitation Guide.)

## Example

```markdown
# Postmortem: checkout outage

## Summary

Mistakes were made during the switchover.
^^^^^^^^^^^^^^^^^^ "Mistakes were made" hides who saw what
```

Use instead:

```markdown
# Postmortem: checkout outage

## Summary

The incident lead chose the switchover at 10:14, seeing three of five replicas lagging.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("agentless-passive", group="language", on=Judgement, severity=Severity.HINT, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "agentless-passive":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
