"""Reports of earlier runs, kept where nothing they depend on has changed.

One small file for each document: named after the document's path, opened by a stamp of everything that the report
depends on. So a report can be missing but never stale. What a rule asked about other files is asked again. The cache
is a convenience: whatever fails here (a full disk, a folder that is none, a torn entry) is a miss.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pm_lint import __version__, atomic
from pm_lint.diagnostic import Applicability, Diagnostic, Edit, Fix, Related, Severity
from pm_lint.errors import PmLintError
from pm_lint.record import NamedTuple
from pm_lint.runner import Result, Silenced
from pm_lint.settings.model import Settings
from pm_lint.source import Source, Span
from pm_lint.surroundings import Seen, answer

DEPENDENCIES = ("markdown_it", "mdit_py_plugins", "yaml", "jsonschema", "re2", "detect_secrets")
"""The packages that a report depends on, besides pm-lint itself."""


class Lookup(NamedTuple):
    """A question to the cache, and where its answer is to be stored."""

    entry: str
    stamp: str
    result: Result | None
    """The report of an earlier run that still holds, None where there is none."""


class Cache:
    """Reports in a folder, which any number of processes may share."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self._fingerprint = fingerprint()
        self._settings: dict[int, tuple[Settings, bytes]] = {}

    def look_up(self, path: Path, source: Source, settings: Settings) -> Lookup:
        """The earlier report of the document at ``path``, which holds ``source``."""
        name = _digest(os.fsencode(os.path.abspath(path)))[:40]  # noqa: PTH100 (a link is another document)
        entry = f"{self.folder}/{name[:2]}/{name[2:]}"
        stamp = _digest(source.to_bytes(), self._about(settings), self._fingerprint)
        try:
            stored = _read(entry, stamp)
            if stored["today"] in (None, settings.today) and _still_seen(stored["seen"], path):
                return Lookup(entry, stamp, _result(stored, source))
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return Lookup(entry, stamp, None)

    def _about(self, settings: Settings) -> bytes:
        """A digest of the settings without today's date, and of the files that they name."""
        if id(settings) not in self._settings:  # the settings are kept with it, so that no other takes their id
            plain = json.dumps(plain_settings(settings._replace(today=None)), sort_keys=True)
            self._settings[id(settings)] = settings, _digest(plain.encode(), *_named_files(settings)).encode()
        return self._settings[id(settings)][1]


def store(lookup: Lookup, result: Result, seen: Iterable[Seen], today: str | None) -> None:
    """Keeps a report; ``today`` is the date that it depends on, None where it depends on none."""
    stored = {
        "today": today,
        "seen": list(seen),
        "diagnostics": [_plain(diagnostic) for diagnostic in result.diagnostics],
        "suppressed": [[_plain(silenced.diagnostic), silenced.reason] for silenced in result.suppressed],
    }
    body = json.dumps(stored, separators=(",", ":")).encode("ascii")
    data = f"{lookup.stamp} {_digest(body)}\n".encode("ascii") + body
    path = Path(lookup.entry)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(path, data, durable=False)


def default_folder(environment: Mapping[str, str] | None = None) -> Path | None:
    """Where reports are kept: ``PM_LINT_CACHE_DIR``, else the user's cache folder; None where there is neither."""
    given = os.environ if environment is None else environment
    if own := given.get("PM_LINT_CACHE_DIR"):
        return Path(own)
    for variable, below in (("XDG_CACHE_HOME", ""), ("LOCALAPPDATA", ""), ("HOME", ".cache")):
        if base := given.get(variable):
            return Path(base, below, "pm-lint")
    return None


def open_cache(folder: str | None = None) -> Cache | None:
    """The cache in ``folder`` or at the default place; None where there is no place for one."""
    place = Path(folder) if folder else default_folder()
    return Cache(place) if place is not None else None


@cache
def fingerprint() -> bytes:
    """What a report depends on besides the document and its settings: this program, file by file, and its parser.

    Files are known by path, size and time of change, as Python itself knows its compiled modules.
    """
    parts = [__version__, sys.version]
    package = Path(__file__).parent
    for folder in (package, package.parent / "schemas"):  # the schemas stand beside the package in the sources
        parts += _files(str(folder)) if folder.is_dir() else ()
    for name in DEPENDENCIES:
        origin = _origin(name)
        parts.append(f"{name} {_signature(origin) if origin else None}")
    return _digest("\n".join(parts).encode("utf-8", "surrogateescape")).encode()


