"""Outline and folding: sections with their roles, the timeline, action items."""

from __future__ import annotations

from lsprotocol import types as lsp

from pm_lint.markdown.tree import Code, Html, Table
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import ActionItem, Section, TimelineEntry
from pm_lint.server.documents import Document
from pm_lint.source import Span


def document_symbols(postmortem: Postmortem, document: Document) -> list[lsp.DocumentSymbol]:
    """The section tree; timeline entries and action items stand under the sections that hold them."""
    roots: list[lsp.DocumentSymbol] = []
    symbols: list[lsp.DocumentSymbol] = []
    for section in postmortem.sections:
        symbol = _section(section, document)
        symbols.append(symbol)
        _children(symbols[section.parent] if section.parent is not None else None, roots).append(symbol)
    for entry in postmortem.timeline:
        _children(symbols[entry.section] if entry.section is not None else None, roots).append(_entry(entry, document))
    for item in postmortem.action_items:
        _children(symbols[item.section] if item.section is not None else None, roots).append(_item(item, document))
    return roots


def _children(parent: lsp.DocumentSymbol | None, roots: list[lsp.DocumentSymbol]) -> list[lsp.DocumentSymbol]:
    if parent is None:
        return roots
    children = list(parent.children or ())
    parent.children = children
    return children


def _section(section: Section, document: Document) -> lsp.DocumentSymbol:
    whole = Span(section.span.start, max(section.span.end, section.body.end))
    return lsp.DocumentSymbol(
        name=section.title.strip() or "(untitled)",
        detail=", ".join(section.roles) or None,
        kind=lsp.SymbolKind.Namespace if section.roles else lsp.SymbolKind.String,
        range=document.range(whole),
        selection_range=document.range(section.title_span),
    )


def _entry(entry: TimelineEntry, document: Document) -> lsp.DocumentSymbol:
    return lsp.DocumentSymbol(
        name=_short(f"{entry.time} {entry.text}"),
        detail=", ".join(entry.milestones) or None,
        kind=lsp.SymbolKind.Event,
        range=document.range(entry.span),
        selection_range=document.range(entry.time_span),
    )


def _item(item: ActionItem, document: Document) -> lsp.DocumentSymbol:
    owner = f"@{item.owner.text.lstrip('@')}" if item.owner else "no owner"
    tickets = ", ".join(tracker.key for tracker in item.trackers if not tracker.placeholder) or "no ticket"
    return lsp.DocumentSymbol(
        name=_short(item.text) or "(empty)",
        detail=f"{owner}, {tickets}",
        kind=lsp.SymbolKind.Property,
        range=document.range(item.span),
        selection_range=document.range(item.text_span),
    )


def _short(text: str, width: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


def folding_ranges(postmortem: Postmortem) -> list[lsp.FoldingRange]:
    """Sections, tables, code and HTML blocks of more than one line."""
    ranges = [
        lsp.FoldingRange(section.line - 1, section.end_line - 1, kind=lsp.FoldingRangeKind.Region)
        for section in postmortem.sections
    ]
    source = postmortem.source
    for node in postmortem.tree.nodes:
        if isinstance(node, (Table, Code, Html)):
            first, last = source.line_of(node.span.start), source.line_of(max(node.span.start, node.span.end - 1))
            kind = lsp.FoldingRangeKind.Comment if isinstance(node, Html) else lsp.FoldingRangeKind.Region
            ranges.append(lsp.FoldingRange(first - 1, last - 1, kind=kind))
    if (front := postmortem.tree.front_matter) is not None:
        ranges.append(lsp.FoldingRange(0, source.line_of(max(0, front.span.end - 1)) - 1))
    return [one for one in ranges if one.end_line > one.start_line]
