"""Five-whys chains: lists, headings, table rows and paragraphs that ask why, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pm_lint.markdown.tree import Heading, Item, List, Paragraph, Row, Text
from pm_lint.postmortem.model import Excerpt, Role, Section, Whys
from pm_lint.source import Source, Span

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_WHYS = ("why", "なぜ", "warum", "pourquoi", "por qué", "por que", "为什么", "왜")
_COUNTED = ("first ", "second ", "third ", "fourth ", "fifth ", "1st ", "2nd ", "3rd ", "4th ", "5th ", "q: ", "q:")
_TITLES = ("five why", "5 why", "5-why", "five-why", "なぜなぜ", "5个为什么", "5 个为什么", "fünf warum", "cinco porqu")
_BEFORE = "0123456789.:)( *_#-–—→>"
"""What may stand before "why": a number, a mark."""
_CAUSAL = frozenset({Role.ROOT_CAUSE, Role.CONTRIBUTING_FACTORS, Role.TRIGGER})


def is_why(prose: str) -> bool:
    """Whether a text opens a step of a chain: "Why did …?", "2. Why", "Why 3:"."""
    low = prose[:40].lower().lstrip(_BEFORE)
    counted = next(word for word in _COUNTED if low.startswith(word)) if low.startswith(_COUNTED) else ""
    return low[len(counted) :].lstrip(_BEFORE).startswith(_WHYS)


def is_whys_title(title: str) -> bool:
    """Whether a heading announces a five-whys chain."""
    low = title.lower()
    return any(words in low for words in _TITLES) or low.strip() == "whys"


def find_whys(postmortem: Postmortem) -> tuple[Whys, ...]:
    """The chains of a document: steps that ask why, and the list under a heading that announces a chain."""
    sections = postmortem.sections
    announced = _announced(sections)
    allowed = {index for index, section in enumerate(sections) if section.inherited in _CAUSAL} | announced
    if not announced and not any(_may_ask(postmortem.source, sections[index]) for index in allowed):
        return ()
    chains: dict[int, list[Text]] = {}
    for text, kind in _texts(postmortem):
        section = postmortem.section_at(text.line)
        if section not in allowed or section is None:
            continue
        prose = text.prose.text
        if kind == "heading" and is_whys_title(prose):
            continue
        if _asks(prose) or (section in announced and kind == "ordered"):
            chains.setdefault(_home(sections, section, announced), []).append(text)
    return tuple(
        Whys(
            steps[0].line,
            Span(steps[0].span.start, steps[-1].span.end),
            tuple(Excerpt(step.prose.text, step.span) for step in steps),
        )
        for section, steps in chains.items()
        if len(steps) > 1 or section in announced
    )


def _announced(sections: Sequence[Section]) -> set[int]:
    """The sections whose title announces a chain: none in most documents, whose titles are looked at together."""
    titles = "\n".join([section.title for section in sections]).lower()
    if "whys" not in titles and not any(words in titles for words in _TITLES):
        return set()
    return {index for index, section in enumerate(sections) if is_whys_title(section.title)}


def _may_ask(source: Source, section: Section) -> bool:
    low = source.text[section.span.start : section.body.end].lower()
    return any(why in low for why in _WHYS)


def _asks(prose: str) -> bool:
    """Whether a text is a step: it opens with "why" and asks, or counts ("Why 3: …")."""
    return is_why(prose) and (
        any(mark in prose for mark in "?？か") or any(digit in prose[:12] for digit in "123456789")
    )


def _home(sections: Sequence[Section], section: int, announced: set[int]) -> int:
    """The section whose chain a step belongs to: the announced one around it, else its own or its parent's.

    Where each step has a heading of its own, the chain is the parent's.
    """
    at: int | None = section
    while at is not None:
        if at in announced:
            return at
        at = sections[at].parent
    parent = sections[section].parent
    return parent if parent is not None and is_why(sections[section].title) else section


def _texts(postmortem: Postmortem) -> list[tuple[Text, str]]:
    """Texts that may be a step, with where they stand; an answer inside an item is no step of its own."""
    found: list[tuple[Text, str]] = []
    first_of_item: dict[int, str] = {}
    for node in postmortem.tree.nodes:
        if isinstance(node, List):
            for item in node.children:
                first_of_item.update(_opening(item, "ordered" if node.ordered else "bullet"))
        elif isinstance(node, Paragraph):
            found.append((node.text, first_of_item.get(id(node.text), "paragraph")))
        elif isinstance(node, Heading):
            found.append((node.text, "heading"))
        elif isinstance(node, Row) and node.cells:
            found.append((node.cells[0].text, "row"))
    return found


def _opening(item: Item, kind: str) -> dict[int, str]:
    first = item.children[0] if item.children else None
    return {id(first.text): kind} if isinstance(first, Paragraph) else {}
