"""Checks that the analysis names more than one cause.

## Why is this bad?

Incidents in complex systems need several conditions at once; each alone is not enough. A single cause ends the search
where it began and leaves the other conditions in place. (Source: Richard Cook, "How complex systems fail", 1998, points 3
and 7; PagerDuty postmortem documentation, "contributing factors")

The finding is a hint, and only about a cause in one plain sentence: a longer text usually tells of several conditions.

## Example

```markdown
## Root cause

A deploy removed the index of the orders table.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the only cause that is named
```

Use instead:

```markdown
## Contributing factors

- A deploy removed the index of the orders table.
- The staging database is too small for a slow query to show.
- No alert watches the time that queries take.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role
from pm_lint.rule import Context, Finding, Needs, rule


@cache
def _several() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:and|also|combined|combination|together|while|additionally|which meant|moreover|because|since|so|which|when|both|as well|second(?:ly)?|"
        r"und|et|y|e)\b|なお|また|かつ|[;；]|[.。]\s*\S"
    )


_LONGEST = 200
"""Characters: a long sentence."""


@rule(
    "single-cause", group="causes", on=Postmortem, severity=Severity.HINT, since="0.1.0", needs=Needs(parts=("causes",))
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    if postmortem.whys:
        return
    causes = [cause for cause in postmortem.causes if cause.role in (Role.ROOT_CAUSE, Role.CONTRIBUTING_FACTORS)]
    if len(causes) == 1 and len(causes[0].text) <= _LONGEST and not _several().search(causes[0].text):
        yield Finding(
            context.source.first_line(causes[0].span),
            "the only cause that is named",
            "add the other conditions without which it would have done no harm, or gone unnoticed for less time",
        )
