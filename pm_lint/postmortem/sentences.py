"""All prose of a document, sentence by sentence, with the section that each stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import (
    Block,
    Cell,
    Footnote,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)
from pm_lint.postmortem.model import Sentence

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_BOUNDARY = lazy_regex(r"[.!?…]+[)\]\"'”’»]*\s+(?=[\"'“‘«(\[]*[^\sa-z])")
_ASCII_BOUNDARY = lazy_regex(r"[.!?]+[)\]\"']*\s+(?=[\"'(\[]*[^\sa-z])")
_WIDE_STOPS = "。！？"
_WIDE_BOUNDARY = lazy_regex(
    r"[.!?…。！？](?:(?<=[.!?…])[.!?…]*[)\]\"'”’»]*\s+(?=[\"'“‘«(\[]*[^\sa-z])|(?<=[。！？])[。！？]*[」』）]*)"
)
"""For scripts without spaces as well. Both open with one set of characters, so that all others are skipped at once."""
_LONGEST = 6
"""Letters of the longest abbreviation."""
_LONGEST_NUMBER = 3
"""Digits of the longest number of an item."""
_ABBREVIATIONS = frozenset({
    "etc", "vs", "approx", "cf", "ca", "resp", "incl", "no", "nr", "fig", "sec", "vol", "ver", "v", "dr", "mr", "mrs",
    "ms", "prof", "st", "inc", "ltd", "co", "corp", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec", "dept", "est", "min", "max", "avg",
})  # fmt: skip
_DOTTED = frozenset({"e.g", "i.e", "a.m", "p.m", "u.s", "u.k"})


def split_sentences(postmortem: Postmortem) -> tuple[Sentence, ...]:
    """Every sentence of headings, paragraphs, items, cells and quotes, in document order."""
    sections = postmortem.sections
    starts = [section.line for section in sections]
    sentences: list[Sentence] = []
    current = -1
    for holder, kind in _holders(postmortem.tree.children):
        while current + 1 < len(starts) and starts[current + 1] <= holder.line:
            current += 1
        role = sections[current].inherited if current >= 0 else None
        index = current if current >= 0 else None
        text = holder.prose.text
        for start, end in boundaries(text):
            sentences.append(Sentence(text[start:end], holder, start, end, kind, index, role))
    return tuple(sentences)


def boundaries(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each sentence in rendered prose, outer white space left out.

    Abbreviations, initials, version numbers, times and list numbers do not end a sentence.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _boundary(text).finditer(text):
        at, stop = match.span()
        if text[at] == "." and _is_abbreviation(text[start : at + 1]):
            continue
        found.append(_trimmed(text, start, stop))
        start = stop
    start, end = _trimmed(text, start, len(text))
    if end > start:
        found.append((start, end))
    return found


def _boundary(text: str) -> re.Pattern[str]:
    if text.isascii():
        return _ASCII_BOUNDARY
    return _WIDE_BOUNDARY if any(stop in text for stop in _WIDE_STOPS) else _BOUNDARY


def _is_abbreviation(head: str) -> bool:
    """Whether the stop at the end of ``head`` is that of an abbreviation, an initial or a number."""
    word = head[-_LONGEST - 2 : -1]
    if len(word) > _LONGEST and word.isalpha():
        return False
    if len(head) <= _LONGEST_NUMBER + 1 and head[:-1].isdecimal():
        return True
    tail = head[-12:-1].lower()
    at = len(tail)
    while at and (tail[at - 1].isalnum() or tail[at - 1] == "_"):
        at -= 1
    if tail[at:] in _ABBREVIATIONS:
        return True
    if not (len(tail) == at + 1 and "a" <= tail[at] <= "z"):
        return False
    if at == 0 or tail[at - 1].isspace():
        return True
    before = tail[at - 3 : at - 2]
    return tail[-3:] in _DOTTED and not (before.isalnum() or before == "_")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return end - len(part.lstrip()), start + len(part.rstrip())


def _holders(blocks: tuple[Block, ...]) -> Iterator[tuple[Text, str]]:
    """Each leaf's text with the kind of place it stands in; iterative, for hostile nesting."""
    stack: list[tuple[Block, str]] = [(block, "paragraph") for block in reversed(blocks)]
    while stack:
        block, kind = stack.pop()
        if isinstance(block, Paragraph):
            yield block.text, kind
        elif isinstance(block, Heading):
            yield block.text, "heading"
        elif isinstance(block, Cell):
            yield block.text, "cell"
        elif isinstance(block, Quote):
            stack.extend((child, "quote") for child in reversed(block.children))
        elif isinstance(block, Item):
            inner = "quote" if kind == "quote" else "item"
            stack.extend((child, inner) for child in reversed(block.children))
        elif isinstance(block, (List, Footnote)):
            stack.extend((child, kind) for child in reversed(block.children))
        elif isinstance(block, Table):
            stack.extend((row, kind) for row in reversed(block.rows))
            stack.append((block.header, kind))
        elif isinstance(block, Row):
            stack.extend((cell, kind) for cell in reversed(block.cells))
