"""pm-lint beside other linters of prose and Markdown: the same files, the same machine, one run.

    python benchmarks/peers.py [--rounds N] [--path FOLDER…] [FOLDER]

Those that are installed (on PATH, beside this Python, or in a folder given with --path) are run in turns over all
files of FOLDER (default: that named by PM_LINT_CORPUS), each in one process of its own. None checks what another
checks; the table says what a hook costs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from measuring import PM_LINT, Command, folder_from, markdown_files, wall

PEERS: dict[str, Command] = {
    "proselint": ("check",),
    "pymarkdown": ("scan",),
    "rumdl": ("check", "--no-cache", "--isolated"),
    "alex": ("--quiet",),
    "write-good": (),
    "markdownlint-cli2": ("--no-globs",),
    "textlint": ("--no-textlintrc", "--rule", "no-todo"),
}
"""Each peer and the words that make it read the files named after them."""


def found(name: str, places: list[str]) -> str | None:
    """Where a program is installed."""
    beside = str(Path(sys.executable).parent)
    return shutil.which(name, path=os.pathsep.join([*places, beside, os.environ.get("PATH", "")]))


def contestants(files: list[Path], places: list[str]) -> dict[str, Command]:
    """Each program that is there, with its whole command line."""
    names = list(map(str, files))
    made: dict[str, Command] = {
        "pm-lint (cold, 1 process)": (*PM_LINT, "check", "--isolated", "--no-cache", "--jobs=1", *names),
        "pm-lint (cold)": (*PM_LINT, "check", "--isolated", "--no-cache", *names),
        "pm-lint (warm)": (*PM_LINT, "check", "--isolated", *names),
    }
    for name, words in PEERS.items():
        program = found(name, places)
        if program is None:
            print(f"{name} is not installed", file=sys.stderr)
        else:
            made[name] = (program, *words, *names)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--path", action="append", default=[], help="a folder that holds peers")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    files = markdown_files(folder_from(arguments.folder))
    with tempfile.TemporaryDirectory() as cache:
        commands = contestants(files, arguments.path)
        wall(commands["pm-lint (warm)"], {"PM_LINT_CACHE_DIR": cache})
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(arguments.rounds):
            for name, command in commands.items():
                own = command[: len(PM_LINT)] == PM_LINT
                # The exit codes of peers are of many kinds: write-good's is the number of its suggestions.
                times[name].append(wall(command, {"PM_LINT_CACHE_DIR": cache}, any_code=not own))
    print(f"| linter | seconds for {len(files)} files | per file |\n|---|---:|---:|")
    medians = {name: statistics.median(runs) for name, runs in times.items()}
    for name, seconds in sorted(medians.items(), key=lambda item: item[1]):
        print(f"| {name} | {seconds:.2f} | {seconds / len(files) * 1000:.1f} ms |")


if __name__ == "__main__":
    main()
