"""What the benchmarks share: pairs of runs, and the medians of their ratios.

The noise of a shared machine hits neighbouring runs alike, so two programs are run in turns and compared pair by
pair.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Command = Sequence[str]

PM_LINT: Command = (sys.executable, "-m", "pm_lint")
NOTHING: Command = (sys.executable, "-c", "pass")
PLAIN_PARSE = (
    "import sys, markdown_it; "
    "md = markdown_it.MarkdownIt('commonmark').enable('table'); "
    "[md.parse(open(name, encoding='utf-8', errors='replace').read()) for name in sys.argv[1:]]"
)


def plain_parse(*files: Path) -> Command:
    """The floor: a process that only parses the files."""
    return (sys.executable, "-c", PLAIN_PARSE, *map(str, files))


def wall(command: Command, environment: Mapping[str, str] | None = None, *, any_code: bool = False) -> float:
    """Seconds that a process takes from its start to its end; its exit code may be 0 or 1, unless any will do."""
    start = time.perf_counter()
    done = subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
        check=False,
    )
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1) and not any_code:
        raise SystemExit(f"{' '.join(command[:6])} … failed: {done.stderr.decode(errors='replace')[-300:]}")
    return seconds


def ratio(subject: Callable[[], float], floor: Callable[[], float], rounds: int) -> tuple[float, float, float]:
    """Median of the paired ratios, and the medians of both, in turns after one round for the caches."""
    subject(), floor()
    pairs = [(subject(), floor()) for _ in range(rounds)]
    return (
        statistics.median(one / other for one, other in pairs),
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
    )


def markdown_files(folder: Path) -> list[Path]:
    """Every Markdown file below a folder."""
    return sorted(path for path in folder.rglob("*.md") if path.is_file())


def folder_from(argument: str | None) -> Path:
    """The folder of documents: the argument, else the environment variable PM_LINT_CORPUS."""
    name = argument or os.environ.get("PM_LINT_CORPUS")
    if not name:
        raise SystemExit("name a folder of Markdown files, or set PM_LINT_CORPUS")
    return Path(name)
