"""How a repository names its postmortems, and what the next one is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pm_lint.lazy_regex import lazy_regex
from pm_lint.record import NamedTuple

_DATE = lazy_regex(r"(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
_NUMBER = lazy_regex(r"((?:[A-Za-z]{1,12}[-_#]?)?)(\d{1,6})(?![\d:])")
_YEAR = lazy_regex(r"(?:19|20)\d\d")
_SAME = frozenset({"readme", "index", "postmortem", "post-mortem", "report", "incident"})
"""File names that say nothing: where these are used, the folder carries the name."""
_MAX_SLUG = 60


class Naming(NamedTuple):
    """The pattern of a name: a date or a number, then the title's words."""

    folder: str = "postmortems"
    """Where the next one goes, with ``{year}`` in it where folders are by year."""
    head: str = "{date}"
    """``{date}``, ``{number}`` with what stands before it, or empty."""
    between: str = "-"
    """What stands between the parts of a date."""
    width: int = 0
    """Digits that a number is filled up to."""
    joint: str = "-"
    """What stands between the head and the words."""
    space: str = "-"
    """What stands between the words."""
    words: bool = True
    """Whether the title's words are part of the name."""
    file: str = ".md"
    """The suffix, or ``/README.md`` where each postmortem has a folder of its own."""

    def example(self) -> str:
        """The pattern as people write it: ``incidents/0001-title-of-it.md``."""
        return self.path("title of it", "YYYY-MM-DD", 1).as_posix()

    def path(self, title: str, date: str, number: int) -> Path:
        """The path of a postmortem with this title, ISO date and number."""
        head = self.head.replace("{date}", date.replace("-", self.between))
        head = head.replace("{number}", str(number).rjust(self.width, "0"))
        words = slug(title, self.space) if self.words or not head else ""
        name = self.joint.join(part for part in (head, words) if part)
        return Path(self.folder.replace("{year}", date[:4])) / (name + self.file)


class _Shape(NamedTuple):
    head: str
    between: str
    joint: str
    words: bool


def learn(paths: Iterable[Path]) -> Naming:
    """The commonest pattern of the names; the default one where there is none to see."""
    found = [path for path in paths if path.name]
    if not found:
        return Naming()
    alone = Counter(path.name for path in found if path.stem.lower() in _SAME)
    own_folders = sum(alone.values()) * 2 > len(found)
    if own_folders:
        found = [path for path in found if path.stem.lower() in _SAME and path.parent.name]
    names = [path.parent.name if own_folders else path.stem for path in found]
    if not names:
        return Naming()
    shape, count = Counter(map(_shape, names)).most_common(1)[0]
    if count == 1 and len(names) > 2 and shape.head:  # no two alike
        shape = _Shape("", "", "", True)
    suffix = Counter(path.suffix for path in found).most_common(1)[0][0]
    return Naming(
        _folder([path.parent.parent if own_folders else path.parent for path in found]),
        shape.head,
        shape.between,
        _width(names) if "{number}" in shape.head else 0,
        shape.joint or "-",
        _space(names),
        shape.words,
        f"/{alone.most_common(1)[0][0]}" if own_folders else suffix,
    )


def next_number(paths: Iterable[Path], naming: Naming) -> int:
    """One more than the greatest number in use."""
    prefix = naming.head.removesuffix("{number}")
    names = [path.parent.name if naming.file.startswith("/") else path.stem for path in paths]
    used = [
        int(match.group(2))
        for name in names
        if not _DATE.match(name) and (match := _NUMBER.match(name)) and match.group(1) == prefix
    ]
    return max(used, default=0) + 1


def slug(title: str, space: str = "-") -> str:
    """A title as part of a file name: its letters and digits in lower case."""
    words = re.split(r"[\W_]+", title.casefold())
    kept = ""
    for word in filter(None, words):
        longer = f"{kept}{space}{word}" if kept else word[:_MAX_SLUG]
        if len(longer) > _MAX_SLUG:
            break
        kept = longer
    return kept or "untitled"


def _shape(name: str) -> _Shape:
    if match := _DATE.match(name):
        return _Shape("{date}", match.group(2), *_rest(name[match.end() :]))
    if match := _NUMBER.match(name):
        return _Shape(match.group(1) + "{number}", "", *_rest(name[match.end() :]))
    return _Shape("", "", "", True)


def _rest(rest: str) -> tuple[str, bool]:
    match = re.match(r"[\W_]{0,3}", rest)
    joint = match.group() if match else ""
    return joint, bool(rest[len(joint) :])


def _width(names: Sequence[str]) -> int:
    """The digits that numbers are filled up to: none where no number begins with a zero."""
    numbers = [match.group(2) for name in names if (match := _NUMBER.match(name))]
    filled = [number for number in numbers if number.startswith("0")]
    return Counter(map(len, filled)).most_common(1)[0][0] if filled else 0


def _space(names: Sequence[str]) -> str:
    marks = Counter(mark for name in names for mark in re.findall(r"(?<=[^\W\d_])[-_ ](?=[^\W\d_])", name))
    return marks.most_common(1)[0][0] if marks else "-"


def _folder(folders: Sequence[Path]) -> str:
    """The folder that most names are in; the one for a year where folders are by year."""
    yearly = [folder.parent for folder in folders if _YEAR.fullmatch(folder.name)]
    if len(yearly) * 2 > len(folders):
        return (Counter(yearly).most_common(1)[0][0] / "{year}").as_posix()
    return Counter(folders).most_common(1)[0][0].as_posix()
