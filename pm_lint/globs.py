"""Path patterns of the settings: the rules that people know from ``.gitignore``.

``*`` and ``?`` stay within one part of a path, ``**`` crosses parts, ``[ab]`` is a choice. A pattern without a slash
matches at any depth; one with a slash starts at the folder of the settings file; a folder means all below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache


def matches(path: str, patterns: Sequence[str]) -> bool:
    """Whether ``path`` (parts joined by ``/``, relative to the folder of the settings) fits one of ``patterns``."""
    return any(_compiled(pattern).match(path) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    wanted = pattern.replace("\\", "/").removeprefix("./").rstrip("/")
    anchored = "/" in wanted
    body = _translate(wanted.lstrip("/"))
    return re.compile(f"{'' if anchored else '(?:.*/)?'}{body}(?:/.*)?\\Z", re.DOTALL)


def _translate(pattern: str) -> str:
    out, at = [], 0
    while at < len(pattern):
        rest = pattern[at:]
        if rest.startswith("**/"):
            out.append("(?:.*/)?")
            at += 3
        elif rest.startswith("**"):
            out.append(".*")
            at += 2
        elif rest[0] == "*":
            out.append("[^/]*")
            at += 1
        elif rest[0] == "?":
            out.append("[^/]")
            at += 1
        elif rest[0] == "[" and (choice := re.match(r"\[([!^]?)([^\]/]+)\]", rest)):
            out.append(f"[{'^' if choice[1] else ''}{re.escape(choice[2]).replace(chr(92) + '-', '-')}]")
            at += choice.end()
        else:
            out.append(re.escape(rest[0]))
            at += 1
    return "".join(out)
