"""Checks that dashboard links show the time of the incident, not the last hours.

## Why is this bad?

`from=now-6h` showed the incident on the day it was written. To every later reader the same link shows whatever
happened lately, and the evidence is gone. (Source: SRE workbook, chapter 10: link the graphs and data behind each
statement, so that readers can check it.)

Known are the address forms of Grafana, Kibana, Datadog, CloudWatch, Prometheus, Graphite, Splunk, Sentry, New Relic,
Google Cloud and Honeycomb.

## Example

```markdown
# Postmortem: checkout errors

The [error rate](https://grafana.example.com/d/a1/checkout?from=now-6h&to=now) rose tenfold.
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Grafana link with the relative time range "from=now-6h"
```

Use instead:

```markdown
# Postmortem: checkout errors

The [error rate](https://grafana.example.com/d/a1/checkout?from=1764842400000&to=1764849600000) rose tenfold.
```

## Fix safety

Where the timeline tells when the incident was, the fix puts its first and last instant into a Grafana link. That
changes what the link shows, so it needs `--unsafe-fixes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from pm_lint.diagnostic import Applicability, Edit, Fix, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.references import Reference, may_be_relative, relative_range
from pm_lint.rule import Context, Finding, Needs, rule
from pm_lint.source import Source


@rule(
    "relative-dashboard-range",
    group="links",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(text=("://",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    if not may_be_relative(context.source.text):
        return
    for reference in postmortem.references:
        if reference.defined or (found := relative_range(reference.url)) is None:
            continue
        message = f'{found.tool} link with the relative time range "{found.found}"'
        period = _period(postmortem)
        if period is None:
            yield Finding(reference.span, message, "give the start and end of the incident as absolute times")
            continue
        first, last = period
        advice = f"show {_iso(first)} to {_iso(last)}, the time of the timeline"
        fix = _grafana(reference, first, last, context.source) if found.tool == "Grafana" else None
        yield Finding(reference.span, message, advice, fix=fix)


def _period(postmortem: Postmortem) -> tuple[datetime, datetime] | None:
    """The first and the last instant of the timeline, where they are known and differ."""
    instants = [entry.instant for entry in postmortem.timeline if entry.instant and entry.instant.tzinfo]
    instants += [entry.end for entry in postmortem.timeline if entry.end and entry.end.tzinfo]
    if not instants or min(instants) == max(instants):
        return None
    return min(instants), max(instants)


def _iso(instant: datetime) -> str:
    return instant.isoformat(timespec="minutes")


def _grafana(reference: Reference, first: datetime, last: datetime, source: Source) -> Fix | None:
    """Rewrites ``from`` and ``to`` in the address; None where they are written in another way."""
    written = source.slice(reference.span)
    absolute = re.sub(r"(?<=[?&]from=)now[^&#]*", _milliseconds(first), written, count=1)
    if absolute == written:
        return None
    if re.search(r"[?&]to=", absolute):
        absolute = re.sub(r"(?<=[?&]to=)[^&#]*", _milliseconds(last), absolute, count=1)
    else:
        absolute = re.sub(r"(?<=[?&])(from=\d+)", rf"\1&to={_milliseconds(last)}", absolute, count=1)
    return Fix("show the time of the incident", (Edit(reference.span, absolute),), Applicability.UNSAFE)


def _milliseconds(instant: datetime) -> str:
    return str(int(instant.timestamp() * 1000))
