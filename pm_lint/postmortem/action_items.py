"""Follow-ups: rows, list items, paragraphs and headings of the action sections, and announced lists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise, zip_longest
from typing import TYPE_CHECKING

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Block, Item, List, Paragraph, Quote, Table, Text
from pm_lint.postmortem import owners as who
from pm_lint.postmortem.action_details import Place, read_details
from pm_lint.postmortem.action_tables import is_of_actions, read_table
from pm_lint.postmortem.action_words import kind_of, verbs, words
from pm_lint.postmortem.due_dates import iso_date
from pm_lint.postmortem.follow_ups import (
    announces_actions,
    first_word,
    is_action,
    is_group,
    is_legend,
    names_group,
    says_something,
    tells_of_the_past,
)
from pm_lint.postmortem.model import ActionItem, Excerpt, Nature, Role, Section
from pm_lint.postmortem.section_text import after_label
from pm_lint.record import NamedTuple
from pm_lint.source import Span

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_CLOSED_ROLES = frozenset(
    {Role.TIMELINE, Role.REFERENCES, Role.GLOSSARY, Role.PARTICIPANTS, Role.METADATA, Role.SUMMARY, Role.ROOT_CAUSE}
    | {Role.CONTRIBUTING_FACTORS, Role.BACKGROUND, Role.WENT_WELL, Role.WENT_WRONG, Role.LUCKY, Role.LESSONS}
)
"""A sub-section with one of these roles is no group of action items, wherever it stands."""
_INITIALS = 4
"""Letters of somebody's initials."""
_DONE_TITLES = frozenset({"completed", "taken", "done", "finished", "already", "implemented"})
_OPEN_TITLES = frozenset({"planned", "todo", "pending", "open", "outstanding", "progress"})
_NUMBER = lazy_regex(r"\W*(?:(?:[Aa]ction(?: [Ii]tem)?|AI|[Ss]tep|[Ii]tem)[ -]?)?(?:\d+[.):]|#\d+)\s*")


class _Candidate(NamedTuple):
    """One item before it is read."""

    main: Text
    others: tuple[Text, ...]
    span: Span
    container: str
    start: int = 0
    owner: Excerpt | None = None
    """The owner of the group that it stands in."""


class _Document(NamedTuple):
    postmortem: Postmortem
    people: Collection[str]
    """Names that are people here: of the settings and of the metadata."""


def find_items(postmortem: Postmortem) -> tuple[ActionItem, ...]:
    """The follow-ups of a document, in document order."""
    document = _Document(postmortem, who.people_of(postmortem))
    items: list[ActionItem] = []
    taken: set[int] = set()
    for index, place in _action_sections(postmortem.sections):
        section = postmortem.sections[index]
        for item in _in_section(section, place, document):
            if item.span.start not in taken:
                taken.add(item.span.start)
                items.append(item)
    for item in _announced(document):
        if item.span.start not in taken:
            items.append(item)
    return tuple(sorted(items, key=lambda item: item.span))


def _action_sections(sections: Sequence[Section]) -> Iterator[tuple[int, Place]]:
    """The sections that hold action items, with what their titles say."""
    places: dict[int, Place] = {}
    for index, section in enumerate(sections):
        around = places.get(section.parent) if section.parent is not None else None
        if Role.ACTION_ITEMS not in section.roles and (around is None or _CLOSED_ROLES & set(section.roles)):
            continue
        place = _place(index, section, around)
        places[index] = place
        yield index, place


def _place(index: int, section: Section, around: Place | None) -> Place:
    title = section.title.strip()
    said = title.lower().replace("to do", "todo").replace("-", " ").split()
    done = True if _DONE_TITLES & set(said) else False if _OPEN_TITLES & set(said) else None
    kind = next((kind for word in said if (kind := kind_of(word.strip("()（）:")))), None)
    owner = None
    if around is not None and len(title) < 40 and (title.startswith("@") or title.lower().endswith(" team")):
        owner = Excerpt(title, section.title_span)
    if around is None:  # "Corrective actions" is what many call all of them
        return Place(index, kind if " " not in title else None, done, owner)
    return Place(index, kind or around.kind, around.done if done is None else done, owner or around.owner)


