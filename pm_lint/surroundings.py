"""What a document may ask of the files around it, and a record of the answers.

A rule that follows links asks through :class:`pm_lint.engine.Surroundings`; the record lets the cache ask the same
questions again and trust an old report only where it hears the same answers.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pm_lint.errors import SourceError
from pm_lint.record import NamedTuple
from pm_lint.source import read_source

if TYPE_CHECKING:
    from pm_lint.engine import Surroundings


class Seen(NamedTuple):
    """One question and its answer."""

    question: str
    """``exists`` or ``text``."""
    name: str
    """The path as the document writes it, relative to the document."""
    answer: str


def exists(folder: Path, name: str) -> bool | None:
    """Whether ``name`` exists, seen from ``folder``; None where the file system cannot say."""
    try:
        return (folder / name).exists()
    except (OSError, ValueError):
        return None


def text(folder: Path, name: str) -> str | None:
    """The text of another file, None where it cannot be read as a document."""
    try:
        return read_source(folder / name).text
    except (SourceError, OSError, ValueError):
        return None


def answer(folder: Path, question: str, name: str) -> str:
    """The answer to a question as a short string that differs whenever the answer differs."""
    if question == "exists":
        return str(exists(folder, name))
    return digest(text(folder, name))


def digest(content: str | None) -> str:
    from hashlib import sha256

    return "None" if content is None else sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def around(path: Path | None, record: Callable[[Seen], None] = lambda _seen: None) -> Surroundings:
    """What stands around the document at ``path``; nothing is known around text that is in no file."""
    from pm_lint.engine import ALONE, Surroundings

    if path is None:
        return ALONE
    folder = path.parent

    def file_exists(name: str) -> bool | None:
        found = exists(folder, name)
        record(Seen("exists", name, str(found)))
        return found

    def read_file(name: str) -> str | None:
        found = text(folder, name)
        record(Seen("text", name, digest(found)))
        return found

    return Surroundings(file_exists, read_file)
