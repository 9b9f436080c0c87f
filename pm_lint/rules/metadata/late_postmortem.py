"""Checks that the report comes while the incident is remembered.

## Why is this bad?

Logs expire, memories blur, and the same fault can strike again before its lesson is written down. The SRE workbook
compares a report of less than a week with one of four months, before which the incident recurred. (Source: SRE
workbook, chapter 10, "promptness"; PagerDuty asks for three days after a SEV1 and five business days after a SEV2.)

Counted are the days from the date of the incident to the day of publishing; without one, a draft is counted to today.

## Example

```markdown
# Postmortem: checkout outage

- **Date**: 2026-03-04
- **Severity**: SEV1
- **Published**: 2026-05-20
                 ^^^^^^^^^^ published 77 days after the incident; 14 are allowed for its severity
```

Use instead:

```markdown
# Postmortem: checkout outage

- **Date**: 2026-03-04
- **Severity**: SEV1
- **Published**: 2026-03-09
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Field
from pm_lint.postmortem.values import day_number, lifecycle, read_dates, severity_rank
from pm_lint.rule import Context, Finding, Needs, rule


@rule(
    "late-postmortem",
    group="metadata",
    on=Postmortem,
    severity=Severity.HINT,
    since="0.1.0",
    uses_today=True,
    needs=Needs(fields=("status", "published")),
    options={
        "days": {
            "type": "object",
            "additionalProperties": {"type": "integer", "minimum": 1},
            "default": {"0": 14, "1": 14, "2": 14, "default": 30},
            "description": "Days allowed from incident to report, by rank of severity (1 for SEV1, P1 or critical).",
        }
    },
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    happened = next((f for f in postmortem.metadata if f.key in ("resolved", "date", "started") and _day(f)), None)
    start = _day(happened) if happened is not None and happened.source != "front-matter" else None
    if happened is None or start is None:
        return
    allowed = _allowed(postmortem, context.options["days"])
    published = postmortem.field("published")
    end = _day(published) if published is not None else None
    related = (Related("the incident", happened.value_span or happened.span),)
    today = day_number(context.settings.today)
    if published is not None and end is not None:
        if end - start > allowed and (today is None or end <= today):  # a day to come is a slip of the pen
            message = f"published {end - start} days after the incident; {allowed} are allowed for its severity"
            yield Finding(published.value_span or published.span, message, _HELP, related)
        return
    status = postmortem.field("status")
    open_ = status is not None and lifecycle(status.value) in ("draft", "review")
    if status is not None and today is not None and open_ and today - start > allowed:
        message = (
            f"still {_stage(status)} {today - start} days after the incident; {allowed} are allowed for its severity"
        )
        yield Finding(status.value_span or status.span, message, _HELP, related)


_HELP = "publish what is known and add the rest later"


def _stage(status: Field) -> str:
    return "a draft" if lifecycle(status.value) == "draft" else "in review"


def _day(field: Field) -> int | None:
    dates = read_dates(field.value)
    return dates.last.toordinal() if dates is not None else None


def _allowed(postmortem: Postmortem, days: dict[str, int]) -> int:
    severity = postmortem.field("severity")
    rank = severity_rank(severity.value) if severity is not None else None
    return days.get(str(rank), days.get("default", 30))
