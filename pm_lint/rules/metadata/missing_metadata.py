"""Checks that the document says what every archive of postmortems sorts by.

## Why is this bad?

A report that does not say when it happened cannot be found again, counted or compared. Each fact may stand in front
matter, in a table, on a line such as "**Severity**: SEV2", in a heading or in the title. (Source: SRE workbook,
chapter 10; PagerDuty's postmortem template.)

What is required comes from the template in use; `required` adds to it. A draft is told with a hint, and so is a
document whose template leaves the date open.

## Example

```markdown
# Postmortem: checkout outage
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ metadata does not say the date

Shoppers could not pay for an hour.
```

Use instead:

```markdown
# Postmortem: checkout outage

**Date**: 2026-03-04

Shoppers could not pay for an hour.
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.metadata_keys import KEYS
from pm_lint.postmortem.model import Field, Role
from pm_lint.postmortem.values import lifecycle, read_dates
from pm_lint.rule import Context, Finding, rule
from pm_lint.source import Span

_ALWAYS = ("date",)
_INSTEAD = {"date": ("started", "detected"), "authors": ("owner",), "owner": ("authors",)}
"""What answers the same question."""


@rule(
    "missing-metadata",
    group="metadata",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    options={
        "required": {
            "type": "array",
            "items": {"enum": list(KEYS)},
            "default": [],
            "description": "Keys that every document must state, besides the date and those of its template.",
        }
    },
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    stated = {field.key: field for field in reversed(postmortem.metadata)}
    status = stated.get("status")
    is_draft = status is not None and lifecycle(status.value) == "draft"
    demanded = [
        *context.options["required"],
        *(field.key for field in context.template.metadata if field.need == "required"),
    ]
    missing = [key for key in dict.fromkeys((*demanded, *_ALWAYS)) if not _is_answered(key, stated, postmortem)]
    for key in missing:
        if key in stated:
            severity = Severity.HINT if is_draft or key not in demanded else None
            place = stated[key].key_span or stated[key].span
            yield Finding(place, f"{key} has no value", _help(key), severity=severity)
    absent = [key for key in missing if key not in stated]
    if absent:
        severity = Severity.HINT if is_draft or not set(absent) & set(demanded) else None
        message = f"metadata does not say the {_listed(absent)}"
        yield Finding(_title_span(postmortem), message, _help(absent[0]), severity=severity)


def _is_answered(key: str, stated: Mapping[str, Field], postmortem: Postmortem) -> bool:
    fields = [stated[name] for name in (key, *_INSTEAD.get(key, ())) if name in stated]
    if any(field.value for field in fields):
        return True
    if key == "date":
        return any(entry.date for entry in postmortem.timeline) or _in_summary(postmortem)
    return key == "duration" and postmortem.durations.resolve is not None


def _in_summary(postmortem: Postmortem) -> bool:
    """Whether the summary opens with a full date."""
    told = (sentence for sentence in postmortem.sentences if sentence.role is Role.SUMMARY)
    return any(read_dates(sentence.text) is not None for sentence in islice(told, 3))


def _title_span(postmortem: Postmortem) -> Span:
    title = next((field for field in postmortem.metadata if field.key == "title" and field.value_span), None)
    if title is not None and title.value_span is not None:
        return title.value_span
    return postmortem.source.line_span(1)


def _listed(keys: list[str]) -> str:
    return keys[0] if len(keys) == 1 else f"{', '.join(keys[:-1])} and {keys[-1]}"


def _help(key: str) -> str:
    example = {
        "date": "2026-03-04",
        "severity": "SEV2",
        "status": "draft",
        "authors": "Amara Obi",
        "owner": "Amara Obi",
    }
    return f'say it under the title: "**{key.capitalize()}**: {example.get(key, "…")}"'
