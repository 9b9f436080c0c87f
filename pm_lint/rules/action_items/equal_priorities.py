"""Checks that the priorities of action items tell them apart.

## Why is this bad?

Where everything has the same priority, nothing has one: whoever plans the work can't see which action keeps the next
incident away. (Source: The Site Reliability Workbook, chapter 10: action items of equal priority)

## Example

```markdown
## Action items

| Action | Priority | Owner |
| --- | --- | --- |
| Alert on queue depth | P1 | Amara |
                         ^^ all 3 action items have priority P1
| Cap the retries of the importer | P1 | Ben |
| Rename the dashboards | P1 | Chen |
```

Use instead:

```markdown
## Action items

| Action | Priority | Owner |
| --- | --- | --- |
| Alert on queue depth | P1 | Amara |
| Cap the retries of the importer | P0 | Ben |
| Rename the dashboards | P3 | Chen |
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.rule import Context, Finding, Needs, rule


@rule(
    "equal-priorities",
    group="action-items",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(parts=("action_items",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    given = [item.priority for item in postmortem.action_items if item.priority is not None]
    if len(given) < 3 or len(given) < len(postmortem.action_items):
        return
    if len({priority.text.strip().lower() for priority in given}) == 1:
        yield Finding(
            given[0].span,
            f"all {len(given)} action items have priority {given[0].text.strip()}",
            "rank them: which one would you do if you could do only one",
            tuple(Related("the same priority", priority.span) for priority in given[1:]),
        )
