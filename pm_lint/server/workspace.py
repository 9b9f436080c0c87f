"""What lies in the workspace besides the open documents: settings files, and postmortems that nobody has open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol import types as lsp
from pygls.uris import from_fs_path, to_fs_path

from pm_lint.files import discover
from pm_lint.lazy_regex import lazy_regex
from pm_lint.server.diagnostics import SOURCE
from pm_lint.settings.resolve import Resolver

WATCHED = ("**/.pm-lint.{yaml,yml,toml}", "**/pyproject.toml", "**/*.{yaml,yml}", "**/*.{md,markdown,mdx,qmd}")
"""Files whose change may change what is found in a postmortem: settings, own templates, what is linked."""

_PLACE = lazy_regex(r"(?P<path>.+?):(?P<line>\d+): (?P<message>.*)", re.DOTALL)


def uri_of(path: Path) -> str:
    return from_fs_path(str(path)) or path.as_uri()


def postmortems(folders: Iterable[str], resolver: Resolver) -> Iterator[str]:
    """The URIs of the postmortems below workspace folders, as ``pm-lint check`` would find them."""
    for folder in folders:
        name = to_fs_path(folder)
        if name is None:
            continue
        for path in discover(Path(name), resolver.includes, resolver.excludes):
            yield uri_of(path.absolute())


def stamp_of(uri: str) -> tuple[int, int] | None:
    """When a file was changed and its size, None where it cannot be seen."""
    name = to_fs_path(uri) if uri.startswith("file:") else None
    try:
        status = Path(name).stat() if name else None
    except (OSError, ValueError):
        return None
    return (status.st_mtime_ns, status.st_size) if status else None


def settings_diagnostic(problem: str) -> tuple[str, lsp.Diagnostic] | None:
    """The URI and the finding for a settings file that cannot be used; None where no file is named."""
    match = _PLACE.match(problem)
    if match is None:
        return None
    line = max(0, int(match["line"]) - 1)
    place = lsp.Range(lsp.Position(line, 0), lsp.Position(line + 1, 0))
    finding = lsp.Diagnostic(place, match["message"], lsp.DiagnosticSeverity.Error, source=SOURCE)
    return uri_of(Path(match["path"]).absolute()), finding
