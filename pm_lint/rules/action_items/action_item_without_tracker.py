"""Checks that every open action item refers to a ticket, an issue or a pull request.

## Why is this bad?

A postmortem is read once; a tracker is looked at every week. An action that is not in the tracker competes with
nothing and is forgotten. (Source: The Site Reliability Workbook, chapter 10; PagerDuty postmortem documentation, "each
action item is a ticket")

Where other items of the same document have a ticket, one without is a warning; where none has, the team may track
elsewhere and the findings are hints. Further shapes of tickets can be told with the `trackers` setting.

## Example

```markdown
## Action items

- [ ] Alert on queue depth (@amara, OPS-31)
- [ ] Cap the retries of the importer (@ben)
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ action item has no ticket
```

Use instead:

```markdown
## Action items

- [ ] Alert on queue depth (@amara, OPS-31)
- [ ] Cap the retries of the importer (@ben, OPS-32)
```

## Fix safety

The fix writes a placeholder where the ticket goes. It is unsafe: a person must open it, and `placeholder-ticket` reports it until then.
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.action_places import headline, placeholder
from pm_lint.rule import Context, Finding, Needs, rule


@rule(
    "action-item-without-tracker",
    group="action-items",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(parts=("action_items",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    items = postmortem.action_items
    tracked = any(item.trackers for item in items)
    for item in items:
        if not item.trackers and not item.done:
            yield Finding(
                headline(item, context.source),
                "action item has no ticket",
                "open a ticket for it and write its number or link here",
                fix=placeholder(item, "tracker", context.source),
                severity=None if tracked else Severity.HINT,
            )
