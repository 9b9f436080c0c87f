"""Which moments of an incident an entry tells of: from its wording, with the phrases as data."""

from __future__ import annotations

import re
from functools import cache

NAMES = ("start", "detection", "acknowledgement", "escalation", "mitigation", "resolution")

_REACH = 240
"""So many characters of an entry say what it is; what follows is detail."""
_UNREAL = re.compile(
    r"(?:\bnot?\b|n't\b|\bnever\b|\bfail(?:s|ed|ing)? to\b|\bun(?:able|successful)\b|\battempt|\btr(?:y|ies|ied|ying)\b|"
    r"\bplan(?:s|ned|ning)?\b|\bwill\b|\bwould\b|\bshould\b|\bcould\b|\bmust\b|\bif\b|\buntil\b|\bbefore\b|\bpartial|"
    r"\bone of\b|\bsome\b|\bhelp\b|\bto be\b|\bonce\b|\bwhether\b|\bwait(?:s|ed|ing)?\b|\bin order to\b|\balerts?\b)"
    r"[^.;,:]{0,30}$",
    re.IGNORECASE,
)
_UNREAL_AFTER = re.compile(
    r"^[^.;,]{0,12}(?:未|ない|せず|失敗|できず|\bunsuccessful|\bfail(?:s|ed)\b|\?)", re.IGNORECASE
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    import json
    from pathlib import Path

    phrases: dict[str, list[str]] = json.loads((Path(__file__).parent / "data" / "milestones.json").read_text("utf-8"))
    return {name: re.compile(_union(phrases[name]), re.IGNORECASE) for name in NAMES}


def _union(phrases: list[str]) -> str:
    """Phrases of letters end and begin with words; those of scripts without spaces stand anywhere."""
    words = [phrase for phrase in phrases if phrase.isascii() or not _is_unspaced(phrase)]
    signs = [phrase for phrase in phrases if phrase not in words]
    return rf"(?<!\w)(?:{'|'.join(words)})(?!\w)" + (f"|{'|'.join(signs)}" if signs else "")


def _is_unspaced(phrase: str) -> bool:
    return any("\u3040" <= character <= "\uffdc" for character in phrase)


def find_milestones(text: str) -> tuple[str, ...]:
    """The milestones that an entry's text tells of, in the order of an incident."""
    head = text[:_REACH]
    return tuple(name for name, pattern in _patterns().items() if _tells(pattern, head, name))


def _tells(pattern: re.Pattern[str], text: str, name: str) -> bool:
    for match in pattern.finditer(text):
        before = text[: match.start()]
        if name in ("start", "detection", "acknowledgement", "escalation"):
            if not re.search(r"(?:\bnot?|n't|\bnever|\bwill|\bwould|\bshould)\s+(?:\w+\s)?$", before, re.IGNORECASE):
                return True
        elif not _UNREAL.search(before) and not _UNREAL_AFTER.match(text[match.end() :]):
            return True
    return False
