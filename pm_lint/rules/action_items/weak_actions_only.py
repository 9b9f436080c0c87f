"""Checks that at least one action item does more than ask people to remember.

## Why is this bad?

Documents, training and reminders depend on people thinking of them at the worst moment. An action that changes what the
system allows, or at least makes the problem visible, still works when everybody is tired. (Source: RCA2 action hierarchy,
National Patient Safety Foundation, 2015; The Site Reliability Workbook, chapter 10: improve systems, not people)

The finding is a hint: sometimes a document is what was missing.

## Example

```markdown
## Action items
   ^^^^^^^^^^^^ all 2 action items depend on people remembering: documents, training, reminders

- Document how to drain a node (@amara)
- Train the on-call engineers in the new console (@ben)
```

Use instead:

```markdown
## Action items

- Document how to drain a node (@amara)
- Reject a drain of the last healthy node (@ben)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.action_places import headline, list_title
from pm_lint.rule import Context, Finding, Needs, rule


@rule(
    "weak-actions-only",
    group="action-items",
    on=Postmortem,
    severity=Severity.HINT,
    since="0.1.0",
    needs=Needs(parts=("action_items",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    items = postmortem.action_items
    if len(items) < 2 or any(item.strength != "weak" for item in items):
        return
    yield Finding(
        list_title(postmortem, items),
        f"all {len(items)} action items depend on people remembering: documents, training, reminders",
        "add one that changes the system: a limit, a check, an automatic step, or at least an alert",
        tuple(Related("weak action", headline(item, context.source)) for item in items),
    )
