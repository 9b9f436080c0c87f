"""Checks that no person is named as the cause.

## Why is this bad?

A name in the causal chain brings shame and makes people careful about what they tell. The role and the mechanism teach more.
Owners, authors and people who helped may be named. (Source: The Site Reliability Workbook, chapter 10.)

## Example

```markdown
# Postmortem: checkout outage

## Root cause

The incident began when Priya dropped the table.
                              ^^^^^^^^^^^^^^^^^ "dropped the table" names Priya as the cause
```

Use instead:

```markdown
# Postmortem: checkout outage

## Root cause

The command was typed in the production shell, which does not ask before it drops a table.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("named-individual-as-cause", group="language", on=Judgement, severity=Severity.ERROR, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "named-individual-as-cause":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
