"""Checks that every open action item names who will do it.

## Why is this bad?

An action that belongs to everybody is done by nobody: nobody is asked about it, and nobody notices when it does not
happen. (Source: The Site Reliability Workbook, chapter 10, "Missing ownership")

A person, a handle, a role and a team are owners; `TBD`, `everyone`, `the team` and `ops?` are none.

## Example

```markdown
## Action items

- [ ] Alert on queue depth
      ^^^^^^^^^^^^^^^^^^^^ action item has no owner
- [ ] Cap the retries of the importer (owner: everyone)
                                              ^^^^^^^^ "everyone" is no owner
- [x] Restart the stuck workers
```

Use instead:

```markdown
## Action items

- [ ] Alert on queue depth (@amara, OPS-31, 2026-11-30)
- [ ] Cap the retries of the importer (owner: payments team)
- [x] Restart the stuck workers
```

## Fix safety

The fix writes a placeholder where the owner goes. It is unsafe: a person must choose the name, and until then the rule still reports it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem.action_places import headline, placeholder
from pm_lint.postmortem.model import ActionItem
from pm_lint.rule import Context, Finding, rule

_HELP = "name one person or team who will see it through"


@rule("action-item-without-owner", group="action-items", on=ActionItem, severity=Severity.WARNING, since="0.1.0")
def check(item: ActionItem, context: Context) -> Iterator[Finding]:
    if item.owners or item.done:
        return
    if item.unowned is not None:
        yield Finding(item.unowned.span, f'"{item.unowned.text}" is no owner', _HELP)
    else:
        span = headline(item, context.source)
        yield Finding(span, "action item has no owner", _HELP, fix=placeholder(item, "owner", context.source))
