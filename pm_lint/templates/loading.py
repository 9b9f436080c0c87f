"""Templates by name or by path."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pm_lint.errors import ConfigError
from pm_lint.postmortem.model import Role
from pm_lint.templates.model import Template, TemplateField, TemplateSection

_FOLDER = Path(__file__).parent
_MOST_EXTENDS = 10
DEFAULT = "minimal"


@cache
def compiled() -> dict[str, Any]:
    """The built-in templates and their guidance, compiled from the YAML files."""
    import json

    data: dict[str, Any] = json.loads((_FOLDER / "templates.json").read_bytes())
    return data


def names() -> tuple[str, ...]:
    """The built-in templates, in alphabetical order."""
    return tuple(sorted(compiled()["templates"]))


def load(name_or_path: str, folder: str | None = None) -> Template:
    """A built-in template by name, or an own one by its path from ``folder``.

    Raises ConfigError with the nearest name, or with the file and line of what is wrong.
    """
    if name_or_path in compiled()["templates"]:
        return _built_in(name_or_path)
    if not name_or_path.endswith((".yaml", ".yml", ".toml")):
        raise ConfigError(f"unknown template {name_or_path!r}{_nearest(name_or_path)}")
    return _template(name_or_path, _read(Path(folder or ".") / name_or_path, []))


@cache
def _built_in(name: str) -> Template:
    return _template(name, compiled()["templates"][name])


def _nearest(name: str) -> str:
    from difflib import get_close_matches  # slow to import, and needed for mistakes only

    found = get_close_matches(name, names(), n=1, cutoff=0.5)
    return f"; did you mean {found[0]!r}?" if found else "; `pm-lint new --list` lists them, a path ends in .yaml"


def _read(path: Path, chain: list[Path]) -> dict[str, Any]:
    """The data of an own template, merged over what it extends."""
    from pm_lint.settings.reading import read
    from pm_lint.settings.validate import problems

    document = read(path)
    if document is None:
        raise ConfigError(f"{path}: is not a template")
    for problem in problems(dict(document.data), schema()):
        place = ".".join(str(part) for part in problem.path)
        raise document.error(problem.path, f"{place}: {problem.message}" if place else problem.message)
    extends = document.data.get("extends")
    if extends is None:
        return dict(document.data)
    here = [*chain, path.resolve()]
    if extends in compiled()["templates"]:
        return _merged(compiled()["templates"][extends], document.data)
    base = path.parent / str(extends)
    if base.resolve() in here or len(here) > _MOST_EXTENDS:
        raise document.error(("extends",), f"extends: {extends} extends this template in turn")
    if base.suffix not in (".yaml", ".yml", ".toml"):
        raise document.error(("extends",), f"extends: unknown template {extends!r}{_nearest(str(extends))}")
    if not base.is_file():
        raise document.error(("extends",), f"extends: no such file: {extends}")
    return _merged(_read(base, here), document.data)


def schema() -> dict[str, Any]:
    """The JSON Schema of templates: beside the package in the sources, inside it when installed."""
    import json

    for folder in (_FOLDER.parent / "schemas", _FOLDER.parent.parent / "schemas"):
        if (folder / "template.schema.json").is_file():
            data: dict[str, Any] = json.loads((folder / "template.schema.json").read_bytes())
            return data
    raise ConfigError("schemas/template.schema.json is not installed")


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """``own`` over ``base``: entries of the same role and title, or of the same key, are replaced in their place."""
    sections = list(base.get("sections", ()))
    for entry in own.get("sections", ()):
        _put(sections, entry, _same_section)
    metadata = list(base.get("metadata", ()))
    for entry in own.get("metadata", ()):
        _put(metadata, entry, lambda old, new: old["key"] == new["key"])
    kept = [entry for entry in sections if entry.get("need") != "unwanted"]
    return {**base, **own, "sections": kept, "metadata": metadata}


def _same_section(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return bool(old["role"] == new["role"] and new.get("title", old.get("title")) == old.get("title"))


def _put(entries: list[Any], entry: Mapping[str, Any], same: Any) -> None:
    for index, old in enumerate(entries):
        if same(old, entry):
            entries[index] = {**old, **entry}
            return
    if entry.get("need") != "unwanted":
        entries.append(entry)


def _template(name: str, data: Mapping[str, Any]) -> Template:
    return Template(
        name=name,
        title=data["name"],
        description=data.get("description", ""),
        ordered=data.get("ordered", True),
        sections=tuple(map(_section, data.get("sections", ()))),
        metadata=tuple(map(_field, data.get("metadata", ()))),
        fingerprint=tuple(data.get("fingerprint", ())),
    )


def _section(entry: Mapping[str, Any]) -> TemplateSection:
    role = Role(entry["role"])
    return TemplateSection(
        role=role,
        title=entry.get("title") or role.replace("-", " ").capitalize(),
        level=entry.get("level", 2),
        required=entry.get("need", "required") == "required",
        required_for=tuple(entry.get("required-for", ())),
        alternatives=tuple(map(Role, entry.get("or", ()))),
        aliases=tuple(entry.get("aliases", ())),
        guidance=entry.get("guidance") or compiled()["guidance"][role],
        prompts=tuple(entry.get("prompts", ())),
    )


def _field(entry: Mapping[str, Any]) -> TemplateField:
    key = entry["key"]
    title = entry.get("title") or key.capitalize()
    prompt = entry.get("prompt") or compiled()["metadata"].get(key, "")
    return TemplateField(key, title, entry.get("need", "required"), prompt)
