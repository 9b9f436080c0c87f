"""Checks that what has happened is not dated in the future.

## Why is this bad?

A report of tomorrow's incident holds a typing mistake, most often the year in January, and every duration and every
list that uses the date is wrong with it.

Today comes from the setting `today`. One day of grace is given for time zones; due dates are no business of this rule.

## Example

```yaml
today: "2026-03-10"
```

```markdown
# Postmortem: checkout outage

**Date**: 2027-03-04
          ^^^^^^^^^^ date is in the future
```

Use instead:

```markdown
# Postmortem: checkout outage

**Date**: 2026-03-04
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.values import day_number, read_dates
from pm_lint.rule import Context, Finding, rule

_PAST = frozenset({"date", "started", "detected", "mitigated", "resolved", "published"})
_HELP = "check the year first: it is the part that is mistyped most often"


@rule("future-date", group="metadata", on=Postmortem, severity=Severity.WARNING, since="0.1.0", uses_today=True)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    today = day_number(context.settings.today)
    if today is None:
        return
    for field in postmortem.metadata:
        dates = read_dates(field.value) if field.key in _PAST else None
        if dates is not None and dates.first.toordinal() > today + 1:
            yield Finding(field.value_span or field.span, f"{field.key} is in the future", _HELP)
    dates_told = {entry.date for entry in postmortem.timeline}
    future = {date for date in dates_told if (day := day_number(date)) is not None and day > today + 1}
    for entry in postmortem.timeline if future else ():
        if entry.date in future:
            yield Finding(entry.time_span, "this event is dated in the future", _HELP)
            return  # the entries after it follow its date
