"""Checks that abbreviations of the house are spelled out once.

## Why is this bad?

The reader who was not there, and the new colleague a year later, don't know the team's short names. One expansion or
a glossary keeps them with the text. (Source: SRE workbook, chapter 10: terms and background are explained for
readers outside the team; PagerDuty, Postmortem Documentation: avoid acronyms.)

This is a hint. Common abbreviations (API, DNS, SLO …) are known, and one that is used only once is left alone.

## Example

```markdown
# Postmortem: orders delayed

The QFRB refused writes. When the QFRB came back, orders were replayed.
    ^^^^ "QFRB" is not explained
```

Use instead:

```markdown
# Postmortem: orders delayed

The queue front router (QFRB) refused writes. When the QFRB came back, orders were replayed.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.acronyms import find_unexplained
from pm_lint.rule import Context, Finding, rule


@rule(
    "unexplained-acronym",
    group="clarity",
    on=Postmortem,
    severity=Severity.HINT,
    since="0.1.0",
    options={
        "known": {
            "type": "array",
            "items": {"type": "string"},
            "default": [],
            "description": "Abbreviations that every reader of your documents knows.",
        },
        "min-uses": {
            "type": "integer",
            "minimum": 1,
            "default": 2,
            "description": "How often an abbreviation must be used before it needs to be explained.",
        },
    },
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    if postmortem.language != "en":
        return
    known = {*context.options["known"], *postmortem.settings.systems}
    for acronym in find_unexplained(postmortem, context.options["min-uses"]):
        if acronym.text not in known:
            yield Finding(
                acronym.span,
                f'"{acronym.text}" is not explained',
                f'spell it out at its first use: "… ({acronym.text})"',
            )
