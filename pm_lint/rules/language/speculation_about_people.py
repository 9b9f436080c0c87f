"""Checks that guesses about people are not told as findings.

## Why is this bad?

A guess at what somebody thought hardens into a fact by the second reading (confirmation bias). Ask, or list it as unknown.
(Source: PagerDuty, postmortem guide.)

## Example

```markdown
# Postmortem: checkout outage

## Root cause

The operator must have misread the host name.
             ^^^^^^^^^^^^^^^^^ "must have misread" guesses at what the operator did or thought
```

Use instead:

```markdown
# Postmortem: checkout outage

## Root cause

Unknown: which host name the terminal showed; the session was not recorded.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("speculation-about-people", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "speculation-about-people":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
