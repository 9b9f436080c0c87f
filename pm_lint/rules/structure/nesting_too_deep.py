"""Checks that no quote or list is nested deeper than the Markdown parser follows.

## Why is this bad?

The parser stops at 40 levels, so that a hostile document cannot keep it busy; a block quote counts as one level, a list with
its item as two. What stands deeper is read by nobody: not by pm-lint, and hardly by a person.

## Example

```markdown
# Postmortem: checkout outage

> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > The disk was full.
                                                                              ^^^^^^^^^^^^^^^^^^^^ nested 40 levels deep, so what stands here was not checked
```

Use instead:

```markdown
# Postmortem: checkout outage

> The disk was full.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.markdown import MAX_NESTING
from pm_lint.postmortem import Postmortem
from pm_lint.rule import Context, Finding, rule
from pm_lint.source import Span


@rule("nesting-too-deep", group="structure", on=Postmortem, severity=Severity.WARNING, since="0.1.0")
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    where = postmortem.tree.truncated
    if where is None:
        return
    source = postmortem.source
    first, last = source.line_of(where.start), source.line_of(where.end)
    unread = "what stands here was not checked" if first == last else f"nothing from here to line {last} was checked"
    yield Finding(
        Span(where.start, min(where.end, source.line_span(first).end)),
        f"nested {MAX_NESTING} levels deep, so {unread}",
        "take the list or quote out of the ones around it",
    )
