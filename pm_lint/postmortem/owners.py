"""Who is named as responsible for an action item, and names that are nobody's."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Text
from pm_lint.postmortem.action_words import verbs, words
from pm_lint.postmortem.model import Excerpt

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_HANDLE = lazy_regex(r"(?<![\w.@/])@[A-Za-z][\w-]*(?:[./][\w-]+)*(?![\w@]*[./]\w)")
_SEPARATOR = lazy_regex(r"[,;、，/&+|\n]| (?:and|und|et|y) ")
_ASCII_SEPARATOR = lazy_regex(r"[,;/&+|\n]| (?:and|und|et|y) ")
_AND = lazy_regex(r"\s*[,;&/]\s*|\s+and\s+")
_PARTICLES = frozenset({"de", "van", "von", "der", "da", "di", "la", "le", "bin", "al"})
_ANNOTATIONS = frozenset({"@latest", "@next", "@media", "@import", "@todo", "@deprecated", "@param", "@see"})
_ARTICLES = ("the ", "The ")
_OPENINGS = ("Going forward", "Moving forward", "In the future", "From now on")
_TURNS = frozenset({"will", "to", "is", "are"})
"""The word after the subject of a sentence that says who does what."""
_SPACED_TURNS = (" to ", " will ", " is ", " are ")
_NOT_SUBJECTS = frozenset({"we", "i", "they", "it", "this", "our", "all", "there", "these", "you"})
_PEOPLE_FIELDS = ("commander", "lead", "facilitator", "reporter", "assignee", "reviewers", "responders", "participants")
"""What the names of other fields whose values are people end with."""


def people_of(postmortem: Postmortem) -> frozenset[str]:
    """Names that are people in a document: those of the settings and of its metadata, with their first names."""
    named = {
        name.strip()
        for field in postmortem.metadata
        if field.key in ("authors", "owner") or field.key.endswith(_PEOPLE_FIELDS)
        for name in _AND.split(field.value)
    }
    named |= {name.split(" ")[0] for name in named if name.istitle()}
    return frozenset((*postmortem.settings.people, *(name for name in named if 2 < len(name) < 40)))


def owners_in_cell(text: Text) -> tuple[tuple[Excerpt, ...], Excerpt | None]:
    """The owners that an owner column names, and the first entry that is nobody's."""
    return _named(text, 0, len(text.prose.text))


def owners_in_range(text: Text, start: int, end: int) -> tuple[tuple[Excerpt, ...], Excerpt | None]:
    """As :func:`owners_in_cell`, for a range of the rendered text: what follows "Owner:"."""
    return _named(text, start, end)


def handles(text: Text) -> Iterator[tuple[int, int]]:
    """The ``@handles`` of a text, as ranges of its prose; packages, annotations and mail addresses are none."""
    prose = text.prose.text
    code = text.prose.ranges("code")
    for match in _HANDLE.finditer(prose):
        name = match.group()
        inside = [piece for piece in code if piece[0] <= match.start() and match.end() <= piece[1]]
        if inside and (inside[0] != match.span() or name[1].isupper() or "/" in name):
            continue
        if name.lower() not in _ANNOTATIONS and prose[: match.start()].rstrip(" :(").lower()[-2:] != "cc":
            yield match.span()


def is_nobody(name: str) -> bool:
    """Whether an owner is none: ``TBD``, ``everyone``, ``the team``, ``ops?``, ``[name]``."""
    bare = name.strip().strip("*_`").strip()
    if bare.endswith("?") or not bare.strip("-–—_.… "):
        return True
    if bare[0] in "[<{" and bare[-1] in "]>}":
        return bare[1:-1].strip().lower() in words("nobody") or bare[0] in "<{"
    return bare.lstrip("@").strip("()[] .").lower() in words("nobody")


