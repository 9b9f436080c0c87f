"""The processor time of linting many documents beside that of only parsing them.

    python benchmarks/corpus.py [--rounds N] [--select NAMES] [FOLDER]

Both in one process, over the same files, with all rules unless some are selected; FOLDER defaults to the one named
by PM_LINT_CORPUS.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from measuring import folder_from, markdown_files, ratio

from pm_lint.engine import lint
from pm_lint.errors import SourceError
from pm_lint.settings.model import Settings
from pm_lint.source import Source, read_source


def cpu(action: Callable[[Source], object], sources: Sequence[Source]) -> float:
    """Seconds of processor time that ``action`` takes over all sources."""
    start = time.process_time()
    for source in sources:
        action(Source(source.path, source.text, bom=source.bom))
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--select", help="rules or groups, separated by commas (default: all)")
    arguments = parser.parse_args()
    sources = []
    for path in markdown_files(folder_from(arguments.folder)):
        try:
            sources.append(read_source(path))
        except SourceError as error:
            print(f"{path}: {error}")
    settings = Settings(select=tuple((arguments.select or "all").split(",")))
    md = MarkdownIt("commonmark").enable("table")
    found, own, floor = ratio(
        lambda: cpu(lambda source: lint(source, settings), sources),
        lambda: cpu(lambda source: md.parse(source.text), sources),
        arguments.rounds,
    )
    print(f"{len(sources)} documents   {own:6.2f} s   plain parse {floor:6.2f} s   ratio {found:5.2f}")


if __name__ == "__main__":
    main()
