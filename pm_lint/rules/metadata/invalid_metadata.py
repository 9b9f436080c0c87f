"""Checks that metadata can be read as what it is meant to be.

## Why is this bad?

A date that does not exist, or an end before the start, makes every number that is computed from it wrong. A value
outside the scale of the team falls out of its statistics.

Without settings only impossible values are reported: a day that no calendar has, an incident that ended before it
began, and front matter dates in words, which tools cannot sort. With `metadata-schema` the metadata of each document,
wherever it stands, is held against that JSON Schema: an object with the canonical keys, `authors`, `owner`, `services`
and `tags` as lists of strings, everything else as a string.

## Example

```markdown
# Postmortem: checkout outage

- **Date**: 2026-02-30
            ^^^^^^^^^^ date cannot be right: month 2 has 28 days
- **Severity**: SEV2
```

Use instead:

```markdown
# Postmortem: checkout outage

- **Date**: 2026-02-28
- **Severity**: SEV2
```

## Fix safety

A front matter date in words is written in ISO form where only one day can be meant; its meaning does not change.
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Applicability, Edit, Fix, Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.metadata_schema import iso_date, violations
from pm_lint.postmortem.model import Field
from pm_lint.postmortem.times import read_time
from pm_lint.postmortem.values import read_dates
from pm_lint.rule import Context, Finding, rule
from pm_lint.source import Span

_DATES = frozenset({"date", "published", "started", "detected", "mitigated", "resolved"})


@rule("invalid-metadata", group="metadata", on=Postmortem, severity=Severity.WARNING, since="0.1.0")
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    fields = postmortem.metadata
    for field in fields:
        if field.key in _DATES and field.value_span is not None:
            yield from _impossible(field)
    yield from _backwards(fields)
    schema = context.settings.metadata_schema_content
    if schema is None:
        yield from (finding for field in fields if (finding := _wordy(field)) is not None)
        return
    for violation in violations(fields, schema):
        place = violation.field
        span = (place.value_span or place.span) if place else _start(fields, postmortem)
        fix = _normalised(place) if place and violation.wants_date else None
        yield Finding(span, violation.message, "the schema named by metadata-schema says what is allowed", fix=fix)


def _impossible(field: Field) -> Iterator[Finding]:
    time = read_time(field.value, expected=True)
    if time is not None and time.fault is not None:
        yield Finding(field.value_span, f"{field.key} cannot be right: {time.fault}", "write the day as 2026-03-04")


def _backwards(fields: tuple[Field, ...]) -> Iterator[Finding]:
    """An incident that ended before it began."""
    start = next((field for field in fields if field.key == "started" and read_dates(field.value)), None)
    end = next((field for field in fields if field.key == "resolved" and read_dates(field.value)), None)
    if start is None or end is None:
        return
    first, last = read_dates(start.value), read_dates(end.value)
    if first is None or last is None or (first.first.tzinfo is None) != (last.first.tzinfo is None):
        return
    same_day = not (first.has_clock and last.has_clock) and first.first.date() == last.last.date()
    if last.last < first.first and not same_day:
        yield Finding(
            end.value_span or end.span,
            "resolved before it started",
            "put the two moments in order, or name their time zones",
            (Related("started", start.value_span or start.span),),
        )


def _wordy(field: Field) -> Finding | None:
    """A front matter date in words."""
    if field.source != "front-matter" or field.key not in ("date", "published") or not field.value_span:
        return None
    iso = iso_date(field)
    if iso is None or not any(character.isalpha() for character in field.value):
        return None
    help_ = f"write {iso}, which tools can sort"
    message = f"front matter {field.key} is in words"
    return Finding(field.value_span, message, help_, fix=_normalised(field), severity=Severity.HINT)


def _normalised(field: Field) -> Fix | None:
    iso = iso_date(field)
    if iso is None or field.value_span is None or field.source != "front-matter":
        return None
    return Fix(f"write the date as {iso}", (Edit(field.value_span, iso),), Applicability.SAFE)


def _start(fields: tuple[Field, ...], postmortem: Postmortem) -> Span:
    title = next((field.value_span for field in fields if field.key == "title" and field.value_span), None)
    return title or postmortem.source.line_span(1)
