"""Tickets, issues and pull requests that a text refers to, and references that lead nowhere.

The shapes of the trackers' addresses are data (``data/trackers.json``): a kind, a part of the host, the part of the
path after which the identifier stands, and what an identifier looks like there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Text
from pm_lint.postmortem.data import read_table
from pm_lint.postmortem.model import Tracker
from pm_lint.settings.model import DEFAULT, Settings
from pm_lint.user_regex import compile_pattern

_URL = lazy_regex(r"https?://[^\s<>\[\]\"'`|]+")
_HOLE = r"(?:X{2,}|x{2,}|\?+|#{2,}|N{2,}|n{2,}|0{2,}|TBD|TODO|YYY+)"
_HOLE_SIGNS = ("-X", "-x", "-?", "-#", "-N", "-n", "-0", "-T", "-Y", "X-", "#T", "#X", "#x", "#?", "#N", "#0")
"""One of these stands in every placeholder."""
_DIGITS = "0123456789"
_PLACEHOLDER = lazy_regex(
    rf"(?<![\w-])(?:(?!MM-YY)[A-Z][A-Z0-9_]{{1,9}}-{_HOLE}|X{{3,}}-\d+|#(?:TODO|TBD|X{{2,}}|x{{2,}}|\?+|N{{2,}}|0{{3,4}}))(?![\w#?-])"
)
_KEY = lazy_regex(r"(?P<key>[A-Z](?<![\w.#@-].)[A-Z0-9_]{1,9}-(?:[1-9]\d{0,6}|0\d{2,6}))(?![\w-]|[.:]\d)")
_OTHER = lazy_regex(
    r"(?<![\w.#@-])(?:"
    r"(?P<servicenow>(?:INC|CHG|PRB|RITM|REQ|SCTASK|TASK|STRY|CS)\d{5,10})\b"
    r"|(?P<phabricator>T\d{3,7})\b"
    r"|(?P<bug>(?:[Bb]ug|BUG|BZ|[Tt]icket|[Ii]ssue|PR|MR|[Pp]ull request)[ \xa0]?#?\d{1,8})\b(?![-.:%]\d)"
    r")"
    r"|(?<![\w&#/!])(?P<number>(?:[\w.-]+/)?(?:[\w.-]+)?[#!]\d{1,7})(?![\w-]|\.\d)"
)
_SIGN = lazy_regex(r"\d(?:(?<=[A-Z#!get].)|(?<=[GZRegt][ \xa0].))")
"""What stands before the first digit of each: most digits stand after nothing like it."""
_COUNTED = frozenset({"action", "ai", "attempt", "case", "day", "factor", "instance", "item", "items", "lesson"}) | {
    *(
        "no",
        "node",
        "number",
        "option",
        "part",
        "phase",
        "point",
        "question",
        "rank",
        "rule",
        "run",
        "section",
        "shard",
    ),
    *("step", "test", "try", "worker"),
}
"""Words after which ``#3`` counts something of the document's own."""


@cache
def _known() -> Any:
    data = read_table("trackers")
    data["not_keys"] = frozenset(data["not_keys"])
    return data


def find_trackers(text: Text, settings: Settings = DEFAULT) -> tuple[Tracker, ...]:
    """The tickets that a paragraph, cell or heading refers to, in order; each key once."""
    found = list(_of_links(text, settings)) if "]" in text.content else []
    found += _of_prose(text, settings)
    if len(found) < 2:
        return tuple(found)
    found.sort(key=lambda tracker: tracker.span)
    seen: set[str] = set()
    kept = []
    for tracker in found:
        names = {tracker.key, tracker.key.rstrip("/").rsplit("/", 1)[-1]}
        if not names & seen:
            kept.append(tracker)
        seen |= names
    return tuple(kept)


def classify_url(url: str, settings: Settings = DEFAULT) -> str | None:
    """The kind of tracker that an address belongs to; None where it is no ticket."""
    kind = _kind_of_url(url, settings)
    return kind[0] if kind else None


def is_tracker(words: str, settings: Settings = DEFAULT) -> bool:
    """Whether ``words`` are nothing but one ticket reference, a placeholder included."""
    words = words.strip().strip("[]")
    if words.startswith(("http://", "https://")):
        return classify_url(words, settings) is not None
    if _may_be_hole(words) and _PLACEHOLDER.fullmatch(words):
        return True
    if any(map(words.__contains__, _DIGITS)):
        if _KEY.fullmatch(words):
            return words.partition("-")[0] not in _known()["not_keys"]
        if _OTHER.fullmatch(words):
            return True
    return any(compile_pattern(pattern).fullmatch(words) for pattern in settings.trackers)


def _of_links(text: Text, settings: Settings) -> Iterator[Tracker]:
    for inline in text.inlines:
        if inline.kind != "link":
            continue
        found = _kind_of_url(inline.url, settings)
        shown = inline.text.strip()
        if found:
            kind, hole = found
            key = shown if is_tracker(shown, settings) else inline.url
            yield Tracker(key, kind, inline.span, hole)
        elif "://" in inline.url and _names_a_ticket(shown):
            yield Tracker(inline.url, "url", inline.span)
        elif "://" not in inline.url and inline.url in ("", "#") and is_tracker(shown, settings):
            yield Tracker(shown, "key", inline.span, bool(_PLACEHOLDER.fullmatch(shown)))


