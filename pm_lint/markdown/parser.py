"""The configured markdown-it-py parser, and the way from a source to its tree."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt

from pm_lint.errors import SourceError
from pm_lint.markdown.builder import build
from pm_lint.markdown.front_matter import find_front_matter
from pm_lint.markdown.inline_spans import install
from pm_lint.markdown.tree import Tree
from pm_lint.source import Source

MAX_NESTING = 40
"""With the preset's 20, a ten-level list swallows the rest of the file; 100 costs too much on hostile input."""


def configured(*, footnotes: bool = False) -> MarkdownIt:
    """CommonMark with tables and strikethrough, every definition kept as a token; not yet installed spans."""
    options = {"maxNesting": MAX_NESTING, "inline_definitions": True, "linkify": False, "typographer": False}
    md = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    if footnotes:
        from mdit_py_plugins.footnote import footnote_plugin

        md.use(footnote_plugin, inline=False, move_to_end=False)
    return md


@cache
def _parser(footnotes: bool) -> MarkdownIt:
    return install(configured(footnotes=footnotes))


def parse(source: Source) -> Tree:
    """Parses a document; raises SourceError when the Markdown parser itself gives up."""
    front_matter = find_front_matter(source)
    text = source.text
    if front_matter is not None:  # blank its lines, so that every other line keeps its number
        lines = source.line_of(front_matter.span.end - 1)
        after = source.line_starts[lines] if lines < source.line_count else len(text)
        text = "\n" * lines + text[after:]
    try:
        tokens = _parser("[^" in text).parse(text)
    except (RuntimeError, RecursionError) as error:
        raise SourceError(f"the Markdown parser gave up: {error}") from None
    return build(source, tokens, front_matter, MAX_NESTING)
