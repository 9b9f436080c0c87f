"""Checks that a departure from a procedure is not told as an offence.

## Why is this bad?

Work as done always differs from work as written. How often the other path is taken, and why it makes sense, is the finding.
(Sources: Dekker, Field Guide; Leveson, Engineering a Safer World.)

## Example

```markdown
# Postmortem: checkout outage

## Root cause

The engineer ignored the runbook and edited the live config.
             ^^^^^^^ "ignored" holds a rule against the engineer
```

Use instead:

```markdown
# Postmortem: checkout outage

## Root cause

Direct edits are the usual path for urgent fixes (17 in 90 days); the pipeline takes 40 minutes.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("rule-violation-framing", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "rule-violation-framing":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