def plain_settings(settings: Settings) -> dict[str, Any]:
    """The settings as dictionaries and tuples, which JSON and other processes can take."""
    return {name: _plain_value(value) for name, value in settings._asdict().items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain_value(inner) for key, inner in value.items()}
    return tuple(map(_plain_value, value)) if isinstance(value, (tuple, list)) else value


def _digest(*parts: bytes) -> str:
    whole = sha256()
    for part in parts:
        whole.update(b"%d:" % len(part))
        whole.update(part)
    return whole.hexdigest()


def _files(folder: str) -> list[str]:
    """The signatures of all files below a folder, compiled modules left out."""
    found, folders = [], [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        folders.append(entry.path)
                else:
                    found.append(_signature(entry.path))
    return sorted(found)


def _signature(path: str) -> str:
    status = os.stat(path)  # noqa: PTH116
    return f"{path} {status.st_size} {status.st_mtime_ns}"


def _origin(name: str) -> str | None:
    """The file of a package, found without importing anything."""
    for finder in sys.meta_path:
        spec = finder.find_spec(name, None)
        if spec is not None:
            return spec.origin
    return None


def _named_files(settings: Settings) -> list[bytes]:
    """The content of the files that the settings name: an own template with what it extends, a schema."""
    files = _templates(settings)
    if settings.metadata_schema:
        files.append(Path(settings.metadata_schema))
    return [_content(file) for file in files]


def _templates(settings: Settings) -> list[Path]:
    """The files that an own template consists of."""
    if not settings.template.endswith((".yaml", ".yml", ".toml")):
        return []
    from pm_lint.settings.reading import read

    files = [Path(settings.template_folder or ".", settings.template)]
    for file in files:  # grows while it is walked, and each file once
        try:
            document = read(file)
        except PmLintError:
            continue  # the run will say so
        base = file.parent / str(document.data.get("extends", "")) if document else file
        if base.is_file() and base not in files:
            files.append(base)
    return files


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _read(entry: str, stamp: str) -> dict[str, Any]:
    """The stored report; raises ValueError where it is another document's, old or torn, OSError where none is."""
    with open(entry, "rb") as file:  # noqa: PTH123 (many small files: opened the quick way)
        head, body = file.readline(), file.read()
    if head != f"{stamp} {_digest(body)}\n".encode("ascii"):
        raise ValueError("another report")
    stored: dict[str, Any] = json.loads(body)
    return stored


def _still_seen(seen: Sequence[Sequence[str]], path: Path) -> bool:
    return all(answer(path.parent, question, name) == known for question, name, known in seen)


def _plain(diagnostic: Diagnostic) -> list[Any]:
    fix = diagnostic.fix
    return [
        *diagnostic[:4],
        diagnostic.severity.value,
        diagnostic.help,
        diagnostic.related,
        fix and [fix.title, fix.edits, fix.applicability.value],
    ]


def _result(stored: Mapping[str, Any], source: Source) -> Result:
    diagnostics = tuple(map(_diagnostic, stored["diagnostics"]))
    suppressed = tuple(Silenced(_diagnostic(plain), reason) for plain, reason in stored["suppressed"])
    return Result(source.path, source, diagnostics, suppressed)


def _diagnostic(plain: list[Any]) -> Diagnostic:
    rule, group, message, span, severity, help_text, related, fix = plain
    return Diagnostic(
        rule,
        group,
        message,
        Span(*span) if span is not None else None,
        _SEVERITIES[severity],
        help_text,
        tuple(Related(text, Span(*place)) for text, place in related),
        _fix(*fix) if fix else None,
    )


def _fix(title: str, edits: list[Any], applicability: str) -> Fix:
    made = tuple(Edit(Span(*span), text) for span, text in edits)
    return Fix(title, made, Applicability(applicability))


_SEVERITIES: Mapping[str, Severity] = {severity.value: severity for severity in Severity}
