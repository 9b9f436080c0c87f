"""Checks that the action section holds an action item, or says why there is none.

## Why is this bad?

A postmortem without actions is a story: the same conditions wait for the next trigger. Not acting can be right, and is
then a decision to write down with its reason. (Source: The Site Reliability Workbook, chapter 10: "a postmortem with no
action items is ineffective"; PagerDuty postmortem documentation)

`n/a – reason` and "no action because …" are answers. That the section is missing or empty is reported by
`missing-section` and `empty-section`.

## Example

```markdown
## Action items
   ^^^^^^^^^^^^ no action item, and no reason why

None.
```

Use instead:

```markdown
## Action items

None: the vendor has replaced the faulty switch, and we accept the remaining risk until the move in March.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pm_lint.diagnostic import Severity
from pm_lint.markdown.tree import Paragraph, walk
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role, Section
from pm_lint.rule import Context, Finding, Needs, rule


@cache
def _negative() -> re.Pattern[str]:
    return re.compile(
        r"\W*(?:n/?a|none|nothing|not applicable|no (?:further |more |new |additional )?(?:action|follow-?up|next step)s?(?: items?)?"
        r"(?: (?:are|is|were|was))?(?: (?:needed|required|planned|necessary|identified))?)\b",
        re.IGNORECASE,
    )


_REASON_WORDS = 3


@rule(
    "no-action-items",
    group="action-items",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(roles=("action-items",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    if postmortem.action_items:
        return
    sections = postmortem.having(Role.ACTION_ITEMS)
    answers = [_answer(section) for section in sections]
    for section, said in zip(sections, answers, strict=True):
        if (negative := _negative().match(said)) and not _has_reason(said[negative.end() :]):
            yield Finding(
                section.title_span,
                "no action item, and no reason why",
                "add what you will change, or say why nothing needs to change and who accepts that",
            )
            return


def _has_reason(rest: str) -> bool:
    return len(re.findall(r"\w+", rest)) >= _REASON_WORDS


def _answer(section: Section) -> str:
    """What the section says in prose, without its label."""
    if section.lead is not None:
        prose = section.lead.prose.text
        return prose[prose.find(section.title) + len(section.title) :].lstrip(" :*")
    return " ".join(block.text.prose.text for block in walk(section.blocks) if isinstance(block, Paragraph))
