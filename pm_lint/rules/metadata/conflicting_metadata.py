"""Checks that two places do not say different things about the incident.

## Why is this bad?

Front matter that says SEV2 above a table that says SEV1 leaves the reader to guess which was forgotten, and the
archive counts the incident wrongly.

Compared are severities on their scales, stages of the document, full dates, and durations (with the latitude that
rounding needs), wherever each is stated: front matter, tables, labels, headings and the title.

## Example

```markdown
---
severity: SEV2
---

# Postmortem: checkout outage

**Severity**: SEV1
              ^^^^ severity is "SEV1" here and "SEV2" in line 2
```

Use instead:

```markdown
---
severity: SEV1
---

# Postmortem: checkout outage

**Severity**: SEV1
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Field
from pm_lint.postmortem.time_lengths import read_length, read_lengths
from pm_lint.postmortem.values import lifecycle, read_dates, severity_rank
from pm_lint.rule import Context, Finding, rule


@rule("conflicting-metadata", group="metadata", on=Postmortem, severity=Severity.WARNING, since="0.1.0")
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    by_key: dict[tuple[str, int | None], list[Field]] = {}
    for field in postmortem.metadata:
        if field.key in _DIFFER and field.value and not _is_publishing(field):
            by_key.setdefault((field.key, field.section), []).append(field)
    if sum(heading.level == 1 for heading in postmortem.sections) > 1:
        return  # several incidents in one file, each with values of its own
    for (key, _), fields in by_key.items():
        for first, second in pairwise(fields):
            if first.line != second.line and _DIFFER[key](first.value, second.value):
                span = second.value_span or second.span
                message = f'{key} is "{_short(second.value)}" here and "{_short(first.value)}" in line {first.line}'
                related = (Related("the other value", first.value_span or first.span),)
                yield Finding(span, message, "state it once, or correct the one that is wrong", related)


def _is_publishing(field: Field) -> bool:
    """Plain ``date`` in front matter is often the day on which the page was published."""
    return field.key == "date" and field.source == "front-matter"


def _short(value: str) -> str:
    return value if len(value) <= 40 else value[:39] + "…"


def _severities_differ(first: str, second: str) -> bool:
    ranks = severity_rank(first), severity_rank(second)
    written = any(character.isdigit() for character in first), any(character.isdigit() for character in second)
    return None not in ranks and ranks[0] != ranks[1] and written[0] == written[1]


def _stages_differ(first: str, second: str) -> bool:
    return {lifecycle(first), lifecycle(second)} in ({"draft", "final"}, {"ongoing", "final"})


def _dates_differ(first: str, second: str) -> bool:
    one, other = read_dates(first), read_dates(second)
    if one is None or other is None:
        return False
    apart = one.first.date() > other.last.date() or other.first.date() > one.last.date()
    zoned = one.has_clock or other.has_clock  # near midnight the day depends on the zone
    return apart and not (zoned and abs((one.first.date() - other.first.date()).days) <= 1)


def _lengths_differ(first: str, second: str) -> bool:
    lengths = [read_length(first), read_length(second)]
    if None in lengths or any(len(read_lengths(value, lone_letters=True)) > 1 for value in (first, second)):
        return False
    seconds = [length.seconds for length in lengths if length]
    unit = max(length.unit for length in lengths if length)
    rough = any(length.approximate for length in lengths if length)
    return abs(seconds[0] - seconds[1]) > max(unit, (0.25 if rough else 0.1) * max(seconds))


_DIFFER = {
    "severity": _severities_differ,
    "status": _stages_differ,
    "date": _dates_differ,
    "duration": _lengths_differ,
}
