"""Checks that no remedy consists of more care.

## Why is this bad?

Reminders, care and training depend on vigilance; they are the weakest class of action. A constraint or a signal works at three
in the morning, too. (Source: RCA², action hierarchy; The Site Reliability Workbook, chapter 10.)

## Example

```markdown
# Postmortem: checkout outage

## Action items

- Everyone must be more careful with the production console.
                   ^^^^^^^^^^^^ "more careful" asks people to be more vigilant
```

Use instead:

```markdown
# Postmortem: checkout outage

## Action items

- Require the typed name of the resource before a delete in the console.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("vigilance-remedy", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "vigilance-remedy":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
