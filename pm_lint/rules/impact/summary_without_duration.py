"""Checks that the summary says how long the incident lasted.

## Why is this bad?

How bad an incident was is how much times how long. A reader of the summary alone should not have to subtract the
first line of the timeline from the last. (Source: SRE workbook, chapter 10: the problem summary opens with the
duration.)

Only a summary that tells of something gone or slow is asked for it: a vulnerability or a near miss has no duration.
A duration among the metadata, or a start and an end there, is enough.

## Example

```markdown
# Postmortem: login failures

## Summary
   ^^^^^^^ summary without the duration

Shoppers could not log in because a schema change held a lock on the largest table.
```

Use instead:

```markdown
# Postmortem: login failures

## Summary

Shoppers could not log in for 18 minutes because a schema change held a lock on the largest table.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Durations, Role
from pm_lint.postmortem.quantities import has_duration, is_harmless, tells_interruption, words_of
from pm_lint.postmortem.section_text import body_text, outermost
from pm_lint.rule import Context, Finding, Needs, rule


@rule(
    "summary-without-duration",
    group="impact",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(roles=("summary",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    words = words_of(postmortem.language)
    if words is None or _in_metadata(postmortem):
        return
    for group in outermost(postmortem, Role.SUMMARY):
        text = " ".join(body_text(postmortem, section) for section in group)
        if not tells_interruption(text, words) or has_duration(text, words) or is_harmless(text, words):
            continue
        yield Finding(group[0].title_span, "summary without the duration", _advice(postmortem.durations))


def _in_metadata(postmortem: Postmortem) -> bool:
    keys = {field.key for field in postmortem.metadata}
    return "duration" in keys or {"started", "resolved"} <= keys


def _advice(durations: Durations) -> str:
    seconds = durations.resolve or durations.mitigate
    if not seconds:
        return "say how long it lasted, or from when to when"
    hours, minutes = divmod(round(seconds / 60), 60)
    length = f"{hours} h {minutes} min" if hours else f"{minutes} min"
    return f"say how long it lasted: the timeline gives {length}"
