"""``pm-lint timeline``: the incident as a picture."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pm_lint.cli.arguments import add_settings_options, one_of
from pm_lint.cli.parser import Parser
from pm_lint.errors import SourceError, UsageError

FORMATS = ("text", "mermaid", "svg")


def parser() -> Parser:
    made = Parser("timeline", "Draw the timeline of a postmortem with its phases: undetected, detected, mitigating.")
    made.add_argument("paths", nargs="*", metavar="FILE", help="the postmortem, or - for standard input")
    made.add_argument(
        "--output-format",
        metavar="FORMAT",
        type=one_of("output format", FORMATS),
        default="text",
        help="text (a bar for the terminal), mermaid or svg (default: text)",
    )
    add_settings_options(made)
    return made


def run(argv: Sequence[str]) -> int:
    """Prints the chart; raises UsageError where the document has no timeline that can be drawn."""
    arguments = parser().parse(argv)
    if len(arguments.paths) != 1:
        raise UsageError("timeline takes one file, such as `pm-lint timeline postmortem.md`")
    from pm_lint import chart
    from pm_lint.cli.documents import STDIN, load_plugins, resolver
    from pm_lint.markdown import parse
    from pm_lint.output import print_out
    from pm_lint.postmortem import understand
    from pm_lint.source import Source, read_source

    load_plugins(arguments.plugin)
    name = arguments.paths[0]
    settings = resolver(arguments).settings(Path("_" if name == STDIN else name))
    try:
        source = Source.from_bytes(STDIN, sys.stdin.buffer.read()) if name == STDIN else read_source(Path(name))
    except SourceError as error:
        raise UsageError(f"{name}: {error}") from None
    draw = {"text": chart.bar, "mermaid": chart.mermaid, "svg": chart.svg}[arguments.output_format]
    drawn = draw(understand(parse(source), settings))
    if drawn is None:
        raise UsageError(f"{name}: no timeline that can be drawn: it needs two entries with different times")
    print_out(drawn)
    return 0
