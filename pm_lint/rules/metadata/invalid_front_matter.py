"""Checks that the front matter can be read.

## Why is this bad?

Site generators and dashboards read the block at the top of the document. Where it is broken, the page is not built or
the incident is missing from every list, and nobody sees why. (Source: SRE workbook, chapter 10: machine-readable
metadata is what makes an archive of postmortems useful.)

The rest of the document is checked as usual.

## Example

```markdown
---
title: Checkout outage: the second
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ front matter is not valid YAML: a value with a colon needs quotes
severity: SEV2
---

# Checkout outage
```

Use instead:

```markdown
---
title: "Checkout outage: the second"
severity: SEV2
---

# Checkout outage
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem.model import FrontMatterData
from pm_lint.rule import Context, Finding, rule


@rule("invalid-front-matter", group="metadata", on=FrontMatterData, severity=Severity.ERROR, since="0.1.0")
def check(data: FrontMatterData, context: Context) -> Iterator[Finding]:
    if data.error is not None:
        yield Finding(data.error_span, data.error, "quote the value, or check the indentation of this line")
    for key, span in data.duplicates:
        first = next((other for name, _, other, _ in data.values if name == key and other != span), None)
        yield Finding(
            span,
            f"front matter has the key {key!r} twice",
            "keep one of them: most readers take only the last",
            (Related("the first one", first),) if first else (),
            severity=Severity.WARNING,
        )
