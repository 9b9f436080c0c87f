"""Tables of action items, whatever their columns are called."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from pm_lint.markdown.tree import Cell, Row, Table
from pm_lint.postmortem import owners as who
from pm_lint.postmortem.action_details import Details, Place, read_details
from pm_lint.postmortem.action_states import is_priority, state_of
from pm_lint.postmortem.action_words import column_of, kind_of, words
from pm_lint.postmortem.due_dates import iso_date
from pm_lint.postmortem.model import ActionItem, Excerpt, Nature, Tracker
from pm_lint.postmortem.trackers import find_trackers

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem


def read_table(table: Table, place: Place, postmortem: Postmortem, people: Collection[str]) -> Iterator[ActionItem]:
    """The rows of a table of an action section; rows whose action is empty or a placeholder are left out."""
    columns = name_columns(table)
    if "action" not in columns:
        return
    at = columns.index("action")
    for row in table.rows:
        if at < len(row.cells) and _says_something(row.cells[at].text.prose.text):
            yield _row(row, columns, place, postmortem, people)


def is_of_actions(table: Table) -> bool:
    """Whether the header alone says that the rows are action items: what to do, and by whom or where it is tracked."""
    headers = [cell.text.prose.text for cell in table.header.cells]
    columns = {column_of(header) for header in headers}
    named = any(header.lower().strip(" *_:").startswith(("action", "task", "follow")) for header in headers)
    return named and "action" in columns and not columns.isdisjoint(("owner", "tracker", "due"))


def name_columns(table: Table) -> list[str]:
    """The canonical name of each column, ``""`` where it is none we know; one is the action's.

    Where no header says which, it is the one with the longest texts.
    """
    columns = [column_of(cell.text.prose.text) or "" for cell in table.header.cells]
    for index, column in enumerate(columns):  # the first column of a name keeps it
        if column and column in columns[:index]:
            columns[index] = "notes" if column == "action" else ""
    if "action" in columns:
        return columns
    known = {"owner", "due", "tracker", "status", "priority", "kind", "id"}
    free = [index for index, column in enumerate(columns) if column not in known]
    if free and (known & set(columns) or len(columns) == 1):
        columns[max(free, key=lambda index: _width(table, index))] = "action"
    return columns


def _width(table: Table, column: int) -> int:
    return sum(len(row.cells[column].text.content) for row in table.rows if column < len(row.cells))


def _says_something(prose: str) -> bool:
    bare = prose.strip().strip("*_ ")
    if not any(character.isalnum() for character in bare):
        return False
    if bare.startswith(("...", "…")):  # "... another item"
        return False
    return not (bare[0] in "[<{" and bare[-1] in "]>}") and bare.rstrip(".").lower() not in words("nothing")


def _row(row: Row, columns: list[str], place: Place, postmortem: Postmortem, people: Collection[str]) -> ActionItem:
    cells: dict[str, Cell] = {}
    for column, cell in zip(columns, row.cells, strict=False):
        if column:
            cells.setdefault(column, cell)
    action = cells["action"].text
    others = [cells["notes"].text] if "notes" in cells else []
    details = read_details(action, others, postmortem.settings, people)
    owners, unowned = _owners(cells, details)
    due = _due(cells, details)
    done = _done(cells, details)
    text = action.prose.text[details.start : details.end]
    return ActionItem(
        line=action.line,
        span=row.span,
        text=text,
        text_span=action.prose.span(details.start, details.end) or action.span,
        owners=owners,
        unowned=unowned,
        trackers=_trackers(row, columns, details, postmortem),
        due=due,
        due_date=iso_date(due.text) if due else None,
        done=place.done if done is None else done,
        nature=Nature(text, _kind(cells) or details.kind or place.kind, postmortem.language),
        priority=_priority(cells, details),
        section=place.section,
        container="table",
        cells=tuple(zip(columns, row.cells, strict=False)),
    )


def _owners(cells: dict[str, Cell], details: Details) -> tuple[tuple[Excerpt, ...], Excerpt | None]:
    if "owner" not in cells:
        return details.owners, details.unowned
    owners, unowned = who.owners_in_cell(cells["owner"].text)
    return owners or (() if unowned else details.owners), None if owners else unowned


def _due(cells: dict[str, Cell], details: Details) -> Excerpt | None:
    if "due" in cells:
        shown = cells["due"].text.prose.text.strip()
        if shown and shown.strip("*_[]()<>").lower() not in words("unset"):
            return Excerpt(shown, cells["due"].span)
    return details.due


def _trackers(row: Row, columns: list[str], details: Details, postmortem: Postmortem) -> tuple[Tracker, ...]:
    """Those of every cell but the row's own number; any link in a ticket column is one."""
    found = list(details.trackers)
    for column, cell in zip(columns, row.cells, strict=False):
        if column in ("action", "notes", "owner", "due", "priority", "kind"):
            continue
        here = find_trackers(cell.text, postmortem.settings)
        if column == "tracker" and not here:
            here = tuple(
                Tracker(inline.url, "url", inline.span)
                for inline in cell.text.inlines
                if inline.kind in ("link", "autolink") and "://" in inline.url
            )
            number = cell.text.prose.text.strip()
            if not here and number.isdecimal():
                here = (Tracker(number, "key", cell.span),)
        known = {tracker.key for tracker in found}
        found += (tracker for tracker in here if tracker.key not in known)
    return tuple(found)


def _done(cells: dict[str, Cell], details: Details) -> bool | None:
    if "status" in cells:
        shown = cells["status"].text.prose.text.strip()
        if shown.lower() in ("[x]", "x", "☑"):
            return True
        if shown in ("[ ]", "☐"):
            return False
        if (state := state_of(shown)) is not None:
            return state
    said = cells["tracker"].text.prose.text.split() if "tracker" in cells else []
    if "status" not in cells and said and (state := state_of(said[-1])) is not None:  # "OPS-31 DONE"
        return state
    return details.done


def _kind(cells: dict[str, Cell]) -> str | None:
    if "kind" not in cells:
        return None
    shown = cells["kind"].text.prose.text.strip().lower()
    return kind_of(shown) or next((kind for word in shown.replace("/", " ").split() if (kind := kind_of(word))), None)


def _priority(cells: dict[str, Cell], details: Details) -> Excerpt | None:
    for column in ("priority", "kind"):
        if column in cells:
            shown = cells[column].text.prose.text.strip()
            if is_priority(shown) or (column == "priority" and shown and shown.lower() not in words("unset")):
                return Excerpt(shown, cells[column].span)
    return details.priority
