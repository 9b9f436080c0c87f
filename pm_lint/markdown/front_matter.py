"""Front matter: the YAML or TOML block that may open a document. Found here, read in postmortem.metadata."""

from __future__ import annotations

import re

from pm_lint.markdown.tree import FrontMatter
from pm_lint.source import Source, Span

# Strings, which ``re`` compiles when first needed and keeps.
_FENCES = {
    "---": ("yaml", r"(?:---|\.\.\.)[ \t]*$"),
    "+++": ("toml", r"\+\+\+[ \t]*$"),
}
_KEY = r"\s*(?:[\"']?[\w.-]+[\"']?\s*[:=]|#|$|\[)"


def find_front_matter(source: Source) -> FrontMatter | None:
    """The front matter of a document, or None.

    A first line ``---`` without a closing fence, or one followed by prose, is a thematic break, not front matter.
    """
    opening = source.line_text(1).rstrip(" \t")
    if opening not in _FENCES:
        return None
    kind, closing = _FENCES[opening]
    if source.line_count < 2 or not re.match(_KEY, source.line_text(2)):
        return None
    for number in range(2, source.line_count + 1):
        if re.match(closing, source.line_text(number)):
            body = Span(source.line_starts[1], source.line_starts[number - 1])
            return FrontMatter(Span(0, source.line_span(number).end), kind, body)
    return None
