"""All prose of a document, sentence by sentence, with the section that each stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import (
    Block,
    Footnote,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
)
from pm_lint.postmortem.model import Sentence

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_BOUNDARY = lazy_regex(r"[.!?…][.!?…]*[)\]\"'”’»]*\s+(?=[\"'“‘«(\[]*[^\sa-z])")
_ASCII_BOUNDARY = lazy_regex(r"[.!?][.!?]*[)\]\"']*\s+(?=[\"'(\[]*[^\sa-z])")
_WIDE_BOUNDARY = lazy_regex(
    r"[.!?…。！？](?:(?<=[.!?…])[.!?…]*[)\]\"'”’»]*\s+(?=[\"'“‘«(\[]*[^\sa-z])|(?<=[。！？])[。！？]*[」』）]*)"
)
"""For scripts without spaces as well. All open with one set of characters, so that all others are skipped at once."""
_DIVIDER = "\0"
"""Stands between the texts of a document where all are searched at once: no part of a sentence, and in no text."""
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
    holders = _holders(postmortem.tree.children)
    texts = [holder.prose.text for holder, _ in holders]
    sentences: list[Sentence] = []
    current = -1
    index, role = None, None
    for (holder, kind), text, stops in zip(holders, texts, _stops_of_each(texts), strict=True):
        while current + 1 < len(starts) and starts[current + 1] <= holder.line:
            current += 1
            index, role = current, sections[current].inherited
        for start, end in _cut(text, stops):
            sentences.append(Sentence(text[start:end], holder, start, end, kind, index, role))
    return tuple(sentences)


def boundaries(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each sentence in rendered prose, outer white space left out.

    Abbreviations, initials, version numbers, times and list numbers do not end a sentence.
    """
    return _cut(text, [match.span() for match in _boundary(text).finditer(text)])


def _stops_of_each(texts: Sequence[str]) -> Iterator[Sequence[tuple[int, int]]]:
    """Where a sentence of each text may end and the next one start, found in all texts at once: most have one only."""
    together = _DIVIDER.join(texts)
    matches = _boundary(together).finditer(together)
    match = next(matches, None)
    first = 0
    for text in texts:
        last = first + len(text)
        stops: list[tuple[int, int]] = []
        while match is not None and match.start() < last:
            stops.append((match.start() - first, match.end() - first))
            match = next(matches, None)
        yield stops
        first = last + len(_DIVIDER)


def _boundary(text: str) -> re.Pattern[str]:
    if text.isascii():
        return _ASCII_BOUNDARY
    return _WIDE_BOUNDARY if "。" in text or "！" in text or "？" in text else _BOUNDARY


def _cut(text: str, stops: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences between some stops, those left out that end none."""
    if not stops and len(text.strip()) == len(text) > 0:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    start = 0
    for at, stop in stops:
        if text[at] == "." and _is_abbreviation(text[start : at + 1]):
            continue
        found.append(_trimmed(text, start, stop))
        start = stop
    start, end = _trimmed(text, start, len(text))
    if end > start:
        found.append((start, end))
    return found


def _is_abbreviation(head: str) -> bool:
    """Whether the stop at the end of ``head`` is that of an abbreviation, an initial or a number."""
    if len(head) <= _LONGEST_NUMBER + 1 and head[:-1].isdecimal():
        return True
    tail = head[-12:-1].lower()
    word = tail.rpartition(" ")[2]
    if word.isalnum():
        return word in _ABBREVIATIONS or (len(word) == 1 and "a" <= word <= "z")
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


def _holders(blocks: tuple[Block, ...]) -> list[tuple[Text, str]]:
    """Each leaf's text with the kind of place it stands in; iterative, for hostile nesting."""
    found: list[tuple[Text, str]] = []
    open_: list[tuple[Iterator[Block], str]] = [(iter(blocks), "paragraph")]
    """What is left of the containers around, and the kind of what stands in each."""
    while open_:
        rest, kind = open_[-1]
        for block in rest:
            if isinstance(block, Paragraph):
                found.append((block.text, kind))
            elif isinstance(block, Heading):
                found.append((block.text, "heading"))
            elif isinstance(block, Table):
                found += [(cell.text, "cell") for row in (block.header, *block.rows) for cell in row.cells]
            elif isinstance(block, (List, Item, Quote, Footnote)):
                open_.append((iter(block.children), _inside(block, kind)))
                break
        else:
            open_.pop()
    return found


def _inside(block: Block, kind: str) -> str:
    """The kind of place that texts stand in inside of a container: a quotation stays one."""
    if isinstance(block, Quote):
        return "quote"
    return "item" if isinstance(block, Item) and kind != "quote" else kind
