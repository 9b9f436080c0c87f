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

## Fix safety

The fix moves the section, with all that stands in it, to its place. It is unsafe where the document speaks of what
stands above or below.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pm_lint.diagnostic import Applicability, Edit, Fix, Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role, Section
from pm_lint.postmortem.title_words import normalise
from pm_lint.rule import Context, Finding, rule
from pm_lint.source import Source, Span
from pm_lint.templates import TemplateSection

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
        yield from _late_summary(outer, postmortem.source)


def _is_outer(section: Section, postmortem: Postmortem) -> bool:
    """Whether no section with a role stands around it."""
    return section.parent is None or postmortem.sections[section.parent].inherited is None


def _late_summary(sections: Sequence[Section], source: Source) -> Iterator[Finding]:
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
            _move(summary, details[0], source, after=False),
            severity=Severity.HINT,
        )


def _against_template(sections: Sequence[Section], context: Context) -> Iterator[Finding]:
    entries = context.template.sections
    placed = [(place, section) for section in sections if (place := _place(section, entries)) is not None]
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
            _move(section, anchor, context.source, after=bool(later)),
        )


def _place(section: Section, entries: Sequence[TemplateSection]) -> int | None:
    """Where a section stands in the template: that of its title among those of its role."""
    places = [index for index, entry in enumerate(entries) if entry.role is section.roles[0]]
    title = normalise(section.title)
    return next((index for index in places if normalise(entries[index].title) == title), places[0] if places else None)


def _move(section: Section, anchor: Section, source: Source, *, after: bool) -> Fix | None:
    """Puts a section next to another of the same level; None where these are no such sections."""
    if not section.source == anchor.source == "heading" or section.parent != anchor.parent:
        return None
    whole, target = _lines(section, source), _lines(anchor, source)
    text = source.slice(whole).rstrip("\r\n")
    blank = source.newline * 2
    if whole.end == len(source.text):  # what stood before it becomes the end of the document
        kept = source.text[: whole.start].rstrip("\r\n")
        whole = Span(min(len(kept) + len(source.newline), whole.start), whole.end)
    if not after:
        insertion = Edit(Span(target.start, target.start), text + blank)
    elif target.end < len(source.text):
        insertion = Edit(Span(target.end, target.end), text + blank)
    else:
        end = len(source.text.rstrip("\r\n"))
        insertion = Edit(Span(end, len(source.text)), blank + text + source.newline)
    safe = not any(word in source.text for word in ("above", "below"))
    return Fix(
        f'move the section "{section.title}"',
        (Edit(whole, ""), insertion),
        Applicability.SAFE if safe else Applicability.UNSAFE,
    )


def _lines(section: Section, source: Source) -> Span:
    """The whole lines of a section, with the blank ones after it."""
    line = section.end_line
    while line < source.line_count and not source.line_text(line + 1).strip():
        line += 1
    end = source.line_starts[line] if line < source.line_count else len(source.text)
    return Span(source.line_starts[section.line - 1], end)


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
