"""Which settings are in force for a document: the nearest file above it, what that extends, and the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pm_lint.errors import ConfigError
from pm_lint.settings.find import find_in, parent_of
from pm_lint.settings.model import DEFAULT, Settings

if TYPE_CHECKING:
    from pm_lint.settings.layer import Layer

COMMAND_LINE = "the command line"
CLOCK = "the clock"


class Resolver:
    """Finds and remembers settings; ``changes`` are those of the command line, as fields of Settings."""

    def __init__(
        self, config: str | None = None, *, isolated: bool = False, changes: Mapping[str, Any] | None = None
    ) -> None:
        self.config = config
        self.isolated = isolated
        self.changes = dict(changes or {})
        self._layers: dict[str, tuple[Layer, ...]] = {}
        self._settings: dict[tuple[int, ...], Settings] = {}
        self._failures: dict[str, str] = {}

    def settings(self, path: Path) -> Settings:
        """The settings for the document at ``path``; raises ConfigError where its settings file is wrong."""
        layers = self.layers(path)
        key = tuple(map(id, layers))
        if key not in self._settings:
            self._settings[key] = self._build(layers)
        return self._settings[key]

    def layers(self, path: Path) -> tuple[Layer, ...]:
        """What is in force for ``path``, weakest first, without the command line."""
        if self.isolated:
            return ()
        found = self._file_layers(os.path.dirname(os.path.abspath(path)))
        return tuple(layer for layer in found if layer.files is None or _fits(path, layer, layer.files))

    def origins(self, path: Path) -> dict[str, str]:
        """Where each setting for ``path`` that is not a default is written."""
        found: dict[str, str] = {}
        for layer in self.layers(path):
            found.update(layer.origins)
        found.update({name.replace("_", "-"): COMMAND_LINE for name in self.changes})
        return {"today": CLOCK, **found}

    def excludes(self, path: Path) -> bool:
        """Whether the settings leave ``path`` out; nothing is left out where they cannot be read."""
        return self._listed(path, "exclude")

    def includes(self, path: Path) -> bool | None:
        """Whether the settings ask for ``path``; None where they do not say."""
        try:
            asked = any(layer.values.get("include") for layer in self.layers(path))
        except ConfigError:
            return None
        return self._listed(path, "include") if asked else None

    def _listed(self, path: Path, key: str) -> bool:
        try:
            layer = next((layer for layer in reversed(self.layers(path)) if key in layer.values), None)
        except ConfigError:
            return False
        return layer is not None and _fits(path, layer, layer.values[key])

    def _file_layers(self, folder: str) -> tuple[Layer, ...]:
        if self.config is not None:
            return self._load(self.config)
        if folder not in self._layers:
            own = find_in(folder)
            above = None if own else parent_of(folder)
            self._layers[folder] = self._load(own) if own else self._file_layers(above) if above else ()
        return self._layers[folder]

    def _load(self, file: str) -> tuple[Layer, ...]:
        if file in self._failures:
            raise ConfigError(self._failures[file])
        if file not in self._layers:
            from pm_lint.settings.loading import load

            try:
                self._layers[file] = load(Path(file))
            except ConfigError as error:
                self._failures[file] = str(error)
                raise
        return self._layers[file]

    def _build(self, layers: tuple[Layer, ...]) -> Settings:
        if not layers:
            return self._on_top(DEFAULT)
        from pm_lint.settings.loading import merge

        return self._on_top(merge(layers))

    def _on_top(self, settings: Settings) -> Settings:
        changes = dict(self.changes)
        if "select" in changes:  # what is asked for now comes before what files leave out or add
            settings = settings._replace(ignore=(), extend_select=())
        for name in ("ignore", "extend_select"):
            if name in changes:
                changes[name] = (*getattr(settings, name), *changes[name])
        if settings.today is None and "today" not in changes:
            import time

            changes["today"] = time.strftime("%Y-%m-%d")
        return settings._replace(**changes)


def _fits(path: Path, layer: Layer, patterns: Sequence[str]) -> bool:
    """Whether a path fits one of some patterns of a layer, seen from its folder."""
    from pm_lint.globs import matches

    return matches(os.path.relpath(os.path.abspath(path), layer.folder).replace(os.sep, "/"), patterns)
