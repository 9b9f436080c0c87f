"""Completion while writing: missing headings, metadata, owners, tickets, suppressions, a new timeline row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from lsprotocol import types as lsp

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Row
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role
from pm_lint.rules import all_rules
from pm_lint.server.documents import Document
from pm_lint.source import Span

TRIGGERS = ["#", "@", "-", "*", "|", ":"]

_HEADING = lazy_regex(r"(#{1,6})[ \t]*([^#]*)$")
_DIRECTIVE = lazy_regex(r"<!--\s*[a-z-]*$")
_RULE = lazy_regex(r"<!--\s*pm-lint-(?:disable|enable)[a-z-]*\s+(?:[\w-]+[ ,]+)*([\w-]*)$")
_METADATA = lazy_regex(r"(?:[-*]\s+)?\*\*([^*:]*)$|^([A-Za-z ]{2,20})$")
_OWNER = lazy_regex(r"(?:^|[\s(\[|])(@[\w.-]*)$")
_ROW = lazy_regex(r"^\s*(?:[-*]|\|)[ \t]*$")
_DIRECTIVES = {
    "pm-lint-disable-next-line": "silence a rule on the line below",
    "pm-lint-disable-line": "silence a rule on this line",
    "pm-lint-disable": "silence a rule from here on",
    "pm-lint-enable": "end a pm-lint-disable",
    "pm-lint-disable-file": "silence a rule in the whole file",
}
_METADATA_VALUES = {
    "severity": ("SEV1", "SEV2", "SEV3", "SEV4"),
    "status": ("draft", "in review", "reviewed", "final"),
}


def complete(
    postmortem: Postmortem, document: Document, position: lsp.Position, now: datetime
) -> list[lsp.CompletionItem]:
    """What could be written at ``position``; ``now`` is the present instant, with a zone."""
    offset = document.offset(position)
    source = document.source
    line = source.line_of(offset)
    before = source.text[source.line_starts[line - 1] : offset]
    if match := _RULE.search(before):
        return _rules(document, offset - len(match.group(1)), offset)
    if match := _DIRECTIVE.search(before):
        return _directives(document, offset - len(match.group()), offset)
    if match := _HEADING.fullmatch(before):
        return _headings(postmortem, document, match, offset)
    index = postmortem.section_at(line)
    section = postmortem.sections[index] if index is not None else None
    items: list[lsp.CompletionItem] = []
    if section is not None and section.inherited is Role.TIMELINE and _ROW.match(before):
        items += _timeline_row(postmortem, document, before, offset, now)
    if section is not None and section.inherited is Role.ACTION_ITEMS:
        items += _owners_and_tickets(postmortem, document, before, offset)
    if section is None or Role.METADATA in section.roles or section.level == 1:
        items += _metadata(postmortem, document, before, offset)
    return items


def _item(
    label: str, text: str, document: Document, start: int, end: int, kind: lsp.CompletionItemKind, detail: str = ""
) -> lsp.CompletionItem:
    edit = lsp.TextEdit(document.range(Span(start, end)), text)
    filter_text = document.source.text[start:end] + label
    return lsp.CompletionItem(label, kind=kind, detail=detail or None, text_edit=edit, filter_text=filter_text)


def _rules(document: Document, start: int, end: int) -> list[lsp.CompletionItem]:
    kind = lsp.CompletionItemKind.EnumMember
    return [_item(name, name, document, start, end, kind, rule.group) for name, rule in all_rules().items()]


def _directives(document: Document, start: int, end: int) -> list[lsp.CompletionItem]:
    kind = lsp.CompletionItemKind.Keyword
    closing = "" if "-->" in document.source.line_text(document.source.line_of(end)) else " RULE -- reason -->"
    return [
        _item(name, f"<!-- {name}{closing}", document, start, end, kind, detail) for name, detail in _DIRECTIVES.items()
    ]


def _headings(
    postmortem: Postmortem, document: Document, match: re.Match[str], offset: int
) -> list[lsp.CompletionItem]:
    present = {role for section in postmortem.sections for role in section.roles}
    kind = lsp.CompletionItemKind.Struct
    start = offset - len(match.group())
    return [
        _item(
            wanted.title,
            f"{match.group(1)} {wanted.title}",
            document,
            start,
            offset,
            kind,
            "required" * wanted.required,
        )
        for wanted in postmortem.template.sections
        if wanted.role not in present
    ]


def _metadata(postmortem: Postmortem, document: Document, before: str, offset: int) -> Iterator[lsp.CompletionItem]:
    for key, values in _METADATA_VALUES.items():
        if re.search(rf"{key}\W*:\W*$", before, re.IGNORECASE):
            for value in values:
                gap = "" if before.endswith((" ", "\t")) else " "
                yield _item(value, gap + value, document, offset, offset, lsp.CompletionItemKind.EnumMember, key)
            return
    match = _METADATA.search(before)
    if not match:
        return
    typed = match.group(1) if match.group(1) is not None else match.group(2)
    marks = "**" if match.group(1) is not None else ""
    present = {field.key for field in postmortem.metadata}
    for wanted in postmortem.template.metadata:
        if wanted.key not in present:
            label = wanted.title
            text = f"{label}{':' + marks if marks else ':'} "
            yield _item(label, text, document, offset - len(typed), offset, lsp.CompletionItemKind.Property, "metadata")


def _owners_and_tickets(
    postmortem: Postmortem, document: Document, before: str, offset: int
) -> Iterator[lsp.CompletionItem]:
    typed = match.group(1) if (match := _OWNER.search(before)) else ""
    start = offset - len(typed)
    people = dict.fromkeys(owner.text for item in postmortem.action_items for owner in item.owners)
    people |= dict.fromkeys(f"@{handle}" for handle in re.findall(r"(?<![\w.])@([\w-]+)", postmortem.source.text))
    for name in people:
        if name != typed:
            yield _item(name, name, document, start, offset, lsp.CompletionItemKind.Value, "owner")
    tickets = dict.fromkeys(t.key for item in postmortem.action_items for t in item.trackers if not t.placeholder)
    for key in tickets:
        yield _item(key, key, document, start, offset, lsp.CompletionItemKind.Reference, "ticket")


def _timeline_row(
    postmortem: Postmortem, document: Document, before: str, offset: int, now: datetime
) -> Iterator[lsp.CompletionItem]:
    zone = next((entry.zone for entry in reversed(postmortem.timeline) if entry.zone), None) or "UTC"
    moment, shown = in_zone(now, zone)
    time = f"{moment:%H:%M}" + ("" if any(entry.own_zone is None for entry in postmortem.timeline) else f" {shown}")
    table = any(isinstance(node, Row) for node in postmortem.tree.nodes) and "|" in before
    text = f"| {time} |  |" if table else f"- {time} "
    kind = lsp.CompletionItemKind.Event
    yield _item(f"{time} (now)", text, document, offset - len(before.lstrip()), offset, kind, f"now, {shown}")


def in_zone(now: datetime, zone: str) -> tuple[datetime, str]:
    """``now`` on the clock of a zone as a document names it; UTC where the name says no zone we know."""
    from pm_lint.postmortem.zones import zone_info

    found = zone_info(zone)
    return (now.astimezone(UTC), "UTC") if found is None else (now.astimezone(found), zone)
