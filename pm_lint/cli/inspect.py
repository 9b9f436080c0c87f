"""``pm-lint inspect``: show what is understood of a postmortem."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pm_lint.cli.arguments import add_output_format, add_paths, add_settings_options
from pm_lint.cli.documents import Documents
from pm_lint.cli.parser import Parser
from pm_lint.errors import PmLintError
from pm_lint.output import Sink, json_text, print_error, standard_output
from pm_lint.postmortem import Postmortem

VERSION = 1


def parser() -> Parser:
    made = Parser("inspect", "Show what is understood of postmortems: sections, metadata, timeline, action items.")
    add_paths(made)
    add_settings_options(made)
    add_output_format(made)
    return made


def run(argv: Sequence[str]) -> int:
    from pathlib import Path

    from pm_lint.markdown import parse
    from pm_lint.postmortem import understand

    arguments = parser().parse(argv)
    documents = Documents.from_arguments(arguments)
    shown: list[dict[str, Any]] = []
    code = 0
    sink = standard_output()
    for path, source, error in documents.sources():
        try:
            if source is None:
                raise PmLintError(error or "cannot be read")
            data = as_data(path, understand(parse(source), documents.settings(Path(path))))
        except PmLintError as problem:
            print_error(f"{path}: {problem}")
            code = 2
            continue
        except Exception as fault:  # a defect of ours must not hide the other documents
            print_error(f"{path}: internal error: {type(fault).__name__}: {fault}")
            code = 2
            continue
        if arguments.output_format == "json":
            shown.append(data)
        else:
            write_text(data, sink)
    if arguments.output_format == "json":
        sink.raw(json_text({"version": VERSION, "documents": shown}))
    return code


def as_data(path: str, postmortem: Postmortem) -> dict[str, Any]:
    """What was understood, as ``schemas/inspect.schema.json`` describes it; unknown is None."""
    return {
        "path": path,
        "language": str(postmortem.language),
        "template": postmortem.template.name,
        "metadata": [
            {"key": field.key, "value": field.value, "line": field.line, "source": field.source}
            for field in postmortem.metadata
        ],
        "sections": [
            {
                "role": None if role is None else str(role),
                "title": section.title,
                "level": section.level,
                "line": section.line,
                "end_line": section.end_line,
                "source": section.source,
            }
            for section in postmortem.sections
            for role in (section.roles or (None,))
        ],
        "timeline": [
            {
                "line": entry.line,
                "time": entry.time,
                "instant": entry.instant.isoformat() if entry.instant else None,
                "milestones": list(entry.milestones),
                "text": entry.text,
            }
            for entry in postmortem.timeline
        ],
        "action_items": [
            {
                "line": item.line,
                "text": item.text,
                "owner": item.owner.text if item.owner else None,
                "tracker": [tracker.key for tracker in item.trackers if not tracker.placeholder],
                "due": item.due_date or (item.due.text if item.due else None),
                "done": item.done,
                "kind": item.kind,
                "priority": item.priority.text if item.priority else None,
            }
            for item in postmortem.action_items
        ],
        "durations": dict(postmortem.durations._asdict()),
    }


def write_text(data: dict[str, Any], sink: Sink) -> None:
    """The same for people."""
    sink.line([("path", data["path"])])
    sink.line([("", f"  language {data['language']}, template {data['template']}")])
    for title, rows in (
        ("metadata", [(field["line"], f"{field['key']}: {field['value']}") for field in data["metadata"]]),
        ("sections", [(part["line"], f"{part['role'] or '-':<21} {part['title']}") for part in data["sections"]]),
        ("timeline", [(entry["line"], _entry(entry)) for entry in data["timeline"]]),
        ("action items", [(item["line"], _item(item)) for item in data["action_items"]]),
    ):
        sink.line([("strong", f"  {title}"), ("faint", "" if rows else ": none found")])
        for line, text in rows:
            sink.line([("faint", f"{line:>7}  "), ("", text)])
    known = [f"{name} {_duration(value)}" for name, value in data["durations"].items() if value is not None]
    sink.line([("strong", "  durations"), ("", ": " + (", ".join(known) or "unknown"))])
    sink.line([])


def _entry(entry: dict[str, Any]) -> str:
    instant = entry["instant"] or entry["time"]
    milestones = f" ({', '.join(entry['milestones'])})" if entry["milestones"] else ""
    return f"{instant}{milestones}  {entry['text']}"


def _item(item: dict[str, Any]) -> str:
    facts = [item["owner"] or "no owner", ", ".join(item["tracker"]) or "no ticket", item["due"] or "no date"]
    if item["done"]:
        facts.append("done")
    return f"{item['text']}  ({'; '.join(facts)})"


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else "", f"{rest} s" if rest else ""]
    return " ".join(part for part in parts if part) or "0 s"
