"""Checks that nobody is cast as the one who did the damage.

## Why is this bad?

The same event told with an agentive verb ("she broke it") earns more blame and higher penalties than without one ("it broke"),
even from people who saw the video. (Source: Fausey & Boroditsky, Psychonomic Bulletin & Review 17, 2010.)

Neutral operations ("restarted", "rolled back", "paged") are fine.

## Example

```markdown
# Postmortem: checkout outage

## Summary

The intern wiped the production volume.
           ^^^^^^^^^^^^^^^^^^^^ "wiped the production" makes the intern the one who did the damage
```

Use instead:

```markdown
# Postmortem: checkout outage

## Summary

The cleanup script was started with the production profile and removed the volume without a prompt.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("agentive-damage", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "agentive-damage":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
