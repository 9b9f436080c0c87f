"""Links, images, code spans, emphasis and inline HTML of one leaf block, with their spans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

from pm_lint.markdown.content_map import ContentMap
from pm_lint.markdown.inline_spans import SPAN
from pm_lint.source import Span


class Inline(NamedTuple):
    """One inline construct."""

    kind: str
    """``link``, ``autolink``, ``image``, ``code``, ``strong``, ``em``, ``s``, ``html`` or ``footnote``."""
    span: Span
    inner: Span
    """What stands between the marks: the link's text, the code, the emphasised words."""
    text: str
    """The inner part as rendered; for HTML the tag or comment itself."""
    url: str = ""
    url_span: Span | None = None
    """The destination alone, None where it stands in a reference definition."""


_OPENERS = {"link_open": "link", "strong_open": "strong", "em_open": "em", "s_open": "s"}
_CLOSERS = frozenset({"link_close", "strong_close", "em_close", "s_close"})


def collect(token: Token, content_map: ContentMap) -> Iterator[Inline]:
    """The constructs of an inline token, in the order in which they end."""
    stack: list[tuple[Token, list[str]]] = []
    for child in token.children or ():
        kind = child.type
        if kind in _OPENERS:
            stack.append((child, []))
        elif kind in _CLOSERS and stack:
            opener, shown = stack.pop()
            text = "".join(shown)
            if stack:
                stack[-1][1].append(text)
            yield _pair(opener, child, text, token.content, content_map)
        else:
            if stack:
                stack[-1][1].append(" " if kind in ("softbreak", "hardbreak") else child.content)
            if (found := _single(child, token.content, content_map)) is not None:
                yield found


def _pair(opener: Token, closer: Token, text: str, content: str, content_map: ContentMap) -> Inline:
    start, inner_start = opener.meta[SPAN]
    inner_end, end = closer.meta[SPAN]
    kind = _OPENERS[opener.type]
    span, inner = content_map.span(start, end), content_map.span(inner_start, inner_end)
    if kind != "link":
        return Inline(kind, span, inner, text)
    url = str(opener.attrGet("href") or "")
    if opener.info == "auto":
        return Inline("autolink", span, inner, text, url, inner)
    return Inline("link", span, inner, text, url, _destination(content, inner_end, end, content_map))


def _destination(content: str, start: int, end: int, content_map: ContentMap) -> Span | None:
    """The destination in ``](dest "title")``; None for ``][ref]``."""
    if not content.startswith("](", start):
        return None
    at = start + 2
    while at < end and content[at] in " \t\n":
        at += 1
    if content.startswith("<", at):
        close = content.find(">", at)
        return content_map.span(at + 1, close) if 0 <= close < end else None
    stop, depth = at, 0
    while stop < end - 1 and content[stop] not in " \t\n":
        if content[stop] == "\\":
            stop += 1
        elif content[stop] == "(":
            depth += 1
        elif content[stop] == ")":
            if not depth:
                break
            depth -= 1
        stop += 1
    return content_map.span(at, min(stop, end - 1))


def _single(child: Token, content: str, content_map: ContentMap) -> Inline | None:
    start, end = child.meta.get(SPAN, (0, 0))
    span = content_map.span(start, end)
    if child.type == "code_inline":
        marks = len(child.markup)
        return Inline("code", span, content_map.span(start + marks, end - marks), child.content)
    if child.type == "html_inline":
        return Inline("html", span, span, child.content)
    if child.type == "footnote_ref":
        return Inline("footnote", span, span, content[start:end], child.meta.get("label", ""))
    if child.type == "image":
        close = start + 2 + len(child.content)
        url = str(child.attrGet("src") or "")
        inner = content_map.span(start + 2, close)
        return Inline("image", span, inner, child.content, url, _destination(content, close, end, content_map))
    return None
