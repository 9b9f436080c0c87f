"""Checks that the outcome is not presented as foreseeable.

## Why is this bad?

Once the outcome is known, every signal looks clear. At the time it stood among a hundred others. (Source: PagerDuty, postmortem
guide, on hindsight bias.)

## Example

```markdown
# Postmortem: checkout outage

## Root cause

Anyone could have seen this coming, and the storage people did nothing.
^^^^^^^^^^^^^^^^^^^^^^ "Anyone could have seen" presents the outcome as foreseeable for anyone
```

Use instead:

```markdown
# Postmortem: checkout outage

## Root cause

At 03:10 the dashboard showed a disk use of 71 %; the threshold of the alert is 90 %.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("hindsight-certainty", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "hindsight-certainty":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
