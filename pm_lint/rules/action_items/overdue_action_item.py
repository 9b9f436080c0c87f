"""Checks that no open action item is past its due date.

## Why is this bad?

An action whose date has passed is either done and not ticked off, or slipping; the incident that it would prevent does
not wait. (Source: Atlassian incident management handbook; The Site Reliability Workbook, chapter 10)

The rule compares with the `today` of the settings, and is silent where that is not set or the date has no year.

## Example

```yaml
today: "2026-12-01"
```

```markdown
## Action items

- [ ] Alert on queue depth (@amara, due 2026-11-30)
                                        ^^^^^^^^^^ due date 2026-11-30 has passed
- [x] Restart the stuck workers (@ben, due 2026-11-02)
```

Use instead:

```markdown
## Action items

- [ ] Alert on queue depth (@amara, due 2026-12-15)
- [x] Restart the stuck workers (@ben, due 2026-11-02)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem.model import ActionItem
from pm_lint.rule import Context, Finding, rule


@rule(
    "overdue-action-item",
    group="action-items",
    on=ActionItem,
    severity=Severity.WARNING,
    since="0.1.0",
    uses_today=True,
)
def check(item: ActionItem, context: Context) -> Iterator[Finding]:
    today = context.settings.today
    if today is None or item.done or item.due is None or item.due_date is None:
        return
    if item.due_date < str(today):
        yield Finding(
            item.due.span,
            f"due date {item.due_date} has passed",
            "tick it off, or agree on a new date with its owner",
        )
