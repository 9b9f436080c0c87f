"""The whole process, as a hook starts it, beside the least that any such program must do.

    python benchmarks/startup.py [--rounds N] [FOLDER]

One document of 5 kB against a process that only parses it; and, where a folder is named (or PM_LINT_CORPUS is set),
a second run over its unchanged files against ``python -c pass``.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from measuring import NOTHING, PM_LINT, markdown_files, plain_parse, ratio, wall
from scale import document


def one_document(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "outage.md"
        path.write_text(document(1, size=5_000), encoding="utf-8")
        command = (*PM_LINT, "check", "--isolated", "--no-cache", str(path))
        found, own, floor = ratio(lambda: wall(command), lambda: wall(plain_parse(path)), rounds)
    print(f"one document of 5 kB     {own * 1000:6.0f} ms   plain parse {floor * 1000:6.0f} ms   ratio {found:5.2f}")


def warm_archive(folder: Path, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as cache:
        environment = {"PM_LINT_CACHE_DIR": cache}
        command = (*PM_LINT, "check", "--isolated", "--output-format", "json", str(folder))
        found, own, floor = ratio(lambda: wall(command, environment), lambda: wall(NOTHING), rounds)
    files = len(markdown_files(folder))
    print(
        f"{files} unchanged documents {own * 1000:6.0f} ms   python -c pass {floor * 1000:4.0f} ms  ratio {found:5.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=os.environ.get("PM_LINT_CORPUS"))
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    one_document(arguments.rounds)
    if arguments.folder:
        warm_archive(Path(arguments.folder), arguments.rounds)


if __name__ == "__main__":
    main()
