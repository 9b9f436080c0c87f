"""Checks that every open action item says until when.

## Why is this bad?

Without a date an action can't be late, so nobody asks about it. Teams that set a term for the follow-ups of an
incident (Atlassian: four or eight weeks) can see which ones slip. (Source: Atlassian incident management handbook,
"priority actions"; RCA2, National Patient Safety Foundation, 2015)

Reviewers differ here: a priority and a ticket may be all that a team needs. So the finding is a hint, and a warning only
where other items of the document have a date.

## Example

```markdown
## Action items

- [ ] Alert on queue depth (@amara, due 2026-11-30)
- [ ] Cap the retries of the importer (@ben)
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ action item has no due date
```

Use instead:

```markdown
## Action items

- [ ] Alert on queue depth (@amara, due 2026-11-30)
- [ ] Cap the retries of the importer (@ben, by the end of the quarter)
```

## Fix safety

The fix writes a placeholder where the date goes. It is unsafe: a person must choose it, and until then the rule still reports it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.action_places import headline, placeholder
from pm_lint.rule import Context, Finding, Needs, rule


@rule(
    "action-item-without-due-date",
    group="action-items",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(parts=("action_items",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    items = postmortem.action_items
    dated = any(item.due for item in items)
    for item in items:
        if not item.due and not item.done:
            yield Finding(
                headline(item, context.source),
                "action item has no due date",
                "say until when it will be done, such as 2026-11-30",
                fix=placeholder(item, "due", context.source),
                severity=None if dated else Severity.HINT,
            )
