"""What a section is for when its title does not tell: only what its content shows beyond doubt."""

from __future__ import annotations

import re

from pm_lint.markdown.tree import Item, List, Table, walk
from pm_lint.postmortem.model import Role, Section
from pm_lint.postmortem.titles import starts_with_time
from pm_lint.source import Source

_TICKET = re.compile(r"(?<!\w)(?:[A-Z]{2,10}-\d+|#\d+|https?://\S+/(?:issues|pull|browse|merge_requests)/\S+)")
_HANDLE = re.compile(r"(?<![\w.])@\w")
_WHO = re.compile(r"owner|assignee|responsible|who\b|ticket|due\b|deadline", re.IGNORECASE)
_WHEN = re.compile(r"\s*(?:date\b|time\b|when\b|utc\b)", re.IGNORECASE)
_FEWEST = 3
"""Lines that must agree before a section is taken for a timeline."""


def role_by_content(section: Section, source: Source) -> Role | None:
    """Timeline where most entries begin with a time, action items where most name a ticket or an owner."""
    for block in section.blocks:
        if isinstance(block, Table):
            return _role_of_table(block)
        if isinstance(block, List) and (role := _role_of_list(block, source)) is not None:
            return role
    return None


def _role_of_table(table: Table) -> Role | None:
    heads = [cell.text.content for cell in table.header.cells]
    if heads and _WHEN.match(heads[0]) and len(table.rows) >= _FEWEST:
        return Role.TIMELINE
    return Role.ACTION_ITEMS if any(map(_WHO.search, heads[1:])) else None


def _role_of_list(block: List, source: Source) -> Role | None:
    items = [node for node in walk((block,)) if isinstance(node, Item)]
    texts = [source.slice(item.span)[len(source.slice(item.marker)) :].lstrip(" \t*_`") for item in items]
    timed = sum(map(starts_with_time, texts))
    if timed >= _FEWEST and timed * 2 > len(items):
        return Role.TIMELINE
    promised = sum(
        item.checked is not None or bool(_TICKET.search(text)) or bool(_HANDLE.search(text))
        for item, text in zip(items, texts, strict=True)
    )
    return Role.ACTION_ITEMS if promised >= 2 and promised * 2 > len(items) else None
