"""Regular expressions that are compiled when they are first asked something.

Compiling takes up to a millisecond for each, and most documents have nothing for half of them: a cheap test keeps
the others from being asked at all.
"""

from __future__ import annotations

import re
from typing import Any, cast

_ASKED = ("match", "search", "fullmatch", "finditer", "findall", "split", "sub")


class _LazyPattern:
    def __init__(self, pattern: str, flags: int) -> None:
        self._made_of = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        """Called once: from then on the methods of the compiled pattern are the object's own."""
        compiled = re.compile(*self._made_of)
        vars(self).update((asked, getattr(compiled, asked)) for asked in _ASKED)
        return getattr(compiled, name)


def lazy_regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, at the cost of compiling it later or never."""
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))
