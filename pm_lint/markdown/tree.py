"""The Markdown tree: blocks with exact spans, and the inline content of each leaf.

Nodes are named tuples (see :mod:`pm_lint.diagnostic` for why). A span covers the node's own source; spans of
containers run from their first mark to the end of their last line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from pm_lint.lazy import lazy
from pm_lint.markdown import inlines
from pm_lint.markdown.prose import Prose, build
from pm_lint.record import NamedTuple
from pm_lint.source import Source, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

    from pm_lint.markdown.content_map import ContentMap
    from pm_lint.markdown.inlines import Inline


class Text:
    """The inline content of a heading, a paragraph or a table cell.

    Everything but the content is computed when first asked for: most texts of a document hold no finding.
    """

    def __init__(self, token: Token, source: Source, locate: Callable[[], ContentMap | None], skip: int = 0) -> None:
        self._token = token
        self._source = source
        self._locate = locate
        self._skip = skip
        """How many characters of the content are a task box or the mark of a callout, not prose."""
        self.content = token.content[skip:]
        """The Markdown of the content, without container prefixes."""
        self.line = token.map[0] + 1 if token.map else 1
        """The 1-based line on which the content starts."""

    @lazy
    def _map(self) -> ContentMap | None:
        return self._locate()

    @lazy
    def span(self) -> Span:
        """Where the content stands; its first line where it cannot be aligned with the source."""
        if self._map is None:
            return self._source.line_span(self.line)
        start = min(self._skip, len(self._token.content))
        return self._map.span(start, len(self._token.content.rstrip()))

    @property
    def is_aligned(self) -> bool:
        """Whether exact positions inside the content are known."""
        return self._map is not None

    @property
    def task_state(self) -> bool | None:
        """Whether the task box before the text is ticked; None without a box."""
        box = self._token.content[1 : self._skip][:1]
        return box in "xX" if box and box in " xX" else None

    @lazy
    def prose(self) -> Prose:
        """The rendered text with its way back to the source."""
        return build(self._token.content, self._token.children or (), self._where, self._skip)

    def _where(self, start: int, end: int) -> Span | None:
        return self._map.span(start, end) if self._map is not None else None

    @lazy
    def inlines(self) -> tuple[Inline, ...]:
        """Links, images, code, emphasis, HTML and footnote references, in the order in which they end."""
        return tuple(inlines.collect(self._token, self._map)) if self._token.children and self._map else ()


class Heading(NamedTuple):
    """An ATX heading with its marks, or a setext heading with its underline."""

    text: Text
    level: int
    setext: bool
    lines: tuple[int, int]
    """First and last line, 1-based, both included."""
    span: Span


class Paragraph(NamedTuple):
    text: Text
    lines: tuple[int, int]
    """First and last line, 1-based, both included."""

    @property
    def span(self) -> Span:
        return self.text.span


class Quote(NamedTuple):
    span: Span
    children: tuple[Block, ...]


class Item(NamedTuple):
    """One item of a list."""

    span: Span
    marker: Span
    """The bullet or number."""
    lines: tuple[int, int]
    """First and last line, 1-based, both included."""
    children: tuple[Block, ...]

    @property
    def checked(self) -> bool | None:
        """Whether the task box is ticked; None without a box."""
        first = self.children[0] if self.children else None
        return first.text.task_state if isinstance(first, Paragraph) else None


class List(NamedTuple):
    ordered: bool
    children: tuple[Item, ...]

    @property
    def span(self) -> Span:
        return Span(self.children[0].span.start, self.children[-1].span.end)


class Cell(NamedTuple):
    text: Text

    @property
    def span(self) -> Span:
        return self.text.span


class Row(NamedTuple):
    span: Span
    cells: tuple[Cell, ...]


class Table(NamedTuple):
    span: Span
    header: Row
    rows: tuple[Row, ...]


class Code(NamedTuple):
    """A fenced or indented code block."""

    span: Span
    info: str
    """The info string of a fence; empty for indented code."""
    fenced: bool
    content: str


class Html(NamedTuple):
    span: Span
    content: str


class Break(NamedTuple):
    """A thematic break."""

    span: Span


class Definition(NamedTuple):
    """A link reference definition."""

    span: Span
    label: str
    url: str
    url_span: Span | None
    """The destination alone, without angle brackets."""


class Footnote(NamedTuple):
    span: Span
    label: str
    children: tuple[Block, ...]


class Passed(NamedTuple):
    """Lines of a Markdown dialect that are no prose: MDX imports, Liquid tags, ``:::`` fences, callout marks."""

    span: Span


Block: TypeAlias = (
    Heading
    | Paragraph
    | Quote
    | List
    | Item
    | Table
    | Row
    | Cell
    | Code
    | Html
    | Break
    | Definition
    | Footnote
    | Passed
)


class FrontMatter(NamedTuple):
    span: Span
    kind: str
    """``yaml`` or ``toml``."""
    body: Span
    """The text between the fences."""


class Tree:
    """One parsed document."""

    def __init__(
        self,
        source: Source,
        children: tuple[Block, ...],
        front_matter: FrontMatter | None,
        truncated: Span | None,
    ) -> None:
        self.source = source
        self.children = children
        self.front_matter = front_matter
        self.truncated = truncated
        """Where nesting went deeper than the parser follows; what stands inside was not analysed."""

    @lazy
    def nodes(self) -> tuple[Block, ...]:
        """Every block in document order."""
        return tuple(walk(self.children))

    @lazy
    def texts(self) -> tuple[Text, ...]:
        """The inline content of every heading, paragraph and cell, in document order."""
        return tuple([node.text for node in self.nodes if isinstance(node, (Heading, Paragraph, Cell))])

    @lazy
    def definitions(self) -> tuple[Definition, ...]:
        """The link reference definitions."""
        return tuple([node for node in self.nodes if isinstance(node, Definition)])


def walk(blocks: tuple[Block, ...]) -> list[Block]:
    """All blocks in document order, parents first; iterative, for hostile nesting."""
    found: list[Block] = []
    open_: list[Iterator[Block]] = [iter(blocks)]
    """What is left of each container around."""
    while open_:
        for block in open_[-1]:
            found.append(block)
            if isinstance(block, Paragraph):
                continue
            if isinstance(block, (List, Item, Quote, Footnote)):
                open_.append(iter(block.children))
                break
            if isinstance(block, Table):
                open_.append(iter((block.header, *block.rows)))
                break
            if isinstance(block, Row):
                found += block.cells
        else:
            open_.pop()
    return found
