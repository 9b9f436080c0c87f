"""Checks that conduct is described, not graded.

## Why is this bad?

"Mishandled" or "poor judgement" measures people against a norm that was picked afterwards. It says what ought to be, not what
happened. (Source: Bergström, Three analytical traps.)

## Example

```markdown
# Postmortem: checkout outage

## Summary

The duty manager mishandled the escalation.
                 ^^^^^^^^^^ "mishandled" measures the duty manager against a norm
```

Use instead:

```markdown
# Postmortem: checkout outage

## Summary

The bridge had two command channels; the decisions of 14:10 and 14:12 contradicted each other.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("normative-judgement", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "normative-judgement":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
