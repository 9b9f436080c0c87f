"""Checks that one person owns the postmortem.

## Why is this bad?

A document with two owners waits for each of them to act on it: ownership is what gets it reviewed, published and its
actions done. Collaborators and authors may be many. (Source: SRE workbook, chapter 10: "missing ownership" is among
the faults of its bad example.)

## Example

```markdown
# Postmortem: checkout outage

- **Owner**: Amara Obi, Jonas Weber
             ^^^^^^^^^^^^^^^^^^^^^^ postmortem has 2 owners
```

Use instead:

```markdown
# Postmortem: checkout outage

- **Owner**: Amara Obi
- **Authors**: Amara Obi, Jonas Weber
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem.model import Field
from pm_lint.postmortem.values import people
from pm_lint.rule import Context, Finding, rule


@rule("several-owners", group="metadata", on=Field, severity=Severity.WARNING, since="0.1.0")
def check(field: Field, context: Context) -> Iterator[Finding]:
    if field.key != "owner" or len(field.value) > 160:
        return
    owners = people(field.value)
    if len(owners) > 1 and all(len(owner.text.split()) <= 4 for owner in owners):
        help_ = f"keep one owner, such as {owners[0].text}, and name the others as authors"
        yield Finding(field.value_span or field.span, f"postmortem has {len(owners)} owners", help_)
