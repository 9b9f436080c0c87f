"""``pm-lint new``: write a postmortem from a template, named as the repository names its others."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path

from pm_lint.adoption.file_names import Naming, learn, next_number
from pm_lint.adoption.survey import Survey, survey
from pm_lint.cli.arguments import add_settings_options
from pm_lint.cli.documents import resolver
from pm_lint.cli.parser import Arguments, Parser
from pm_lint.errors import UsageError
from pm_lint.files import discover
from pm_lint.output import print_out
from pm_lint.scaffold import document, spelled
from pm_lint.settings import Settings
from pm_lint.templates import Template, load, names

_SAMPLE = 20
"""The latest documents, by name, from which the template and the severity scale are taken."""


def parser() -> Parser:
    made = Parser("new", "Write a postmortem from a template, with what belongs into each section as a comment.")
    made.add_argument("title", metavar="TITLE", nargs="?", help="what it is called, such as 'Checkout outage'")
    made.add_argument(
        "--template", metavar="NAME", help="a built-in template or the path of an own one (default: as set)"
    )
    made.add_argument("--severity", metavar="LEVEL", help="such as sev1, spelled as your other postmortems spell it")
    made.add_argument("--date", metavar="DATE", help="the ISO date of the incident (default: today)")
    made.add_argument("--folder", metavar="DIR", help="where to put it (default: where the others are)")
    made.add_argument("--output", metavar="FILE", help="the file to write, or - for standard output")
    made.add_argument("--list", action="store_true", help="list the built-in templates")
    add_settings_options(made)
    return made


def run(argv: Sequence[str]) -> int:
    arguments = parser().parse(argv)
    if arguments.list:
        for name in names():
            print_out(f"{name:<20} {load(name).description}")
        return 0
    if not arguments.title or not arguments.title.strip():
        raise UsageError('new takes a title, such as `pm-lint new "Checkout outage"`')
    settings = resolver(arguments).settings(Path("_"))
    paths = _postmortems(arguments)
    sample = survey(sorted(paths)[-_SAMPLE:], Path())
    date = _date(arguments.date or settings.today)
    facts = {"date": date, "status": "Draft"}
    if arguments.severity:
        facts["severity"] = spelled(arguments.severity, [seen.name for seen in sample.severities])
    text = document(_template(arguments, settings, sample), arguments.title, facts, zone=settings.timezone or "UTC")
    if arguments.output == "-":
        print_out(text)
        return 0
    path = Path(arguments.output) if arguments.output else _path(arguments, paths, date)
    _write(path, text)
    print_out(f"wrote {path.as_posix()}")
    return 0


def _postmortems(arguments: Arguments) -> list[Path]:
    """The postmortems below the current folder."""
    found = resolver(arguments)
    return list(discover(Path(), found.includes, found.excludes))


def _template(arguments: Arguments, settings: Settings, sample: Survey) -> Template:
    """The template asked for, else that of the settings, else the one that most other documents follow."""
    if arguments.template:
        return load(arguments.template)
    if settings.template != "auto":
        return load(settings.template, settings.template_folder)
    return load(sample.templates[0].name if sample.templates else "minimal")


def _path(arguments: Arguments, paths: Sequence[Path], date: str) -> Path:
    naming: Naming = learn(paths)
    if arguments.folder:
        naming = naming._replace(folder=Path(arguments.folder).as_posix())
    return naming.path(arguments.title, date, next_number(paths, naming))


def _date(word: str | None) -> str:
    if word is None:
        return time.strftime("%Y-%m-%d")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
        try:
            time.strptime(word, "%Y-%m-%d")
        except ValueError:
            pass
        else:
            return word
    raise UsageError(f"{word!r} is no date; write it as 2026-05-31")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(text.encode("utf-8"))
    except FileExistsError:
        raise UsageError(f"{path} exists; choose another title or --output") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {(error.strerror or 'unknown error').lower()}") from None
