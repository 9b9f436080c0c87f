"""What the reader sees of a paragraph, and where in the source each character of it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from markdown_it.token import Token

from pm_lint.lazy import lazy
from pm_lint.markdown import dialects
from pm_lint.markdown.simple_inlines import SPAN, plain_tokens
from pm_lint.source import Span

_Where = Callable[[int, int], Span | None]  # a content range to its source range
_Piece = tuple[str, int, int, str]  # shown text, start and end in the content, kind

VERBATIM = frozenset({"text", "link"})
"""The kinds of pieces with one shown character per source character."""


class Prose:
    """The rendered text of one heading, paragraph or cell, with a map back to the source.

    Each piece is verbatim (one shown character per source character) or atomic (an entity, an escape, a code
    span): a range that touches an atomic piece takes it whole.
    """

    def __init__(self, pieces: Sequence[_Piece], where: _Where) -> None:
        self._pieces = pieces
        self._where = where
        self.text = pieces[0][0] if len(pieces) == 1 else "".join([piece[0] for piece in pieces])
        """The rendered text: no markup, a space for each line break inside the paragraph."""

    @lazy
    def _starts(self) -> list[int]:
        return list(accumulate((len(piece[0]) for piece in self._pieces[:-1]), initial=0))

    def span(self, start: int, end: int) -> Span | None:
        """The source range that shows as ``text[start:end]``, or None where the source does not align."""
        if not self._pieces:
            return None
        first = bisect_right(self._starts, start) - 1
        last = max(first, bisect_right(self._starts, end - 1) - 1)
        low, high = self._pieces[first][1], self._pieces[last][2]
        if self._pieces[first][3] in VERBATIM:
            low += start - self._starts[first]
        if self._pieces[last][3] in VERBATIM:
            high = self._pieces[last][1] + end - self._starts[last]
        return self._where(low, max(low, high))

    def ranges(self, kind: str) -> list[tuple[int, int]]:
        """The ranges of ``text`` of one kind: ``code``, ``skipped``, ``link`` or ``break``.

        ``skipped`` is what is no prose: an image, a template's braces, JSX.
        """
        return [
            (start, start + len(piece[0]))
            for start, piece in zip(self._starts, self._pieces, strict=False)
            if piece[3] == kind
        ]


def build(content: str, children: Sequence[Token], where: _Where, skip: int = 0) -> Prose:
    """The prose of ``content`` without its first ``skip`` characters (a task box, a callout).

    ``children`` are its inline tokens, none where it holds no markup.
    """
    if not children:
        if not skip and "\n" not in content and not dialects.may_hold_machinery(content):  # most texts, by far
            return Prose(((content, 0, len(content), "text"),), where)
        children = plain_tokens(content)
    pieces = [piece for piece in _pieces(content, children) if piece[0] and piece[2] > skip]
    if skip and pieces and pieces[0][1] < skip and pieces[0][3] in VERBATIM:
        shown, start, end, kind = pieces[0]
        pieces[0] = (shown[skip - start :], skip, end, kind)
    return Prose(pieces, where)


def _pieces(content: str, children: Sequence[Token]) -> Iterator[_Piece]:
    has_machinery = dialects.may_hold_machinery(content)
    has_containers = dialects.CONTAINER in content
    kind = "text"
    for index, token in enumerate(children):
        type_ = token.type
        start, end = token.meta[SPAN]
        if type_ == "text":
            text = token.content
            if end - start != len(text):
                yield text, start, end, "atomic"  # the address of an autolink, normalised
            elif has_machinery and dialects.may_hold_machinery(text):
                yield from _without_machinery(text, start, kind)
            elif not (has_containers and text.startswith(dialects.CONTAINER) and _fills_line(children, index)):
                yield text, start, end, kind
        elif type_ == "code_inline":
            yield token.content, start, end, "code"
        elif type_ == "text_special":
            yield token.content, start, end, "atomic"
        elif type_ in _BREAKS or (type_ == "html_inline" and _is_break(token.content)):
            yield " ", start, end, "break"
        elif type_ == "link_open":
            kind = "link"
        elif type_ == "link_close":
            kind = "text"
        elif type_ == "image":
            # Alternative text is not part of the sentence around it; a space keeps the words apart.
            yield " ", start, end, "skipped"


_BREAKS = frozenset({"softbreak", "hardbreak"})


def _without_machinery(content: str, start: int, kind: str) -> Iterator[_Piece]:
    at = 0
    for first, last, shown in dialects.machinery(content):
        yield content[at:first], start + at, start + first, kind
        yield shown, start + first, start + last, "skipped"
        at = last
    yield content[at:], start + at, start + len(content), kind


def _fills_line(children: Sequence[Token], index: int) -> bool:
    return (index == 0 or children[index - 1].type in _BREAKS) and (
        index + 1 == len(children) or children[index + 1].type in _BREAKS
    )


def _is_break(html: str) -> bool:
    return html[:3].lower() == "<br" and not html[3:].strip(" />\n")
