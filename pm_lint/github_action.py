"""What ``action.yml`` runs: inputs from the environment, ``pm-lint check``, outputs to the files the runner names.

Nothing of a document or an input ever passes through a shell.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pm_lint.changes import changes_since
from pm_lint.cli import main as pm_lint
from pm_lint.errors import PmLintError, UsageError
from pm_lint.files import discover, expand
from pm_lint.output import print_error, print_note
from pm_lint.settings.resolve import Resolver

MAX_SUMMARY = 900_000
"""Bytes of a step summary; GitHub drops the whole of one that is larger than 1 MiB."""

_FAIL_LEVELS = ("error", "warning", "hint", "never")
_FORMATS = ("github", "text")
_NOTHING = {"error": 0, "warning": 0, "hint": 0, "files": 0}


def main(environ: Mapping[str, str] = os.environ) -> int:
    """Runs the action; returns its exit code (0 fine, 1 findings at the fail level, 2 it could not run)."""
    try:
        return _run(environ)
    except PmLintError as error:
        print_error(str(error))
        return 2


def _run(environ: Mapping[str, str]) -> int:
    level = _choice(environ, "FAIL_LEVEL", _FAIL_LEVELS)
    sarif = _sarif_file(environ)
    os.chdir(_working_directory(environ))
    with tempfile.TemporaryDirectory() as folder:
        report, summary = Path(folder, "report.json"), Path(folder, "summary.md")
        arguments = ["check", "--fail-level", "error" if level == "never" else level]
        arguments += ["--output-format", _choice(environ, "OUTPUT_FORMAT", _FORMATS), "--output", f"json:{report}"]
        if _switch(environ, "STEP_SUMMARY"):
            arguments += ["--output", f"markdown:{summary}"]
        if sarif is not None:
            arguments += ["--output", f"sarif:{sarif}"]
        for name in ("CONFIG", "BASELINE"):
            if value := environ.get(f"PM_LINT_{name}"):
                arguments += [f"--{name.lower()}", value]
        paths = [line.strip() for line in environ.get("PM_LINT_PATHS", "").split("\n") if line.strip()]
        if _switch(environ, "CHANGED_FILES_ONLY"):
            paths = _changed_files(paths, environ)
            if not paths:
                print("pm-lint: no postmortem changed")
                _write_outputs(environ, _NOTHING, None)
                return 0
        code = pm_lint([*arguments, "--", *paths])
        if report.exists():
            _write_outputs(environ, json.loads(report.read_text("utf-8"))["summary"], sarif)
        if summary.exists():
            _write_summary(environ, summary.read_text("utf-8"))
    return 0 if level == "never" and code == 1 else code


def _choice(environ: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = environ.get(f"PM_LINT_{name}") or choices[0]
    if value not in choices:
        given = name.lower().replace("_", "-")
        raise UsageError(f"the input {given!r} must be one of {', '.join(choices)}")
    return value


def _switch(environ: Mapping[str, str], name: str) -> bool:
    return _choice(environ, name, ("false", "true")) == "true"


def _working_directory(environ: Mapping[str, str]) -> Path:
    folder = Path(environ.get("GITHUB_WORKSPACE", "."), environ.get("PM_LINT_WORKING_DIRECTORY") or ".")
    if not folder.is_dir():
        raise UsageError("the input 'working-directory' names no folder of the workspace")
    return folder


def _sarif_file(environ: Mapping[str, str]) -> Path | None:
    """Where the SARIF report goes; a name is made up when only its upload was asked for."""
    name = environ.get("PM_LINT_SARIF_FILE", "")
    if not name and not _switch(environ, "UPLOAD_SARIF"):
        return None
    if not name:
        return Path(environ.get("RUNNER_TEMP", tempfile.gettempdir()), "pm-lint.sarif")
    return Path(environ.get("GITHUB_WORKSPACE", "."), name).absolute()


def _changed_files(paths: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """The postmortems that differ from the merge base; all of them, with a note, where that cannot be known."""
    base = environ.get("PM_LINT_BASE") or environ.get("PM_LINT_PULL_REQUEST_BASE")
    if not base:
        raise UsageError("'changed-files-only' needs a pull request or the input 'base'")
    resolver = Resolver(environ.get("PM_LINT_CONFIG") or None)
    if paths:
        files = list(expand(paths, resolver.excludes, force_exclude=True))
    else:
        files = list(discover(Path(), resolver.includes, resolver.excludes))
    try:
        changes = changes_since(base)
    except UsageError as error:
        print_note(f"{error}; all postmortems are linted")
        return [str(file) for file in files]
    if changes.note:
        print_note(changes.note)
    return [str(file) for file in files if changes.touches(str(file))]


def _write_outputs(environ: Mapping[str, str], summary: Mapping[str, int], sarif: Path | None) -> None:
    """Appends the step's outputs; all are numbers but the path, whose delimiter nobody can guess."""
    target = environ.get("GITHUB_OUTPUT")
    if not target:
        return
    delimiter = os.urandom(16).hex()
    lines = [f"{name}s={summary[name]}" for name in ("error", "warning", "hint")]
    lines += [f"files={summary['files']}", f"findings={sum(summary[name] for name in ('error', 'warning', 'hint'))}"]
    lines += [f"sarif-file<<{delimiter}", str(sarif or ""), delimiter]
    with Path(target).open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def _write_summary(environ: Mapping[str, str], text: str) -> None:
    target = environ.get("GITHUB_STEP_SUMMARY")
    if not target:
        return
    data = text.encode("utf-8")
    if len(data) > MAX_SUMMARY:
        cut = data[: data.rfind(b"\n", 0, MAX_SUMMARY)]
        data = cut + b"\n\nThe rest did not fit here; the step's log has all of it.\n"
    with Path(target).open("ab") as file:
        file.write(data)


if __name__ == "__main__":
    raise SystemExit(main())
