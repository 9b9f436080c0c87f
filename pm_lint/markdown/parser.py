"""The configured markdown-it-py parser, and its tokens as a tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pm_lint.errors import SourceError
from pm_lint.markdown import tree as t
from pm_lint.markdown.content_map import ContentMap, atx_map, paragraph_map, row_maps
from pm_lint.markdown.front_matter import find_front_matter
from pm_lint.markdown.inline_spans import install
from pm_lint.source import Source, Span

MAX_NESTING = 40
"""With the preset's 20, a ten-level list swallows the rest of the file; 100 costs too much on hostile input."""

_TASK_BOX = re.compile(r"\[([ xX])\][ \t]+(?=\S)|\[([ xX])\]$")
_PASSED_START = re.compile(r"\s*(?::::|\{[%{#:]|<%|import|export)")
_PASSED_LINE = re.compile(
    r"[ \t]*(?::{3,}.*|\{%.*%\}|\{\{[<%].*[>%]\}\}|<%.*%>|(?:import|export)\s.*|\{#[\w-]+\}|\{:.*\})[ \t]*$"
)


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


def parse(source: Source) -> t.Tree:
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
    return _Builder(source, tokens).build(front_matter)


_CONTAINERS = frozenset(
    {"blockquote_open", "bullet_list_open", "ordered_list_open", "list_item_open", "table_open", "tr_open",
     "footnote_reference_open", "footnote_block_open", "dl_open", "dd_open", "dt_open"}
)  # fmt: skip


class _Builder:
    """Turns the flat token stream into nested nodes with an explicit stack; never recurses."""

    def __init__(self, source: Source, tokens: Sequence[Token]) -> None:
        self.source = source
        self.tokens = tokens
        self.stack: list[tuple[Token | None, list[t.Block]]] = [(None, [])]
        self.cells: list[Token] = []
        self.truncated: Span | None = None

    def build(self, front_matter: t.FrontMatter | None) -> t.Tree:
        for index, token in enumerate(self.tokens):
            kind = token.type
            if kind == "inline":
                self._inline(token, self.tokens[index - 1])
            elif kind in _CONTAINERS:
                self.stack.append((token, []))
                if token.level + 1 >= MAX_NESTING and token.map and self.truncated is None:
                    self.truncated = self._lines(token)
            elif token.nesting < 0 and kind.replace("_close", "_open") in _CONTAINERS:
                self._close()
            elif token.nesting == 0 and token.map:
                self._leaf(token)
        return t.Tree(self.source, tuple(self.stack[0][1]), front_matter, self.truncated)

    def _add(self, block: t.Block) -> None:
        self.stack[-1][1].append(block)

    def _last_line(self, first: int, last: int) -> int:
        """The 1-based last line that is not blank, of the 0-based lines ``first`` to ``last`` (exclusive)."""
        last = min(max(last, first + 1), self.source.line_count)
        while last > first + 1 and not self.source.line_text(last).strip(" \t"):
            last -= 1
        return last

    def _lines(self, token: Token) -> Span:
        """From the first mark on the token's first line to the end of its last line."""
        first, last = token.map or (0, 0)
        line = self.source.line_text(first + 1)
        start = self.source.line_starts[first] + len(line) - len(line.lstrip(" \t"))
        return Span(start, self.source.line_span(self._last_line(first, last)).end)

    # ------------------------------------------------------------------ leaves
    def _inline(self, token: Token, opener: Token) -> None:
        if opener.type in ("th_open", "td_open"):
            self.cells.append(token)
            return
        if token.map is None:  # a plugin's own text, without a place
            return
        source, content, (first, last) = self.source, token.content, token.map
        if opener.type == "heading_open" and opener.markup.startswith("#"):
            text = t.Text(token, source, partial(atx_map, content, first, source))
            self._add(t.Heading(text, len(opener.markup), False, (first + 1, first + 1)))
            return
        locate = partial(paragraph_map, content, first, last, source)
        if opener.type == "heading_open":
            end = (opener.map or token.map)[1]
            self._add(t.Heading(t.Text(token, source, locate), int(opener.tag[1]), True, (first + 1, end)))
        elif _PASSED_START.match(content) and all(map(_PASSED_LINE.match, content.split("\n"))):
            self._add(t.Passed(self._lines(token)))
        else:
            text = t.Text(token, source, locate, self._task_box(content))
            self._add(t.Paragraph(text, (first + 1, last)))

    def _task_box(self, content: str) -> int:
        """The length of the task box that opens an item's first paragraph, else 0."""
        parent, siblings = self.stack[-1]
        if siblings or parent is None or parent.type != "list_item_open" or not content.startswith("["):
            return 0
        match = _TASK_BOX.match(content)
        return match.end() if match else 0

    def _leaf(self, token: Token) -> None:
        span = self._lines(token)
        if token.type in ("fence", "code_block"):
            self._add(t.Code(span, token.info.strip(), token.type == "fence", token.content))
        elif token.type == "html_block":
            self._add(t.Html(span, token.content))
        elif token.type == "hr":
            self._add(t.Break(span))
        elif token.type == "definition":
            self._add(t.Definition(span, str(token.meta.get("label", "")), str(token.meta.get("url", ""))))

    # -------------------------------------------------------------- containers
    def _close(self) -> None:
        token, children = self.stack.pop()
        if token is None:
            return
        kind, nodes = token.type, tuple(children)
        if kind == "list_item_open":
            first, last = token.map or (0, 1)
            self._add(t.Item(self.source, (first + 1, self._last_line(first, last)), nodes))
        elif kind == "tr_open":
            self._row()
        elif kind == "table_open":
            rows = [node for node in nodes if isinstance(node, t.Row)]
            if rows:
                self._add(t.Table(self._lines(token), rows[0], tuple(rows[1:])))
        elif kind in ("bullet_list_open", "ordered_list_open"):
            items = tuple(node for node in nodes if isinstance(node, t.Item))
            self._add(t.List(kind.startswith("ordered"), items))
        elif kind == "blockquote_open":
            self._add(t.Quote(self._lines(token), nodes))
        elif kind == "footnote_reference_open":
            self._add(t.Footnote(self._lines(token), str(token.meta.get("label", "")), nodes))
        else:  # definition lists and the footnote block: transparent
            self.stack[-1][1].extend(nodes)

    def _row(self) -> None:
        inlines, self.cells = self.cells, []
        number = next((cell.map[0] for cell in inlines if cell.map), None)
        if number is None:
            return
        locate = cache(partial(row_maps, [cell.content for cell in inlines], number, self.source))
        cells = [
            t.Cell(t.Text(inline, self.source, partial(_nth, locate, index))) for index, inline in enumerate(inlines)
        ]
        lines = self.source.line_span(number + 1)
        line = self.source.slice(lines)
        start = lines.start + len(line) - len(line.lstrip(" \t"))
        self._add(t.Row(Span(start, lines.end), tuple(cells)))


def _nth(locate: Callable[[], list[ContentMap | None]], index: int) -> ContentMap | None:
    return locate()[index]
