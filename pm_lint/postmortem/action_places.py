"""Where a finding about action items is shown, and where the owner, ticket or date that one lacks would go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pm_lint.diagnostic import Applicability, Edit, Fix
from pm_lint.postmortem.model import ActionItem
from pm_lint.record import NamedTuple
from pm_lint.source import Source, Span

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem


class _Detail(NamedTuple):
    """What an item may lack, and what holds its place until somebody fills it in."""

    name: str
    in_cell: str
    in_brackets: str


_DETAILS = {
    "owner": _Detail("owner", "TBD", "owner: TBD"),
    "due": _Detail("due date", "TBD", "due: TBD"),
    "tracker": _Detail("ticket", "XXX-000", "XXX-000"),
}
"""By the column of a table of action items."""


def headline(item: ActionItem, source: Source) -> Span:
    """Where a finding about a whole item stands: its action, as far as the first line goes."""
    return source.first_line(item.text_span)


def list_title(postmortem: Postmortem, items: Sequence[ActionItem]) -> Span:
    """Where a finding about all of ``items`` (one at least) stands: the title above them, else the first of them."""
    first = items[0]
    if first.section is not None:
        return postmortem.sections[first.section].title_span
    return headline(first, postmortem.source)


def placeholder(item: ActionItem, column: str, source: Source) -> Fix | None:
    """A place for the ``owner``, ``due`` date or ``tracker`` that an item lacks: in its cell, else after its text.

    None where a placeholder stands there already, and in a row that ends before the column.
    """
    detail = _DETAILS[column]
    cell = next((cell.span for name, cell in item.cells if name == column), None)
    edit = _after(item, detail, source) if cell is None else _into(cell, detail, source)
    return Fix(f"add a place for the {detail.name}", (edit,), Applicability.UNSAFE) if edit else None


def _after(item: ActionItem, detail: _Detail, source: Source) -> Edit | None:
    if f"({detail.in_brackets})" in source.slice(item.span):
        return None
    return Edit(Span(item.text_span.end, item.text_span.end), f" ({detail.in_brackets})")


def _into(cell: Span, detail: _Detail, source: Source) -> Edit | None:
    if cell.start < cell.end:
        return None if source.slice(cell) == detail.in_cell else Edit(cell, detail.in_cell)
    line = source.line_span(source.line_of(cell.start))
    left = source.text.rfind("|", line.start, cell.start) + 1
    right = source.text.find("|", cell.end, line.end)
    if not left or right < 0 or source.text[left:right].strip():
        return None
    return Edit(Span(left, right), f" {detail.in_cell} ")
