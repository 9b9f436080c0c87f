"""Where an owner, a ticket or a date of an action item goes."""

from __future__ import annotations

from pm_lint.diagnostic import Edit
from pm_lint.postmortem.model import ActionItem
from pm_lint.source import Source, Span


def placeholder(item: ActionItem, column: str, filler: str, inline: str, source: Source) -> Edit | None:
    """Writes ``filler`` into the item's cell of a column, else ``inline`` in brackets after its text.

    None where a placeholder stands there already, and in a row that ends before the column.
    """
    cell = next((span for name, span in item.cells if name == column), None)
    if cell is None:
        if f"({inline})" in source.slice(item.span):
            return None
        return Edit(Span(item.text_span.end, item.text_span.end), f" ({inline})")
    if cell.start < cell.end:
        return None if source.slice(cell) == filler else Edit(cell, filler)
    line = source.line_span(source.line_of(cell.start))
    left = source.text.rfind("|", line.start, cell.start) + 1
    right = source.text.find("|", cell.end, line.end)
    if not left or right < 0 or source.text[left:right].strip():
        return None
    return Edit(Span(left, right), f" {filler} ")
