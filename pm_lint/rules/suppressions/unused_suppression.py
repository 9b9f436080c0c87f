"""Checks that every suppression comment still silences something.

## Why is this bad?

A suppression that silences nothing hides the next finding of its kind in that place, and tells the reader of an
exception that no longer exists.

## Example

```markdown
# Postmortem: checkout outage

<!-- pm-lint-disable-next-line -- quoted from the vendor -->
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unused suppression: nothing is found there
The deploy removed the index.
```

Use instead:

```markdown
# Postmortem: checkout outage

The deploy removed the index.
```

## Fix safety

The fix deletes the comment, or the one unused name of several; rendered text does not change. An empty line stays
where the comment parted two paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem.model import Directive
from pm_lint.rule import Context, Finding, rule


@rule("unused-suppression", group="suppressions", on=Directive, severity=Severity.WARNING, since="0.1.0")
def check(directive: Directive, context: Context) -> Iterator[Finding]:
    """Yields nothing: only the engine knows, after all other rules, what a suppression silenced."""
    yield from ()
