"""Checks that a finished postmortem no longer calls itself a draft.

## Why is this bad?

Readers do not rely on a draft, so what was learned is not used; and where the status and the banner disagree, nobody
knows whether the review took place. (Source: the statuses of PagerDuty's postmortem guide, from draft to closed.)

A draft that is merely old is found by `late-postmortem`.

## Example

```markdown
# [DRAFT] Postmortem: checkout outage
   ^^^^^ still called a draft, though its status is "Final"

**Status**: Final
```

Use instead:

```markdown
# Postmortem: checkout outage

**Status**: Final
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pm_lint.diagnostic import Related, Severity
from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Heading, Paragraph
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Field
from pm_lint.postmortem.stage import stage_of, status_field
from pm_lint.postmortem.values import read_dates
from pm_lint.rule import Context, Finding, Needs, rule
from pm_lint.source import Span

_BANNER = lazy_regex(
    r"(?<!\w)(?:draft|wip|work in progress)(?!\w)(?=[\])}:!*]|\s*$|\s*[-–—:])|"
    r"\bthis (?:document|page|postmortem|post-mortem|report) is (?:still )?(?:an? )?(?:early |first )?"
    r"(draft|work in progress|incomplete)\b",
    re.IGNORECASE,
)
_BANNER_WORDS = ("draft", "wip", "work in progress", "incomplete")
_LONGEST_BANNER = 200
"""Characters."""
_BANNER_BLOCKS = 6
"""A banner stands among the first blocks."""


@rule(
    "unclosed-draft",
    group="structure",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(fields=("status", "published")),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    status = status_field(postmortem)
    stage = stage_of(postmortem)
    final = status if stage == "final" else _published(postmortem)
    banner = _banner(postmortem)
    if final is not None and banner is not None:
        said = f'its status is "{final.value}"' if final is status else "it names the day of its publication"
        yield Finding(
            banner,
            f"still called a draft, though {said}",
            "take the mark of the draft away, or set the status back",
            (Related("finished, it says here", final.value_span or final.span),),
        )


def _published(postmortem: Postmortem) -> Field | None:
    field = postmortem.field("published")
    return field if field is not None and read_dates(field.value) else None


def _banner(postmortem: Postmortem) -> Span | None:
    """The word "draft" in the title or in a notice at the top."""
    for block in postmortem.tree.children[:_BANNER_BLOCKS]:
        if not isinstance(block, (Heading, Paragraph)):
            continue
        text = block.text.prose.text
        low = text.lower() if len(text) < _LONGEST_BANNER else ""
        match = _BANNER.search(text) if any(word in low for word in _BANNER_WORDS) else None
        if match is not None and not re.search(r"\bstatus\b", text, re.IGNORECASE):
            group = 1 if match.group(1) else 0
            return block.text.prose.span(match.start(group), match.end(group))
    return None
