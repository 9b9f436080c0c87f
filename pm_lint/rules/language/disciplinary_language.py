"""Checks that a postmortem speaks of no consequences for a person.

## Why is this bad?

Where a report can end in a reprimand there will be no reports. (Sources: Allspaw, Blameless PostMortems and a Just Culture; Site
Reliability Engineering, chapter 15.)

## Example

```markdown
# Postmortem: checkout outage

## Action items

- The engineer will receive a formal warning.
                              ^^^^^^^^^^^^^^ "formal warning" speaks of consequences for the engineer
```

Use instead:

```markdown
# Postmortem: checkout outage

## Action items

- Ask for a second confirmation before a delete in production, for all roles.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("disciplinary-language", group="language", on=Judgement, severity=Severity.ERROR, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "disciplinary-language":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
