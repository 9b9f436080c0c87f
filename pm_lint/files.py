"""Which files to read: those named, those below the folders named, else those that look like postmortems."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pm_lint.globs import matches

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
    """Whether a file stands under a folder that is named as postmortems are kept."""
    return any(part.lower() in HOMES for part in path.parts[:-1])


def discover(root: Path, include: Sequence[str], excluded: Excluded) -> Iterator[Path]:
    """The postmortems below ``root`` when nobody names a path: those that ``include`` matches, else by folder name."""
    for path in below(root, excluded):
        relative = path.relative_to(root)
        if matches(relative.as_posix(), include) if include else looks_like_postmortem(root.resolve() / relative):
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
        elif force_exclude and excluded(path):
            found = ()
        else:
            found = (path,)
        for file in found:
            if (name := os.path.normpath(file)) not in seen:
                seen.add(name)
                yield file
