"""Markdown to a tree with exact spans; the only package that imports markdown_it."""

from __future__ import annotations

from pm_lint.markdown.parser import parse

__all__ = ["parse"]
