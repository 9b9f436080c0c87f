"""Checks that no lack in a person is made the cause.

## Why is this bad?

"Lack of experience" or "loss of situational awareness" treats a person as a faulty part and says nothing about the support
that was missing. (Sources: Bergström, Three analytical traps; Dekker, Field Guide.)

## Example

```markdown
# Postmortem: checkout outage

## Root cause

The delay was due to the lack of experience of the night shift.
                         ^^^^^^^^^^^^^^^^^^ "lack of experience" treats the night shift as the faulty part
```

Use instead:

```markdown
# Postmortem: checkout outage

## Root cause

The rollback is not documented, and this was its first use in the rotation.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("person-deficit-as-cause", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "person-deficit-as-cause":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
