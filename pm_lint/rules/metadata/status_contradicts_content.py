"""Checks that the status agrees with what the document tells.

## Why is this bad?

"Status: investigating" above a timeline that ends with the all-clear sends readers to a fire that is out; "Status:
final" above a "TBD" tells them to rely on text that nobody has finished. (Source: PagerDuty's postmortem statuses.)

## Example

```markdown
# Postmortem: checkout outage

**Status**: Investigating
            ^^^^^^^^^^^^^ status is "Investigating", but the incident was resolved

## Timeline (UTC)

- 10:05 Outage begins
- 10:20 On-call engineer is paged
- 11:00 The incident is resolved
```

Use instead:

```markdown
# Postmortem: checkout outage

**Status**: Resolved

## Timeline (UTC)

- 10:05 Outage begins
- 10:20 On-call engineer is paged
- 11:00 The incident is resolved
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Related, Severity
from pm_lint.lazy_regex import lazy_regex
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role
from pm_lint.postmortem.values import lifecycle, read_dates
from pm_lint.rule import Context, Finding, Needs, rule
from pm_lint.source import Span

_UNFINISHED = lazy_regex(
    r"(?<![\w-])(?:TBD|TBA|TODO|FIXME"
    r"|(?<!need )(?<!needs )(?<!needed )(?<!have )(?<!has )(?<!had )to be (?:determined|written|filled in|added later"
    r"|completed))(?![\w-])"
)


@rule(
    "status-contradicts-content",
    group="metadata",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(fields=("status",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    status = next((field for field in postmortem.metadata if field.key == "status" and len(field.value) < 60), None)
    stage = lifecycle(status.value) if status is not None else None
    if status is None or stage is None:
        return
    span = status.value_span or status.span
    if stage == "ongoing" and (end := _end(postmortem)) is not None:
        message = f'status is "{status.value}", but the incident was resolved'
        yield Finding(span, message, "set the status to what holds now", (Related("resolved here", end),))
    elif stage == "final" and (gap := _unfinished(postmortem)) is not None:
        message = f'status is "{status.value}", but the text is unfinished'
        help_ = "finish the text, or set the status back to draft"
        yield Finding(span, message, help_, (Related("unfinished here", gap),))


def _end(postmortem: Postmortem) -> Span | None:
    """Where the document tells that the incident is over."""
    for field in postmortem.metadata:
        if field.key == "resolved" and read_dates(field.value) is not None:
            return field.span
    last = postmortem.timeline[-3:]
    return next((entry.text_span for entry in reversed(last) if "resolution" in entry.milestones), None)


def _unfinished(postmortem: Postmortem) -> Span | None:
    """The first word that marks a gap, outside code and action items: an open task may well be to do."""
    if not _UNFINISHED.search(postmortem.source.text):
        return None
    rows = [item.span for item in postmortem.action_items]
    for sentence in postmortem.sentences:
        start = sentence.holder.span.start
        if sentence.role is Role.ACTION_ITEMS or any(row.start <= start < row.end for row in rows):
            continue
        for match in _UNFINISHED.finditer(sentence.text):
            at = sentence.start + match.start()
            if not any(start <= at < end for start, end in sentence.holder.prose.ranges("code")):
                return sentence.span(*match.span())
    return None
