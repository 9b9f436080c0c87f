"""Tables that hold metadata: keys beside their values, or one row of values under its keys."""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.markdown.tree import Cell, Row, Table
from pm_lint.postmortem.action_tables import is_of_actions
from pm_lint.postmortem.metadata_keys import canonical, is_metric, plain_label

_HEADERS = frozenset({
    "", "field", "key", "item", "name", "property", "attribute", "value", "values", "details", "detail",
    "info", "information", "metric", "description", "項目", "内容",
})  # fmt: skip

_Pair = tuple[str, Cell, Cell]


def labelled_cells(table: Table, *, is_open: bool) -> Iterator[_Pair]:
    """(label, its cell, the cell of the value) for each fact of a table; none for a table of other things.

    ``is_open`` says that the table stands where metadata is expected: one known key is enough there.
    """
    header = table.header.cells
    if is_of_actions(table):
        return
    labels = [cell.text.prose.text for cell in header]
    told = [canonical(label) is not None or is_metric(label) for label in labels]
    if len(table.rows) == 1 and len(header) > 1 and sum(told) > 1 and sum(told) * 2 >= len(header):
        for label, key, value in zip(labels, header, table.rows[0].cells, strict=False):
            if label.strip():
                yield label, key, value
    elif len(header) in (2, 4):
        yield from _beside(table, is_open)


def _beside(table: Table, is_open: bool) -> Iterator[_Pair]:
    rows: list[Row] = [table.header, *table.rows]
    if all(plain_label(cell.text.prose.text) in _HEADERS for cell in table.header.cells):
        rows = rows[1:]
    pairs: list[tuple[Cell, Cell]] = []
    for row in rows:
        pairs += [(row.cells[i], row.cells[i + 1]) for i in range(0, len(row.cells) - 1, 2)]
    labels = [key.text.prose.text for key, _ in pairs]
    known = sum(canonical(label) is not None for label in labels)
    is_metadata = known and (is_open or (known > 1 and known * 2 >= len(labels)))
    for label, (key, value) in zip(labels, pairs, strict=True):
        told = is_metric(label) or (is_metadata and (canonical(label) is not None or len(table.header.cells) == 2))
        if label.strip() and told:
            yield label, key, value
