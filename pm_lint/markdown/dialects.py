"""What Markdown dialects add that is no prose: MDX, Liquid, ERB, Hugo, kramdown, GitBook, containers, admonitions.

pm-lint reads the text of such documents and passes over their machinery. ``{{ … }}`` is special: a program may fill
it in, or a person was meant to, so its text stays visible, marked as skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# No pattern may look past the opener of the next piece of machinery, or a line of unclosed ones takes quadratic time.
_LIQUID = r"\{%[^{}]*(?<=%)\}"
_HUGO = r"\{\{(?:<[^{}]*(?<=>)|%[^{}]*(?<=%))\}\}"
_ERB = r"<%(?:[^<%]|%(?!>)|<(?!%))*+%>"
_ATTRIBUTES = r"\{(?::[^{}]*|[#.][\w:.-]++(?:\s[^{}]*)?)\}"
_MDX_COMMENT = r"\{/\*[^{}]*(?<=\*/)\}"
_TAG = r"</?[A-Z][\w.]*\s[^<>]*>"
_EXPRESSION = r"\{\{[^{}]*\}\}"

CONTAINER = ":::"
"""What opens or closes a container, as a line of its own in a paragraph."""
_PASSED_START = (CONTAINER, "{", "<%", "import", "export", "[!", "!!!", "???")
_SPECIAL = (CONTAINER, "{", "<%", "import", "export", "[", "!!!", "???")

# Strings, which ``re`` compiles when first needed and keeps: few documents need them, and compiling is slow.
_LINE = rf"[ \t]*(?::::[^\n]*|(?:(?:{_LIQUID}|{_HUGO}|{_ERB}|{_ATTRIBUTES}|{_MDX_COMMENT})[ \t]*+)++)$"
_MODULE = (
    r"import(?:\s|[^'\"\n]*[\s}]from\s)[^'\"\n\w]*(['\"])[^'\"\n]*\1[ \t]*+;?[ \t]*+(?:$|\n)"
    r"|export\s+(?:default\s+(?:function|class|async|[({\w$.]+;?\s*$)|[*{]|(?:async\s+)?function[\s*]"
    r"|(?:const|let|var)\s[^=\n]+=|(?:class|type|interface|enum)\s+\w+\s*[{=<])"
)
_CALLOUT = r"\[![\w-]+\][-+]?(?:[ \t]*(?:\n[ \t]*|$)|[ \t]+)"  # a title after it stays
_ADMONITION = r"(?:!!!|\?\?\?\+?)[ \t]+\w[^\n]*(?:\n[ \t]*|$)"
_OPENING = f"{_CALLOUT}|{_ADMONITION}"
_INLINE = (
    f"(?P<blank>{_LIQUID}|{_HUGO}|{_ERB})|(?P<gone>{_ATTRIBUTES}|{_MDX_COMMENT})"
    f"|(?P<tag>{_TAG})|(?P<shown>{_EXPRESSION})"
)


def may_be_special(content: str) -> bool:
    """A quick test before :func:`is_passed` and :func:`opening_mark`."""
    return content.startswith(_SPECIAL)


def is_passed(content: str, *, top: bool) -> bool:
    """Whether a paragraph is machinery as a whole; ``top`` says that it stands in no list and no quote."""
    if not content.startswith(_PASSED_START):
        return False
    if top and re.match(_MODULE, content):
        return True
    found = re.match(_OPENING, content)
    if found and found.end() == len(content):
        return True
    return all(re.match(_LINE, line) for line in content.split("\n"))


def opening_mark(content: str, *, quoted: bool) -> int:
    """The length of the callout (``[!NOTE]``, first in a quote) or admonition line that opens a paragraph, else 0."""
    if not content.startswith(("[!", "!!!", "???")) or (content[0] == "[" and not quoted):
        return 0
    found = re.match(_OPENING, content)
    return found.end() if found else 0


def may_hold_machinery(text: str) -> bool:
    """A quick test before :func:`machinery`."""
    return "{" in text or "<" in text


def machinery(text: str) -> Iterator[tuple[int, int, str]]:
    """The (start, end) of each piece of machinery inside a text, and what shows in its place."""
    before = 0
    for match in re.finditer(_INLINE, text):
        start, end = match.span()
        shown = " "
        if match.lastgroup == "tag" and "={" not in match.group():
            continue  # words in angle brackets: a placeholder
        if match.lastgroup == "shown":
            shown = match.group()
        elif match.lastgroup == "gone":
            shown = ""
            while start > before and text[start - 1] in " \t":
                start -= 1
        yield start, end, shown
        before = end
