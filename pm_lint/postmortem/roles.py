"""What each section is for: by its title, by where it stands, and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from pm_lint.lazy import lazy
from pm_lint.markdown.tree import Block, Heading, Item, List, Paragraph, Table, Tree
from pm_lint.postmortem.model import Role
from pm_lint.postmortem.section_marks import Mark, first_line
from pm_lint.postmortem.title_words import starts_with_time
from pm_lint.postmortem.titles import NOTHING, Reading, Titles

_FAMILY = {Role.RESPONSE: Role.RESOLUTION}
_WENT = frozenset({Role.WENT_WELL, Role.WENT_WRONG, Role.LUCKY})
_INSIDE: Mapping[Role, frozenset[Role]] = {
    Role.ACTION_ITEMS: _WENT | {Role.LESSONS, Role.TIMELINE, Role.REFERENCES, Role.GLOSSARY, Role.PARTICIPANTS},
    Role.LESSONS: _WENT
    | {Role.ACTION_ITEMS, Role.TIMELINE, Role.ROOT_CAUSE, Role.CONTRIBUTING_FACTORS, Role.REFERENCES, Role.SUMMARY},
    Role.WENT_WELL: _WENT | {Role.ACTION_ITEMS, Role.LESSONS},
    Role.WENT_WRONG: _WENT | {Role.ACTION_ITEMS, Role.LESSONS},
    Role.LUCKY: _WENT | {Role.ACTION_ITEMS, Role.LESSONS},
    Role.REFERENCES: frozenset(),
    Role.GLOSSARY: frozenset(),
    Role.METADATA: frozenset(Role),
}
"""What a sub-section may be for. "Detection" under "Action items" is a kind of action, not how it was detected."""
_LABELLED = frozenset({None, Role.SUMMARY, Role.METADATA, Role.BACKGROUND, Role.LESSONS})
"""Where a run-in label opens a section; elsewhere "**Impact**: …" is said of one cause or one event."""
_ALL = frozenset(Role)
_OVER_LISTS = frozenset({Role.ACTION_ITEMS, Role.TIMELINE})
_COMPANY = 2
"""So many roles among the items of a list, or among plain lines, make them labels of sections."""
_ENTRIES = 3
"""So many entries that start with a time make a timeline of a section that has no name we know."""


def parents_of(marks: Sequence[Mark]) -> list[int | None]:
    """The index of the mark around each mark."""
    parents: list[int | None] = []
    open_: list[int] = []
    for index, mark in enumerate(marks):
        while open_ and _ends(marks[open_[-1]], mark):
            open_.pop()
        parents.append(open_[-1] if open_ else None)
        open_.append(index)
    return parents


def _ends(mark: Mark, later: Mark) -> bool:
    """Whether the section of a mark ends where a later one stands, at the latest."""
    return mark.level >= later.level or (mark.end is not None and mark.end <= later.span.start)


def assign(marks: Sequence[Mark], parents: list[int | None], titles: Titles, tree: Tree) -> list[Reading]:
    """What each mark's section is for; no roles where it is a topic of its own, or no section at all."""
    bodies = _Bodies(marks, tree)
    readings: list[Reading] = []
    titled = not _has_title_above(tree) and _opens_with_title(marks, titles)
    for index, (mark, parent) in enumerate(zip(marks, parents, strict=True)):
        reading = NOTHING
        if not (index == 0 and titled) and (mark.source == "heading" or _has_place(mark, readings, parents, parent)):
            reading = titles.read(mark.title)
        if reading is not NOTHING and _may_count(reading, mark, is_title=index == 0 and mark.level == 1):
            around = _around(readings, parents, parent)
            readings.append(_fitted(reading, around, partial(bodies.__getitem__, index)))
        else:
            readings.append(NOTHING)
    _keep_list_labels_in_company(marks, readings)
    _keep_plain_labels_in_company(marks, readings)
    _decide(marks, readings, parents, bodies)
    _name_by_content(marks, readings, parents, bodies)
    _name_plain_titles(marks, readings, titles, bodies)
    return readings


def _has_title_above(tree: Tree) -> bool:
    """Whether front matter holds the title, so that the first heading is a section."""
    above = tree.front_matter
    return above is not None and re.search(r"^title\b", tree.source.slice(above.body), re.MULTILINE) is not None


def _opens_with_title(marks: Sequence[Mark], titles: Titles) -> bool:
    """Whether the first heading is the only one of level 1, with sections under it: "# Log" of several incidents."""
    headings = [mark for mark in marks if mark.source == "heading"]
    if not headings or marks[0] is not headings[0] or headings[0].level > 1:
        return False
    if any(mark.level == 1 for mark in headings[1:]):
        return False
    return any(titles.read(mark.title).roles for mark in headings[1:])


