"""What changed since a revision, as git tells it: which files, and which of their lines."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from pm_lint.diagnostic import Diagnostic
from pm_lint.errors import UsageError
from pm_lint.lazy_regex import lazy_regex
from pm_lint.record import NamedTuple
from pm_lint.runner import Result
from pm_lint.source import Source

Lines = Sequence[range]
"""Ranges of 1-based lines, as git counts them: by line feeds only."""

_WHOLE: Lines = (range(1, 1 << 62),)


class Changes(NamedTuple):
    """The lines that differ from a revision, by file."""

    root: str
    """The top folder of the working tree; empty where there is no repository and everything counts as changed."""
    lines: Mapping[str, Lines]
    """By path from the top folder, with slashes."""
    note: str | None = None
    """What a person should know about how these were found."""

    def touches(self, path: str) -> bool:
        """Whether any line of a file changed."""
        return bool(self._of(path))

    def only_in(self, result: Result) -> Result:
        """The result with the findings on changed lines; one without a place stays in a file that changed."""
        lines, source = self._of(result.path), result.source
        if lines is _WHOLE or source is None:
            return result
        kept = (found for found in result.diagnostics if lines and _is_on(found, source, lines))
        return result._replace(diagnostics=tuple(kept))

    def _of(self, path: str) -> Lines:
        if not self.root:
            return _WHOLE
        name = os.path.relpath(os.path.realpath(path), self.root).replace(os.sep, "/")
        return _WHOLE if name.startswith("../") else self.lines.get(name, ())


def changes_since(revision: str, folder: Path | None = None) -> Changes:
    """What differs between the working tree and the point where it left ``revision``; untracked files are new.

    Without a repository everything counts as changed, and without a common ancestor the comparison is with the
    revision itself; ``note`` says so. Raises UsageError where git is missing or does not know the revision.
    """
    git = _Git(folder or Path())
    root = git.ask("rev-parse", "--show-toplevel")
    if root is None:
        return Changes("", {}, "not a git repository, so every line counts as changed")
    commit = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    if commit is None:
        shallow = git.ask("rev-parse", "--is-shallow-repository") == "true"
        way = "; this clone is shallow, `git fetch --unshallow` brings the rest" if shallow else ""
        raise UsageError(f"git does not know the revision {revision!r}{way}")
    base = git.ask("merge-base", commit, "HEAD")
    note = None
    if base is None:
        base = commit
        note = f"no common ancestor with {revision!r} in this clone, so the comparison is with {revision!r} itself"
    top = os.path.realpath(root)
    lines = _changed(_Git(Path(top)), base)
    return Changes(top, lines, note)


class _Git:
    """Asks git about a folder, running nothing that the repository's own settings name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ask(self, *words: str) -> str | None:
        """The answer without its line end, None where git says no."""
        command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotepath=false", *words]
        try:
            done = subprocess.run(command, cwd=self.folder, capture_output=True, check=False, stdin=subprocess.DEVNULL)
        except FileNotFoundError:
            raise UsageError("--changed-since needs git, which is not installed") from None
        if done.returncode:
            return None
        return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")


_DIFF = ("--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--diff-filter=d", "--no-relative")
_HUNK = lazy_regex(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


def _changed(git: _Git, base: str) -> dict[str, Lines]:
    names = (git.ask("diff", *_DIFF, "--name-only", "-z", base, "--") or "").split("\0")
    text = git.ask("diff", *_DIFF, "--unified=0", base, "--") or ""
    # Names are taken from the first answer, for the second quotes the odd ones; both have the same order, and no
    # line of a file begins with a letter in a diff.
    parts = re.split(r"^diff --(?:git|cc|combined) .*\n", "\n" + text, flags=re.MULTILINE)[1:]
    found: dict[str, Lines] = {name: _ranges(part) for name, part in zip(names, parts, strict=False)}
    untracked = (git.ask("ls-files", "--others", "--exclude-standard", "-z") or "").split("\0")
    return found | {name: _WHOLE for name in untracked if name}


def _ranges(part: str) -> Lines:
    hunks = [(int(match.group(1)), int(match.group(2) or 1)) for match in _HUNK.finditer(part)]
    return [range(first, first + count) for first, count in hunks if count]


def _is_on(diagnostic: Diagnostic, source: Source, lines: Lines) -> bool:
    if diagnostic.span is None:
        return True
    start, end = diagnostic.span
    first = source.text.count("\n", 0, start) + 1
    last = first + source.text.count("\n", start, max(start, end - 1))
    return any(first < changed.stop and changed.start <= last for changed in lines)
