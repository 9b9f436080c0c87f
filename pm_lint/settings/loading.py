"""A settings file and those it extends, checked, to layers; layers to one frozen :class:`Settings`."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pm_lint.errors import ConfigError
from pm_lint.settings.layer import Layer
from pm_lint.settings.metadata_schema import read_schema
from pm_lint.settings.model import DEFAULT, Settings
from pm_lint.settings.reading import Document, error_at, read, shown

_MERGED = ("rules", "aliases", "strictness")
"""Tables that are merged key by key; any other setting replaces that of a weaker layer."""
_NOT_FIELDS = ("extends", "overrides", "files", "rules")


def load(path: Path) -> tuple[Layer, ...]:
    """The layers of a settings file, weakest first; raises ConfigError with file, line and key."""
    documents = _chain(path)
    layers: list[Layer] = []
    for document in reversed(documents):
        _check(document)
        layers += _layers(document)
    return tuple(layers)


def _chain(path: Path) -> list[Document]:
    """The file and what it extends, the nearest first."""
    chain: list[Document] = []
    fence = _repository(path)
    current: Path | None = path
    while current is not None:
        document = read(current)
        if document is None:
            raise error_at(current, None, "has no table [tool.pm-lint]")
        chain.append(document)
        current = _extended(document, [link.path for link in chain], fence)
    return chain


def _repository(path: Path) -> Path:
    """What ``extends`` may not leave: the repository of the file, else what holds both it and the current folder."""
    folder = path.resolve().parent
    for parent in (folder, *folder.parents):
        if (parent / ".git").exists():
            return parent
    here = Path.cwd().resolve()
    return here if folder.is_relative_to(here) else folder


def _extended(document: Document, chain: Sequence[Path], fence: Path) -> Path | None:
    name = document.data.get("extends")
    if name is None:
        return None
    if not isinstance(name, str):
        raise document.error(("extends",), "'extends' must be a string, not a list or table")
    if "://" in name:
        raise document.error(("extends",), f"'extends' names a file of the repository, not an address: {name!r}")
    path = Path(os.path.normpath(document.path.parent / name))
    if not path.resolve().is_relative_to(fence):
        raise document.error(("extends",), f"'extends' leaves the repository: {name!r}")
    if path.resolve() in [other.resolve() for other in chain]:
        names = " -> ".join(shown(other) for other in (*chain, path))
        raise document.error(("extends",), f"'extends' goes round in a circle: {names}")
    if not path.is_file():
        raise document.error(("extends",), f"'extends' names a file that does not exist: {name!r}")
    return path


def _check(document: Document) -> None:
    from pm_lint.settings.schema import config_schema
    from pm_lint.settings.validate import problems

    for problem in problems(dict(document.data), config_schema()):
        raise document.error(problem.path, f"{_spoken(problem.path)} {problem.message}")
    for path, value in _named_rules(document.data):
        _check_name(document, path, value)
    _check_trackers(document)
    _check_patterns(document)
    _check_metadata_schema(document)


def _spoken(path: tuple[str | int, ...]) -> str:
    """``'overrides[1].select'``: a key as people write it."""
    words = ""
    for part in path:
        words += f"[{part}]" if isinstance(part, int) else f".{part}" if words else str(part)
    return f"'{words}'" if words else "the file"


def _tables(data: Mapping[str, Any]) -> list[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    """The settings for all documents and those for some, each with the path of its keys."""
    return [((), data), *((("overrides", at), entry) for at, entry in enumerate(data.get("overrides", ())))]


def _named_rules(data: Mapping[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    return [
        ((*prefix, key, index), name)
        for prefix, table in _tables(data)
        for key in ("select", "extend-select", "ignore")
        for index, name in enumerate(table.get(key, ()))
    ]


def _check_name(document: Document, path: tuple[str | int, ...], name: str) -> None:
    from pm_lint.rules import check_name

    try:
        check_name(name)
    except ConfigError as error:
        raise document.error(path, str(error)) from None


def _check_trackers(document: Document) -> None:
    from pm_lint.user_regex import compile_pattern

    for index, pattern in enumerate(document.data.get("trackers", ())):
        try:
            compile_pattern(pattern)
        except ConfigError as error:
            raise document.error(("trackers", index), f"'trackers': {error}") from None


def _check_patterns(document: Document) -> None:
    for prefix, table in _tables(document.data):
        for at, entry in enumerate(table.get("patterns", ())):
            from pm_lint.language.own_patterns import check_patterns

            try:
                check_patterns(entry)
            except ConfigError as error:
                path = (*prefix, "patterns", at)
                raise document.error(path, f"{_spoken(path)}: {error}") from None


def _check_metadata_schema(document: Document) -> None:
    for prefix, table in _tables(document.data):
        name = table.get("metadata-schema")
        if name is None:
            continue
        path = (*prefix, "metadata-schema")
        file = document.path.parent / name
        if not file.resolve().is_relative_to(_repository(document.path)):
            raise document.error(path, f"'metadata-schema' leaves the repository: {name!r}")
        try:
            read_schema(file.absolute())
        except ConfigError as error:
            raise document.error(path, f"'metadata-schema': {error}") from None


def _layers(document: Document) -> list[Layer]:
    folder = os.path.abspath(document.path.parent)
    layers = [Layer(document.data, _origins(document, document.data, ()), folder)]
    for index, override in enumerate(document.data.get("overrides", ())):
        origins = _origins(document, override, ("overrides", index))
        layers.append(Layer(override, origins, folder, tuple(override["files"])))
    return layers


def _origins(document: Document, table: Mapping[str, Any], prefix: tuple[str | int, ...]) -> dict[str, str]:
    """Where each setting of ``table`` is written; for rules, each rule."""
    origins = {}
    for key, value in table.items():
        origins[key] = f"{shown(document.path)}:{document.line((*prefix, key)) or 1}"
        if key in _MERGED:
            for name in value:
                origins[f"{key}.{name}"] = f"{shown(document.path)}:{document.line((*prefix, key, name)) or 1}"
    return origins


def merge(layers: Sequence[Layer]) -> Settings:
    """One Settings of layers, the last being the strongest."""
    changes: dict[str, Any] = {}
    tables: dict[str, dict[str, Any]] = {name: {} for name in _MERGED}
    for layer in layers:
        for key, value in layer.values.items():
            if key in tables:
                _merge_table(tables[key], value)
            elif key not in _NOT_FIELDS:
                changes[key.replace("-", "_")] = _frozen(_located(key, value, layer))
        if "template" in layer.values:
            changes["template_folder"] = layer.folder
    rules = {name: _as_table(value) for name, value in tables["rules"].items()}
    severities = {name: options["severity"] for name, options in rules.items() if "severity" in options}
    options = {
        name: {key: value for key, value in own.items() if key != "severity"}
        for name, own in rules.items()
        if set(own) - {"severity"}
    }
    if schema := changes.get("metadata_schema"):
        changes["metadata_schema_content"] = read_schema(Path(schema))
    return DEFAULT._replace(
        **changes,
        severities=severities,
        rules=options,
        aliases={role: tuple(titles) for role, titles in tables["aliases"].items()},
        strictness=tables["strictness"],
    )


def _merge_table(table: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, value in more.items():
        old = table.get(name)
        if isinstance(value, dict) and old is not None and not isinstance(old, list):
            table[name] = {**_as_table(old), **value}
        elif isinstance(value, str) and isinstance(old, dict):
            table[name] = {**old, "severity": value}
        else:
            table[name] = value


def _as_table(value: str | Mapping[str, Any]) -> dict[str, Any]:
    """A rule's settings in their long form: ``"off"`` is ``{severity: off}``."""
    return {"severity": value} if isinstance(value, str) else dict(value)


def _located(key: str, value: Any, layer: Layer) -> Any:
    return os.path.normpath(os.path.join(layer.folder, value)) if key in ("metadata-schema", "baseline") else value


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