def _in_section(section: Section, place: Place, document: _Document) -> Iterator[ActionItem]:
    blocks = _opened(section.blocks)
    listed = [block for block in blocks if isinstance(block, (List, Table))]
    if not listed and section.parent is not None and (heading := _heading_item(section, blocks)):
        yield _item(heading, place, document)
        return
    found = False
    for candidate in _lead(section):
        found = True
        yield _item(candidate, place, document)
    previous: Block | None = None
    told: Block | None = None
    """The list that an action announced, and which only says more of it."""
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Table):
            yield from read_table(block, place, document.postmortem, document.people)
        elif isinstance(block, List):
            texts = [text.prose.text for item in block.children for text in islice(_texts(item), 1)]
            if block is not told and not is_legend(texts) and not tells_of_the_past(_introduction(previous)):
                for candidate in _of_list(block, _owner_above(previous)):
                    yield _item(candidate, place, document)
        elif isinstance(block, Paragraph) and (owner := _opening_owner(block.text)) is not None:
            told = following if isinstance(following, List) and _introduction(block) else None
            others = tuple(text for item in told.children for text in _texts(item)) if isinstance(told, List) else ()
            start = len(block.text.prose.text) - len(block.text.prose.text.lstrip()) + len(owner.text)
            yield _item(_Candidate(block.text, others, block.span, "paragraph", start, owner), place, document)
        elif (
            isinstance(block, Paragraph)
            and not found
            and is_action(block.text, alone=not listed, language=document.postmortem.language)
        ):
            yield _item(_Candidate(block.text, (), block.span, "paragraph"), place, document)
        previous = block


