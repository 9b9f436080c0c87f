"""Contributing factors, causes, what went wrong and where there was luck, and which actions take them up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Block, Item, List, Paragraph, Quote, Table, Text, walk
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
_NOTHING = frozenset({"n/a", "na", "none", "nothing", "tbd", "todo", "unknown", "-", "not applicable"})


def find_causes(postmortem: Postmortem) -> tuple[Cause, ...]:
    """The causes of a document in its order, each with the action items that take it up."""
    sections = postmortem.sections
    if not any(role in section.roles for section in sections for role in CAUSE_ROLES):
        return ()
    index = build_index(postmortem.action_items, postmortem)
    causes: dict[int, Cause] = {}
    for number, section in enumerate(sections):
        role = _role_of(section)
        if role is None:
            continue
        for text, span in _parts(section):
            causes.setdefault(span.start, _cause(text, span, role, number, index, postmortem))
    return tuple(causes[start] for start in sorted(causes))


def classify(words: str) -> tuple[str | None, tuple[str, ...]]:
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
    import json  # only documents with a cause section need it

    path = Path(__file__).with_name("data") / "cause_categories.json"
    data: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
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


def _parts(section: Section) -> Iterator[tuple[str, Span]]:
    """List items and table rows where there are any, else paragraphs; chains of whys are no causes."""
    if section.lead is not None:
        prose = section.lead.prose.text
        start = after_label(prose, section.title)
        span = section.lead.prose.span(start, len(prose)) if start < len(prose) else None
        if span and _says_something(prose[start:]):
            yield prose[start:], span
    blocks = [block for block in walk(section.blocks) if not isinstance(block, (Quote,))]
    has_items = any(isinstance(block, (List, Table)) for block in section.blocks)
    inner = _nested(section.blocks)
    for block in blocks:
        if isinstance(block, Item) and id(block) not in inner and (text := _first_text(block)):
            yield text.prose.text, text.span
        elif isinstance(block, Table):
            for row in block.rows:
                shown = " ".join(cell.text.prose.text for cell in row.cells).strip()
                if _says_something(shown):
                    yield shown, row.span
        elif isinstance(block, Paragraph) and not has_items and block in section.blocks:
            prose = block.text.prose.text
            if _says_something(prose) and not prose.rstrip().endswith(":") and not is_why(prose):
                yield prose, block.span


def _nested(blocks: Sequence[Block]) -> set[int]:
    """The items that are details of another item."""
    return {
        id(child)
        for block in walk(tuple(blocks))
        if isinstance(block, Item)
        for inner in block.children
        if isinstance(inner, List)
        for child in inner.children
    }


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


def _cause(text: str, span: Span, role: Role, section: int, index: Index, postmortem: Postmortem) -> Cause:
    category, evidence = classify(text)
    line = postmortem.source.line_of(span.start)
    return Cause(line, span, text, role, section, category, evidence, index.taking_up(text))
