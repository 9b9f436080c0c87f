"""Checks that a five-whys chain asks often enough.

## Why is this bad?

The first answers repeat what happened; the conditions that can be changed come after them. A chain that stops early
usually stops at what somebody did. (Source: Taiichi Ohno, "Toyota Production System", 1988; AWS, "Correction of Error",
five whys)

Five is a rule of thumb, so the rule reports fewer than three unless the `minimum` option says another number.

## Example

```markdown
## Five whys

1. Why did the checkout fail? The database refused connections.
   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the chain of whys has 2 steps
2. Why did it refuse them? The pool was full.
```

Use instead:

```markdown
## Five whys

1. Why did the checkout fail? The database refused connections.
2. Why did it refuse them? The pool was full.
3. Why was the pool full? The importer opens one connection for each file.
4. Why does it? Its retries do not return the connection of the attempt before.
5. Why was that not seen? The tests import one file, and no alert watches the pool.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem.model import Whys
from pm_lint.rule import Context, Finding, rule


@rule(
    "shallow-whys",
    group="causes",
    on=Whys,
    severity=Severity.WARNING,
    since="0.1.0",
    options={
        "minimum": {
            "type": "integer",
            "minimum": 1,
            "default": 3,
            "description": "How many steps a chain of whys needs.",
        }
    },
)
def check(whys: Whys, context: Context) -> Iterator[Finding]:
    steps = len(whys.steps)
    if steps < context.options["minimum"]:
        plural = "s" if steps != 1 else ""
        yield Finding(
            context.source.first_line(whys.steps[0].span),
            f"the chain of whys has {steps} step{plural}",
            "ask on: why was that possible, and why was it not seen earlier",
        )
