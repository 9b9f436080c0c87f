"""What must hold of every document, whatever it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pm_lint.markdown import parse, parser
from pm_lint.markdown.inline_spans import install
from pm_lint.markdown.simple_inlines import SPAN, plain_tokens
from pm_lint.markdown.tree import Tree
from pm_lint.source import Source, Span

_WORD = re.compile(r"\w+")


def check(text: str, path: str = "test.md") -> Tree:
    """Asserts every invariant on ``text``; gives its tree."""
    tree = parse(Source(path, text))
    check_tokens(text)
    check_spans(tree)
    for leaf in tree.texts:
        check_alignment(leaf, tree.source)
        check_prose(leaf, tree.source)
    return tree


# ---------------------------------------------------------------- tokens
@cache
def unpatched(footnotes: bool) -> MarkdownIt:
    return parser.configured(footnotes=footnotes).disable("text_join")


@cache
def patched(footnotes: bool) -> MarkdownIt:
    return install(parser.configured(footnotes=footnotes))


def check_tokens(text: str) -> None:
    """The tokens are those of plain markdown-it-py, and inline children tile their content."""
    footnotes = "[^" in text
    tokens = patched(footnotes).parse(text)
    for token in tokens:
        if token.type == "inline" and not token.children:  # content of words alone is given none
            token.children = plain_tokens(token.content)
    assert [_bare(token) for token in tokens] == [_bare(token) for token in unpatched(footnotes).parse(text)]
    for token in tokens:
        if token.children:
            check_tiling(token.children, token.content)


def _bare(token: Token) -> dict[str, Any]:
    fields = token.as_dict(children=False)
    fields["meta"] = {key: value for key, value in token.meta.items() if key != SPAN}
    fields["children"] = [_bare(child) for child in token.children] if token.children is not None else None
    return fields


def check_tiling(children: Sequence[Token], content: str) -> None:
    cursor = 0
    for index, child in enumerate(children):
        start, end = child.meta[SPAN]
        assert start == cursor and end >= start, (child, content)
        cursor = end
        auto = index > 0 and children[index - 1].info == "auto"
        assert auto or _shows(child, content[start:end]), (child, content[start:end], content)
        if child.type == "image" and child.children:
            check_tiling(child.children, child.content)
    assert cursor == len(content), (cursor, content)


def _shows(child: Token, source: str) -> bool:
    """Whether ``source`` is what ``child`` was made of."""
    if child.type in ("text", "html_inline"):
        return source == child.content
    if child.type in ("softbreak", "hardbreak"):
        return "\n" in source and not source.strip(" \\\n\t")
    if child.type == "code_inline":
        return source.startswith(child.markup) and source.endswith(child.markup)
    if child.type == "link_open":
        return source in ("[", "<")
    if child.type == "link_close":
        return source[0] in "]>"
    if child.type == "image":
        return source.startswith("![" + child.content + "]")
    if child.type == "footnote_ref":
        return source == f"[^{child.meta['label']}]"
    return source == child.markup


# ---------------------------------------------------------------- spans
def check_spans(tree: Tree) -> None:
    """No span lies outside the file, and every block lies inside the block around it."""
    size = len(tree.source.text)
    stack: list[tuple[Any, Span]] = [(block, Span(0, size)) for block in tree.children]
    while stack:
        block, around = stack.pop()
        span = block.span
        assert around.start <= span.start <= span.end <= around.end, (block, around, tree.source.text)
        inside = [*getattr(block, "children", ()), *getattr(block, "rows", ()), *getattr(block, "cells", ())]
        inside += [block.header] if hasattr(block, "header") else []
        stack.extend((child, span) for child in inside)
    for leaf in tree.texts:
        for inline in leaf.inlines:
            assert leaf.span.start <= inline.span.start <= inline.inner.start, (inline, tree.source.text)
            assert inline.inner.end <= inline.span.end <= leaf.span.end, (inline, tree.source.text)
            if inline.url_span is not None:
                assert inline.span.start <= inline.url_span.start <= inline.url_span.end <= inline.span.end


def check_alignment(leaf: Any, source: Source) -> None:
    """Each visible character of the content is the one at its place in the source."""
    content = leaf._token.content
    assert leaf.is_aligned or not content, (content, source.text)
    for offset, character in enumerate(content):
        if character in " \n\t":
            continue
        found = source.text[leaf._map.place(offset)]
        assert found == character or (found, character) == ("\0", "\ufffd"), (content, offset, source.text)


def check_prose(leaf: Any, source: Source) -> None:
    """Each word of the prose comes back as that word; one that touches code or markup, inside a wider range."""
    prose = leaf.prose
    atomic = [piece for piece in prose._pieces if piece[3] not in ("text", "link")]
    for match in _WORD.finditer(prose.text):
        span = prose.span(*match.span())
        assert span is not None and 0 <= span.start <= span.end <= len(source.text)
        found = source.slice(span).replace("\0", "\ufffd")
        if found != match.group() and not atomic:
            assert _letters(found, match.group()), (found, match.group(), source.text)


def _letters(found: str, word: str) -> bool:
    """Whether the characters of ``word`` stand in ``found`` in order: markup may stand between them."""
    rest = iter(found)
    return all(character in rest for character in word)
