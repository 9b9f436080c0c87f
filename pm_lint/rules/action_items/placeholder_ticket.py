"""Checks that no action item carries a ticket number that is still to be filled in.

## Why is this bad?

`XXX-000` looks tracked and is not: whoever skims the list sees a ticket for every item and asks no further. (Source: The
Site Reliability Workbook, chapter 10: an action without a tracking bug is forgotten)

## Example

```markdown
## Action items

- [ ] Alert on queue depth (@amara, XXX-000)
                                    ^^^^^^^ "XXX-000" is no ticket
```

Use instead:

```markdown
## Action items

- [ ] Alert on queue depth (@amara, OPS-31)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem.model import ActionItem
from pm_lint.rule import Context, Finding, rule


@rule("placeholder-ticket", group="action-items", on=ActionItem, severity=Severity.WARNING, since="0.1.0")
def check(item: ActionItem, context: Context) -> Iterator[Finding]:
    for tracker in item.trackers:
        if tracker.placeholder:
            yield Finding(tracker.span, f'"{tracker.key}" is no ticket', "open the ticket and write its number here")
