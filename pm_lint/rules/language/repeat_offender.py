"""Checks that nobody is marked as a repeat offender.

## Why is this bad?

Those who report often are those who report. Stigma teaches them to stop. A recurrence with a reference is information; "once
again this team" is none. (Source: Site Reliability Engineering, chapter 15.)

## Example

```markdown
# Postmortem: checkout outage

## Summary

Once again the billing team shipped an untested change.
^^^^^^^^^^^^^^^^^^^^^^^^^^^ "Once again the billing team" makes a repeat offender of the billing team
```

Use instead:

```markdown
# Postmortem: checkout outage

## Summary

The mechanism is that of PM-31: changes of tax tables run without the integration tests.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("repeat-offender", group="language", on=Judgement, severity=Severity.WARNING, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "repeat-offender":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
