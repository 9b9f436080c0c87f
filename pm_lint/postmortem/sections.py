"""The sections of a postmortem, whatever their headings look like, and what each is for.

:mod:`pm_lint.postmortem.section_marks` finds every heading and label, :mod:`pm_lint.postmortem.roles` says what each is
for; here they get their place in the tree and their extent.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from pm_lint.markdown.tree import Block, Heading, Item, List, Quote, Tree
from pm_lint.postmortem.model import Incident, Role, Section
from pm_lint.postmortem.roles import assign, parents_of
from pm_lint.postmortem.section_marks import Mark, find_marks, first_line, last_line
from pm_lint.postmortem.title_words import starts_with_time
from pm_lint.postmortem.titles import Reading, Titles
from pm_lint.source import Source, Span


def find_sections(tree: Tree, aliases: Mapping[str, tuple[str, ...]]) -> tuple[Section, ...]:
    """Every heading, and every label that opens a section, in document order.

    ``aliases`` maps role names to further titles, from the settings.
    """

    def foreign() -> bool:
        from pm_lint.postmortem.natural_language import may_be_foreign

        return may_be_foreign(tree)

    titles = Titles(aliases, foreign)
    candidates = find_marks(tree)
    parents = parents_of(candidates)
    readings = assign(candidates, parents, titles, tree)
    kept = [index for index, mark in enumerate(candidates) if mark.source == "heading" or readings[index].roles]
    marks = [candidates[index] for index in kept]
    starts = _starts(tree, candidates, set(kept))
    parents = parents if len(kept) == len(candidates) else parents_of(marks)
    return _built(tree, marks, parents, [readings[index] for index in kept], starts)


def _starts(tree: Tree, candidates: Sequence[Mark], kept: set[int]) -> list[tuple[int, int]]:
    """(offset, level) of everything that ends a section: the sections, and labels that name none we know."""
    return [
        (tree.source.line_starts[mark.line - 1], mark.level)
        for index, mark in enumerate(candidates)
        if index in kept or (mark.source == "label" and not mark.weak)
    ]


def _built(
    tree: Tree,
    marks: list[Mark],
    parents: list[int | None],
    readings: list[Reading],
    starts: list[tuple[int, int]],
) -> tuple[Section, ...]:
    source = tree.source
    ends = _ends(source, marks, starts)
    blocks = _blocks(tree, marks, ends)
    sections: list[Section] = []
    recent: list[Section] = []
    """The latest section of each level that the next one may follow."""
    for index, (mark, reading, parent, end) in enumerate(zip(marks, readings, parents, ends, strict=True)):
        while recent and recent[-1].level > mark.level:
            recent.pop()
        around = sections[parent].inherited if parent is not None else None
        goes_on = bool(recent) and _goes_on(mark, recent[-1])
        section = Section(
            title=mark.title,
            roles=reading.roles,
            level=mark.level,
            source=mark.source,
            line=mark.line,
            end_line=max(mark.line, _last_line(source, end)),
            span=mark.span,
            title_place=mark.title_place,
            body=Span(mark.span.end, max(mark.span.end, end)),
            blocks=tuple(blocks[index]),
            lead=mark.lead,
            parent=parent,
            inherited=reading.roles[0] if reading.roles else Role.TIMELINE if goes_on else around,
            qualifier=reading.qualifier,
        )
        sections.append(section)
        recent.append(section)
    return tuple(sections)


def _goes_on(mark: Mark, before: Section) -> bool:
    """Whether a heading is a day or a time right after a timeline of the same level, which it continues."""
    return (
        before.level == mark.level
        and before.inherited is Role.TIMELINE
        and mark.source == "heading"
        and starts_with_time(mark.title)
    )


def _last_line(source: Source, end: int) -> int:
    """The last line before ``end`` that is not blank."""
    lines = source.lines
    line = source.line_of(max(0, end - 1)) if end else 1
    while line > 1 and not lines[line - 1].strip():
        line -= 1
    return line


def _ends(source: Source, marks: list[Mark], starts: list[tuple[int, int]]) -> list[int]:
    """Where each section ends: at the next opening of its level or above, or at the end of its label's reach."""
    ends = [len(source.text)] * len(marks)
    open_: list[int] = []
    at = 0
    for index, mark in enumerate(marks):
        here = mark.span.start
        while at < len(starts) and starts[at][0] <= here:
            offset, level = starts[at]
            while open_ and marks[open_[-1]].level >= level and marks[open_[-1]].span.end <= offset:
                ends[open_.pop()] = offset
            at += 1
        open_.append(index)
    for offset, level in starts[at:]:
        while open_ and marks[open_[-1]].level >= level and marks[open_[-1]].span.end <= offset:
            ends[open_.pop()] = offset
    return [min(end, mark.end) if mark.end is not None else end for end, mark in zip(ends, marks, strict=True)]


def _blocks(tree: Tree, marks: list[Mark], ends: list[int]) -> list[list[Block]]:
    """The blocks of each section's own body: in front of its first sub-section."""
    source = tree.source
    found: list[list[Block]] = [[] for _ in marks]
    lines = [mark.line for mark in marks]
    openers = [index for index, mark in enumerate(marks) if mark.source != "list-label"]
    holders = {id(mark.holder) for mark in marks}
    open_: list[int] = []
    at = 0
    for block in tree.children:
        if isinstance(block, Heading):
            continue
        line = first_line(block, source)
        while at < len(openers) and lines[openers[at]] <= line:
            open_.append(openers[at])
            at += 1
        while open_ and ends[open_[-1]] <= source.line_starts[line - 1]:
            open_.pop()
        if open_ and id(block) not in holders and not _holds_mark(block, lines, source):
            found[open_[-1]].append(block)
    for index, mark in enumerate(marks):
        if isinstance(mark.holder, Item):
            found[index] = [child for child in mark.holder.children[1:] if not _holds_mark(child, lines, source)]
    return found


def _holds_mark(block: Block, lines: list[int], source: Source) -> bool:
    """Whether a label inside this list or quote opens a section."""
    if not isinstance(block, (List, Quote)):
        return False
    return bisect_right(lines, last_line(block, source)) > bisect_left(lines, first_line(block, source))


def find_incidents(sections: Sequence[Section]) -> tuple[Incident, ...]:
    """The incidents of a running log: sibling sections that each have a summary, a timeline and the like of their own.

    Empty for an ordinary document about one incident.
    """
    roles: dict[int, set[Role]] = {}
    for section in sections:
        if section.parent is not None:
            roles.setdefault(section.parent, set()).update(section.roles)
    by_level: dict[tuple[int | None, int], list[int]] = {}
    for index in roles:
        section = sections[index]
        if not section.roles and section.inherited is None and len(roles[index] & _TELLING) >= _SHARED:
            by_level.setdefault((section.parent, section.level), []).append(index)
    for members in by_level.values():
        if len(members) > 1 and len(set.intersection(*(roles[index] for index in members)) & _TELLING) >= _SHARED:
            found = (sections[index] for index in members)
            return tuple(Incident(section.title, section.line, section.end_line) for section in found)
    return ()


_SHARED = 2
"""So many roles in common make siblings several incidents."""
_TELLING = frozenset(
    {Role.SUMMARY, Role.IMPACT, Role.ROOT_CAUSE, Role.DETECTION, Role.RESOLUTION, Role.TIMELINE, Role.ACTION_ITEMS}
)
