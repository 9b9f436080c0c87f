"""Follow-ups: rows, list items, paragraphs and headings of the action sections, and lists that are announced as such."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pm_lint.markdown.tree import Block, Heading, Item, List, Paragraph, Quote, Table, Text
from pm_lint.postmortem import owners as who
from pm_lint.postmortem.action_details import read_details
from pm_lint.postmortem.action_nature import infer_kind, strength_of
from pm_lint.postmortem.action_tables import read_table
from pm_lint.postmortem.action_words import kind_of, verbs, words
from pm_lint.postmortem.due_dates import iso_date
from pm_lint.postmortem.model import ActionItem, Excerpt, Role, Section
from pm_lint.postmortem.places import first_line, section_at
from pm_lint.source import Span

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_CLOSED_ROLES = frozenset(
    {Role.TIMELINE, Role.REFERENCES, Role.GLOSSARY, Role.PARTICIPANTS, Role.METADATA, Role.SUMMARY, Role.ROOT_CAUSE}
    | {Role.CONTRIBUTING_FACTORS, Role.BACKGROUND, Role.WENT_WELL, Role.WENT_WRONG, Role.LUCKY, Role.LESSONS}
)
"""A sub-section with one of these roles is no group of action items, wherever it stands."""
_WORD = re.compile(r"[\w'’-]+")
_PROMISE = re.compile(
    r"\b(?:(?:we|i|the team|team)(?:'ll|’ll|'re|’re|'ve|’ve| will| are| have| need| should| must| plan| want| intend| can| would like)"
    r"|would like to|(?:will|should|must|needs? to)(?: not)? (?:be|have)|(?:has|have|was|were|is) (?:now |already )?(?:been |being )?\w+(?:ed|en)\b"
    r"|needs? to|going forward|in (?:the )?future|now (?:requires?|uses?)|(?:has|have|is|are) now|to ?do\b)",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"^(?:(?:lastly|finally|also|additionally|in addition|furthermore|next),? )?(?:we|the team)(?:'ll|’ll| will| plan to| need to| are| have|'re|’re|'ve|’ve)\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:(?:we(?:'ll|’ll| will| plan to| intend to| are going to| need to)|the team will)\b(?=[^.]*\b(?:following|these|actions?|steps?|changes?|improvements?)\b)"
    r"|(?:created|opened|filed|raised) (?:\w+ ){0,3}(?:tickets?|issues?)\b|(?:next|follow[- ]?up) (?:steps?|actions?|items?)|action items|follow[- ]ups?)",
    re.IGNORECASE,
)
_PAST_LIST = re.compile(
    r"\b(?:due to|caused by|because|errors? (?:was|were)|symptoms?|affected|happened|we did|we took|options? (?:were|was)|learned)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"^\W*(?:(?:action(?: item)?|ai|step|item)[ -]?)?(?:\d+[.):]|#\d+)\s*\S|^\W*(?:TODO|DONE)\b", re.IGNORECASE
)
_DONE_TITLE = re.compile(r"\b(?:completed|taken|done|finished|already|implemented)\b", re.IGNORECASE)
_OPEN_TITLE = re.compile(r"\b(?:planned|to[ -]?do|in progress|pending|open|outstanding|not started)\b", re.IGNORECASE)


class _Place(NamedTuple):
    """What the headings around an item say about it."""

    section: int | None
    kind: str | None = None
    done: bool | None = None
    owner: Excerpt | None = None


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
    headings: Mapping[int, Heading]
    """The headings by line."""


def find_items(postmortem: Postmortem) -> tuple[ActionItem, ...]:
    """The follow-ups of a document, in document order."""
    document = _Document(postmortem, _people(postmortem), _headings(postmortem))
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


def headline(item: ActionItem, text: str) -> Span:
    """Where a finding about a whole item stands: its action, as far as the first line goes."""
    return first_line(item.text_span, text)


def _people(postmortem: Postmortem) -> frozenset[str]:
    named = {
        name
        for field in postmortem.metadata
        if field.key in ("authors", "owner")
        for name in re.split(r"\s*[,;&/]\s*|\s+and\s+", field.value)
    }
    return frozenset((*postmortem.settings.people, *(name.strip() for name in named if 2 < len(name) < 40)))


def _headings(postmortem: Postmortem) -> dict[int, Heading]:
    return {node.lines[0]: node for node in postmortem.tree.nodes if isinstance(node, Heading)}


def _action_sections(sections: Sequence[Section]) -> Iterator[tuple[int, _Place]]:
    """The sections that hold action items, with what their titles say."""
    places: dict[int, _Place] = {}
    for index, section in enumerate(sections):
        around = places.get(section.parent) if section.parent is not None else None
        if Role.ACTION_ITEMS not in section.roles and (around is None or _CLOSED_ROLES & set(section.roles)):
            continue
        place = _place(index, section, around)
        places[index] = place
        yield index, place


def _place(index: int, section: Section, around: _Place | None) -> _Place:
    title = section.title.strip()
    done = True if _DONE_TITLE.search(title) else False if _OPEN_TITLE.search(title) else None
    kind = next((kind for word in _WORD.findall(title.lower()) if (kind := kind_of(word))), None)
    owner = None
    if around is not None and len(title) < 40 and (title.startswith("@") or title.lower().endswith(" team")):
        owner = Excerpt(title, section.title_span)
    if around is None:  # "Corrective actions" is what many call all of them
        return _Place(index, kind if " " not in title else None, done, owner)
    return _Place(index, kind or around.kind, around.done if done is None else done, owner or around.owner)


def _in_section(section: Section, place: _Place, document: _Document) -> Iterator[ActionItem]:
    blocks = _opened(section.blocks)
    listed = [block for block in blocks if isinstance(block, (List, Table))]
    if not listed and section.parent is not None and (heading := _heading_item(section, blocks, document)):
        yield _item(heading, place, document)
        return
    found = False
    for candidate in _lead(section):
        found = True
        yield _item(candidate, place, document)
    previous: Block | None = None
    for block in blocks:
        if isinstance(block, Table):
            for row in read_table(block, place.section, document.postmortem, document.people):
                yield _placed(row, place)
        elif isinstance(block, List) and not _tells_of_the_past(previous):
            for candidate in _of_list(block):
                yield _item(candidate, place, document)
        elif (
            isinstance(block, Paragraph)
            and not found
            and _is_action(block.text, alone=not listed, language=document.postmortem.language)
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
    at = prose.find(section.title)
    start = at + len(section.title) if at >= 0 else 0
    rest = prose[start:].lstrip(" :：*—–-")
    if len(rest) > 3 and not rest.rstrip().endswith((":", "：")) and rest.strip(" .").lower() not in words("nothing"):
        start = len(prose) - len(rest)
        yield _Candidate(section.lead, (), section.lead.span, "paragraph", start)


def _heading_item(section: Section, blocks: Sequence[Block], document: _Document) -> _Candidate | None:
    """A numbered sub-heading, or one marked as to do, whose paragraphs explain it."""
    if section.source != "heading" or Role.ACTION_ITEMS in section.roles:
        return None
    heading = document.headings.get(section.line)
    if heading is None:
        return None
    prose = heading.text.prose.text
    match = _HEADED.match(prose)
    if not match and _first_word(prose) not in verbs():
        return None
    others = tuple(block.text for block in blocks if isinstance(block, Paragraph))
    numbered = re.match(r"\W*(?:(?:action(?: item)?|ai|step|item)[ -]?)?#?\d+[.):]?\s*", prose, re.IGNORECASE)
    return _Candidate(heading.text, others, heading.span, "paragraph", numbered.end() if numbered else 0)


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
        is_group = bool(nested) and _is_group(main)
        if is_group:
            group = _group_owner(main) or group
        inner = [child for inner in nested for child in inner.children]
        tasks = [child for child in inner if is_group or child.checked is not None]
        stack.extend((child, group) for child in reversed(tasks))
        if is_group or not _says_something(main):
            continue
        others = [paragraph.text for paragraph in paragraphs[1:]]
        others += (text for child in inner if child not in tasks for text in _texts(child))
        container = "task" if main.task_state is not None else "item"
        yield _Candidate(main, tuple(others), item.span, container, owner=group)


def _texts(item: Item) -> Iterator[Text]:
    stack: list[Block] = list(reversed(item.children))
    while stack:
        block = stack.pop()
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, (List, Item, Quote)):
            stack.extend(reversed(block.children))


def _is_group(main: Text) -> bool:
    """Whether an item with a nested list is only a label: "Short term", "Prevention:", "In such cases:"."""
    prose = main.prose.text.strip()
    bare = prose.rstrip(":： ").lower()
    if bare in words("groups") or kind_of(bare) or who.is_team(bare) or (prose.startswith("@") and " " not in prose):
        return True
    if not prose.endswith((":", "：")):
        return False
    return _first_word(prose) not in verbs() and not _WILL.match(prose) and main.task_state is None


def _group_owner(main: Text) -> Excerpt | None:
    prose = main.prose.text.strip().rstrip(":：")
    if prose.startswith("@") or (who.is_team(prose) and prose.lower().endswith("team")):
        return Excerpt(prose, main.span)
    return None


def _says_something(main: Text) -> bool:
    bare = main.prose.text.strip().strip("*_ ").strip()
    if not any(character.isalnum() for character in bare):
        return False
    if bare[0] in "[<{" and bare[-1] in "]>}" and "](" not in main.content and not any(c.isdigit() for c in bare):
        return bool(main.inlines)
    low = bare.rstrip(".").lower()
    return low not in words("nothing") and not re.match(
        r"(?:n/a|none|no (?:further )?(?:actions?|follow[- ]?ups?)\b)", low
    )


def _first_word(prose: str) -> str:
    match = _WORD.search(prose)
    return match.group().lower() if match else ""


def _is_action(text: Text, *, alone: bool, language: str) -> bool:
    """Whether a paragraph is a follow-up: one of several in prose, or a clear promise beside a list."""
    prose = text.prose.text.strip()
    if not _says_something(text) or prose.endswith((":", "：")) or (prose[0] == "(" and prose[-1] == ")"):
        return False
    if not alone:
        return bool(_WILL.match(prose))
    if language != "en":
        return True
    return _first_word(prose) in verbs() or bool(_PROMISE.search(prose))


def _tells_of_the_past(block: Block | None) -> bool:
    """Whether the paragraph before a list announces causes or symptoms, not actions."""
    if not isinstance(block, Paragraph):
        return False
    prose = block.text.prose.text.rstrip()
    return prose.endswith(":") and bool(_PAST_LIST.search(prose[-160:])) and not _PROMISE.search(prose[-160:])


def _announced(document: _Document) -> Iterator[ActionItem]:
    """Lists under "We will do the following:" outside of any action section."""
    postmortem = document.postmortem
    blocks = postmortem.tree.children
    starts = [section.line for section in postmortem.sections]
    for before, block in zip(blocks, blocks[1:], strict=False):
        if not isinstance(block, List) or not isinstance(before, Paragraph):
            continue
        content = before.text.content.rstrip()
        if content.endswith(":") and _ANNOUNCED.search(content[-300:].rsplit(". ", 1)[-1]):
            index = section_at(postmortem.sections, starts, before.text.line)
            if index is not None and postmortem.sections[index].inherited in (
                Role.TIMELINE,
                Role.ACTION_ITEMS,
                Role.ROOT_CAUSE,
            ):
                continue
            for candidate in _of_list(block):
                yield _item(candidate, _Place(index), document)


def _item(candidate: _Candidate, place: _Place, document: _Document) -> ActionItem:
    main, postmortem = candidate.main, document.postmortem
    details = read_details(main, candidate.others, postmortem.settings, document.people, candidate.start)
    prose = main.prose.text
    text = prose[details.start : details.end]
    inherited = candidate.owner or place.owner
    owners = details.owners or ((inherited,) if inherited and not details.unowned else ())
    text_span = main.prose.span(details.start, details.end) or main.span
    start = text_span.start if candidate.start else candidate.span.start
    item = ActionItem(
        line=postmortem.source.line_of(start),
        span=Span(start, candidate.span.end),
        text=text,
        text_span=text_span,
        owners=owners,
        unowned=details.unowned,
        trackers=details.trackers,
        due=details.due,
        due_date=iso_date(details.due.text) if details.due else None,
        done=details.done,
        kind=details.kind,
        priority=details.priority,
        strength=_strength(text, postmortem.language),
        section=place.section,
        container=candidate.container,
    )
    return _placed(item, place)


def _strength(text: str, language: str) -> str:
    return strength_of(text) if language == "en" else "medium"


def _placed(item: ActionItem, place: _Place) -> ActionItem:
    """The item with what its headings say where it says nothing itself."""
    return item._replace(
        kind=item.kind or place.kind or infer_kind(item.text),
        done=place.done if item.done is None else item.done,
    )
