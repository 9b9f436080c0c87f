"""The patterns that settings bring, in the form of the built-in ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from json import dumps, loads
from typing import Any

from pm_lint.errors import ConfigError
from pm_lint.language.build import languages
from pm_lint.language.elements import FLAGS, KINDS, listed
from pm_lint.language.indexing import build_index
from pm_lint.language.lexicon import load
from pm_lint.language.patterns import Patterns

_CHOICE = r"(?:%\w+|@own(?::\w+)?|@\w+|[^\s|<>~%@!?*^$]+~?)"
_ELEMENT = rf"\*{{1,3}}|[\^$!?]|!?(?P<choices>{_CHOICE}(?:\|{_CHOICE})*)(?:<\w+(?P<flags>(?::\w+)*)>)?\??"
_EXAMPLES = "word, forget~, %class, @other, a|b~, fail~<other:neg>, word?, !word, *, ** or ***, ^ or $"


def check_patterns(entry: Mapping[str, Any]) -> None:
    """Raises ConfigError for a line of an entry that no language pack could read."""
    for key in ("match", "unless"):
        for line in listed(entry, key):
            for part in line.lower().split():
                _check_element(line, part)
    build_index([_lowered(entry)], load("en"))


def _check_element(line: str, part: str) -> None:
    found = re.fullmatch(_ELEMENT, part)
    if found is None:
        raise ConfigError(f"pattern {line!r}: cannot read {part!r}; an element looks like {_EXAMPLES}")
    for kind in re.findall(r"(?:@own:|@|<)(\w+)", part):
        if kind not in (*KINDS, "own", "verb"):
            raise ConfigError(f"pattern {line!r}: unknown kind {kind!r}; known are {', '.join(KINDS)}")
    unknown = [flag for flag in (found["flags"] or "").split(":")[1:] if flag not in FLAGS]
    if unknown:
        raise ConfigError(f"pattern {line!r}: unknown flag {unknown[0]!r}; known are {', '.join(sorted(FLAGS))}")
    for choice in (found["choices"] or "").split("|"):
        if choice.startswith("%") and not any(load(pack).of(choice[1:]) for pack in languages()):
            raise ConfigError(f"pattern {line!r}: unknown word class {choice!r}")


def own_patterns(entries: Sequence[Mapping[str, Any]], language: str) -> Patterns:
    """The patterns of the settings, to be looked for in documents of a language.

    Raises ConfigError for a pattern that cannot be read.
    """
    return _indexed(dumps([_lowered(entry) for entry in entries]), language)


@lru_cache(maxsize=4)
def _indexed(entries: str, language: str) -> Patterns:
    """The documents of a run share their settings."""
    lexicon = load(language)
    return Patterns(lexicon, build_index(loads(entries), lexicon))


def _lowered(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Words are compared in lower case, however somebody writes them in settings."""
    lines = {key: [line.lower() for line in listed(entry, key)] for key in ("match", "unless")}
    return {**entry, **lines}
