"""The places inside a document that a ``#fragment`` can lead to.

Renderers disagree about the anchor of a heading, so every name that a common one gives is accepted: a link that
leads nowhere is one that no renderer follows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from pm_lint.markdown.tree import Heading, Tree
from pm_lint.record import NamedTuple

_NOT_WORD = r"[^\w\- ]"
_ATTRIBUTES = r"\s*\{[:#][^{}]*\}\s*$"
_EXPLICIT = (
    r"(?m)\b(?:id|name)\s*=\s*[\"']?([^\s\"'>{}]+)"  # <a name="x">, <div id=x>
    r"|\{[^{}\n]*?#([\w:.-]+)[^{}\n]*\}"  # {#x}, {: #x .class}
    r"|^[ \t]*\(([\w:.-]+)\)=[ \t]*$"  # (x)= of MyST
)
_INCLUDES = ("{% include", "{{<", "{{%", "{{include", "--8<--", "<!--#include", "<%=", "[[include", "```{include}")
_FOREIGN = r":~:|[!/]|L\d+(?:-L?\d+)?$|fn(?:ref)?[:\d-]"
"""Text fragments, routes, lines of code and footnotes: anchors that no heading makes."""
_LONGEST, _MOST = 100, 500
"""Longer fragments, and documents of more headings, get no suggestion: comparing takes its time."""
_ALWAYS = frozenset({"", "top"})
"""Fragments that browsers follow in any document."""


class Anchors(NamedTuple):
    """Where fragments lead in one document."""

    headings: tuple[str, ...]
    """The anchor of each heading as GitHub writes it, in document order, repeated titles numbered."""
    names: frozenset[str]
    """Every fragment that some renderer follows, folded."""
    open: bool
    """Whether the document takes in text that is not here, which may hold further anchors."""

    def leads(self, fragment: str) -> bool:
        """Whether a fragment, without its ``#`` and percent-decoded, leads somewhere."""
        folded = _fold(fragment.removeprefix("user-content-"))
        return folded in _ALWAYS or folded in self.names or self.open or bool(re.match(_FOREIGN, fragment))

    def nearest(self, fragment: str) -> str | None:
        """The heading's anchor that is clearly meant, None where two or none come near."""
        if len(fragment) > _LONGEST or len(self.headings) > _MOST:
            return None
        letters = _letters(fragment)
        same = {name for name in self.headings if _letters(name) == letters}
        if len(same) == 1:
            return same.pop()
        from difflib import get_close_matches  # slow to import, and needed for broken links only

        near = get_close_matches(_fold(fragment), self.headings, n=2, cutoff=0.8)
        return near[0] if len(set(near)) == 1 else None


def find_anchors(tree: Tree) -> Anchors:
    """The anchors of headings and the explicit ones of a document."""
    text = tree.source.text
    headings: list[str] = []
    names: set[str] = set()
    seen: dict[str, int] = {}
    for node in tree.nodes:
        if isinstance(node, Heading):
            title = node.text.prose.text.strip()
            headings.append(_numbered(slug(re.sub(_ATTRIBUTES, "", title)), seen))
            names.update(_variants(title))
    if "id" in text or "name" in text or "#" in text or ")=" in text:
        names.update(_fold(next(filter(None, match.groups()))) for match in re.finditer(_EXPLICIT, text))
    names.update(map(_fold, headings))
    names.update(f"{base}_{count}" for base, last in seen.items() for count in range(1, last + 1))
    return Anchors(tuple(headings), frozenset(names), any(mark in text for mark in _INCLUDES))


def slug(title: str) -> str:
    """The anchor that GitHub gives to a heading of this rendered text, before repeated ones are numbered."""
    return re.sub(_NOT_WORD, "", _bare(title.strip()).lower()).replace(" ", "-")


def _numbered(base: str, seen: dict[str, int]) -> str:
    name = base
    while name in seen:
        seen[base] += 1
        name = f"{base}-{seen[base]}"
    seen[name] = 0
    return name


def _variants(title: str) -> Iterator[str]:
    """The folded anchors of one heading elsewhere: GitLab, Python-Markdown, kramdown, Azure DevOps, Obsidian."""
    for text in {title, re.sub(_ATTRIBUTES, "", title)}:
        name = slug(text)
        yield name
        yield re.sub(r"-+", "-", name)
        yield re.sub(r"-+", "-", name).strip("-")
        yield re.sub(r"^[^a-z]+", "", name)
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        yield re.sub(r"[-\s]+", "-", re.sub(_NOT_WORD, "", plain).strip())
        yield re.sub(r"[^\w]+", "-", plain).strip("-")
        yield text.lower()


def _bare(text: str) -> str:
    """Without combining marks and variation selectors, which renderers keep or drop as they please."""
    return text if text.isascii() else "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf"))


def _fold(fragment: str) -> str:
    return _bare(unquote(fragment)).lower()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, _fold(text)))
