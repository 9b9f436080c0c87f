"""Checks that nobody's character is judged.

## Why is this bad?

We see a person and miss the situation (the fundamental attribution error). A "bad apple" leaves the conditions in place for
the next person. (Source: Allspaw, Blameless PostMortems and a Just Culture.)

## Example

```markdown
# Postmortem: checkout outage

## Root cause

The contractor was careless with the firewall rules.
^^^^^^^^^^^^^^^^^^^^^^^^^^^ "The contractor was careless" judges the character of the contractor
```

Use instead:

```markdown
# Postmortem: checkout outage

## Root cause

The rule editor applies a change at once and has no preview.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("character-judgement", group="language", on=Judgement, severity=Severity.ERROR, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "character-judgement":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