def is_team(name: str) -> bool:
    """Whether a name is a team's: "SRE", "the payments team"."""
    low = name.strip().lstrip("@").lower().removeprefix("the ")
    return low in words("teams") or (low.rsplit(" ", 1)[-1] in words("team_words") and low not in words("nobody"))


def looks_like_name(name: str, people: Collection[str] = ()) -> bool:
    """Whether one to three words are a person's or a team's name: capitalised, and no word of another meaning."""
    name = name.strip()
    if name.startswith("@") and _HANDLE.fullmatch(name):
        return True
    if name in people or is_team(name):
        return True
    first = name.split(" ")[0].lower()
    return (
        all(_is_capitalised(word) or word in _PARTICLES for word in name.split(" "))
        and name[:1].isupper()
        and name.count(" ") < 3
        and not name.isupper()
        and not any(character.isdigit() for character in name)
        and first not in words("not_names")
        and first not in verbs()
    )


def is_short_name(name: str) -> bool:
    """Whether one or two words, in whatever case, may be a name where a detail is expected: "ana", "ops team"."""
    return (
        0 < len(name) <= 30
        and name.count(" ") <= 1
        and name.replace(" ", "").replace("-", "").replace(".", "").isalpha()
    )


def names_end(text: str, people: Collection[str]) -> int:
    """Where the names after "Owner:" end: at the first comma after which no name stands."""
    at = 0
    for piece in text.split(","):
        if at and not looks_like_name(piece, people):
            return at - 1
        at += len(piece) + 1
    return len(text)


def subject(prose: str, low: int, people: Collection[str]) -> tuple[int, int] | None:
    """Who does what in the sentence at ``low``: "Maria to add …", "Going forward the search team is adding …"."""
    if not any(map(prose.__contains__, _SPACED_TURNS)):
        return None
    for opening in _OPENINGS:
        if prose.startswith(opening, low):
            low += len(opening)
            low += len(prose) - low - len(prose[low:].lstrip(", "))
    low += 4 if prose.startswith(_ARTICLES, low) else 0
    said = prose[low:].split(" ", 6)
    at = next((at for at, word in enumerate(said[1:5], 1) if word in _TURNS), len(said))
    name = " ".join(said[:at])
    first = said[0].lower()
    if at + 1 >= len(said) or is_nobody(name) or first in verbs() or first in _NOT_SUBJECTS:
        return None
    verb = said[at + 1].lower().removeprefix("re-")
    if said[at] in ("is", "are") and (not verb.endswith("ing") or " of " in name or not is_team(name)):
        return None  # "The import is failing"
    if name in people or is_team(name) or (looks_like_name(name) and verb in words("people_do")):
        return low, low + len(name)
    return None


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and all(character.isalnum() or character in "'’.-" for character in word)


def _named(text: Text, start: int, end: int) -> tuple[tuple[Excerpt, ...], Excerpt | None]:
    prose = text.prose.text
    owners, unowned = [], None
    for low, high in _parts(prose, start, end):
        span = text.prose.span(low, high)
        if span is None:
            continue
        excerpt = Excerpt(prose[low:high], span)
        if is_nobody(excerpt.text):
            unowned = unowned or excerpt
        else:
            owners.append(excerpt)
    return tuple(owners), unowned


def _parts(prose: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names of a list of names, outer white space left out."""
    if prose[start:end].strip().lower() in words("nobody"):  # "N/A" holds a separator
        yield from _trimmed(prose, start, end)
        return
    at = start
    for match in (_ASCII_SEPARATOR if prose.isascii() else _SEPARATOR).finditer(prose, start, end):
        if match.group() == "/" and prose[at : match.start()].lstrip().startswith("@"):
            continue  # @org/team
        yield from _trimmed(prose, at, match.start())
        at = match.end()
    yield from _trimmed(prose, at, end)


def _trimmed(prose: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = prose[start:end]
    low = start + len(part) - len(part.lstrip(" \t\n*_("))
    high = end - (len(part) - len(part.rstrip(" \t\n*_).")))
    if high > low:
        yield low, high
