"""Checks that sections stand in the order of their template, the summary before all.

## Why is this bad?

Most readers read the first screen and no more; in a known order each finds what they came for, and two incidents can
be compared. Without a template only one thing is asked: that the summary does not come after the details. (Source:
Google's SRE workbook, chapter 10, on the audience of a postmortem.)

## Example

```markdown
# Postmortem: checkout outage

## Timeline (UTC)

- 10:05 First payment fails
- 10:40 Payments succeed again

## Root cause

The pool of database connections was sized for half of the traffic.

## Summary
   ^^^^^^^ section "Summary" stands after "Timeline (UTC)" and "Root cause"

Card payments failed for 35 minutes.
```

Use instead:

```markdown
# Postmortem: checkout outage

## Summary

Card payments failed for 35 minutes.

## Timeline (UTC)

- 10:05 First payment fails
- 10:40 Payments succeed again

## Root cause

The pool of database connections was sized for half of the traffic.
```
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role, Section
from pm_lint.rule import Context, Finding, rule

_DETAILS = frozenset(
    {Role.TIMELINE, Role.ROOT_CAUSE, Role.CONTRIBUTING_FACTORS, Role.RESOLUTION, Role.LESSONS, Role.ACTION_ITEMS}
)
_AFTER = 2
"""So many sections of details in front of the summary make it late."""


@rule("section-out-of-order", group="structure", on=Postmortem, severity=Severity.WARNING, since="0.1.0")
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    if postmortem.incidents:
        return
    outer = [section for section in postmortem.sections if section.roles and _is_outer(section, postmortem)]
    if context.template.chosen and context.template.ordered:
        yield from _against_template(outer, context)
    else:
        yield from _late_summary(outer)


def _is_outer(section: Section, postmortem: Postmortem) -> bool:
    """Whether no section with a role stands around it."""
    return section.parent is None or postmortem.sections[section.parent].inherited is None


def _late_summary(sections: Sequence[Section]) -> Iterator[Finding]:
    summary = next((section for section in sections if Role.SUMMARY in section.roles), None)
    if summary is None:
        return
    details = [section for section in sections if section.line < summary.line and _DETAILS & set(section.roles)]
    if len(details) >= _AFTER:
        yield Finding(
            summary.title_span,
            f'section "{summary.title}" stands after "{details[0].title}" and "{details[1].title}"',
            "put the summary first: it is all that many readers see",
            tuple(Related("stands before it", section.title_span) for section in details),
            severity=Severity.HINT,
        )


def _against_template(sections: Sequence[Section], context: Context) -> Iterator[Finding]:
    places: dict[Role, int] = {}
    for index, entry in enumerate(context.template.sections):
        places.setdefault(entry.role, index)
    placed = [(places[section.roles[0]], section) for section in sections if section.roles[0] in places]
    kept = _longest_ordered([place for place, _ in placed])
    for index, (place, section) in enumerate(placed):
        if index in kept:
            continue
        later = [other for at, (its, other) in enumerate(placed) if at in kept and at > index and its <= place]
        earlier = [other for at, (its, other) in enumerate(placed) if at in kept and at < index and its > place]
        anchor, word = (later[-1], "after") if later else (earlier[0], "before")
        yield Finding(
            section.title_span,
            f'section "{section.title}" should stand {word} "{anchor.title}"',
            f"the template {context.template.name} has this order, and readers find things by it",
            (Related(f"the section that it belongs {word}", anchor.title_span),),
        )


def _longest_ordered(places: Sequence[int]) -> set[int]:
    """The indexes of a longest part that is in order: what stands outside it is out of place."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_right(tails, place)
        tails[at : at + 1] = [place]
        before.append(ends[at - 1] if at else -1)
        ends[at : at + 1] = [index]
    kept = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept
