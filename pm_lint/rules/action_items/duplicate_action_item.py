"""Checks that no action item stands twice in a document.

## Why is this bad?

Two copies get two owners or two tickets, and one of them stays open when the work is done. (Source: GitLab incident
review template, "is there an issue for this already?")

## Example

```markdown
## Action items

- Alert on the depth of the import queue (@amara)
- Alert on the depth of the import queue (@ben)
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the same action item as on line 3
```

Use instead:

```markdown
## Action items

- Alert on the depth of the import queue (@amara)
- Cap the retries of the importer (@ben)
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.action_places import headline
from pm_lint.postmortem.model import ActionItem
from pm_lint.rule import Context, Finding, Needs, rule

_SMALL = frozenset(["a", "an", "and", "the", "to", "of", "for", "in", "on", "our", "all", "we", "will", "should"])


@rule(
    "duplicate-action-item",
    group="action-items",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(parts=("action_items",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    first: dict[str, ActionItem] = {}
    for item in postmortem.action_items:
        said = [word for word in re.findall(r"\w+", item.text.lower()) if word not in _SMALL]
        key = " ".join(said)
        if len(key) < 8:
            continue
        known = first.setdefault(key, item)
        if known is not item:
            yield Finding(
                headline(item, context.source),
                f"the same action item as on line {known.line}",
                "keep one of the two, with its owner and its ticket",
                (Related("stands here first", headline(known, context.source)),),
            )
