"""The pattern language: what blame looks like, as data.

A pattern is a line of elements, one for each word:

- ``forgot`` the word as written; ``forget~`` any form of it; ``%damage_verbs`` a word class; ``@other`` a noun phrase
  by kind (see ``KINDS``); ``@own`` a possessive ("Liu's", "their"); ``a|b~|%c`` alternatives
- ``fail~<other>`` a verb by its subject; ``read~<other:neg>`` negated; further flags ``any`` (negated or not),
  ``perf``, ``modal``, ``pass``, ``act``, ``inf``
- ``word?`` may be absent; ``*``, ``**``, ``***`` up to 3, 8 and 25 words; ``!word`` the next word is another
- ``^`` and ``$`` start and end of the sentence

Every gap is bounded and no pattern has more than MAX_ELEMENTS elements, so matching is linear in the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pm_lint.errors import ConfigError
from pm_lint.language.lexicon import Lexicon
from pm_lint.record import NamedTuple

MAX_ELEMENTS = 16
KINDS = {
    "who": "PNGZTWO",
    "other": "PNGZT",
    "third": "PNGT",
    "one": "PNT",
    "person": "PNTW",
    "role": "P",
    "named": "N",
    "group": "G",
    "nobody": "Z",
    "self": "W",
    "you": "Y",
    "omitted": "O",
    "system": "S",
    "outsider": "U",
    "thing": "SXU",
    "unknown": "X",
    "any": "PNGZTWYUSX",
}
FLAGS = frozenset(["any", "neg", "perf", "act", "pass", "inf", "modal", "should", "must"])
"""What may be asked of a verb."""
GAPS = {"*": 3, "**": 8, "***": 25}
SETS = {
    "=should": frozenset(["should", "ought", "could", "would", "'d"]),
    "=must": frozenset(["must", "might", "may"]),
    "=neg": frozenset(["n't", "not", "never", "hardly", "barely"]),
    "=perf": frozenset(["have", "has", "had", "having", "'ve"]),
    "=own": frozenset(["'s", "'", "his", "her", "their", "our", "my"]),
}
"""What a sentence must hold for a verb's flag, or for a possessive, to be there."""


class Element(NamedTuple):
    """One place of a pattern."""

    words: frozenset[str]
    """Surface forms."""
    lemmas: frozenset[str]
    """Base forms, those of word classes included."""
    kinds: str
    """Letters of Who; empty where the element is no noun phrase."""
    subject: str
    """Letters of Who that the verb's subject must have; empty where the element is no verb."""
    flags: frozenset[str]
    own: str
    """Letters of Who of a possessor."""
    gap: int
    optional: bool
    negative: bool
    edge: str
    """``^`` or ``$``."""
    any_verb: bool = False
    """``@verb``: whatever stands there as a verb."""


class Group(NamedTuple):
    """Patterns that share a rule and its conditions: one entry of a pack's or of the user's pattern list."""

    rule: str
    sure: int
    """3 certain, 2 likely, 1 a hint."""
    roles: frozenset[str]
    """Section roles where it holds; empty for all."""
    not_roles: frozenset[str]
    question: bool
    """Whether it holds in questions, and only there."""
    needs: str
    """Kinds of which the sentence must mention one; empty for none."""
    harsh: bool
    """Whether it counts against the writers themselves, too."""
    message: str
    unless: tuple[str, ...]
    """Patterns that take a match back wherever they hold in the sentence."""

    def holds_in(self, role: str | None) -> bool:
        """Whether the group may match in a section of this role."""
        return role not in self.not_roles and (not self.roles or role in self.roles)


def build_group(given: Mapping[str, Any]) -> Group:
    """What an entry of a pattern list says besides its patterns."""
    return Group(
        given["rule"],
        int(given.get("sure", 2)),
        frozenset(given.get("roles", ())),
        frozenset(given.get("not-roles", ())),
        bool(given.get("question", False)),
        _letters(given["needs"]) if "needs" in given else "",
        bool(given.get("harsh", False)),
        given.get("message", ""),
        listed(given, "unless"),
    )


def listed(given: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A value that may be one line or several."""
    lines = given.get(key, ())
    return (lines,) if isinstance(lines, str) else tuple(lines)


def _letters(name: str) -> str:
    try:
        return KINDS[name]
    except KeyError:
        raise ConfigError(f"pattern: unknown kind {name!r}; known are {', '.join(KINDS)}") from None


def compile_line(line: str, lexicon: Lexicon) -> tuple[Element, ...]:
    """The elements of a pattern as written; raises ConfigError for an unknown kind."""
    return tuple(_element(part, lexicon) for part in line.split())


_NOTHING: frozenset[str] = frozenset()
_BLANK = Element(_NOTHING, _NOTHING, "", "", _NOTHING, "", 0, False, False, "")


@cache
def _element(part: str, lexicon: Lexicon) -> Element:
    if part in GAPS:
        return _BLANK._replace(gap=GAPS[part])
    if part in ("^", "$"):
        return _BLANK._replace(edge=part)
    negative = part[0] == "!" and len(part) > 1
    optional = part[-1] == "?" and len(part) > 1
    body = part[negative : len(part) - optional]
    subject, flags = "", _NOTHING
    if body.endswith(">"):
        body, _, inner = body[:-1].partition("<")
        kind, *given = inner.split(":")
        subject, flags = _letters(kind), frozenset(given)
    words: set[str] = set()
    lemmas: set[str] = set()
    kinds = own = ""
    any_verb = body == "@verb"
    if any_verb:
        body = ""
    for choice in filter(None, body.split("|")):
        if choice[0] == "%":
            lemmas |= lexicon.of(choice[1:])
        elif choice.startswith("@own"):
            own += _letters(choice[5:] or "third")
        elif choice[0] == "@":
            kinds += _letters(choice[1:])
        elif choice[-1] == "~":
            lemmas.add(choice[:-1])
        else:
            words.add(choice)
    return Element(frozenset(words), frozenset(lemmas), kinds, subject, flags, own, 0, optional, negative, "", any_verb)
