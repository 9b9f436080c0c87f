"""Choosing fixes, applying them, and linting again until nothing more is to be fixed."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pm_lint.diagnostic import Applicability, Diagnostic, Edit
from pm_lint.engine import ALONE, Report, Surroundings, lint
from pm_lint.errors import SourceError
from pm_lint.record import NamedTuple
from pm_lint.settings.model import DEFAULT, Settings
from pm_lint.source import Source, Span

MAX_ROUNDS = 10
"""Fixes that collide wait for the next round; more rounds than this means that two rules disagree."""

SAFE = frozenset({Applicability.SAFE})
UNSAFE = frozenset({Applicability.SAFE, Applicability.UNSAFE})


class Applied(NamedTuple):
    """One fix that was carried out."""

    rule: str
    title: str
    line: int
    """The 1-based line of the finding in the text of its round."""


class Fixed(NamedTuple):
    """A document after its fixes."""

    text: str
    applied: tuple[Applied, ...]
    report: Report
    """What a run says of the new text."""
    settled: bool
    """Whether a further round would change nothing."""


class Choice(NamedTuple):
    """Fixes that can be carried out together."""

    edits: tuple[Edit, ...]
    """In document order, none touching another."""
    diagnostics: tuple[Diagnostic, ...]


def fix(
    source: Source,
    settings: Settings = DEFAULT,
    surroundings: Surroundings = ALONE,
    allowed: frozenset[Applicability] = SAFE,
) -> Fixed:
    """Fixes a document as far as ``allowed`` goes. Fixing the result again changes nothing.

    Raises what :func:`pm_lint.engine.lint` raises.
    """
    report = lint(source, settings, surroundings)
    applied: list[Applied] = []
    seen = {source.text: 0}
    steps = [(report, 0)]
    for round_number in range(1, MAX_ROUNDS + 1):
        choice = choose(report.source, report.diagnostics, allowed)
        if not choice.edits:
            return Fixed(report.source.text, tuple(applied), report, True)
        text = apply(report.source, choice.edits)
        if text in seen:  # rules that undo one another: the first text of the circle is as good as any
            report, count = steps[seen[text]]
            return Fixed(text, tuple(applied[:count]), report, True)
        try:
            following = lint(Source(source.path, text, bom=source.bom), settings, surroundings)
        except SourceError:
            break
        applied += [_applied(diagnostic, report.source) for diagnostic in choice.diagnostics]
        report = following
        seen[text] = round_number
        steps.append((report, len(applied)))
    settled = not choose(report.source, report.diagnostics, allowed).edits
    return Fixed(report.source.text, tuple(applied), report, settled)


def choose(source: Source, diagnostics: Iterable[Diagnostic], allowed: frozenset[Applicability]) -> Choice:
    """The fixes to carry out together: in document order, each with all its edits or not at all."""
    taken: list[Span] = []
    edits: list[Edit] = []
    chosen = []
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or fix.applicability not in allowed or not _fits(fix.edits, taken, len(source.text)):
            continue
        effective = [edit for edit in fix.edits if source.slice(edit.span) != edit.text]
        if effective:
            for edit in fix.edits:
                insort(taken, edit.span)
            edits += effective
            chosen.append(diagnostic)
    return Choice(tuple(sorted(edits)), tuple(chosen))


def apply(source: Source, edits: Sequence[Edit]) -> str:
    """The text after ``edits``, which are in document order; the file keeps its line and final endings."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += source.text[at : edit.span.start], _with_newlines(edit.text, source)
        at = edit.span.end
    text = "".join([*pieces, source.text[at:]])
    return _with_final_newline(text, source)


def _fits(edits: Sequence[Edit], taken: Sequence[Span], length: int) -> bool:
    """Whether edits lie in the text, apart from one another, and collide with none already taken."""
    own = sorted(edit.span for edit in edits)
    if not own or own[0].start < 0 or own[-1].end > length or any(span.end < span.start for span in own):
        return False
    apart = all(one.end <= other.start and one != other for one, other in pairwise(own))
    return apart and not any(_collides(span, taken) for span in own)


def _collides(span: Span, taken: Sequence[Span]) -> bool:
    index = bisect_left(taken, span)
    return any(_meet(span, other) for other in taken[max(0, index - 1) : index + 1])


def _meet(one: Span, other: Span) -> bool:
    """Whether two spans share text, or an insertion stands at the edge of the other, where order would matter."""
    if one.start < one.end and other.start < other.end:
        return one.start < other.end and other.start < one.end
    return one.start <= other.end and other.start <= one.end


def _with_newlines(text: str, source: Source) -> str:
    if source.newline == "\n" or text in source.text:  # text that moves keeps the endings it has
        return text
    return text.replace("\r\n", "\n").replace("\n", source.newline)


def _with_final_newline(text: str, source: Source) -> str:
    ended = source.text.endswith(("\n", "\r"))
    if ended and text and not text.endswith(("\n", "\r")):
        return text + source.newline
    if source.text and not ended:
        return text.rstrip("\r\n")
    return text


def _applied(diagnostic: Diagnostic, source: Source) -> Applied:
    title = diagnostic.fix.title if diagnostic.fix else ""
    return Applied(diagnostic.rule, title, source.line_of(diagnostic.span.start) if diagnostic.span else 1)