def _names_a_ticket(shown: str) -> bool:
    words = set(shown.lower().replace("#", " ").split())
    return any(word in words if " " not in word else word in shown.lower() for word in _known()["link_words"])


def _of_prose(text: Text, settings: Settings) -> Iterator[Tracker]:
    prose = text.prose
    shown = prose.text
    if "://" in shown:
        for match in _URL.finditer(shown):
            url = _trimmed(match.group())
            if (found := _kind_of_url(url, settings)) and (span := prose.span(match.start(), match.start() + len(url))):
                yield Tracker(url, found[0], span, found[1])
        shown = _URL.sub(lambda match: "\x00" * len(match.group()), shown)
    for start, end, kind, hole in _references(shown, settings):
        if not _inside(start, end, prose.ranges("code")) and (span := prose.span(start, end)):
            yield Tracker(shown[start:end], kind, span, hole)


def _references(prose: str, settings: Settings) -> Iterator[tuple[int, int, str, bool]]:
    """Where tickets are named, their kind, and whether they are placeholders."""
    if settings.trackers:
        yield from _own(prose, settings)
    if any(map(prose.__contains__, _DIGITS)):
        yield from _bare(prose)
    if _may_be_hole(prose):
        yield from _holes(prose)


def _may_be_hole(prose: str) -> bool:
    return ("-" in prose or "#" in prose) and any(map(prose.__contains__, _HOLE_SIGNS))


def _trimmed(url: str) -> str:
    url = url.rstrip(".,;:!?*_")
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(".,;:!?*_")
    return url


def _own(prose: str, settings: Settings) -> Iterator[tuple[int, int, str, bool]]:
    for pattern in settings.trackers:
        for match in compile_pattern(pattern).finditer(prose):
            if match.group():
                yield match.start(), match.end(), "key", False


def _bare(prose: str) -> Iterator[tuple[int, int, str, bool]]:
    end = 0
    for match in _matches(prose):
        if match.start() < end:
            continue
        end = match.end()
        if match.lastgroup == "key":
            project, _, digits = match.group().partition("-")
            if digits.strip("0") and project.strip("X") and project not in _known()["not_keys"]:
                yield *match.span(), "key", False
        elif match.lastgroup != "number":
            yield *match.span(), "key" if match.lastgroup == "bug" else str(match.lastgroup), False
        elif not _counts(prose, match):
            yield *match.span(), _kind_of_number(match.group()), False


def _matches(prose: str) -> list[re.Match[str]]:
    """Keys and other references by where they begin; where two overlap, the first one counts."""
    keys = list(_KEY.finditer(prose)) if "-" in prose else []
    if not _SIGN.search(prose):
        return keys
    return sorted((*keys, *_OTHER.finditer(prose)), key=re.Match.start)


def _kind_of_number(number: str) -> str:
    return "gitlab" if "!" in number else "github"


def _counts(prose: str, match: re.Match[str]) -> bool:
    """Whether ``#3`` is a place in a list or a rank: "action item #3", "our #1 priority"."""
    number = match["number"]
    if number[0] not in "#!":
        return number.startswith(("-", ".", "!"))
    before = prose[max(0, match.start() - 12) : match.start()].split()
    if before and before[-1].strip("(").lower() in _COUNTED:
        return True
    return number[0] == "!" or (number == "#1" and prose[match.end() : match.end() + 9].lower() == " priority")


def _holes(prose: str) -> Iterator[tuple[int, int, str, bool]]:
    for match in _PLACEHOLDER.finditer(prose):
        if match.group().split("-")[0] not in _known()["not_keys"]:
            yield match.start(), match.end(), "key", True


def _inside(start: int, end: int, code: Sequence[tuple[int, int]]) -> bool:
    """Whether the range is a part of a code span: a whole one may be a ticket in type-writer letters."""
    return any(low <= start and end <= high and (low, high) != (start, end) for low, high in code)


def _kind_of_url(url: str, settings: Settings) -> tuple[str, bool] | None:
    """The kind of tracker and whether the identifier is a placeholder."""
    if "://" not in url:
        return None
    if settings.ticket_url and "{key}" in settings.ticket_url:
        base = settings.ticket_url.split("{key}", 1)[0]
        if url.startswith(base) and len(url) > len(base):
            return "url", _is_hole(url[len(base) :])
    low = url.lower()
    host, _, path = low.split("://", 1)[1].partition("/")
    path = "/" + path
    known = _known()
    if any(part in host for part in known["not_tracker_hosts"]):
        return None
    for kind, host_part, marker, shape in known["urls"]:
        if host_part in host and marker in path:
            at = len(url) - len(path) + path.rindex(marker) + len(marker)
            identifier = re.split(r"[/?&#=]", url[at:], maxsplit=1)[0]
            if shape == "last-number":
                identifier = url.rstrip("/").rsplit("/", 1)[-1]
            if _is_hole(identifier):
                return kind, True
            if _fits(identifier, shape):
                return kind, False
    return None


def _fits(identifier: str, shape: str) -> bool:
    if shape == "word":
        return bool(identifier)
    if shape == "key":
        return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*-\d+", identifier))
    return identifier.isdecimal()


def _is_hole(identifier: str) -> bool:
    return bool(re.fullmatch(rf"(?:[A-Za-z][A-Za-z0-9_]*-)?{_HOLE}|X{{3,}}-\d+", identifier))
