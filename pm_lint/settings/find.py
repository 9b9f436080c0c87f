"""Where the settings file of a document is.

The search goes upwards from the document's folder and ends at the root of its repository (the folder that holds
``.git``), so that nothing outside a checkout changes what is found in it.
"""

from __future__ import annotations

import os
from pathlib import Path

from pm_lint.errors import ConfigError

NAMES = (".pm-lint.toml", ".pm-lint.yaml", ".pm-lint.yml")
PYPROJECT = "pyproject.toml"


def nearest_settings_file(path: Path) -> Path | None:
    """The settings file in force for the document at ``path``; raises ConfigError where a folder has two."""
    folder: str | None = os.path.dirname(os.path.abspath(path))
    while folder is not None:
        if found := find_in(folder):
            return Path(found)
        folder = parent_of(folder)
    return None


def parent_of(folder: str) -> str | None:
    """The folder where the search goes on; None at the root of a repository or of the file system."""
    parent = os.path.dirname(folder)
    if parent == folder or os.path.lexists(os.path.join(folder, ".git")):
        return None
    return parent


def find_in(folder: str) -> str | None:
    """The settings file of one folder; raises ConfigError for two of them."""
    own = [name for name in NAMES if os.path.isfile(os.path.join(folder, name))]
    if len(own) > 1:
        raise ConfigError(f"{folder}: has both {own[0]} and {own[1]}; keep one")
    if own:
        return os.path.join(folder, own[0])
    project = os.path.join(folder, PYPROJECT)
    if os.path.isfile(project):
        from pm_lint.settings.reading import read

        try:
            return project if read(Path(project)) else None
        except ConfigError:
            return project  # the mistake is told when the file is loaded
    return None
