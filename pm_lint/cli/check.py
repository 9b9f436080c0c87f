"""``pm-lint check``: find what is wrong with postmortems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from pm_lint.cli.adoption import new_only
from pm_lint.cli.arguments import add_paths, add_selection_options, add_settings_options, add_speed_options, one_of
from pm_lint.cli.documents import Documents, lint_files
from pm_lint.cli.parser import Arguments, Parser
from pm_lint.diagnostic import Severity
from pm_lint.errors import UsageError
from pm_lint.output import Sink, print_error, standard_output
from pm_lint.reporters import ALWAYS_WITH_HINTS, FORMATS, Reporter, Summary, reporter
from pm_lint.runner import Result

LEVELS = tuple(severity.value for severity in Severity)


def parser() -> Parser:
    made = Parser("check", "Find what is wrong with postmortems.")
    add_paths(made)
    add_selection_options(made, "run")
    add_settings_options(made)
    output = made.add_argument_group("output")
    output.add_argument(
        "--output-format",
        metavar="FORMAT",
        type=one_of("output format", FORMATS),
        default="text",
        help=f"what goes to standard output: {', '.join(FORMATS)} (default: text)",
    )
    output.add_argument(
        "--output",
        metavar="FORMAT:FILE",
        action="append",
        default=[],
        help="write a report to a file too; may be given several times",
    )
    output.add_argument("--pedantic", action="store_true", default=None, help="show hints too")
    output.add_argument(
        "--fail-level",
        metavar="LEVEL",
        type=one_of("fail level", LEVELS),
        help="the least severity that makes the exit code 1: error, warning (default) or hint",
    )
    output.add_argument("--statistics", action="store_true", help="end with the number of findings of each rule")
    adoption = made.add_argument_group("only what is new")
    adoption.add_argument("--baseline", metavar="FILE", help="leave out the findings that `pm-lint baseline` recorded")
    adoption.add_argument(
        "--changed-since", metavar="REV", help="report only findings on lines that changed since this git revision"
    )
    add_speed_options(made)
    return made


def run(argv: Sequence[str]) -> int:
    arguments = parser().parse(argv)
    documents = Documents.from_arguments(arguments)
    with ExitStack() as stack:
        outputs = _outputs(arguments, stack)
        tally = Tally(documents, outputs)
        for result in _results(documents, arguments):
            tally.add(result)
        return tally.end(statistics=arguments.statistics)


def _results(documents: Documents, arguments: Arguments) -> Iterator[Result]:
    """One result for each document, standard input first, with what is asked for of its findings."""
    sift = new_only(documents, arguments)
    if documents.standard_input is not None:
        yield sift.new_in(documents.lint_standard_input())
    files = [path for path in documents.files if sift.concerns(path)]
    yield from map(sift.new_in, lint_files(files, documents, arguments))


class Output:
    """A reporter and where it writes."""

    def __init__(self, name: str, sink: Sink) -> None:
        self.name = name
        self.sink = sink
        self.reporter: Reporter = reporter(name)


def _outputs(arguments: Arguments, stack: ExitStack) -> list[Output]:
    outputs = [Output(arguments.output_format, standard_output())]
    for wish in arguments.output:
        name, colon, target = wish.partition(":")
        if not colon or not target:
            raise UsageError(f"--output takes FORMAT:FILE, not {wish!r}")
        one_of("output format", FORMATS)(name)
        try:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            file = Path(target).open("w", encoding="utf-8", newline="\n")  # noqa: SIM115 (the stack closes it)
            stream = stack.enter_context(file)
        except OSError as error:
            raise UsageError(f"cannot write {target!r}: {(error.strerror or 'unknown error').lower()}") from None
        outputs.append(Output(name, Sink(stream)))
    return outputs


class Tally:
    """Hands each result to the reporters and counts."""

    def __init__(self, documents: Documents, outputs: Sequence[Output]) -> None:
        self.documents = documents
        self.outputs = outputs
        self.severities: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        self.files = self.suppressed = self.unreadable = self.hidden = 0
        self.failed = False

    def add(self, result: Result) -> None:
        self.files += 1
        self.suppressed += len(result.suppressed)
        settings = self.documents.settings_or_default(result.path)
        if result.error is not None:
            self.unreadable += 1
            if result.error not in self.documents.problems:
                print_error(f"{result.path}: {result.error}")
        level = Severity(settings.fail_level)
        self.failed |= any(found.severity.rank <= level.rank for found in result.diagnostics)
        shown = result
        if not settings.pedantic and level is not Severity.HINT:
            kept = tuple(found for found in result.diagnostics if found.severity is not Severity.HINT)
            self.hidden += len(result.diagnostics) - len(kept)
            shown = result._replace(diagnostics=kept)
        self.severities.update(found.severity.value for found in result.diagnostics)
        self.rules.update(found.rule for found in shown.diagnostics)
        for output in self.outputs:
            output.reporter.file(result if output.name in ALWAYS_WITH_HINTS else shown, output.sink)

    def end(self, *, statistics: bool) -> int:
        """Writes what is left to write and gives the exit code."""
        problems = self.documents.problems
        for problem in problems:
            print_error(problem)
        code = 2 if self.unreadable or problems else 1 if self.failed else 0
        summary = Summary(
            files=self.files,
            error=self.severities["error"],
            warning=self.severities["warning"],
            hint=self.severities["hint"],
            suppressed=self.suppressed,
            unreadable=self.unreadable,
            hidden=self.hidden,
            exit_code=code,
        )
        for output in self.outputs:
            given = summary
            if output.name not in ALWAYS_WITH_HINTS:
                given = summary._replace(hint=summary.hint - summary.hidden)
            if statistics and output.name == "text":
                self._statistics(output.sink)
            output.reporter.end(given, output.sink)
        return code

    def _statistics(self, sink: Sink) -> None:
        for rule, number in sorted(self.rules.items(), key=lambda item: (-item[1], item[0])):
            sink.line([("", f"{number:>7}  {rule}")])
        if self.rules:
            sink.line([])
