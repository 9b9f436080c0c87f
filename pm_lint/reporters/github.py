"""``github``: annotations on a pull request, after the text report in the log.

GitHub keeps ten annotations of each level and drops the rest without a word, in the order of printing. So the worst
come first, and what is left out is said.
"""

from __future__ import annotations

from pm_lint.diagnostic import Diagnostic
from pm_lint.output import Sink, visible
from pm_lint.reporters import text
from pm_lint.reporters.common import Summary, count, place_of, repository_path
from pm_lint.runner import Result
from pm_lint.source import Source

LIMIT = 10
"""Annotations of one level that GitHub shows for a step."""
LEVELS = {"error": "error", "warning": "warning", "hint": "notice"}


class Report:
    """Writes the text at once and the annotations at the end."""

    def __init__(self) -> None:
        self.text = text.Report()
        self.annotations: dict[str, list[str]] = {severity: [] for severity in LEVELS}
        self.left_out = 0

    def file(self, result: Result, sink: Sink) -> None:
        self.text.file(result, _for_runner(sink))
        if result.source is None:
            return
        for diagnostic in result.diagnostics:
            kept = self.annotations[diagnostic.severity.value]
            if len(kept) < LIMIT - (diagnostic.severity.value == "hint"):  # one notice tells what is left out
                kept.append(annotation(diagnostic, result.source))
            else:
                self.left_out += 1

    def end(self, summary: Summary, sink: Sink) -> None:
        self.text.end(summary, _for_runner(sink))
        for severity in LEVELS:
            for line in self.annotations[severity]:
                sink.raw(line)
        if self.left_out:
            sink.raw(_command("notice", {"title": "pm-lint"}, f"{count(self.left_out, 'more finding')} in the log"))


def _for_runner(sink: Sink) -> Sink:
    return Sink(sink.stream, colour=sink.colour, runner=True)


def annotation(diagnostic: Diagnostic, source: Source) -> str:
    """The workflow command for one finding."""
    properties = {"file": repository_path(source.path)}
    place = place_of(diagnostic, source)
    if place is not None:
        start, end = place
        properties |= {"line": str(start.line), "endLine": str(end.line)}
        if start.line == end.line:  # GitHub takes columns on one line only
            properties |= {"col": str(start.column), "endColumn": str(end.column)}
    properties["title"] = diagnostic.rule
    message = visible(diagnostic.message)
    if diagnostic.help:
        message += "\n" + visible(diagnostic.help)
    return _command(LEVELS[diagnostic.severity.value], properties, message)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    """A command on its own line; a runner that has read it as such looks for no other one in it."""
    shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {shown}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return visible(_data(text).replace(":", "%3A").replace(",", "%2C"))
