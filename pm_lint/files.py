"""Which files to read: those named, those below the folders named, else those that look like postmortems."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

SUFFIXES = (".md", ".markdown", ".mdx", ".qmd")

HOMES = frozenset(
    {
        "postmortem",
        "postmortems",
        "post-mortem",
        "post-mortems",
        "post_mortem",
        "post_mortems",
        "incident",
        "incidents",
        "incident-report",
        "incident-reports",
        "incident_reports",
        "rca",
        "rcas",
        "retrospective",
        "retrospectives",
    }
)
"""Folder names, in lower case, under which every Markdown file is taken for a postmortem."""

_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages", "vendor", "third_party"})

Excluded = Callable[[Path], bool]


def is_markdown(name: str) -> bool:
    """Whether a file name has one of the suffixes of Markdown, in whatever case."""
    return name.lower().endswith(SUFFIXES)


def is_template(name: str) -> bool:
    """Whether a file name says that the file is a template; templates are read only when they are named."""
    return "template" in name.lower()


def below(folder: Path, excluded: Excluded) -> Iterator[Path]:
    """Every Markdown file below ``folder``, sorted; no templates, nothing excluded, no file twice by a link loop.

    Hidden folders and those of installed packages are not entered.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            status = current.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError:
            continue  # what cannot be listed holds nothing to read
        folders = []
        for entry in entries:
            path = current / entry.name
            if _is_folder(entry):
                if not entry.name.startswith(".") and entry.name not in _SKIPPED and not excluded(path):
                    folders.append(path)
            elif is_markdown(entry.name) and not is_template(entry.name) and not excluded(path):
                yield path
        waiting += reversed(folders)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def looks_like_postmortem(path: Path) -> bool:
    """Whether a file stands in a folder, of the repository or of the current one, that is named as postmortems are."""
    full = path.absolute()
    parts = full.parts[len(_top(full.parent).parts) :]
    return any(part.lower() in HOMES for part in parts[:-1])


@cache
def _top(folder: Path) -> Path:
    """The repository that holds ``folder``; outside of one, the folder above the current one."""
    for parent in (folder, *folder.parents):
        if (parent / ".git").exists():
            return parent
    return Path.cwd().parent


def discover(root: Path, wanted: Callable[[Path], bool | None], excluded: Excluded) -> Iterator[Path]:
    """The postmortems below ``root`` when nobody names a path.

    ``wanted`` is what the settings say of a file; where they say nothing (None), the names of its folders decide.
    """
    for path in below(root, excluded):
        asked = wanted(path)
        if looks_like_postmortem(path) if asked is None else asked:
            yield path


def expand(paths: Iterable[str], excluded: Excluded, *, force_exclude: bool) -> Iterator[Path]:
    """The files that ``paths`` mean: each file named, and every Markdown file below each folder named.

    A file named is taken whatever it is called, unless ``force_exclude``; none is given twice.
    """
    seen: set[str] = set()
    for word in paths:
        path = Path(word)
        if path.is_dir():
            found: Iterable[Path] = below(path, excluded)
        elif force_exclude and (is_template(path.name) or excluded(path)):
            found = ()
        else:
            found = (path,)
        for file in found:
            if (name := os.path.normpath(file)) not in seen:
                seen.add(name)
                yield file