def _has_place(mark: Mark, readings: list[Reading], parents: list[int | None], parent: int | None) -> bool:
    """Whether a label stands where one may open a section."""
    around = _around(readings, parents, parent)
    nearest = around[0] if around else None
    if mark.weak and nearest not in (None, Role.METADATA):
        return False
    is_direct = parent is None or bool(readings[parent].roles)
    run_in = mark.lead is not None or mark.source == "list-label" or not is_direct
    return not run_in or nearest in _LABELLED


def _may_count(reading: Reading, mark: Mark, *, is_title: bool) -> bool:
    """Whether a title says enough for its kind of mark; the title of the document and labels need more."""
    if mark.source == "heading":
        return reading.exact or not is_title
    if reading.roles == (Role.METADATA,):
        return False  # a field
    if mark.weak:
        return reading.exact and not reading.qualifier
    asks = mark.lead is None and mark.title.endswith(("?", "？"))
    return asks or not reading.wording


class _Bodies:
    """The top-level blocks between each heading or label and the next; what follows in the item for an item label."""

    def __init__(self, marks: Sequence[Mark], tree: Tree) -> None:
        self._marks = marks
        self._tree = tree

    @lazy
    def _by_mark(self) -> list[list[Block]]:
        found: list[list[Block]] = [[] for _ in self._marks]
        openers = [index for index, mark in enumerate(self._marks) if mark.source != "list-label"]
        at = -1
        for block in self._tree.children:
            line = first_line(block, self._tree.source)
            while at + 1 < len(openers) and self._marks[openers[at + 1]].line <= line:
                at += 1
            if at >= 0 and not isinstance(block, Heading):
                found[openers[at]].append(block)
        return found

    def __getitem__(self, index: int) -> Sequence[Block]:
        holder = self._marks[index].holder
        return holder.children[1:] if isinstance(holder, Item) else self._by_mark[index]


def _around(readings: list[Reading], parents: list[int | None], parent: int | None) -> list[Role]:
    """The roles of the sections around, the nearest first."""
    found: list[Role] = []
    while parent is not None:
        found.extend(readings[parent].roles)
        parent = parents[parent]
    return found


def _fitted(reading: Reading, around: list[Role], body: Callable[[], Sequence[Block]]) -> Reading:
    """The reading with the roles that a section can have where it stands."""
    nearest = around[0] if around else None
    if nearest is Role.TIMELINE and (not reading.exact or is_timed(body())):
        return NOTHING
    if nearest is None:
        return reading
    families = {_FAMILY.get(role, role) for role in around}
    allowed = _INSIDE.get(nearest, _ALL)

    def fits(role: Role) -> bool:
        return role in allowed and _FAMILY.get(role, role) not in families

    return reading._replace(roles=tuple(filter(fits, reading.roles)), options=tuple(filter(fits, reading.options)))


def _keep_list_labels_in_company(marks: Sequence[Mark], readings: list[Reading]) -> None:
    """One "- **Impact**: …" alone is an ordinary item; two or more make the list an outline."""
    labels = [index for index, mark in enumerate(marks) if mark.source == "list-label"]
    by_heading: dict[int, set[Role]] = {}
    heading_of: dict[int, int] = {}
    heading = -1
    for index, mark in enumerate(marks):
        if mark.source == "heading":
            heading = index
        elif mark.source == "list-label":
            heading_of[index] = heading
            by_heading.setdefault(heading, set()).update(readings[index].roles)
    for index in labels:
        if len(by_heading[heading_of[index]]) < _COMPANY:
            readings[index] = NOTHING


def _keep_plain_labels_in_company(marks: Sequence[Mark], readings: list[Reading]) -> None:
    """One line "Impact: …" without emphasis is a line; with other labels it is one of them."""
    plain = [index for index, mark in enumerate(marks) if mark.weak]
    labels = [index for index, mark in enumerate(marks) if mark.source == "label"]
    if plain and len({role for index in labels for role in readings[index].roles}) < _COMPANY:
        for index in plain:
            readings[index] = NOTHING


