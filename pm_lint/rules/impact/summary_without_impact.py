"""Checks that the summary says what the incident did to whom.

## Why is this bad?

The summary is all that most readers read. One that tells only what broke inside leaves the executive who was not
there with the question that brought them: who was hurt, and how? (Source: SRE workbook, chapter 10: the executive
summary holds impact and root cause.)

## Example

```markdown
# Postmortem: replica lag

## Summary
   ^^^^^^^ summary without the impact

A schema change held a lock on the largest table, and the pool of the primary filled up.
```

Use instead:

```markdown
# Postmortem: replica lag

## Summary

For 18 minutes shoppers could not log in: a schema change held a lock on the largest table, and the pool of the
primary filled up.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role
from pm_lint.postmortem.quantities import tells_impact, words_of
from pm_lint.postmortem.section_text import body_text, outermost, word_count
from pm_lint.rule import Context, Finding, Needs, rule


@rule(
    "summary-without-impact",
    group="impact",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(roles=("summary",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    if (words := words_of(postmortem.language)) is None:
        return
    for group in outermost(postmortem, Role.SUMMARY):
        text = " ".join(body_text(postmortem, section) for section in group)
        if not tells_impact(text, words) and word_count(text) > 4:
            yield Finding(
                group[0].title_span, "summary without the impact", "say who was affected, how, and for how long"
            )
