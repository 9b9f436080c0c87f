"""Checks that the language stays calm.

## Why is this bad?

Drama distracts from the facts and makes it unsafe to speak. A number with a link says more. (Source: The Site Reliability
Workbook, chapter 10.)

The metaphors of the trade (retry storm, thundering herd, split brain) are no drama.

## Example

```markdown
# Postmortem: checkout outage

## Summary

The rollout was an absolute nightmare.
                   ^^^^^^^^^^^^^^^^^^ "absolute nightmare" is loaded language
```

Use instead:

```markdown
# Postmortem: checkout outage

## Summary

The rollout took 140 minutes instead of 20 and was rolled back twice.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("animated-language", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "animated-language":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
