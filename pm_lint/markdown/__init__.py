"""Markdown to a tree with exact spans; the only package that imports markdown_it."""

from __future__ import annotations

from pm_lint.markdown.parser import MAX_NESTING, parse

__all__ = ["MAX_NESTING", "parse"]
