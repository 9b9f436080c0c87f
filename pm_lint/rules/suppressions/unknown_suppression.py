"""Checks that suppressions, in comments and in front matter, name rules that exist.

## Why is this bad?

A comment with a misspelt name silences nothing, and its author believes that it does.

## Example

```markdown
# Postmortem: checkout outage

<!-- pm-lint-disable human-eror-as-cause -- quoted from the vendor's report -->
                     ^^^^^^^^^^^^^^^^^^^ unknown rule or group 'human-eror-as-cause'

> The vendor names human error.
```

Use instead:

```markdown
# Postmortem: checkout outage

> The vendor names human error.
```

## Fix safety

The fix writes the nearest name that exists, which then silences findings; it is applied with `--unsafe-fixes` only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pm_lint.diagnostic import Edit, Fix, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Excerpt
from pm_lint.rule import Context, Finding, Needs, rule
from pm_lint.source import Span


@rule(
    "unknown-suppression",
    group="suppressions",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(text=("pm-lint",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    names = [*_in_front_matter(postmortem), *(name for comment in postmortem.directives for name in comment.names)]
    if not names:
        return
    for name in names:
        if name.text not in context.names:
            yield _finding(name, _nearest(name.text, context.names))


def _in_front_matter(postmortem: Postmortem) -> Iterator[Excerpt]:
    """The names under ``pm-lint: {disable: […]}`` where they stand."""
    block = postmortem.tree.front_matter
    if block is None or not postmortem.front_matter.disabled:
        return
    text = postmortem.source.slice(block.body)
    start = text.find("disable")
    for name in postmortem.front_matter.disabled:
        if match := re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])").search(text, start):
            yield Excerpt(name, Span(block.body.start + match.start(), block.body.start + match.end()))


def _nearest(name: str, known: Collection[str]) -> str | None:
    from difflib import get_close_matches  # slow to import, and needed for mistakes only

    found = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return found[0] if found else None


def _finding(name: Excerpt, nearest: str | None) -> Finding:
    message = f"unknown rule or group {name.text!r}"
    if nearest is None:
        return Finding(name.span, message, "`pm-lint rules` lists the names that exist")
    fix = Fix(f"write {nearest!r}", (Edit(name.span, nearest),))
    return Finding(name.span, message, f"did you mean {nearest!r}?", fix=fix)
