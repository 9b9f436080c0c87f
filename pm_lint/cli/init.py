"""``pm-lint init``: set pm-lint up for a repository, from what its postmortems have in common."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pm_lint import atomic
from pm_lint.adoption import pre_commit, settings_file, workflow
from pm_lint.adoption.survey import Survey, survey
from pm_lint.cli.parser import Arguments, Parser
from pm_lint.errors import UsageError
from pm_lint.files import SUFFIXES, below, discover, is_template
from pm_lint.output import print_error, print_note, print_out
from pm_lint.record import NamedTuple


class Planned(NamedTuple):
    """A file to write."""

    path: Path
    text: str
    before: bytes | None
    """What it holds now, None where it does not exist."""


def parser() -> Parser:
    made = Parser("init", "Look at the postmortems of a repository and write settings that fit them.")
    made.add_argument("folder", metavar="FOLDER", nargs="?", default=".", help="the repository (default: here)")
    made.add_argument(
        "--from",
        dest="source",
        metavar="DIR",
        help="learn from the documents below this folder (default: look for them)",
    )
    made.add_argument("--pre-commit", action="store_true", help=f"also add the hook to {pre_commit.NAME}")
    made.add_argument("--github", action="store_true", help=f"also write {workflow.NAME}")
    made.add_argument("--force", action="store_true", help="replace files that exist")
    made.add_argument("--dry-run", action="store_true", help="show what would be written and write nothing")
    return made


def run(argv: Sequence[str]) -> int:
    arguments = parser().parse(argv)
    root = Path(arguments.folder)
    if not root.is_dir():
        raise UsageError(f"{arguments.folder!r} is no folder")
    found = survey_of(root, arguments.source)
    print_out(settings_file.summary(found) if found.documents else "no postmortem found; the settings will be general")
    plans, refused = _plans(root, found, arguments)
    for plan in plans:
        print_out(f"\n--- {plan.path}")
        print_out(plan.text)
        if not arguments.dry_run:
            _write(plan)
    if not arguments.dry_run:
        for plan in plans:
            print_out(f"{'wrote' if plan.before is None else 'changed'} {plan.path}")
    for reason in refused:
        print_error(reason)
    if refused:
        return 2
    if found.documents and plans:
        print_note("`pm-lint check` shows the findings; `pm-lint baseline` records them, so that only new ones fail")
    return 0


def survey_of(root: Path, source: str | None = None) -> Survey:
    """What the documents below ``source``, or those of the repository that look like postmortems, have in common."""
    if source is None:
        paths = list(discover(root, lambda _path: None, lambda _path: False)) or list(_named(root))
    else:
        folder = Path(source)
        if not folder.is_dir():
            raise UsageError(f"--from {source!r} is no folder")
        paths = list(below(folder, lambda _path: False))
    return survey(paths, root)


def _named(root: Path) -> list[Path]:
    """The files that are called postmortems, where no folder is."""
    words = ("postmortem", "post-mortem", "post_mortem", "incident-report", "rca-", "-rca")
    return [
        path
        for path in below(root, lambda _path: False)
        if any(word in path.name.lower() for word in words)
        and path.suffix.lower() in SUFFIXES
        and not is_template(path.name)
    ]


def _plans(root: Path, found: Survey, arguments: Arguments) -> tuple[list[Planned], list[str]]:
    plans, refused = [], []
    others = arguments.pre_commit or arguments.github
    wanted = [(root / settings_file.NAME, settings_file.settings_text(found))]
    if arguments.github:
        wanted.append((root / workflow.NAME, workflow.workflow_text()))
    for path, text in wanted:
        existing = _existing(path)
        if existing is None or arguments.force:
            plans.append(Planned(path, text, _content(path)))
        elif path.name == settings_file.NAME and others:
            print_note(f"{existing} is kept; --force replaces it")
        else:
            refused.append(f"{existing} exists; --force replaces it")
    if arguments.pre_commit:
        path = root / pre_commit.NAME
        before = _content(path)
        text = pre_commit.with_hook((before or b"").decode("utf-8"))
        if before is None or text.encode("utf-8") != before:
            plans.append(Planned(path, text, before))
        else:
            print_note(f"{path} has the hook already")
    return plans, refused


def _existing(path: Path) -> Path | None:
    """The file that ``path`` would replace or, for settings, compete with."""
    if path.name != settings_file.NAME:
        return path if path.exists() else None
    from pm_lint.settings.find import find_in

    own = find_in(str(path.parent))
    return Path(own) if own else None


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {(error.strerror or 'unknown error').lower()}") from None


def _write(plan: Planned) -> None:
    try:
        plan.path.parent.mkdir(parents=True, exist_ok=True)
        if plan.before is None:
            atomic.write(plan.path, plan.text.encode("utf-8"))
        else:
            atomic.replace(plan.path, plan.text.encode("utf-8"), expected=plan.before)
    except OSError as error:
        raise UsageError(f"{plan.path} cannot be written: {(error.strerror or 'unknown error').lower()}") from None
