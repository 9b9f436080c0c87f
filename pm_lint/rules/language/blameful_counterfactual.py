"""Checks that nobody is held to something that did not happen.

## Why is this bad?

"Should have" and "if only" describe another incident than the one that took place. They explain nothing, and in hindsight
they read as negligence. (Sources: Dekker, The Field Guide to Understanding 'Human Error'; Leveson, Engineering a Safer World;
Bergström, Three analytical traps.)

Systems may be expected to do things ("retries should have stopped after three"), and what might have happened is welcome
under "Where we got lucky".

## Example

```markdown
# Postmortem: checkout outage

## Timeline

- 09:50 The deployer should have waited for the canary result.
                     ^^^^^^^^^^^^^^^^^^ "should have waited" holds The deployer to something that did not happen
```

Use instead:

```markdown
# Postmortem: checkout outage

## Timeline

- 09:50 The deploy went on; the deploy page does not show the canary result.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement
from pm_lint.rule import Context, Finding, rule


@rule("blameful-counterfactual", group="language", on=Judgement, severity=Severity.ERROR, since="0.1.0")
def check(judgement: Judgement, context: Context) -> Iterator[Finding]:
    """Yields the judgement where it is this rule's; its severity follows from the section and from how sure it is."""
    if judgement.rule == "blameful-counterfactual":
        yield Finding(judgement.span, judgement.message, judgement.help, severity=judgement.severity)
