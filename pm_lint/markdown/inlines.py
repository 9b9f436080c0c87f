"""Links, images, code spans, emphasis and inline HTML of one leaf block, with their spans."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token

from pm_lint.markdown.content_map import ContentMap
from pm_lint.markdown.simple_inlines import SPAN
from pm_lint.record import NamedTuple
from pm_lint.source import Span


class Inline(NamedTuple):
    """One inline construct."""

    kind: str
    """``link``, ``autolink``, ``image``, ``code``, ``strong``, ``em``, ``s``, ``html`` or ``footnote``."""
    span: Span
    inner: Span
    """What stands between the marks: the link's text, the code, the emphasised words."""
    rendered: str
    """All text of the leaf block, which its constructs share: deep nesting must not copy it at each level."""
    within: tuple[int, int]
    """The part of ``rendered`` that is this construct's text."""
    url: str = ""
    url_span: Span | None = None
    """The destination alone, None where it stands in a reference definition."""

    @property
    def text(self) -> str:
        """The inner part as rendered; for HTML the tag or comment itself."""
        return self.rendered[self.within[0] : self.within[1]]


_PARTING = (" ", "(", ")", "<", "\\")
"""What a destination that fills its brackets has none of."""
_OPENERS = {"link_open": "link", "strong_open": "strong", "em_open": "em", "s_open": "s"}
_CLOSERS = frozenset({"link_close", "strong_close", "em_close", "s_close"})
_SINGLES = {"code_inline": "code", "html_inline": "html", "footnote_ref": "footnote", "image": "image"}
_MARKS = frozenset({"softbreak", "hardbreak", "footnote_ref"})
"""What shows as something else than its content."""


def collect(token: Token, content_map: ContentMap) -> Iterator[Inline]:
    """The constructs of an inline token, in the order in which they end."""
    children = token.children or ()
    texts = [_shown(child, token.content) if child.type in _MARKS else child.content for child in children]
    rendered = "".join(texts)
    offsets = list(accumulate(map(len, texts), initial=0))
    leaf = _Leaf(token.content, content_map, rendered)
    stack: list[int] = []
    for index, child in enumerate(children):
        kind = child.type
        if kind in _OPENERS:
            stack.append(index)
        elif kind in _CLOSERS and stack:
            first = stack.pop()
            yield leaf.pair(children[first], child, (offsets[first], offsets[index]))
        elif kind in _SINGLES:
            yield leaf.single(child, (offsets[index], offsets[index + 1]))


def _shown(child: Token, content: str) -> str:
    if child.type != "footnote_ref":
        return " "
    start, end = child.meta[SPAN]
    return content[start:end]


class _Leaf(NamedTuple):
    content: str
    content_map: ContentMap
    rendered: str

    def pair(self, opener: Token, closer: Token, within: tuple[int, int]) -> Inline:
        start, inner_start = opener.meta[SPAN]
        inner_end, end = closer.meta[SPAN]
        kind = _OPENERS[opener.type]
        span, inner = self.content_map.span(start, end), self.content_map.span(inner_start, inner_end)
        if kind != "link":
            return Inline(kind, span, inner, self.rendered, within)
        url = str(opener.attrGet("href") or "")
        if opener.info == "auto":
            return Inline("autolink", span, inner, self.rendered, within, url, inner)
        return Inline("link", span, inner, self.rendered, within, url, self._destination(inner_end, end))

    def single(self, child: Token, within: tuple[int, int]) -> Inline:
        kind = _SINGLES[child.type]
        start, end = child.meta[SPAN]
        span = inner = self.content_map.span(start, end)
        url, url_span = "", None
        if kind == "code":
            marks = len(child.markup)
            inner = self.content_map.span(start + marks, end - marks)
        elif kind == "footnote":
            url = str(child.meta.get("label", ""))
        elif kind == "image":
            close = start + len("![") + len(child.content)
            inner = self.content_map.span(start + len("!["), close)
            url, url_span = str(child.attrGet("src") or ""), self._destination(close, end)
        return Inline(kind, span, inner, self.rendered, within, url, url_span)

    def _destination(self, start: int, end: int) -> Span | None:
        """The destination in ``](dest "title")``; None for ``][ref]`` and for ``]`` alone."""
        content = self.content
        if not content.startswith("](", start, end):
            return None
        at = start + len("](")
        written = content[at : end - 1]
        if written and written.isprintable() and not any(map(written.__contains__, _PARTING)):
            return self.content_map.span(at, end - 1)
        while at < end and content[at] in " \t\n":
            at += 1
        found = parseLinkDestination(content, at, end)
        if not found.ok:  # it is empty
            return self.content_map.span(at, at)
        marks = content.startswith("<", at)
        return self.content_map.span(at + marks, found.pos - marks)