def _decide(marks: Sequence[Mark], readings: list[Reading], parents: list[int | None], bodies: _Bodies) -> None:
    """Gives an ambiguous title the first of its roles that no other section plays."""
    taken = {role for reading in readings for role in reading.roles}
    for index, reading in enumerate(readings):
        if not reading.options:
            continue
        free = [role for role in reading.options if role not in taken]
        if Role.LESSONS in _around(readings, parents, parents[index]):
            free = [role for role in reading.options if role is Role.ACTION_ITEMS]
        elif marks[index].lead is not None and not marks[index].title.endswith(("?", "？")):
            free = []
        if free and free[0] is Role.TIMELINE and not is_timed(bodies[index]):
            free = []
        if not free and reading.options == (Role.ACTION_ITEMS,):  # what else was ruled out by the section around it
            free = [Role.ACTION_ITEMS]
        if free:
            readings[index] = reading._replace(roles=(free[0],))
            taken.add(free[0])


def _name_by_content(
    marks: Sequence[Mark], readings: list[Reading], parents: list[int | None], bodies: _Bodies
) -> None:
    """A section that is all times is the timeline, a last one of tasks the action items, where no other is."""
    _name_containers(marks, readings, parents)
    taken = {role for reading in readings for role in reading.roles}
    if Role.TIMELINE in taken and Role.ACTION_ITEMS in taken:
        return
    free = [
        index
        for index, mark in enumerate(marks)
        if mark.source == "heading"
        and not readings[index].roles
        and not (index == 0 and mark.level == 1)
        and not starts_with_time(mark.title)
        and not _around(readings, parents, parents[index])
    ]
    if Role.TIMELINE not in taken:
        children = _timed_children(marks, parents)
        for index in free:
            if children.get(index, 0) >= _ENTRIES or is_timed(bodies[index]):
                readings[index] = Reading((Role.TIMELINE,), False)
                break
    if Role.ACTION_ITEMS not in taken and free and free[-1] == len(marks) - 1 and _is_task_list(bodies[free[-1]]):
        readings[free[-1]] = Reading((Role.ACTION_ITEMS,), False)


def _name_plain_titles(marks: Sequence[Mark], readings: list[Reading], titles: Titles, bodies: _Bodies) -> None:
    """A plain line "Action items" right over a list or table is a title, wherever it stands, where no other is."""
    taken = {role for reading in readings for role in reading.roles}
    for index, mark in enumerate(marks):
        if not mark.weak or readings[index].roles or taken.issuperset(_OVER_LISTS):
            continue
        reading = titles.read(mark.title)
        fits = reading.exact and len(reading.roles) == 1 and reading.roles[0] in _OVER_LISTS - taken
        if fits and any(isinstance(block, (List, Table)) for block in bodies[index][1:2]):
            readings[index] = reading
            taken.update(reading.roles)


def _name_containers(marks: Sequence[Mark], readings: list[Reading], parents: list[int | None]) -> None:
    """A section around "What went well" and "What went wrong" holds the lessons, where no other does."""
    if any(Role.LESSONS in reading.roles for reading in readings):
        return
    inside: dict[int, set[Role]] = {}
    for reading, parent in zip(readings, parents, strict=True):
        if parent is not None:
            inside.setdefault(parent, set()).update(_WENT.intersection(reading.roles))
    for index, found in inside.items():
        if len(found) > 1 and not readings[index].roles and marks[index].level > 1:
            readings[index] = Reading((Role.LESSONS,), False)
            return


def _timed_children(marks: Sequence[Mark], parents: list[int | None]) -> dict[int, int]:
    """How many headings and bold lines under each mark start with a time."""
    counts: dict[int, int] = {}
    for mark, parent in zip(marks, parents, strict=True):
        alone = mark.source == "heading" or (mark.source == "label" and mark.lead is None)
        if parent is not None and alone and starts_with_time(mark.title):
            counts[parent] = counts.get(parent, 0) + 1
    return counts


def is_timed(blocks: Iterable[Block]) -> bool:
    """Whether at least three, and half, of the entries start with a time."""
    entries = [text for block in blocks for text in _entries(block)]
    timed = sum(starts_with_time(text.lstrip(" *_`[~(<{")) for text in entries)
    return timed >= _ENTRIES and timed * 2 >= len(entries)


def _entries(block: Block) -> Iterable[str]:
    """What each item, row or paragraph starts with."""
    if isinstance(block, Paragraph):
        return [block.text.content]
    if isinstance(block, List):
        first = [item.children[0] for item in block.children if item.children]
        return [child.text.content for child in first if isinstance(child, Paragraph)]
    if isinstance(block, Table):
        return [row.cells[0].text.content for row in block.rows if row.cells]
    return []


def _is_task_list(blocks: Iterable[Block]) -> bool:
    boxes = [item.checked for block in blocks if isinstance(block, List) for item in block.children]
    return sum(box is not None for box in boxes) >= 2
