"""Points out sentences that close the inquiry.

## Why is this bad?

What lies outside our control can still be noticed earlier or limited at the boundary. (Source: Site Reliability Engineering,
chapter 15.)

## Example

```markdown
# Postmortem: checkout outage

## Lessons learned

Nothing could be done until the provider answered.
^^^^^^^^^^^^^^^^^^^^^ "Nothing could be done" closes the inquiry
```

Use instead:

```markdown
# Postmortem: checkout outage

## Lessons learned

The outage of the provider was seen after 20 minutes; a probe from outside would show it after one.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("helplessness", group="language", on=Judgement, severity=Severity.HINT, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "helplessness":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
