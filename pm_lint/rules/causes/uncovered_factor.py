"""Checks that each contributing factor, and what went wrong or well by luck, is taken up by an action item.

## Why is this bad?

A factor without an action is still there the next day. Luck counts too: what went well by chance is a weakness that
happened not to matter. (Source: PagerDuty postmortem documentation, "follow up on all points"; The Site Reliability
Workbook, chapter 10, "Where we got lucky")

An action takes up a factor when it shares a noun or a subject with it, or when the factor refers to it ("see AI-2", or by
its ticket). "Accepted" or "no action" is an answer. The finding is a hint: other words may well mean the same.

## Example

```markdown
## Contributing factors

- The importer retried without a pause.
- The certificate of the mail relay had run out.
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no action item takes this up

## Action items

- Let the importer pause between retries (@amara, OPS-31)
```

Use instead:

```markdown
## Contributing factors

- The importer retried without a pause.
- The certificate of the mail relay had run out.

## Action items

- Let the importer pause between retries (@amara, OPS-31)
- Renew certificates thirty days before they end (@ben, OPS-32)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role
from pm_lint.postmortem.topics import UNSPACED, topics
from pm_lint.rule import Context, Finding, Needs, rule

_ROLES = frozenset({Role.CONTRIBUTING_FACTORS, Role.WENT_WRONG, Role.LUCKY})
_ANSWERED = (
    "accepted",
    "acceptable",
    "no action",
    "won't fix",
    "already fixed",
    "already done",
    "already resolved",
    "n/a",
)
_FEWEST_TOPICS = 3
"""A text with fewer says too little to be compared."""


@rule(
    "uncovered-factor",
    group="causes",
    on=Postmortem,
    severity=Severity.HINT,
    since="0.1.0",
    needs=Needs(parts=("causes", "action_items")),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    items = postmortem.action_items
    if not items or postmortem.language in UNSPACED:
        return
    first = items[0].section
    places = () if first is None else (Related("the action items", postmortem.sections[first].title_span),)
    for cause in postmortem.causes:
        if cause.role not in _ROLES or cause.actions or any(answer in cause.text.lower() for answer in _ANSWERED):
            continue
        if len(topics(cause.text)) >= _FEWEST_TOPICS:
            yield Finding(
                context.source.first_line(cause.span),
                "no action item takes this up",
                "add an action item for it, name the one that covers it, or say that you accept it and why",
                places,
            )
