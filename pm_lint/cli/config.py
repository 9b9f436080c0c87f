"""``pm-lint config``: the settings in force for a document, and where each of them comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pm_lint.cli.arguments import add_output_format, add_settings_options, one_of
from pm_lint.cli.documents import load_plugins, resolver
from pm_lint.cli.parser import Arguments, Parser
from pm_lint.errors import ConfigError
from pm_lint.output import Sink, json_text, print_error, standard_output
from pm_lint.settings import Settings
from pm_lint.settings.resolve import Resolver

DEFAULT_ORIGIN = "default"
DERIVED = ("severities", "rules", "template_folder", "metadata_schema_content")
SCHEMAS = ("config", "front-matter", "inspect", "report", "template")


def parser() -> Parser:
    made = Parser("config", "Show the settings in force for documents, and where each of them comes from.")
    made.add_argument("paths", metavar="PATH", nargs="*", help="documents (default: one in the current folder)")
    made.add_argument("--check", action="store_true", help="check the settings files named instead")
    made.add_argument(
        "--schema",
        metavar="NAME",
        type=one_of("schema", SCHEMAS),
        help=f"print a JSON Schema instead: {', '.join(SCHEMAS)}",
    )
    made.add_argument("--all", action="store_true", help="show settings that have their default too")
    add_output_format(made)
    add_settings_options(made)
    return made


def run(argv: Sequence[str]) -> int:
    arguments = parser().parse(argv)
    load_plugins(arguments.plugin)
    if arguments.schema:
        from pm_lint.shipped import schema

        standard_output().raw(json_text(schema(arguments.schema)))
        return 0
    if arguments.check:
        return _check(arguments)
    resolved = resolver(arguments)
    sink = standard_output()
    documents = [_shown(Path(path), resolved, everything=arguments.all) for path in arguments.paths or ["."]]
    if arguments.output_format == "json":
        sink.raw(json_text({"version": 1, "documents": documents}))
    else:
        for document in documents:
            _write(document, sink)
    return 0


def _check(arguments: Arguments) -> int:
    """Reads settings files as a run would; each mistake is one line on standard error."""
    from pm_lint.settings.loading import load
    from pm_lint.settings.reading import read

    code = 0
    for word in arguments.paths or [arguments.config or _nearest()]:
        try:
            if word is not None and read(Path(word)) is not None:
                load(Path(word))
        except ConfigError as error:
            print_error(str(error))
            code = 2
    return code


def _nearest() -> str | None:
    from pm_lint.settings.find import nearest_settings_file

    found = nearest_settings_file(Path("_"))
    return None if found is None else str(found)


def _shown(path: Path, resolved: Resolver, *, everything: bool) -> dict[str, Any]:
    """The settings for one document as data; a folder stands for a document in it."""
    document = path / "_" if path.is_dir() else path
    settings = resolved.settings(document)
    origins = resolved.origins(document)
    values = {key: {"value": value, "from": _origin(key, origins)} for key, value in _plain(settings).items()}
    if not everything:
        values = {key: entry for key, entry in values.items() if entry["from"] != DEFAULT_ORIGIN}
    return {"path": str(path), "settings": values}


def _plain(settings: Settings) -> dict[str, Any]:
    """Settings by their names in a settings file, each rule's own as ``rules.<name>``."""
    plain: dict[str, Any] = {}
    for name, value in settings._asdict().items():
        if name not in DERIVED:
            plain[name.replace("_", "-")] = _data(value)
    for rule in sorted({*settings.severities, *settings.rules}):
        own = dict(settings.rules.get(rule, {}))
        severity = settings.severities.get(rule)
        plain[f"rules.{rule}"] = own if severity is None else {"severity": severity, **own} if own else severity
    return plain


def _data(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _data(inner) for key, inner in value.items()}
    return [_data(inner) for inner in value] if isinstance(value, tuple) else value


def _origin(key: str, origins: Mapping[str, str]) -> str:
    return origins.get(key, DEFAULT_ORIGIN)


def _write(document: Mapping[str, Any], sink: Sink) -> None:
    import json

    sink.line([("path", document["path"])])
    width = max((len(key) for key in document["settings"]), default=0)
    for key, entry in document["settings"].items():
        value = json.dumps(entry["value"], ensure_ascii=False)
        sink.line([("", f"  {key:<{width}}  {value}  "), ("faint", f"({entry['from']})")])
    if not document["settings"]:
        sink.line([("", "  every setting has its default")])