def _opened(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with those of block quotes in place of the quotes."""
    opened: list[Block] = []
    stack = list(reversed(blocks))
    while stack:
        block = stack.pop()
        if isinstance(block, Quote):
            stack.extend(reversed(block.children))
        else:
            opened.append(block)
    return opened


def _lead(section: Section) -> Iterator[_Candidate]:
    """The action after a run-in label: "**Action:** we will …"."""
    if section.lead is None:
        return
    prose = section.lead.prose.text
    start = after_label(prose, section.title)
    rest = prose[start:]
    if len(rest) > 3 and not rest.rstrip().endswith((":", "：")) and rest.strip(" .").lower() not in words("nothing"):
        yield _Candidate(section.lead, (), section.lead.span, "paragraph", start)


def _heading_item(section: Section, blocks: Sequence[Block]) -> _Candidate | None:
    """A numbered sub-heading, or one marked as to do, whose paragraphs explain it."""
    heading = section.title_place
    if not isinstance(heading, Text) or Role.ACTION_ITEMS in section.roles:
        return None
    prose = heading.prose.text
    numbered = _NUMBER.match(prose)
    if not numbered and first_word(prose) not in verbs() | {"todo", "done"}:
        return None
    others = tuple(block.text for block in blocks if isinstance(block, Paragraph))
    return _Candidate(heading, others, section.span, "paragraph", numbered.end() if numbered else 0)


def _of_list(block: List, owner: Excerpt | None = None) -> Iterator[_Candidate]:
    """The items of a list; a label over a nested list is a group, nested tasks are items beside their task."""
    stack: list[tuple[Item, Excerpt | None]] = [(item, owner) for item in reversed(block.children)]
    while stack:
        item, group = stack.pop()
        paragraphs = [child for child in item.children if isinstance(child, Paragraph)]
        nested = [child for child in item.children if isinstance(child, List)]
        if not paragraphs:
            stack.extend((child, group) for inner in reversed(nested) for child in reversed(inner.children))
            continue
        main = paragraphs[0].text
        labels = bool(nested) and (is_group(main) or names_group(main, _openings(nested)))
        if labels:
            group = _group_owner(main) or group
        inner = [child for inner in nested for child in inner.children]
        tasks = [child for child in inner if labels or child.checked is not None]
        stack.extend((child, group) for child in reversed(tasks))
        if labels or not says_something(main):
            continue
        others = [paragraph.text for paragraph in paragraphs[1:]]
        others += (text for child in inner if child not in tasks for text in _texts(child))
        container = "task" if main.task_state is not None else "item"
        yield _Candidate(main, tuple(others), item.span, container, owner=group)


def _openings(nested: Sequence[List]) -> list[str]:
    return [text.prose.text for child in nested for item in child.children for text in islice(_texts(item), 1)]


def _texts(item: Item) -> Iterator[Text]:
    stack: list[Block] = list(reversed(item.children))
    while stack:
        block = stack.pop()
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, (List, Item, Quote)):
            stack.extend(reversed(block.children))


def _bold_name(text: Text) -> Excerpt | None:
    """The name or the initials in bold that a paragraph opens with: "**JP** Move the alert"."""
    if not text.content.startswith(("**", "__")):
        return None
    first = next(iter(text.inlines), None)
    if first is None or first.kind != "strong":
        return None
    name = first.text.strip().rstrip(":")
    is_name = who.looks_like_name(name) or (name.isalpha() and len(name) <= _INITIALS and name[:1].isupper())
    return Excerpt(name, first.inner) if is_name and kind_of(name.lower()) is None else None


def _opening_owner(text: Text) -> Excerpt | None:
    """Who does what an instruction after a bold name says."""
    name = _bold_name(text)
    if name is None:
        return None
    rest = text.prose.text.strip().removeprefix(name.text).lstrip(" :–—-")
    return name if first_word(rest) in verbs() else None


def _owner_above(block: Block | None) -> Excerpt | None:
    """Whose the list under a paragraph is that holds nothing but a name in bold."""
    if not isinstance(block, Paragraph):
        return None
    name = _bold_name(block.text)
    return name if name is not None and block.text.prose.text.strip(" :") == name.text else None


def _group_owner(main: Text) -> Excerpt | None:
    prose = main.prose.text.strip().rstrip(":：")
    if prose.startswith("@") or (who.is_team(prose) and prose.lower().endswith("team")):
        return Excerpt(prose, main.span)
    return None


def _introduction(block: Block | None) -> str:
    """The last sentence of a paragraph that ends with a colon; empty for anything else."""
    if not isinstance(block, Paragraph) or not block.text.content.rstrip().endswith((":", "：")):
        return ""
    return block.text.content[-300:].rsplit(". ", 1)[-1]


def _announced(document: _Document) -> Iterator[ActionItem]:
    """Tables of actions, tasks, and lists under "We will do the following:", outside of any action section."""
    postmortem = document.postmortem
    blocks = postmortem.tree.children
    has_section = bool(postmortem.having(Role.ACTION_ITEMS))
    for block in blocks:
        if isinstance(block, Table) and is_of_actions(block):
            section = postmortem.section_at(postmortem.source.line_of(block.span.start))
            yield from read_table(block, Place(section), postmortem, document.people)
        elif isinstance(block, List) and not has_section and _is_of_tasks(block):
            section = postmortem.section_at(block.children[0].lines[0])
            for candidate in _of_list(block):
                yield _item(candidate, Place(section), document)
    for before, block in pairwise(blocks):
        if not isinstance(block, List) or not isinstance(before, Paragraph):
            continue
        if announces_actions(_introduction(before)):
            index = postmortem.section_at(before.text.line)
            if index is not None and postmortem.sections[index].inherited in (
                Role.TIMELINE,
                Role.ACTION_ITEMS,
                Role.ROOT_CAUSE,
            ):
                continue
            for candidate in _of_list(block):
                yield _item(candidate, Place(index), document)


def _is_of_tasks(block: List) -> bool:
    """Whether every item has a box to tick."""
    return len(block.children) > 1 and all(item.checked is not None for item in block.children)


def _item(candidate: _Candidate, place: Place, document: _Document) -> ActionItem:
    main, postmortem = candidate.main, document.postmortem
    details = read_details(main, candidate.others, postmortem.settings, document.people, candidate.start)
    prose = main.prose.text
    text = prose[details.start : details.end]
    inherited = candidate.owner or place.owner
    owners = details.owners or ((inherited,) if inherited and not details.unowned else ())
    text_span = main.prose.span(details.start, details.end) or main.span
    start = text_span.start if candidate.start else candidate.span.start
    return ActionItem(
        line=postmortem.source.line_of(start),
        span=Span(start, candidate.span.end),
        text=text,
        text_span=text_span,
        owners=owners,
        unowned=details.unowned,
        trackers=details.trackers,
        due=details.due,
        due_date=iso_date(details.due.text) if details.due else None,
        done=place.done if details.done is None else details.done,
        nature=Nature(text, details.kind or place.kind, postmortem.language),
        priority=details.priority,
        section=place.section,
        container=candidate.container,
    )
