"""The flat token stream as a tree of blocks, each with its exact span."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from markdown_it.token import Token

from pm_lint.markdown import dialects
from pm_lint.markdown import tree as t
from pm_lint.markdown.content_map import RowMaps, atx_map, paragraph_map
from pm_lint.record import NamedTuple
from pm_lint.source import Source, Span

# Strings, which ``re`` compiles when first needed and keeps.
_FOOTNOTE_MARK = r"\[\^[^\]]+\]:"
_TASK_BOX = r"\[[ xX]\](?:\s+(?=\S)|$)"
_DEFINITION = r"(?s)\[(?:\\.|[^\]\\])*\]:[ \t]*(?:[\r\n]+[ \t>]*)?(?:<([^<>\r\n]*)>|([^\s<]\S*))"


def build(source: Source, tokens: Sequence[Token], front_matter: t.FrontMatter | None, max_nesting: int) -> t.Tree:
    """The tree of a token stream; ``max_nesting`` is where the parser stopped to look into containers."""
    builder = _Builder(source, max_nesting)
    handlers = builder.handlers()
    opener = None
    for token in tokens:
        handle = handlers.get(token.type)
        if handle is not None:
            handle(token)
        elif token.type == "inline":
            builder.inline(token, opener)
        opener = token
    return t.Tree(source, tuple(builder.stack[0].children), front_matter, builder.truncated)


_NOWHERE = Span(0, 0)


class _Open(NamedTuple):
    """A container whose end has not come yet."""

    token: Token
    span: Span
    marker: Span
    children: list[t.Block]


class _Builder:
    """Holds the open containers in a stack of its own: hostile nesting must not recurse."""

    def __init__(self, source: Source, max_nesting: int) -> None:
        self.source = source
        self.max_nesting = max_nesting
        self.stack = [_Open(Token("document", "", 1), _NOWHERE, _NOWHERE, [])]
        self.cells: list[Token] = []
        self.truncated: Span | None = None
        self._quotes = 0
        """How many of the open containers are block quotes."""
        self._marked_line = -1
        """The 0-based line on which a container's mark was read last,"""
        self._marked_end = 0
        """and where that mark ends."""

    def handlers(self) -> dict[str, Callable[[Token], None]]:
        """What to do at each type of token but ``inline``; all others say nothing that the tree shows."""
        return {
            "fence": self._code,
            "code_block": self._code,
            "html_block": self._html,
            "hr": self._break,
            "definition": self._definition,
            "bullet_list_open": self._open_list,
            "bullet_list_close": self._close_list,
            "ordered_list_open": self._open_list,
            "ordered_list_close": self._close_list,
            "list_item_open": self._open,
            "list_item_close": self._close_item,
            "blockquote_open": self._open,
            "blockquote_close": self._close_quote,
            "footnote_reference_open": self._open,
            "footnote_reference_close": self._close_footnote,
            "table_open": self._open,
            "table_close": self._close_table,
            "tr_close": self._close_row,
        }

    # ------------------------------------------------------------------ places
    def _past_quotes(self, line: int) -> int:
        """The offset on the 0-based ``line`` after the marks of the open block quotes; a lazy line has fewer."""
        at = self.source.line_starts[line]
        for _ in range(self._quotes):
            mark = self._past_blanks(at, line)
            if not self.source.text.startswith(">", mark):
                break
            at = mark + 1
        return at

    def _past_blanks(self, at: int, line: int) -> int:
        text, end = self.source.text, self.source.line_ends[line]
        while at < end and text[at] in " \t":
            at += 1
        return at

    def _start(self, line: int) -> int:
        """Where a block starts on the 0-based ``line``: past the marks of the containers around it."""
        at = self._marked_end if line == self._marked_line else self._past_quotes(line)
        return self._past_blanks(at, line)

    def _last_line(self, token: Token) -> int:
        """The 0-based last line of a block that is not blank."""
        first, last = token.map or (0, 1)
        source = self.source
        last = min(max(last, first + 1), source.line_count) - 1
        while last > first and not source.text[self._past_quotes(last) : source.line_ends[last]].strip(" \t"):
            last -= 1
        return last

    def _span(self, token: Token) -> Span:
        first = token.map[0] if token.map else 0
        return Span(self._start(first), self.source.line_ends[self._last_line(token)])

    def _add(self, block: t.Block) -> None:
        self.stack[-1].children.append(block)

    # ------------------------------------------------------------------ leaves
    def inline(self, token: Token, opener: Token | None) -> None:
        """Adds the heading, paragraph or cell whose content ``token`` is."""
        if opener is None or token.map is None:
            return
        if opener.type == "paragraph_open":
            self._paragraph(token)
        elif opener.type == "heading_open":
            self._heading(token, opener)
        else:
            self.cells.append(token)

    def _heading(self, token: Token, opener: Token) -> None:
        source, (first, last) = self.source, opener.map or (0, 1)
        setext = not opener.markup.startswith("#")
        if setext:
            locate = partial(paragraph_map, token.content, first, last - 1, source)
        else:
            locate = partial(atx_map, token.content, first, source)
        span = Span(self._start(first), source.line_ends[last - 1])
        text = t.Text(token, source, locate)
        self._add(t.Heading(text, int(opener.tag[1]), setext, (first + 1, last), span))

    def _paragraph(self, token: Token) -> None:
        content, (first, last) = token.content, token.map or (0, 1)
        skip = 0
        if dialects.may_be_special(content):
            if dialects.is_passed(content, top=len(self.stack) == 1):
                self._add(t.Passed(self._span(token)))
                return
            skip = self._opening_mark(content)
        locate = partial(paragraph_map, content, first, last, self.source)
        self._add(t.Paragraph(t.Text(token, self.source, locate, skip), (first + 1, last)))

    def _opening_mark(self, content: str) -> int:
        """The length of the task box, callout or admonition mark that opens a paragraph, else 0."""
        parent = self.stack[-1]
        if parent.token.type == "list_item_open" and not parent.children and (box := re.match(_TASK_BOX, content)):
            return box.end()
        return dialects.opening_mark(content, quoted=parent.token.type == "blockquote_open" and not parent.children)

    def _code(self, token: Token) -> None:
        self._add(t.Code(self._span(token), token.info.strip(), token.type == "fence", token.content))

    def _html(self, token: Token) -> None:
        self._add(t.Html(self._span(token), token.content))

    def _break(self, token: Token) -> None:
        self._add(t.Break(self._span(token)))

    def _definition(self, token: Token) -> None:
        span = self._span(token)
        found = re.compile(_DEFINITION).match(self.source.text, *span)
        url_span = Span(*found.span(found.lastindex or 0)) if found else None
        self._add(t.Definition(span, str(token.meta["label"]), str(token.meta["url"]), url_span))

    # -------------------------------------------------------------- containers
    def _open_list(self, token: Token) -> None:
        self.stack.append(_Open(token, _NOWHERE, _NOWHERE, []))  # its place is that of its items

    def _open(self, token: Token) -> None:
        span = self._span(token)
        marker = Span(span.start, span.start + self._mark_length(token, span.start))
        if marker.end > marker.start:
            if self.truncated is None and token.level + 1 >= self.max_nesting:
                self.truncated = span
            self._marked_line, self._marked_end = (token.map or (0,))[0], marker.end
        if token.type == "blockquote_open":
            self._quotes += 1
        self.stack.append(_Open(token, span, marker, []))

    def _mark_length(self, token: Token, start: int) -> int:
        if token.type == "blockquote_open":
            return len(">")
        if token.type == "list_item_open":
            return len(token.info) + 1  # the digits of an ordered item, then one character
        if token.type == "footnote_reference_open":
            match = re.compile(_FOOTNOTE_MARK).match(self.source.text, start)
            return match.end() - start if match else 0
        return 0

    def _close_list(self, token: Token) -> None:
        children = self.stack.pop().children
        items = tuple(node for node in children if isinstance(node, t.Item))
        self._add(t.List(token.type == "ordered_list_close", items))

    def _close_item(self, _token: Token) -> None:
        opened = self.stack.pop()
        lines = (self.source.line_of(opened.span.start), self.source.line_of(opened.span.end))
        self._add(t.Item(opened.span, opened.marker, lines, tuple(opened.children)))

    def _close_quote(self, _token: Token) -> None:
        opened = self.stack.pop()
        self._quotes -= 1
        self._add(t.Quote(opened.span, tuple(opened.children)))

    def _close_footnote(self, _token: Token) -> None:
        opened = self.stack.pop()
        self._add(t.Footnote(opened.span, str(opened.token.meta["label"]), tuple(opened.children)))

    def _close_table(self, _token: Token) -> None:
        opened = self.stack.pop()
        header, *rows = (node for node in opened.children if isinstance(node, t.Row))
        self._add(t.Table(opened.span, header, tuple(rows)))

    def _close_row(self, _token: Token) -> None:
        inlines, self.cells = self.cells, []
        number = (inlines[0].map or (0,))[0]
        span = Span(self._start(number), self.source.line_ends[number])
        maps = RowMaps([inline.content for inline in inlines], number, span.start, self.source)
        cells = [t.Cell(t.Text(inline, self.source, partial(maps.of, i))) for i, inline in enumerate(inlines)]
        self._add(t.Row(span, tuple(cells)))
