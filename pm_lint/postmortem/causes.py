"""Contributing factors, causes, what went wrong and where there was luck, and which actions take them up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from pm_lint.lazy import Later
from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Block, Footnote, Item, List, Paragraph, Quote, Table, Text, walk
from pm_lint.postmortem.data import read_table
from pm_lint.postmortem.model import Cause, Role, Section
from pm_lint.postmortem.section_text import after_label
from pm_lint.postmortem.topics import Index, build_index
from pm_lint.postmortem.whys import find_whys, is_why
from pm_lint.source import Span

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

__all__ = ["classify", "find_causes", "find_whys"]

CAUSE_ROLES = (Role.ROOT_CAUSE, Role.CONTRIBUTING_FACTORS, Role.TRIGGER, Role.WENT_WRONG, Role.LUCKY)
_WORD = lazy_regex(r"[\w/-]+")
_Category = tuple[str | None, tuple[str, ...]]
_NOTHING = frozenset({"n/a", "na", "none", "nothing", "tbd", "todo", "unknown", "-", "not applicable"})


def find_causes(postmortem: Postmortem) -> tuple[Cause, ...]:
    """The causes of a document in its order, each with the action items that take it up."""
    index = cache(partial(_index, postmortem))
    causes: dict[int, Cause] = {}
    for number, section in enumerate(postmortem.sections):
        role = _role_of(section)
        if role is not None:
            for text, place in _parts(section):
                line = place.line if isinstance(place, Text) else postmortem.source.line_of(place.start)
                causes.setdefault(line, Cause(line, place, text, role, number, *_meaning(text, index)))
    return tuple(causes[line] for line in sorted(causes))


def _index(postmortem: Postmortem) -> Index:
    return build_index(postmortem.action_items, postmortem)


def _meaning(text: str, index: Callable[[], Index]) -> tuple[Later[_Category], Later[tuple[int, ...]]]:
    return Later(partial(classify, text)), Later(lambda: index().taking_up(text))


def classify(words: str) -> _Category:
    """The category of the taxonomy that most words speak for, and those words; None where none does.

    Where two tie, the one whose word comes first: what happened is named before what followed from it.
    """
    padded = f" {' '.join(_WORD.findall(words.lower()))} "
    single, phrases = _cues()
    found: dict[str, list[str]] = {}
    for word in set(padded.split()):
        if word in single:
            found.setdefault(single[word], []).append(word)
        for phrase, category in phrases.get(word, ()):
            if phrase in padded:
                found.setdefault(category, []).append(phrase.strip())
    if not found:
        return None, ()
    best = min(found, key=lambda name: (-len(found[name]), min(padded.find(f" {cue} ") for cue in found[name])))
    return best, tuple(sorted(found[best], key=padded.find))


@cache
def _cues() -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """The category of each cue word; by first word the cue phrases, with a space at both ends, and their categories."""
    data: dict[str, list[str]] = read_table("cause_categories")
    single: dict[str, str] = {}
    phrases: dict[str, list[tuple[str, str]]] = {}
    for category, cue in [(category, cue) for category, names in data.items() for cue in names]:
        if " " in cue:
            phrases.setdefault(cue.split()[0], []).append((f" {cue} ", category))
        else:
            single[cue] = category
    return single, phrases


def _role_of(section: Section) -> Role | None:
    """The cause role of a section; a sub-section without a role of its own takes the one around it."""
    found = next((role for role in CAUSE_ROLES if role in section.roles), None)
    if found or section.roles or section.parent is None:
        return found
    return section.inherited if section.inherited in CAUSE_ROLES else None


def _parts(section: Section) -> Iterator[tuple[str, Text | Span]]:
    """List items and table rows where there are any, else paragraphs; chains of whys are no causes."""
    if section.lead is not None:
        prose = section.lead.prose.text
        start = after_label(prose, section.title)
        span = section.lead.prose.span(start, len(prose)) if start < len(prose) else None
        if span and _says_something(prose[start:]):
            yield prose[start:], span
    has_items = any(isinstance(block, (List, Table)) for block in section.blocks)
    for block in section.blocks:
        if isinstance(block, (List, Table, Quote, Footnote)):
            yield from _items_and_rows(block)
        elif isinstance(block, Paragraph) and not has_items:
            prose = block.text.prose.text
            if _says_something(prose) and not prose.rstrip().endswith(":") and not is_why(prose):
                yield prose, block.text


def _items_and_rows(outer: Block) -> Iterator[tuple[str, Text | Span]]:
    """The items that are no details of another one, and the rows."""
    details: set[int] = set()
    for block in walk((outer,)):
        if isinstance(block, Item):
            details.update(id(child) for inner in block.children if isinstance(inner, List) for child in inner.children)
            if id(block) not in details and (text := _first_text(block)):
                yield text.prose.text, text
        elif isinstance(block, Table):
            for row in block.rows:
                shown = " ".join([cell.text.prose.text for cell in row.cells]).strip()
                if _says_something(shown):
                    yield shown, row.span


def _first_text(item: Item) -> Text | None:
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph) or not _says_something(first.text.prose.text):
        return None
    return None if is_why(first.text.prose.text) else first.text


def _says_something(prose: str) -> bool:
    bare = prose.strip().strip("*_.").strip()
    if not any(character.isalnum() for character in bare) or bare.lower() in _NOTHING:
        return False
    return not (bare[0] in "[<{" and bare[-1] in "]>}") and not bare.lower().startswith(("n/a ", "n/a,"))
