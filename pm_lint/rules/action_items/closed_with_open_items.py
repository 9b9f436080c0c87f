"""Checks that a postmortem that is closed has no open action items.

## Why is this bad?

A closed postmortem is not looked at any more, so what is open in it stays open. (Source: PagerDuty postmortem
documentation: a postmortem is closed when its follow-ups are; The Site Reliability Workbook, chapter 10)

"Final" and "published" speak of the text, so there it is a hint; "resolved" speaks of the incident and is no reason to
report anything.

## Example

```markdown
# Postmortem: invoices sent twice

**Status**: Closed
            ^^^^^^ closed with 1 open action item

## Action items

- [ ] Alert on queue depth (@amara, OPS-31)
- [x] Restart the stuck workers
```

Use instead:

```markdown
# Postmortem: invoices sent twice

**Status**: Closed

## Action items

- [x] Alert on queue depth (@amara, OPS-31)
- [x] Restart the stuck workers
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.action_places import headline
from pm_lint.rule import Context, Finding, Needs, rule

_CLOSED = frozenset(
    {
        "closed",
        "complete",
        "completed",
        "done",
        "完了",
        "abgeschlossen",
        "geschlossen",
        "cerrado",
        "clos",
        "fermé",
        "fechado",
        "已关闭",
        "종료",
    }
)
_FINISHED = frozenset({"final", "finished", "published", "approved"})


@rule(
    "closed-with-open-items",
    group="action-items",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(fields=("status",), parts=("action_items",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    field = postmortem.field("status")
    if field is None:
        return
    value = re.sub(r"^[^\w]+|[^\w]+$", "", field.value).lower()
    if value not in _CLOSED and value not in _FINISHED:
        return
    left = [item for item in postmortem.action_items if item.done is False]
    if left:
        plural = "s" if len(left) > 1 else ""
        yield Finding(
            field.value_span or field.span,
            f"{value} with {len(left)} open action item{plural}",
            "finish or drop the open items, or keep the postmortem open until they are",
            tuple(Related("still open", headline(item, context.source)) for item in left),
            severity=None if value in _CLOSED else Severity.HINT,
        )
