"""Checks that no section stands twice side by side.

## Why is this bad?

Two sections of one name make the reader guess which one holds, and the writer of the next change edit the wrong one;
mostly one is left over from a template or a merge. (Source: the Markdown rule MD024, for siblings.)

The incidents of a running log may each have their own sections, and so may the parts of a document that tell of
several causes.

## Example

```markdown
# Postmortem: checkout outage

## Action items

- Size the pool from the traffic forecast (@amara, OPS-31, 2026-11-30)

## Impact

1,900 customers could not pay.

## Action items
   ^^^^^^^^^^^^ section "Action items" stands twice

- Alert on waiting connections (@bo, OPS-32, 2026-11-30)
```

Use instead:

```markdown
# Postmortem: checkout outage

## Impact

1,900 customers could not pay.

## Action items

- Size the pool from the traffic forecast (@amara, OPS-31, 2026-11-30)
- Alert on waiting connections (@bo, OPS-32, 2026-11-30)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Section
from pm_lint.postmortem.title_words import normalise
from pm_lint.rule import Context, Finding, rule


@rule("duplicate-section", group="structure", on=Postmortem, severity=Severity.WARNING, since="0.1.0")
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    headed = [section for section in postmortem.sections if section.source == "heading" and section.roles]
    if len({(section.parent, section.roles) for section in headed}) == len(headed):
        return
    first: dict[tuple[int | None, str], Section] = {}
    for section in headed:
        earlier = first.setdefault((section.parent, normalise(section.title)), section)
        if earlier is not section and earlier.roles == section.roles:
            yield Finding(
                section.title_span,
                f'section "{section.title}" stands twice',
                "make one of the two, or give each the name of what it alone holds",
                (Related("first here", earlier.title_span),),
            )
