"""``pm-lint baseline``: record today's findings, so that only new ones fail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pm_lint.baseline import NAME, Baseline, load
from pm_lint.cli.arguments import add_paths, add_settings_options, add_speed_options
from pm_lint.cli.documents import Documents, lint_files
from pm_lint.cli.parser import Parser
from pm_lint.output import print_error, print_out


def parser() -> Parser:
    made = Parser(
        "baseline",
        "Record today's findings, so that `check` reports only new ones. A baseline that is there already only"
        " shrinks: findings that are gone leave it, and new ones join only with --grow.",
    )
    add_paths(made)
    made.add_argument(
        "--baseline", metavar="FILE", help=f"the file to write (default: the settings' `baseline`, else {NAME})"
    )
    made.add_argument("--grow", action="store_true", help="record new findings too, although there is a baseline")
    made.add_argument("--show-fixed", action="store_true", help="only show what may leave the baseline")
    add_settings_options(made)
    add_speed_options(made)
    return made


def run(argv: Sequence[str]) -> int:
    arguments = parser().parse(argv)
    documents = Documents.from_arguments(arguments)
    path = Path(arguments.baseline or documents.settings(Path("_")).baseline or NAME)
    is_new = not path.exists() and not arguments.show_fixed
    old = Baseline(path, {}) if is_new else load(path)
    failed = False
    results = []
    for result in lint_files(documents.files, documents, arguments):
        if result.error is not None:
            failed = True
            print_error(f"{result.path}: {result.error}")
        results.append(result._replace(suppressed=()))
    new = old.updated(results, grow=is_new or arguments.grow)
    for problem in documents.problems:
        print_error(problem)
    if arguments.show_fixed:
        _show_fixed(old, new)
    else:
        new.save()
        _tell(old, new, unrecorded=sum(len(new.new_in(result).diagnostics) for result in results))
    return 2 if failed or documents.problems else 0


def _show_fixed(old: Baseline, new: Baseline) -> None:
    fixed = old.less(new)
    for name, rule, mark in fixed:
        print_out(f"{name}: {rule} ({mark})")
    print_out(f"{_findings(len(fixed))} of {old.size} may leave {old.path}" if fixed else "nothing is fixed yet")


def _tell(old: Baseline, new: Baseline, unrecorded: int) -> None:
    gone, come = len(old.less(new)), len(new.less(old))
    print_out(f"{new.path}: {_findings(new.size)} known ({come} new, {gone} gone)")
    if unrecorded:
        print_out(f"{_findings(unrecorded)} not recorded, for `check` to report; --grow would record them")


def _findings(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"
