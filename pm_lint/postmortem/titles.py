"""What a section title says about the role of its section: by alias, by wording, by question form.

The names are data (``data/section_titles.yaml``, compiled to JSON because YAML is slow to import).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pm_lint.postmortem.model import Role

_FOLDER = Path(__file__).parent / "data"
MAX_LENGTH = 120
"""Characters; a longer line is a sentence, not a title."""
_MAX_WORDS = 12
_MAX_CLOSED = 6

_NUMBER = re.compile(
    r"(?:\d{1,2}|[ivxIVX]{1,4}|[a-zA-Z])(?:\.\d{1,2})*[.):]+(?!\d)\s*|\d{1,2}(?:\.\d{1,2})*\s+(?=\D)|§\s*\d*\s*|第\d+[章节節]\s*"
)
_ANCHOR = re.compile(r"\s*\{[#:.][^}]*\}\s*$|\s+#+$|:[a-z_]+:|\\[a-z]+")
_BRACKET = re.compile(r"[(\[（［【]")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_NOISE = re.compile(r"[\W_]+")
_DIVIDERS = frozenset(":：|-–—")
_DIVIDED = re.compile(r"[:：|]|\s[-–—]+\s|—")
_JOINED = re.compile(r"[&/+、・,;]|\b(?:and|plus|und|et|y|e|en|i|и)\b|及び|および|と|[和与與및]")
_JOINING_WORDS = frozenset({"and", "plus", "und", "et", "y", "e", "en", "i"})
_DIGIT = re.compile(r"\d")
_TIME_WITHIN = 40
"""Characters of a title or an entry in which its time stands."""


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


class _View(NamedTuple):
    """A part of a title that may be its name."""

    name: str
    """Normalised."""
    parts: tuple[str, ...]
    """The two or three names that it joins by "and", a comma, a slash; empty where it joins none."""
    qualifier: str


def normalise(title: str) -> str:
    """Lower case, without numbering, emoji, punctuation, accents and apostrophes: what titles are compared by."""
    if _is_plain(title):
        return " ".join(title.lower().split())
    if not title.isascii():
        import unicodedata

        title = unicodedata.normalize("NFKD", title)
        title = "".join(c for c in title if not "\u0300" <= c <= "\u036f")
        title = unicodedata.normalize("NFC", title)
    return _NOISE.sub(" ", title.casefold().translate(_APOSTROPHES)).strip()


def _is_plain(title: str) -> bool:
    """Whether a title is nothing but English letters and spaces, as most are: there is no mark to look at."""
    return title.isascii() and title.replace(" ", "").isalpha()


def core(words: list[str], neutral: Mapping[str, Any] | frozenset[str]) -> str:
    """The words that decide, in the singular."""
    return " ".join(_singular(word) for word in words if word not in neutral)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "sses", "ches", "shes")) else word[:-1]


def starts_with_time(text: str) -> bool:
    """Whether a title or an entry starts with a clock time, a date or a time since the start."""
    start = text[:_TIME_WITHIN].lower()
    return _DIGIT.search(start) is not None and _time().match(start) is not None


@cache
def _time() -> re.Pattern[str]:
    return re.compile(
        r"[~≈(\[{]*\s*(?:\d{1,2}[:h]\d\d(?:[ap]\.?m?\.?)?\b|\d{1,2}\.\d\d(?=\s*(?:[-–—:|]|uhr\b|utc\b|gmt\b|[a-z]{1,3}t\b|[ap]m\b|$))|"
        r"\d{4}[-/.年]\d{1,2}|\d{1,2}[-/]\d{1,2}\b|\d{1,2}月|\d{1,2}\s?[ap]\.?m\b|t\s?[+-]\s?\d|"
        r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
        r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d|"
        r"\d{1,2}(?:st|nd|rd|th)?\.?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{1,2}[:h]\d\d)|\d{1,2}x:xx)"
    )


@cache
def _data() -> dict[str, Any]:
    import json

    data: dict[str, Any] = json.loads((_FOLDER / "section_titles.json").read_bytes())
    data["neutral"] = frozenset(data["neutral"])
    data["planned"] = frozenset(data["planned"])
    return data


@cache
def _foreign_titles() -> dict[str, str]:
    import json

    titles: dict[str, str] = json.loads((_FOLDER / "section_titles_foreign.json").read_bytes())
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
        if len(title) > MAX_LENGTH:
            return NOTHING
        if self._own and (found := _exact(title, self._own_title)):
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
    return _exact(title, _english_title) or _near(title) or NOTHING


@lru_cache(maxsize=2048)
def _other(title: str) -> Reading:
    return _exact(title, _foreign_title) or NOTHING


def _reading(role: str | None) -> Reading | None:
    return Reading((Role(role),), True) if role else None


def _english_title(name: str) -> Reading | None:
    data = _data()
    if name in data["ambiguous"]:
        return Reading((), True, options=tuple(Role(role) for role in data["ambiguous"][name]))
    return _reading(data["titles"].get(name))


def _foreign_title(name: str) -> Reading | None:
    return _reading(_foreign_titles().get(name)) or _reading(_data()["titles"].get(name))


def _exact(title: str, known: Callable[[str], Reading | None]) -> Reading | None:
    """A title that is known as it stands, or several of them joined."""
    views = _views(title)
    for view in views:
        found = known(view.name) or _exact_parts(view.parts, known)
        if found is not None and not (found.options and view is not views[0]):
            return found._replace(qualifier=view.qualifier)
    return None


def _exact_parts(parts: tuple[str, ...], known: Callable[[str], Reading | None]) -> Reading | None:
    readings = [reading for part in parts if (reading := known(part)) and reading.roles]
    return _joined(readings, exact=True) if parts and len(readings) == len(parts) else None


def _near(title: str) -> Reading | None:
    """A title whose wording tells: known words with neutral ones around, a telling start or end, a question."""
    for view in _views(title):
        found = _near_view(view)
        if found is not None:
            return found._replace(qualifier=view.qualifier)
    return None


def _near_view(view: _View) -> Reading | None:
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
    role = data["cores"].get(core(words, data["neutral"]))
    if role is not None:
        planned = role == Role.RESOLUTION and not data["planned"].isdisjoint(words)
        return Reading((Role.ACTION_ITEMS if planned else Role(role),), False)
    is_compound = len(words) > 1 and _HEAD_FIRST.isdisjoint(words)
    opening = _edge(words, data["opens"], opening=True)
    if opening and is_compound and _singular(words[-1]) in data["ambiguous"]:
        return None  # "Root cause remediations" are no root cause
    bare = words[next((i for i, word in enumerate(words) if word not in data["neutral"]), 0) :]
    role = (
        _asked(words, data["questions"])
        or (is_compound and len(words) <= _MAX_CLOSED and data["closes"].get(words[-1]))
        or opening
        or (len(bare) < len(words) and _edge(bare, data["opens"], opening=True))
        or (len(words) <= _MAX_CLOSED and _edge(words, data["closes"], opening=False))
    )
    return Reading((Role(role),), False, wording=True) if role else None


def bare(title: str) -> str:
    """What a title is compared by when documents and templates are: no numbering, no qualifier, all in the singular."""
    return core(normalise(_cut(title[:MAX_LENGTH])[0]).split(), frozenset())


def _cut(title: str) -> tuple[str, str]:
    """The title without numbering and anchors, and what stands in its parentheses."""
    if _is_plain(title):
        return title.strip(), ""
    text = _without_signs(_ANCHOR.sub("", title).replace("(s)", "s").strip())
    if (number := _NUMBER.match(text)) and not starts_with_time(text):
        text = _without_signs(text[number.end() :])
    bracket = _BRACKET.search(text)
    if bracket is None:
        return text, ""
    head, rest = text[: bracket.start()].rstrip(), text[bracket.end() :]
    close = re.search(r"[)\]）］】]", rest)
    if not head:  # "(Update) Summary"
        return (rest[close.end() :].strip(), "") if close else (rest, "")
    inside = rest[: close.start()] + rest[close.end() :] if close else rest
    return head, inside.strip(" .:")


def _without_signs(text: str) -> str:
    """The text without emoji and punctuation in front."""
    if text[:1].isalnum():
        return text
    return text.lstrip("".join(c for c in text[:4] if not (c.isalnum() or c in "([~≈")))


@lru_cache(maxsize=64)
def _views(title: str) -> tuple[_View, ...]:
    """The parts that may be the name, with what is then the qualifier: the whole, then before and after a colon."""
    head, qualifier = _cut(title)
    if not head or starts_with_time(head):
        return ()
    views = [(head, qualifier)]
    parts = _DIVIDED.split(head, maxsplit=1) if not _DIVIDERS.isdisjoint(head) else ()
    if len(parts) == 2:
        before, after = (part.strip() for part in parts)
        views += [(before, after or qualifier)] if before else []
        views += [(after, qualifier or before)] if after else []
    if qualifier and len(qualifier) < 40:
        views.append((qualifier, head))
    return tuple(_View(normalise(text), _parts(text), rest) for text, rest in views)


def _parts(text: str) -> tuple[str, ...]:
    low = text.lower()
    if _is_plain(low) and _JOINING_WORDS.isdisjoint(low.split()):
        return ()
    parts = tuple(normalise(part) for part in _JOINED.split(low) if not part.isspace() and part)
    return parts if 2 <= len(parts) <= 3 else ()


def _joined(readings: list[Reading], *, exact: bool) -> Reading:
    roles = list(dict.fromkeys(role for reading in readings for role in reading.roles))
    told: list[Role] = [role for role in roles if role not in (Role.METADATA, Role.REFERENCES)]
    roles = told or roles[:1]
    if Role.RESOLUTION in roles and Role.WENT_WRONG in roles:  # "What went wrong and how we fixed it"
        roles[roles.index(Role.WENT_WRONG)] = Role.ROOT_CAUSE
    return Reading(tuple(roles), exact, any(reading.wording for reading in readings))


def _edge(words: list[str], known: Mapping[str, str], *, opening: bool) -> str | None:
    """The role of the longest telling words at one end."""
    for length in range(min(4, len(words)), 0, -1):
        if role := known.get(" ".join(words[:length] if opening else words[-length:])):
            return role
    return None


def _asked(words: list[str], questions: list[tuple[str, list[str], list[str]]]) -> str | None:
    """The role that a question form asks for."""
    first = words[0] if words[0] not in ("so", "and", "but") or len(words) == 1 else words[1]
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
_ASKING = frozenset({"what", "whats", "why", "how", "who", "when", "where", "which", "was", "were", "am"})
