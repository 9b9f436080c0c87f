"""What a section title says about the role of its section: by alias, by wording, by question form.

The names are data (``data/section_titles.yaml``, compiled to JSON because YAML is slow to import).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from pm_lint.postmortem.data import read_table
from pm_lint.postmortem.model import Role
from pm_lint.postmortem.title_words import MAX_LENGTH, View, normalise, singular, starts_with_time, views
from pm_lint.record import NamedTuple

_MAX_WORDS = 12
_MAX_CLOSED = 6
_LONGEST_EDGE = 4
"""So many words at one end of a title may tell."""


class Reading(NamedTuple):
    """What a title says."""

    roles: tuple[Role, ...]
    """Empty where it says nothing."""
    exact: bool
    """Whether it is a known title, rather than a near one."""
    wording: bool = False
    """Whether only a telling word or a question form speaks for it."""
    qualifier: str = ""
    options: tuple[Role, ...] = ()
    """What an ambiguous title may mean, the likelier first; ``roles`` is then empty."""


NOTHING = Reading((), False)


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_table("section_titles")
    data["neutral"] = frozenset(data["neutral"])
    data["planned"] = frozenset(data["planned"])
    data["openers"] = frozenset(words.partition(" ")[0] for words in data["opens"])
    data["closers"] = frozenset(words.rpartition(" ")[2] for words in data["closes"])
    data["starts"] = data["openers"] | _ASKING | _LINKING
    return data


@cache
def _foreign_titles() -> dict[str, str]:
    titles: dict[str, str] = read_table("section_titles_foreign")
    return titles


class Titles:
    """The titles that are known: the built-in ones, and those of the settings."""

    def __init__(self, aliases: Mapping[str, tuple[str, ...]], foreign: Callable[[], bool] = lambda: True) -> None:
        self._foreign = cache(foreign)
        """Whether titles of other languages than English may be meant: asked where English says nothing."""
        self._own: dict[str, tuple[Role, ...]] = {}
        for role, titles in aliases.items():
            for name in dict.fromkeys(map(normalise, titles)):
                self._own[name] = (*self._own.get(name, ()), Role(role))

    def read(self, title: str) -> Reading:
        """The roles that ``title`` (without markup) names."""
        if len(title) > MAX_LENGTH or (title[:1].isdecimal() and starts_with_time(title)):
            return NOTHING
        if self._own and (found := _exact(views(title), self._own_title)):
            return found
        found = _english(title)
        if found is NOTHING and (not title.isascii() or self._foreign()):
            return _other(title)
        return found

    def _own_title(self, name: str) -> Reading | None:
        roles = self._own.get(name)
        return Reading(roles, True) if roles else None


@lru_cache(maxsize=2048)
def _english(title: str) -> Reading:
    """What an English title says; remembered, since the documents of a folder share their titles."""
    seen = views(title)
    return _exact(seen, _english_title) or _near(seen) or NOTHING


@lru_cache(maxsize=2048)
def _other(title: str) -> Reading:
    return _exact(views(title), _foreign_title) or NOTHING


@cache
def _reading(role: str | None) -> Reading | None:
    return Reading((Role(role),), True) if role else None


def _english_title(name: str) -> Reading | None:
    data = _data()
    if name in data["ambiguous"]:
        return Reading((), True, options=tuple(map(Role, data["ambiguous"][name])))
    return _reading(data["titles"].get(name))


def _foreign_title(name: str) -> Reading | None:
    return _reading(_foreign_titles().get(name)) or _reading(_data()["titles"].get(name))


def _exact(seen: Sequence[View], known: Callable[[str], Reading | None]) -> Reading | None:
    """A title that is known as it stands, or several of them joined."""
    for view in seen:
        found = known(view.name) or (_exact_parts(view.parts, known) if view.parts else None)
        if found is not None and not (found.options and view is not seen[0]):
            return _qualified(found, view.qualifier)
    return None


def _exact_parts(parts: tuple[str, ...], known: Callable[[str], Reading | None]) -> Reading | None:
    readings = [reading for part in parts if (reading := known(part)) and reading.roles]
    return _joined(readings, exact=True) if len(readings) == len(parts) else None


def _near(seen: Sequence[View]) -> Reading | None:
    """A title whose wording tells: known words with neutral ones around, a telling start or end, a question."""
    for view in seen:
        found = _near_view(view)
        if found is not None:
            return _qualified(found, view.qualifier)
    return None


def _qualified(reading: Reading, qualifier: str) -> Reading:
    return reading._replace(qualifier=qualifier) if qualifier else reading


def _near_view(view: View) -> Reading | None:
    words = view.name.split()
    if not 0 < len(words) <= _MAX_WORDS:
        return None
    if view.parts:
        readings = [_near_words(part.split()) or _english_title(part) for part in view.parts]
        found = [reading for reading in readings if reading is not None and reading.roles]
        if len(found) == len(view.parts):
            return _joined(found, exact=False)
    return _near_words(words)


def _near_words(words: list[str]) -> Reading | None:
    if not words:
        return None
    data = _data()
    deciding = [word for word in words if word not in data["neutral"]]
    role = data["cores"].get(" ".join(map(singular, deciding)))
    if role is not None:
        planned = role == Role.RESOLUTION and not data["planned"].isdisjoint(words)
        return Reading((Role.ACTION_ITEMS if planned else Role(role),), False)
    bare = words[words.index(deciding[0]) :] if deciding else words
    if words[0] not in data["starts"] and bare[0] not in data["openers"] and words[-1] not in data["closers"]:
        return None
    is_compound = len(words) > 1 and _HEAD_FIRST.isdisjoint(words)
    opening = _opening(words)
    if opening and is_compound and singular(words[-1]) in data["ambiguous"]:
        return None  # "Root cause remediations" are no root cause
    role = (
        _asked(words, data["questions"])
        or (is_compound and len(words) <= _MAX_CLOSED and data["closes"].get(words[-1]))
        or opening
        or (len(bare) < len(words) and _opening(bare))
        or (len(words) <= _MAX_CLOSED and _closing(words))
    )
    return Reading((Role(role),), False, wording=True) if role else None


def _joined(readings: list[Reading], *, exact: bool) -> Reading:
    roles = list(dict.fromkeys(role for reading in readings for role in reading.roles))
    told: list[Role] = [role for role in roles if role not in (Role.METADATA, Role.REFERENCES)]
    roles = told or roles[:1]
    if Role.RESOLUTION in roles and Role.WENT_WRONG in roles:  # "What went wrong and how we fixed it"
        roles[roles.index(Role.WENT_WRONG)] = Role.ROOT_CAUSE
    return Reading(tuple(roles), exact, any(reading.wording for reading in readings))


def _opening(words: list[str]) -> str | None:
    """The role of the longest telling words at the start."""
    if not words or words[0] not in _data()["openers"]:
        return None
    return _first_known((words[:length] for length in range(_LONGEST_EDGE, 0, -1)), _data()["opens"])


def _closing(words: list[str]) -> str | None:
    """The role of the longest telling words at the end."""
    if words[-1] not in _data()["closers"]:
        return None
    return _first_known((words[-length:] for length in range(_LONGEST_EDGE, 0, -1)), _data()["closes"])


def _first_known(several: Iterable[list[str]], known: Mapping[str, str]) -> str | None:
    return next((known[said] for words in several if (said := " ".join(words)) in known), None)


def _asked(words: list[str], questions: list[tuple[str, list[str], list[str]]]) -> str | None:
    """The role that a question form asks for."""
    first = words[0] if words[0] not in _LINKING or len(words) == 1 else words[1]
    if first not in _ASKING:
        return None
    text = " " + " ".join(words) + " "
    wished = not _WISHES.isdisjoint(words)
    for role, asking, about in questions:
        if wished and role != Role.ACTION_ITEMS:  # "How could we have noticed sooner?"
            continue
        if first in asking and any(" " + stem in text for stem in about):
            return role
    return None


_HEAD_FIRST = frozenset({"of", "on", "to", "for", "from", "in", "with", "by", "and"})
"""Without one of these the last noun is what a title is about: "root cause remediations"."""
_WISHES = frozenset({"could", "should", "would"})
_LINKING = frozenset({"so", "and", "but"})
_ASKING = frozenset({"what", "whats", "why", "how", "who", "when", "where", "which", "was", "were", "am", "is", "are"})
