"""Points out phrases that leave one cause only.

## Why is this bad?

Each condition was necessary and only all of them together were sufficient. One root cause ends the list early. (Source: Cook, How
Complex Systems Fail.)

## Example

```markdown
# Postmortem: checkout outage

## Root cause

The sole cause was the expired certificate.
    ^^^^^^^^^^^^^^ "sole cause was" reduces the incident to one cause
```

Use instead:

```markdown
# Postmortem: checkout outage

## Root cause

Contributing conditions: the certificate expired, its renewal had failed silently, and the old alert was muted.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("single-root-cause-phrase", group="language", on=Judgement, severity=Severity.HINT, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "single-root-cause-phrase":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
