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
    rest = source.text[cell.end : source.line_span(source.line_of(cell.end)).end]
    if not rest.lstrip().startswith("|"):
        return None
    before, after = source.text[cell.start - 1 : cell.start], rest[:1]
    return Edit(cell, ("" if before.isspace() else " ") + filler + ("" if after.isspace() else " "))
