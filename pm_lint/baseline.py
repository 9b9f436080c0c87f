"""Findings that were there before: recorded in a file, so that only new ones fail.

The file is JSON made for review: for each document, relative to the baseline's own folder, the fingerprints of its
known findings with their rules.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pm_lint import __version__, atomic
from pm_lint.errors import ConfigError
from pm_lint.fingerprint import fingerprints
from pm_lint.record import NamedTuple
from pm_lint.runner import Result

NAME = ".pm-lint-baseline.json"
VERSION = 1

Known = Mapping[str, str]
"""Fingerprint to rule, for one document."""


class Baseline(NamedTuple):
    """The known findings of a repository."""

    path: Path
    files: Mapping[str, Known]

    def key(self, path: str) -> str:
        """What a document is called in the baseline: its path from the baseline's folder."""
        return os.path.relpath(os.path.abspath(path), os.path.abspath(self.path.parent)).replace(os.sep, "/")  # noqa: PTH100

    def new_in(self, result: Result) -> Result:
        """The result without its known findings."""
        known = self.files.get(self.key(result.path))
        if not known or result.source is None:
            return result
        marks = fingerprints(result.diagnostics, result.source)
        fresh = (found for found, mark in zip(result.diagnostics, marks, strict=True) if mark not in known)
        return result._replace(diagnostics=tuple(fresh))

    def updated(self, results: Iterable[Result], *, grow: bool) -> Baseline:
        """The baseline after a run: without what is gone and, where it may ``grow``, with what is new.

        Documents outside the run, and those that could not be read, keep what they have as long as they exist.
        """
        files = {name: known for name, known in self.files.items() if (self.path.parent / name).exists()}
        for result in results:
            if result.source is None or result.error is not None:
                continue
            key = self.key(result.path)
            before = self.files.get(key, {})
            marks = zip(fingerprints(result.diagnostics, result.source), result.diagnostics, strict=True)
            files[key] = {mark: found.rule for mark, found in marks if grow or mark in before}
        return Baseline(self.path, {name: known for name, known in files.items() if known})

    def less(self, other: Baseline) -> list[tuple[str, str, str]]:
        """(document, rule, fingerprint) of each finding that ``other`` does not know."""
        return [
            (name, rule, mark)
            for name, known in sorted(self.files.items())
            for mark, rule in sorted(known.items(), key=lambda item: (item[1], item[0]))
            if mark not in other.files.get(name, {})
        ]

    @property
    def size(self) -> int:
        """The number of findings recorded, over all files."""
        return sum(map(len, self.files.values()))

    def save(self) -> None:
        """Writes the file whole or not at all; raises ConfigError where it cannot be written."""
        files = {name: dict(sorted(known.items())) for name, known in sorted(self.files.items())}
        text = json.dumps({"version": VERSION, "pm-lint": __version__, "files": files}, indent=1, ensure_ascii=False)
        try:
            atomic.write(self.path, text.encode("utf-8", "surrogateescape") + b"\n")
        except OSError as error:
            reason = (error.strerror or "unknown error").lower()
            raise ConfigError(f"{self.path}: the baseline cannot be written: {reason}") from None


def load(path: Path) -> Baseline:
    """Reads a baseline; raises ConfigError where there is none, or one that is torn or of another version."""
    try:
        data = json.loads(path.read_bytes().decode("utf-8", "surrogateescape"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such baseline; `pm-lint baseline` writes one") from None
    except OSError as error:
        raise ConfigError(f"{path}: the baseline cannot be read: {(error.strerror or '').lower()}") from None
    except ValueError as error:
        line = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise _unusable(path, f"is no JSON{line}, as if half written") from None
    except RecursionError:
        raise _unusable(path, "is no baseline") from None
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, int) and version != VERSION:
        raise _unusable(path, f"has version {version}, and this pm-lint reads version {VERSION}")
    if version is None or not _is_valid(data.get("files")):
        raise _unusable(path, "is no baseline")
    return Baseline(path, data["files"])


def _unusable(path: Path, why: str) -> ConfigError:
    return ConfigError(f"{path}: the baseline {why}; delete it and run `pm-lint baseline` again")


def _is_valid(files: Any) -> bool:
    return isinstance(files, dict) and all(
        isinstance(known, dict) and all(isinstance(rule, str) for rule in known.values()) for known in files.values()
    )
