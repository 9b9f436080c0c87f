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
        return list(accumulate([len(piece[0]) for piece in self._pieces[:-1]], initial=0))

    def span(self, start: int, end: int) -> Span | None:
        """The source range that shows as ``text[start:end]``, or None where the source does not align."""
        if not self._pieces:
            return None
        if len(self._pieces) == 1 and self._pieces[0][3] in VERBATIM:  # as most
            low = self._pieces[0][1]
            return self._where(low + start, low + max(start, end))
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
    is_special = dialects.may_hold_machinery(content) or dialects.CONTAINER in content
    if not children and not is_special:
        pieces = _lines(content) if "\n" in content else [(content, 0, len(content), "text")]
    else:
        pieces = _pieces(children or plain_tokens(content), is_special=is_special)
    return Prose(_without_start(pieces, skip) if skip else pieces, where)


def _without_start(pieces: list[_Piece], skip: int) -> list[_Piece]:
    pieces = [piece for piece in pieces if piece[2] > skip]
    if pieces and pieces[0][1] < skip and pieces[0][3] in VERBATIM:
        shown, start, end, kind = pieces[0]
        pieces[0] = (shown[skip - start :], skip, end, kind)
    return pieces


def _lines(content: str) -> list[_Piece]:
    """The pieces of words alone."""
    pieces: list[_Piece] = []
    at = 0
    for line in content.split("\n"):
        if at:
            pieces.append((" ", at - 1, at, "break"))
        end = at + len(line)
        pieces.append((line, at, end, "text"))
        at = end + 1
    return pieces


def _pieces(children: Sequence[Token], *, is_special: bool) -> list[_Piece]:
    """The pieces of inline tokens; ``is_special`` says that they may hold what is no prose."""
    pieces: list[_Piece] = []
    kind = "text"
    for index, token in enumerate(children):
        type_ = token.type
        if type_ == "text":
            text = token.content
            if not text:
                continue
            start, end = token.meta[SPAN]
            if end - start != len(text):
                pieces.append((text, start, end, "atomic"))  # the address of an autolink, normalised
            elif not is_special:
                pieces.append((text, start, end, kind))
            elif not (text.startswith(dialects.CONTAINER) and _fills_line(children, index)):
                pieces += _without_machinery(text, start, kind)
        elif type_ in _AS_WRITTEN:
            start, end = token.meta[SPAN]
            pieces.append((token.content, start, end, _AS_WRITTEN[type_]))
        elif type_ in _AS_SPACE or (type_ == "html_inline" and _is_break(token.content)):
            start, end = token.meta[SPAN]
            pieces.append((" ", start, end, _AS_SPACE.get(type_, "break")))
        elif type_ == "link_open":
            kind = "link"
        elif type_ == "link_close":
            kind = "text"
    return pieces


_AS_WRITTEN = {"code_inline": "code", "text_special": "atomic"}
_AS_SPACE = {"softbreak": "break", "hardbreak": "break", "image": "skipped"}
"""Alternative text is not part of the sentence around an image; a space keeps the words apart."""


def _without_machinery(content: str, start: int, kind: str) -> Iterator[_Piece]:
    at = 0
    for first, last, shown in dialects.machinery(content):
        if first > at:
            yield content[at:first], start + at, start + first, kind
        if shown:
            yield shown, start + first, start + last, "skipped"
        at = last
    if at < len(content):
        yield content[at:], start + at, start + len(content), kind


def _fills_line(children: Sequence[Token], index: int) -> bool:
    return (index == 0 or children[index - 1].type in _BREAKS) and (
        index + 1 == len(children) or children[index + 1].type in _BREAKS
    )


_BREAKS = frozenset({"softbreak", "hardbreak"})


def _is_break(html: str) -> bool:
    return html[:3].lower() == "<br" and not html[3:].strip(" />\n")
