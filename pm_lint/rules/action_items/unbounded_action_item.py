"""Checks that an action item can come to an end.

## Why is this bad?

"Keep an eye on latency" never ends, so it never gets done, and it keeps the postmortem open for ever. A bounded action
has a threshold, a number, a date or a result that can be seen. (Source: PagerDuty postmortem documentation, "actionable,
specific, bounded"; The Site Reliability Workbook, chapter 10, "verifiable end state")

## Example

```markdown
## Action items

- Keep an eye on the queue of the importer
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing says when this is done
```

Use instead:

```markdown
## Action items

- Watch the queue of the importer until the next peak day, and write down its longest length
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pm_lint.diagnostic import Severity
from pm_lint.postmortem.action_places import headline
from pm_lint.postmortem.model import ActionItem
from pm_lint.rule import Context, Finding, rule

_FIRST = frozenset(
    {"always", "continue", "continuously", "encourage", "explore", "keep", "maintain", "pay", "remain"}
) | {*("stay", "the", "track", "try", "watch", "we", "work")}
"""The first words of all openings: most items need no further look."""


@cache
def _endless() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:we|the team) (?:should|will|must|need to) )?(?:always|continue|continuously|encourage|keep|keep an eye on|"
        r"pay (?:more )?attention|remain|stay|track|try|watch|work with|maintain|explore)\b"
    )


@cache
def _bound() -> re.Pattern[str]:
    return re.compile(
        r"\d|[<>≤≥%`]|\b(?:until|till|when|whenever|once|within|per|so that|such that|and (?:add|decide|document|file|fix|open|post|"
        r"publish|report|share|write)|by (?:default|adding|using|\w+ing)|every|each|below|above|less than|more than|at least|"
        r"at most|to (?:a|an|the|avoid|ensure|prevent|reduce)|instead of|replace)\b"
    )


@rule("unbounded-action-item", group="action-items", on=ActionItem, severity=Severity.HINT, since="0.1.0")
def check(item: ActionItem, context: Context) -> Iterator[Finding]:
    if item.done or item.due or item.trackers or item.container == "paragraph" or context.postmortem.language != "en":
        return
    low = item.text.lower()
    if low.split(" ", 1)[0] in _FIRST and _endless().match(low) and not _bound().search(low):
        yield Finding(
            headline(item, context.source),
            "nothing says when this is done",
            "give it an end: a number to reach, a date, or a result that can be seen",
        )
