"""``pm-lint fix``: mend what can be mended without a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from pm_lint import atomic
from pm_lint.cli.arguments import add_paths, add_selection_options, add_settings_options
from pm_lint.cli.documents import Documents
from pm_lint.cli.parser import Arguments, Parser
from pm_lint.errors import PmLintError
from pm_lint.fixes import SAFE, UNSAFE, Fixed, fix
from pm_lint.output import Sink, print_error, print_note, standard_output
from pm_lint.source import Source, read_source
from pm_lint.surroundings import around


def parser() -> Parser:
    made = Parser(
        "fix",
        "Mend what can be mended without a person. Only fixes that keep the meaning are applied, unless asked.",
    )
    add_paths(made)
    made.add_argument("--diff", action="store_true", help="show what would change and write nothing")
    made.add_argument("--unsafe-fixes", action="store_true", help="also apply fixes that may change the meaning")
    made.add_argument(
        "--exit-non-zero-on-fix", action="store_true", help="make the exit code 1 when something was mended"
    )
    add_selection_options(made, "mend findings of")
    add_settings_options(made)
    return made


def run(argv: Sequence[str]) -> int:
    arguments = parser().parse(argv)
    documents = Documents.from_arguments(arguments)
    work = _Work(documents, arguments)
    if documents.standard_input is not None:
        work.standard_input(documents.standard_input)
    for path in documents.files:
        work.attempt(str(path), lambda path=path: work.file(path))  # type: ignore[misc]
    return work.end()


class _Work:
    """Fixes one document after the other and counts."""

    def __init__(self, documents: Documents, arguments: Arguments) -> None:
        self.documents = documents
        self.diff: bool = arguments.diff
        self.strict: bool = arguments.exit_non_zero_on_fix
        self.allowed = UNSAFE if arguments.unsafe_fixes else SAFE
        self.sink = standard_output()
        self.mended: Counter[str] = Counter()
        self.files = 0
        self.remaining = 0
        self.failed = False

    def attempt(self, name: str, action: Callable[[], None]) -> None:
        """Runs ``action``; what is wrong with one document hides no other."""
        try:
            action()
        except PmLintError as error:
            self.failed = True
            print_error(f"{name}: {error}")
        except Exception as error:  # a defect of pm-lint in one file must not hide the other files
            self.failed = True
            print_error(f"{name}: internal error: {type(error).__name__}: {error}")

    def file(self, path: Path) -> None:
        settings = self.documents.settings(path)
        source = read_source(path)
        fixed = fix(source, settings, around(path), self.allowed)
        if fixed.text != source.text and not self.diff:
            atomic.replace(path, source.to_bytes(fixed.text), expected=source.to_bytes(), root=_root(path))
        self._tell(source, fixed)

    def standard_input(self, name: str) -> None:
        """Prints the fixed document; whatever happens, what came in comes out."""
        source = self.documents.read_standard_input()
        text = source.text

        def mend() -> None:
            nonlocal text
            path = None if name == "-" else Path(name)
            fixed = fix(source, self.documents.settings(path or Path("_")), around(path), self.allowed)
            text = fixed.text
            self._tell(source, fixed)

        self.attempt(name, mend)
        if not self.diff:
            self._print_document(source.to_bytes(text))

    def _print_document(self, data: bytes) -> None:
        """The document goes out byte by byte, for it is what the caller will save."""
        import sys

        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def _tell(self, source: Source, fixed: Fixed) -> None:
        self.remaining += len(fixed.report.diagnostics)
        if not fixed.settled:
            print_note(f"{source.path}: more could be mended; run again")
        if fixed.text == source.text:
            return
        self.files += 1
        self.mended.update(applied.rule for applied in fixed.applied)
        if self.diff:
            print_diff(source, fixed.text, self.sink)
        else:
            for applied in fixed.applied:
                print_note(f"{source.path}:{applied.line}: {applied.title} ({applied.rule})")

    def end(self) -> int:
        """Says what was done and gives the exit code."""
        for problem in self.documents.problems:
            print_error(problem)
        number = sum(self.mended.values())
        verb = "would be mended" if self.diff else "mended"
        files = "1 file" if self.files == 1 else f"{self.files} files"
        print_note(f"{number} {verb} in {files}, {self.remaining} left for a person")
        if self.failed or self.documents.problems:
            return 2
        return int(bool(number) and (self.diff or self.strict))


def print_diff(source: Source, text: str, sink: Sink) -> None:
    """A unified diff of what a fix changes, for people: line endings and invisible characters are not told apart."""
    from difflib import unified_diff

    for line in unified_diff(_lines(source.text), _lines(text), f"a/{source.path}", f"b/{source.path}", lineterm=""):
        style = {"+": "added", "-": "removed", "@": "faint"}.get(line[0], "")
        sink.line([(style, line)])


def _lines(text: str) -> list[str]:
    lines = list(Source("", text).lines)
    return lines if lines[-1] else lines[:-1]


def _root(path: Path) -> Path:
    """The folder that a link must not lead out of: the repository of the file, else the current folder.

    A file named from outside both is its own place.
    """
    absolute = path.absolute()
    for folder in absolute.parents:
        if (folder / ".git").exists():
            return folder
    here = Path.cwd()
    return here if absolute.is_relative_to(here) else absolute.parent
