"""Checks that action items stand in a table with a column for owner, ticket and due date.

## Why is this bad?

In a table an empty cell shows what is missing; in a list nobody sees it. Lists are fine for many teams, so this rule runs
only where it is selected. (Source: The Site Reliability Workbook, chapter 10, and the Google SRE book's example
postmortem, both with a table)

## Example

```markdown
## Action items

- Alert on queue depth (@amara, OPS-31)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ action items stand in a list
- Cap the retries of the importer
```

Use instead:

```markdown
## Action items

| Action item | Owner | Ticket | Due |
| --- | --- | --- | --- |
| Alert on queue depth | @amara | OPS-31 |  |
| Cap the retries of the importer |  |  |  |
```

## Fix safety

The fix writes the items of a plain list into a table. It is unsafe because it drops the order of a numbered list and the
marks of a task list whose boxes say the state; a list with nested items or several paragraphs is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pm_lint.diagnostic import Applicability, Edit, Fix, Severity
from pm_lint.markdown.tree import List, Paragraph
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import ActionItem
from pm_lint.rule import Context, Finding, Needs, rule
from pm_lint.source import Source, Span


@rule(
    "action-items-as-list",
    group="action-items",
    on=Postmortem,
    severity=Severity.HINT,
    since="0.1.0",
    default=False,
    needs=Needs(parts=("action_items",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    by_start = {item.span.start: item for item in postmortem.action_items}
    for block in postmortem.tree.children:
        if not isinstance(block, List) or not all(child.span.start in by_start for child in block.children):
            continue
        plain = all(len(child.children) == 1 and isinstance(child.children[0], Paragraph) for child in block.children)
        items = [by_start[child.span.start] for child in block.children]
        first = context.source.line_span(items[0].line)
        yield Finding(
            Span(block.span.start, first.end),
            "action items stand in a list",
            "use a table with a column for owner, ticket and due date",
            fix=_table(block.span, items, context.source) if plain else None,
        )


def _table(span: Span, items: Sequence[ActionItem], source: Source) -> Fix:
    stated = any(item.done is not None for item in items)
    names = ["Action item", "Owner", "Ticket", "Due", *(["Status"] if stated else [])]
    rows = [names, ["---"] * len(names), *(_row(item, source, stated=stated) for item in items)]
    text = source.newline.join(f"| {' | '.join(row)} |" for row in rows)
    line = source.line_of(span.start)
    if line > 1 and source.line_text(line - 1).strip():  # the table would go on with what stands there
        text = source.newline + text
    return Fix("write the list as a table", (Edit(span, text),), Applicability.UNSAFE)


def _row(item: ActionItem, source: Source, *, stated: bool) -> list[str]:
    row = [
        source.slice(item.text_span),
        ", ".join(source.slice(owner.span) for owner in item.owners),
        ", ".join(source.slice(tracker.span) for tracker in item.trackers if tracker.span not in _inside(item)),
        source.slice(item.due.span) if item.due and not _within(item.due.span, item.text_span) else "",
    ]
    if stated:
        row.append({True: "done", False: "open", None: ""}[item.done])
    return [" ".join(cell.replace("|", "\\|").split()) for cell in row]


def _inside(item: ActionItem) -> set[Span]:
    """The tickets that are part of the sentence itself and stay there."""
    return {tracker.span for tracker in item.trackers if _within(tracker.span, item.text_span)}


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
