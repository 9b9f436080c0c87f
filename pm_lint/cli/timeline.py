"""``pm-lint timeline``: the incident as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pm_lint.cli.arguments import Parser, one_of
from pm_lint.errors import UsageError

FORMATS = ("text", "mermaid", "svg")


def parser() -> Parser:
    made = Parser("timeline", "Draw the timeline of a postmortem with its phases: undetected, detected, mitigating.")
    made.add_argument("paths", nargs=1, metavar="FILE", help="the postmortem")
    made.add_argument(
        "--output-format",
        metavar="FORMAT",
        type=one_of("output format", FORMATS),
        default="text",
        help="text (a bar for the terminal), mermaid or svg (default: text)",
    )
    return made


def run(argv: Sequence[str]) -> int:
    """Prints the chart; raises UsageError where the document has no timeline that can be drawn."""
    arguments = parser().parse(argv)
    from pm_lint import chart
    from pm_lint.markdown import parse
    from pm_lint.output import print_out
    from pm_lint.postmortem import understand
    from pm_lint.settings.resolve import Resolver
    from pm_lint.source import read_source

    path = Path(arguments.paths[0])
    postmortem = understand(parse(read_source(path)), Resolver().settings(path))
    draw = {"text": chart.bar, "mermaid": chart.mermaid, "svg": chart.svg}[arguments.output_format]
    drawn = draw(postmortem)
    if drawn is None:
        raise UsageError(f"{path}: no timeline that can be drawn: it needs two entries with different times")
    print_out(drawn)
    return 0
