"""Time zones as people write them: ``UTC``, ``CEST``, ``PST8PDT``, ``GMT+2``, ``Europe/Berlin``, ``Pacific time``."""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from functools import cache
from typing import Any

from pm_lint.lazy_regex import lazy_regex
from pm_lint.postmortem.data import read_table
from pm_lint.record import NamedTuple

_AREAS = (
    "Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Canada/", "Etc/", "Europe/", "Indian/",
    "Pacific/", "US/",
)  # fmt: skip
_NAMES = ("Pacific", "Mountain", "Central", "Eastern", "Universal", "Greenwich", "British", "UK")
"""What stands in a name that ends in "time"."""
ZONE_WORDS = frozenset({"utc", "gmt", "coordinated", *map(str.lower, _NAMES)})
"""Words in lower case that open the names of zones that are no abbreviations."""
_IANA = (
    rf"(?:{'|'.join(_AREAS)})"
    r"[A-Z][A-Za-z_+-]*(?:/[A-Z][A-Za-z_]*)?\d{0,2}"
)
_EUROPEAN = r"Central\sEuropean(?:\sSummer)?"
_AMERICAN_NAMES = ("Pacific", "Mountain", "Central", "Eastern")
_AMERICAN = rf"(?:{'|'.join(_AMERICAN_NAMES)})"
_END = r"(?![^\W_]|_\w)"
"""The end of a word that may stand in emphasis: ``_all times UTC_``."""
_STARTS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZug+-−")
_SIGNS = frozenset("+-−")
_OFFSET = lazy_regex(r"(?:UTC|GMT)?\s?([+−-])\s?(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_table("zones")
    return data


def _pattern_for(text: str) -> re.Pattern[str]:
    """What may be a zone name in ``text``; :func:`is_zone` knows whether it is one."""
    return _pattern(
        "/" in text and any(area in text for area in _AREAS),
        "ime" in text and any(name in text for name in _NAMES),
        not _SIGNS.isdisjoint(text),
        any(name in text for name in _AMERICAN_NAMES),
    )


@cache
def _pattern(regions: bool, names: bool, offsets: bool, american: bool) -> re.Pattern[str]:
    """With regions, names that end in "time", offsets and "Eastern" for texts that may hold such."""
    branches = (
        offsets and r"(?:UTC|GMT|[Uu]tc|[Gg]mt)(?:\s?\+|[−-])\d\d?(?::?[0-5]\d)?(?![\d:])(?!/)",
        r"(?:[Uu]tc|[Gg]mt)(?!/)",
        names and rf"(?:Coordinated\sUniversal|Greenwich\sMean|British\sSummer|{_EUROPEAN}|UK)\s[Tt]ime",
        regions and _IANA,
        r"[A-Z]{2,5}(?:\d[A-Z]{3}|/[A-Z]{3,4})?(?!/)",
        names and rf"(?:U\.?S\.?\s)?{_AMERICAN}(?:\s(?:[Ss]tandard|[Dd]aylight))?\s[Tt]ime",
        american and rf"(?<=[AaPp][Mm] ){_AMERICAN}",
        r"(?<=\d)Z",
    )
    named = "|".join(branch for branch in branches if branch)
    offset = r"|(?<=[\d ])(?:[+-]|−(?=\d))(?:0\d|1[0-4]):?[0-5]\d(?![\d:])" if offsets else ""
    return re.compile(rf"(?:{named}){_END}{offset}")


def is_zone(name: str) -> bool:
    """Whether what looks like a zone name is one: ``PST`` is, ``API`` is not."""
    if not name.isupper() or not name.replace("/", "").isalnum():
        return True  # a region, "Pacific time" or an offset: nothing else looks like these
    data = _data()
    return name in ("UTC", "GMT", "Z") or name in data["fixed"] or name in data["regions"] or name in data["ambiguous"]


def may_be_zone(word: str) -> bool:
    """Whether a word in front of no slash may be or open the name of a zone."""
    if word.isupper():
        return len(word) < 3 or is_zone(word)
    return word.lower() in ZONE_WORDS


class NamedZone(NamedTuple):
    """A zone name in a text."""

    name: str
    start: int
    end: int


def read_zone(text: str, start: int) -> NamedZone | None:
    """The zone name that stands at ``start``."""
    if text[start : start + 1] not in _STARTS:
        return None
    match = _pattern_for(text[start:]).match(text, start)
    return NamedZone(match.group(), *match.span()) if match is not None and is_zone(match.group()) else None


def find_zone(text: str, start: int = 0, end: int | None = None) -> NamedZone | None:
    """The first zone named in ``text`` between ``start`` and ``end``."""
    if _STARTS.isdisjoint(text[start:end]):
        return None
    for match in _pattern_for(text[start:end]).finditer(text, start, len(text) if end is None else end):
        before = text[match.start() - 1 : match.start()]
        if (
            is_zone(match.group())
            and not (before.isalnum() and match.group()[0].isalpha() and match.group() != "Z")
            and before != "/"
        ):
            return NamedZone(match.group(), *match.span())
    return None


@cache
def zone_info(name: str) -> tzinfo | None:
    """What a zone name means; None where it is unknown or means several zones (``CST``)."""
    data = _data()
    if not _SIGNS.isdisjoint(name) and (match := _OFFSET.fullmatch(name)) is not None:
        minutes = int(match.group(2)) * 60 + int(match.group(3) or 0)
        return timezone(timedelta(minutes=-minutes if match.group(1) != "+" else minutes)) if minutes < 1440 else None
    if (minutes := data["fixed"].get(name.upper())) is not None:
        return timezone(timedelta(minutes=minutes))
    first = name.removeprefix("US ").removeprefix("U.S. ").split()[0]
    return _region(data["regions"].get(name) or data["regions"].get(first) or (name if "/" in name else None))


def _region(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    from zoneinfo import ZoneInfo  # slow to import; few documents name a region

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):  # unknown name, or a system without the zone database
        return None


def same_zone(first: str, second: str) -> bool:
    """Whether two names mean the same clock: ``PST`` and ``PDT`` are written for one another, ``Z`` is ``UTC``."""
    return _family(first) == _family(second)


@cache
def _families() -> dict[str, str]:
    return {name: family for family, names in _data()["families"].items() for name in names}


def _family(name: str) -> str:
    plain = name.removeprefix("US ").removeprefix("U.S. ")
    families = _families()
    found = families.get(plain) or families.get(plain.upper()) or families.get(plain.split()[0])
    if found is None and (info := zone_info(name)) is not None:
        offset = info.utcoffset(None)
        found = str(offset) if offset else "UTC" if offset is not None else None
    return found or plain
