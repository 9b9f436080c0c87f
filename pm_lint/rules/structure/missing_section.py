"""Checks that a postmortem has the sections that its template requires.

## Why is this bad?

A reader who was not there looks for four things: what happened, when, why, and what is being done. A section that is
absent is a question that nobody answered, and the next incident will ask it again. (Source: the postmortem
checklist of Google's SRE workbook, chapter 10.)

Which sections are required depends on the template: the one that the settings or the front matter name, the one
that the document's own titles show, or else the smallest set (`minimal`). Titles are free: a section counts by its
role, whatever it is called. A document whose status is draft gets a hint.

## Example

```markdown
# Postmortem: checkout outage

## Summary
   ^^^^^^^ no section says what happened when ("Timeline")

Card payments failed for 35 minutes.

## Root cause

The pool of database connections was sized for half of the traffic.

## Action items

- Size the pool from the traffic forecast (@amara, OPS-31, 2026-11-30)
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

## Action items

- Size the pool from the traffic forecast (@amara, OPS-31, 2026-11-30)
```

## Fix safety

The fix inserts the heading with a comment that says what to write; it is unsafe since an empty section is still to
be filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pm_lint.diagnostic import Applicability, Edit, Fix, Severity
from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Heading, Paragraph
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Incident, Role, Section
from pm_lint.postmortem.stage import is_draft, severity_class
from pm_lint.rule import Context, Finding, rule
from pm_lint.source import Span
from pm_lint.templates import TemplateSection, load

_SAYS = {
    Role.SUMMARY: "in short what happened",
    Role.IMPACT: "who was affected and how much",
    Role.TRIGGER: "what set it off",
    Role.ROOT_CAUSE: "why it happened",
    Role.CONTRIBUTING_FACTORS: "why it happened",
    Role.DETECTION: "how it was noticed",
    Role.RESPONSE: "what the responders did",
    Role.RESOLUTION: "what ended it",
    Role.TIMELINE: "what happened when",
    Role.LESSONS: "what was learned",
    Role.ACTION_ITEMS: "what is done about it",
    Role.COMMUNICATION: "who was told what",
}
_CAUSAL = lazy_regex(r"\b(?:caused? by|because|root cause|due to|the cause|as a result of|turned out)\b", re.IGNORECASE)
_TELL_THE_CAUSE = frozenset({Role.SUMMARY, Role.RESOLUTION, Role.RESPONSE, Role.BACKGROUND, Role.LESSONS, Role.IMPACT})
_SAME = {Role.RESPONSE: Role.RESOLUTION}
_OPENING_WORDS = 12
"""So many words in front of the first section are a summary."""
_EVENTS = 3
"""So many entries with a time are a timeline, wherever they stand."""
_STRUCTURED = 2
"""A document with fewer of the required sections is told once what a postmortem has, not section by section."""


@rule("missing-section", group="structure", on=Postmortem, severity=Severity.WARNING, since="0.1.0")
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    if not postmortem.tree.children:
        return
    required = context.template.requires(severity_class(postmortem))
    if postmortem.incidents:
        for incident in postmortem.incidents:
            yield from _of_incident(incident, required, postmortem, context)
        return
    present = _present(postmortem.sections) | _told(postmortem)
    missing = [section for section in required if not _is_met(section, present)]
    if len(required) - len(missing) < _STRUCTURED <= len(missing):
        yield _summed_up(missing, postmortem, context)
        return
    for section in missing:
        yield _finding(section, postmortem, context)


def _present(sections: tuple[Section, ...]) -> set[Role]:
    return {_SAME.get(role, role) for section in sections for role in section.roles}


def _told(postmortem: Postmortem) -> set[Role]:
    """The roles that text outside any section of their own plays."""
    told = set()
    if _opens_with_summary(postmortem):
        told.add(Role.SUMMARY)
    if len(postmortem.timeline) >= _EVENTS:
        told.add(Role.TIMELINE)
    if postmortem.action_items:
        told.add(Role.ACTION_ITEMS)
    return told


def _opens_with_summary(postmortem: Postmortem) -> bool:
    """Whether prose stands in front of the first section, or right under the title."""
    sections = postmortem.sections
    first = next((section.line for section in sections if section.roles or section.level > 1), None)
    stated = {field.line for field in postmortem.metadata if field.known}
    words = 0
    for block in postmortem.tree.children:
        if isinstance(block, Heading):
            if first is not None and block.lines[0] >= first:
                break
        elif isinstance(block, Paragraph):
            if first is not None and block.lines[0] >= first:
                break
            if not stated.isdisjoint(range(block.lines[0], block.lines[1] + 1)):
                continue  # "Severity: SEV2" tells no story
            words += len(block.text.content.split())
    return words >= _OPENING_WORDS


def _is_met(section: TemplateSection, present: set[Role]) -> bool:
    return any(_SAME.get(role, role) in present for role in (section.role, *section.alternatives))


def _of_incident(
    incident: Incident, required: tuple[TemplateSection, ...], postmortem: Postmortem, context: Context
) -> Iterator[Finding]:
    """What one incident of a running log lacks, said at its heading."""
    inside = tuple(s for s in postmortem.sections if incident.line <= s.line <= incident.end_line)
    missing = [section.title for section in required if not _is_met(section, _present(inside))]
    if missing:
        yield Finding(
            inside[0].title_span,
            f'this incident has no section "{_listed(missing)}"',
            "each incident of a log answers the same questions",
            severity=Severity.HINT,
        )


def _summed_up(missing: list[TemplateSection], postmortem: Postmortem, context: Context) -> Finding:
    titles = _listed([section.title for section in missing])
    return Finding(
        _title(postmortem),
        f"nothing here plays the part of {titles}",
        "add the sections; `pm-lint new` writes their headings; or exclude the file if it is no postmortem",
        severity=Severity.HINT,
    )


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _title(postmortem: Postmortem) -> Span:
    """The title of the document, or its first line with text."""
    block = postmortem.tree.children[0]
    heading = next((child for child in postmortem.tree.children if isinstance(child, Heading)), None)
    if heading is not None and heading.text.span.end > heading.text.span.start:
        return heading.text.span
    line = postmortem.source.line_of(block.span.start)
    return postmortem.source.line_span(line)


def _finding(missing: TemplateSection, postmortem: Postmortem, context: Context) -> Finding:
    before = _before(missing, postmortem, context)
    where = f' after "{before.title}"' if before is not None else ""
    return Finding(
        before.title_span if before is not None else _title(postmortem),
        f'no section says {_SAYS[missing.role]} ("{missing.title}")'
        if missing.role in _SAYS
        else f'no section "{missing.title}"',
        f'add "{missing.title}"{where}: {_small(missing.guidance)}',
        fix=_fix(missing, before, postmortem),
        severity=_severity(missing, postmortem, context),
    )


def _small(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def _before(missing: TemplateSection, postmortem: Postmortem, context: Context) -> Section | None:
    """The section after which the missing one belongs: the nearest of its predecessors in the template."""
    sections = context.template.sections
    index = sections.index(missing)
    for earlier in reversed(sections[:index]):
        found = [section for section in postmortem.sections if earlier.role in section.roles]
        found = [section for section in found if section.source == "heading"] or found
        if found:
            return _outermost(found[-1], postmortem)
    return None


def _outermost(section: Section, postmortem: Postmortem) -> Section:
    """The outermost section with a role around a section, so that nothing is put into the middle of it."""
    outer = section
    while section.parent is not None:
        section = postmortem.sections[section.parent]
        if section.roles:
            outer = section
    return outer


def _fix(missing: TemplateSection, before: Section | None, postmortem: Postmortem) -> Fix | None:
    if before is not None and before.source != "heading":
        return None
    headings = [section for section in postmortem.sections if section.source == "heading"]
    level = before.level if before is not None else next((s.level for s in headings if s.roles), missing.level)
    break_ = postmortem.source.newline
    block = f"{'#' * level} {missing.title}{break_}{break_}<!-- {missing.guidance} -->"
    if before is not None:
        place = postmortem.source.line_span(before.end_line).end
        text = f"{break_}{break_}{block}"
    elif headings and not headings[0].roles and headings[0].level < level:
        place = postmortem.source.line_span(postmortem.source.line_of(headings[0].span.end)).end
        text = f"{break_}{break_}{block}"
    else:
        return None
    return Fix(f'add the section "{missing.title}"', (Edit(Span(place, place), text),), Applicability.UNSAFE)


def _severity(missing: TemplateSection, postmortem: Postmortem, context: Context) -> Severity | None:
    """A hint for a draft, for what only a guessed template requires, and for a cause that is told elsewhere."""
    if is_draft(postmortem):
        return Severity.HINT
    if context.template.chosen:
        return None
    if missing.role is Role.ROOT_CAUSE and _tells_cause(postmortem):
        return Severity.HINT
    if context.template.recognised and missing.role not in {section.role for section in load("minimal").requires()}:
        return Severity.HINT
    return None


def _tells_cause(postmortem: Postmortem) -> bool:
    """Whether the summary, the resolution or the like says why it happened."""
    return any(sentence.role in _TELL_THE_CAUSE and _CAUSAL.search(sentence.text) for sentence in postmortem.sentences)
