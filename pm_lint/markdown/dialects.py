"""What Markdown dialects add that is no prose: MDX, Liquid, ERB, Hugo, kramdown, GitBook, containers, admonitions.

pm-lint reads the text of such documents and passes over their machinery. ``{{ … }}`` is special: a program may fill
it in, or a person was meant to, so its text stays visible, marked as skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_TEMPLATE = r"\{%.*?%\}|\{\{<.*?>\}\}|\{\{%.*?%\}\}|<%.*?%>"
_ATTRIBUTES = r"\{(?::[^{}]*|[#.][\w:.-]+(?:\s[^{}]*)?)\}"
_MDX_COMMENT = r"\{/\*.*?\*/\}"
_JSX = r"</?[A-Z][\w.]*\s[^<>]*=\{[^<>]*>"

_PASSED_START = (":::", "{", "<%", "import", "export", "[!", "!!!", "???")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    line = re.compile(rf"[ \t]*(?::{{3,}}[^\n]*|(?:(?:{_TEMPLATE}|{_ATTRIBUTES}|{_MDX_COMMENT})[ \t]*)+)$")
    module = re.compile(
        r"import\s+(?:[^'\"\n]*\sfrom\s+)?(['\"])[^'\"\n]*\1\s*;?[ \t]*(?:$|\n)"
        r"|export\s+(?:default\s+(?:function|class|async|[({\w$.]+;?\s*$)|[*{]|(?:async\s+)?function[\s*]"
        r"|(?:const|let|var)\s[^=\n]+=|(?:class|type|interface|enum)\s+\w+\s*[{=<])"
    )
    opening = re.compile(
        r"\[![\w-]+\][-+]?(?:[ \t]*(?:\n[ \t]*|$)|[ \t]+)"  # a callout, with or without a title
        r"|(?:!!!|\?\?\?\+?)[ \t]+\w[^\n]*(?:\n[ \t]*|$)"  # an admonition with its title
    )
    inline = re.compile(
        rf"(?P<blank>{_TEMPLATE}|{_JSX})|(?P<gone>[ \t]*(?:{_ATTRIBUTES}|{_MDX_COMMENT}))|\{{\{{.*?\}}\}}"
    )
    return line, module, opening, inline


def is_passed(content: str, *, top: bool) -> bool:
    """Whether a paragraph is machinery as a whole; ``top`` says that it stands in no list and no quote."""
    if not content.lstrip(" \t").startswith(_PASSED_START):
        return False
    line, module, opening, _ = _patterns()
    if top and module.match(content):
        return True
    found = opening.match(content)
    if found and found.end() == len(content):
        return True
    return all(map(line.match, content.split("\n")))


def opening_mark(content: str, *, quoted: bool) -> int:
    """The length of the callout (``[!NOTE]``, first in a quote) or admonition line that opens a paragraph, else 0."""
    if not content.startswith(("[!", "!!!", "???")) or (content[0] == "[" and not quoted):
        return 0
    found = _patterns()[2].match(content)
    return found.end() if found else 0


def may_hold_machinery(text: str) -> bool:
    """A quick test before :func:`machinery`."""
    return "{" in text or "<" in text


def machinery(text: str) -> Iterator[tuple[int, int, str]]:
    """The (start, end) of each piece of machinery inside a text, and what shows in its place."""
    for match in _patterns()[3].finditer(text):
        shown = {"blank": " ", "gone": ""}.get(match.lastgroup or "", match.group())
        yield match.start(), match.end(), shown


def is_container_line(text: str) -> bool:
    """Whether a line of a paragraph opens or closes a ``:::`` container."""
    return text.startswith(":::")
