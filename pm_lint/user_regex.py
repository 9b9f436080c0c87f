"""Patterns that come from settings. Settings may come with a pull request, so their patterns must not be able to hang.

Words need no engine: they match as they stand, ``{number}`` standing for digits. A regular expression is written
between slashes and runs on google-re2, whose time is linear in the text; without it such a pattern is refused.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pm_lint.errors import ConfigError

NUMBER = "{number}"
_MAX_MEMORY = 1 << 20


@cache
def compile_pattern(pattern: str) -> Any:
    """A compiled pattern with ``search`` and ``finditer``; raises ConfigError where it cannot be had."""
    if len(pattern) > 2 and pattern[0] == pattern[-1] == "/":
        return _linear(pattern[1:-1])
    words = r"[0-9]+".join(re.escape(part) for part in pattern.split(NUMBER))
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _linear(pattern: str) -> Any:
    try:
        import re2  # an extra, without types
    except ImportError:
        raise ConfigError(
            f"the regular expression /{pattern}/ needs google-re2: pip install 'pm-lint[regex]'"
        ) from None
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MAX_MEMORY
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0] if error.args else ""
        reason = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise ConfigError(f"/{pattern}/ is no regular expression: {reason}") from None
