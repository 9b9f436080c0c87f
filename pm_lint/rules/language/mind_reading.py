"""Checks that no motives are claimed for people.

## Why is this bad?

Nobody verified the intention. A motive that is asserted stops people from telling what they really thought. Reasons that the
people involved gave ("the responder explained that") are welcome. (Source: Etsy, Debriefing Facilitation Guide.)

## Example

```markdown
# Postmortem: checkout outage

## Root cause

The release manager did not bother to read the warning.
                            ^^^^^^^^^ "bother to" claims to know the motives of the release manager
```

Use instead:

```markdown
# Postmortem: checkout outage

## Root cause

The release manager explained that the same warning comes up with every release.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("mind-reading", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "mind-reading":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
