"""The YAML or TOML block that opens a document, as data with positions. It is hostile input: read with caps."""

from __future__ import annotations

from typing import NamedTuple

from pm_lint.markdown.tree import Tree
from pm_lint.source import Span


class FrontMatterData(NamedTuple):
    """What front matter says, or why it cannot be read."""

    values: tuple[tuple[str, str, Span, Span], ...] = ()
    """(dotted key, scalar as written, span of the key, span of the value) in document order."""
    error: str | None = None
    error_span: Span | None = None
    template: str | None = None
    """``pm-lint: {template: …}``: the template that this document asks for."""
    disabled: tuple[str, ...] = ()
    """``pm-lint: {disable: […]}``: the rules that this document turns off."""


def read_front_matter(tree: Tree) -> FrontMatterData:
    """Reads the front matter; an empty result where there is none. Never raises."""
    return FrontMatterData()
