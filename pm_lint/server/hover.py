"""What a hover tells: of a finding, a section, an action item, a moment of the timeline."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types as lsp

from pm_lint.diagnostic import Diagnostic
from pm_lint.documentation import documentation
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import ActionItem, Role, Section, TimelineEntry
from pm_lint.rules import all_rules
from pm_lint.server.documents import Document
from pm_lint.server.lenses import action_summary, duration_summary
from pm_lint.source import Span

_TOLD = ("Why is this bad?", "Example")
"""What a hover shows of a rule's documentation."""


def hover(
    postmortem: Postmortem, diagnostics: Sequence[Diagnostic], document: Document, position: lsp.Position
) -> lsp.Hover | None:
    """The findings at a position, and what was understood of the thing that stands there."""
    offset = document.offset(position)
    found = [diagnostic for diagnostic in diagnostics if diagnostic.span and _holds(diagnostic.span, offset)]
    parts = [_finding(diagnostic) for diagnostic in found]
    span = found[0].span if found else None
    line = document.source.line_of(offset)
    for section in postmortem.sections:
        if section.line == line and _holds(section.span, offset):
            parts.append(_section(section, postmortem))
            span = span or section.title_span
    for entry in postmortem.timeline:
        if _holds(entry.time_span, offset):
            parts.append(_entry(entry))
            span = span or entry.time_span
    for item in postmortem.action_items:
        if _holds(item.span, offset):
            parts.append(_item(item))
            span = span or item.text_span
    if not parts:
        return None
    markup = lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n---\n\n".join(parts))
    return lsp.Hover(markup, document.range(span) if span else None)


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end


def _finding(diagnostic: Diagnostic) -> str:
    parts = [f"**{diagnostic.rule}** ({diagnostic.group}): {escape(diagnostic.message)}"]
    if diagnostic.help:
        parts.append(escape(diagnostic.help))
    if (rule := all_rules().get(diagnostic.rule)) is not None:
        told = documentation(rule)
        parts += [f"## {heading}\n\n{text}" for heading in _TOLD if (text := told.section(heading))]
    return "\n\n".join(parts)


def escape(text: str) -> str:
    """Words of a document, shown as they are and not as Markdown of their own."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]()#+-!<>|~" else character for character in text)


def _section(section: Section, postmortem: Postmortem) -> str:
    if not section.roles:
        return f"**{escape(section.title)}**: a topic of its own; no part of a postmortem that pm-lint knows"
    lines = []
    for role in section.roles:
        wanted = next((one for one in postmortem.template.sections if one.role is role), None)
        lines.append(f"**{role}**" + (f" ({postmortem.template.name})" if wanted else ""))
        if wanted is not None and wanted.guidance:
            lines.append(wanted.guidance)
    if Role.ACTION_ITEMS in section.roles and (summary := action_summary(postmortem)):
        lines.append(summary)
    if Role.TIMELINE in section.roles and (summary := duration_summary(postmortem)):
        lines.append(summary)
    return "\n\n".join(lines)


def _entry(entry: TimelineEntry) -> str:
    instant = entry.instant.isoformat() if entry.instant else "unknown: the date or the time cannot be read"
    zone = f"`{entry.zone}`" if entry.zone else "not named"
    lines = [f"**Instant**: {instant}", f"**Zone**: {zone}"]
    if entry.milestones:
        lines.append(f"**Milestones**: {', '.join(entry.milestones)}")
    return "  \n".join(lines)


def _item(item: ActionItem) -> str:
    tickets = ", ".join(escape(tracker.key) for tracker in item.trackers if not tracker.placeholder)
    known = {
        "Owner": escape(item.owner.text) if item.owner else None,
        "Ticket": tickets or None,
        "Due": item.due_date or (escape(item.due.text) if item.due else None),
        "Kind": item.kind,
        "Strength": item.strength,
        "Priority": escape(item.priority.text) if item.priority else None,
        "Done": {True: "yes", False: "no", None: None}[item.done],
    }
    return "  \n".join(f"**{key}**: {value or 'unknown'}" for key, value in known.items())
