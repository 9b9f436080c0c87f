"""Checks that the timeline says in which time zone its clock runs.

## Why is this bad?

Half of the readers will take 09:16 for their own morning. Logs are in UTC, chat is in local time, and the second
office is nine hours away: without a zone nobody can put the timeline beside either. (Source: GitLab's and PagerDuty's
templates fix UTC; about 40 % of public postmortems name no zone.)

One statement is enough: in the heading, in the column header, in a sentence such as "All times are UTC", on each
entry, or in the setting `timezone`.

## Example

```markdown
## Timeline
   ^^^^^^^^ timeline does not name its time zone

- 10:05 Error rate rises to 12 %
- 10:17 On-call engineer is paged
- 10:40 Rollback completed
```

Use instead:

```markdown
## Timeline (UTC)

- 10:05 Error rate rises to 12 %
- 10:17 On-call engineer is paged
- 10:40 Rollback completed
```

## Fix safety

Where the document names one zone elsewhere, the fix adds it to the heading; it is unsafe, because the timeline may be
in another one. Where it names none, the fix is only shown: a person must say which zone it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Applicability, Edit, Fix, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role, Section, TimelineEntry
from pm_lint.postmortem.template_remains import holds_instructions
from pm_lint.postmortem.zones import find_zone, same_zone
from pm_lint.rule import Context, Finding, Needs, rule
from pm_lint.source import Span


@rule(
    "timeline-without-zone",
    group="timeline",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(parts=("timeline",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    clocks = [entry for entry in postmortem.timeline if entry.minutes is not None]
    if len(clocks) < 2 or any(entry.zone or find_zone(entry.time) for entry in clocks):
        return
    if holds_instructions(postmortem.tree):
        return
    section = _timeline(postmortem, clocks[0])
    span = section.title_span if section else clocks[0].time_span
    zone = _named_elsewhere(postmortem)
    help_ = f'add it once: "Timeline ({zone or "UTC"})"'
    fix = _fix(section.title_span, zone) if section and section.source == "heading" else None
    yield Finding(span, "timeline does not name its time zone", help_, fix=fix)


def _timeline(postmortem: Postmortem, entry: TimelineEntry) -> Section | None:
    index = entry.section
    while index is not None:
        section = postmortem.sections[index]
        if Role.TIMELINE in section.roles:
            return section
        index = section.parent
    return None


def _named_elsewhere(postmortem: Postmortem) -> str | None:
    """The only zone that the metadata names."""
    found = [zone.name for field in postmortem.metadata if (zone := find_zone(field.value)) is not None]
    return found[0] if found and all(same_zone(found[0], zone) for zone in found) else None


def _fix(title: Span, zone: str | None) -> Fix:
    edit = Edit(Span(title.end, title.end), f" ({zone or 'UTC'})")
    if zone is not None:
        return Fix(f"add the zone that the metadata names: {zone}", (edit,), Applicability.UNSAFE)
    return Fix("add the time zone", (edit,), Applicability.DISPLAY)
