"""The examples in rule docstrings, which are their documentation and their tests.

A ``markdown`` fence under "## Example" carries caret lines: ``    ^^^^ message`` under the line it speaks of, at
the exact columns. Without the caret lines the text must give exactly these findings of the rule. A fence after
"Use instead:" must give none; where the rule has an automatic fix, fixing the first gives the second. A ``yaml``
fence before an example holds settings (options of the rule under ``options``).
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any, NamedTuple

import yaml

from pm_lint.rule import Rule

_FENCE = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.DOTALL | re.MULTILINE)
_CARETS = re.compile(r"^([ \t]*)(\^+) (\S.*)$")


class Expected(NamedTuple):
    line: int
    column: int
    end_column: int
    message: str


class Example(NamedTuple):
    text: str
    expected: tuple[Expected, ...]
    bad: bool
    settings: dict[str, Any]


def examples_of(rule: Rule) -> list[Example]:
    """The examples of a rule, in order: bad ones with their expected findings, good ones without."""
    document = import_module(rule.check.__module__).__doc__ or ""
    found, settings, good = [], {}, False
    at = 0
    for match in _FENCE.finditer(document):
        good = bool(re.search(r"Use instead:\s*\Z", document[at : match.start()])) or (
            good and not re.search(r"^## ", document[at : match.start()], re.MULTILINE)
        )
        at = match.end()
        if match.group(2) == "yaml":
            settings = yaml.safe_load(match.group(3))
        elif match.group(2) == "markdown":
            text, expected = split_carets(match.group(3))
            found.append(Example(text, tuple(expected), bool(expected) or not good, settings))
    return found


def split_carets(text: str) -> tuple[str, list[Expected]]:
    """Takes the caret lines out of an example."""
    lines: list[str] = []
    expected = []
    for line in text.split("\n"):
        if match := _CARETS.match(line):
            column = len(match.group(1)) + 1
            expected.append(Expected(len(lines), column, column + len(match.group(2)), match.group(3)))
        else:
            lines.append(line)
    return "\n".join(lines), expected
