"""Checks that the action items do more than repair this one incident.

## Why is this bad?

Repairs bring back what was there before the incident, with the same way to fail. At least one action should prevent the
next one or find it sooner. (Source: Lunney, Lueder and Beyer, "Postmortem action items: plan the work and work the plan",
2017; The Site Reliability Workbook, chapter 10: "mostly mitigative")

Where a table or the headings give the type of each item, the finding is a warning; where the type is told by the words of
the items, it is a hint.

## Example

```markdown
## Action items
   ^^^^^^^^^^^^ all 2 action items repair; none prevents or detects

| Action | Type | Owner |
| --- | --- | --- |
| Backfill the missing invoices | repair | Amara |
| Restart the importer nightly | repair | Ben |
```

Use instead:

```markdown
## Action items

| Action | Type | Owner |
| --- | --- | --- |
| Backfill the missing invoices | repair | Amara |
| Alert when an import takes longer than an hour | detect | Ben |
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.action_places import headline, list_title
from pm_lint.rule import Context, Finding, Needs, rule


@rule(
    "only-repair-actions",
    group="action-items",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(parts=("action_items",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    items = postmortem.action_items
    if len(items) < 2 or any(item.kind != "repair" for item in items):
        return
    declared = all(any(column == "kind" for column, _ in item.cells) for item in items)
    yield Finding(
        list_title(postmortem, items),
        f"all {len(items)} action items repair; none prevents or detects",
        "add one that keeps this from happening again, or that finds it sooner",
        tuple(Related("repair", headline(item, context.source)) for item in items),
        severity=None if declared else Severity.HINT,
    )
