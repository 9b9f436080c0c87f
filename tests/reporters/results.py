"""Results for reporters, made by hand: every severity, a fix, related places, suppressions, an unreadable file."""

from __future__ import annotations

from pm_lint.diagnostic import Applicability, Diagnostic, Edit, Fix, Related, Severity
from pm_lint.output import Sink
from pm_lint.reporters import Summary, reporter
from pm_lint.runner import Result, Silenced
from pm_lint.source import Source, Span
from tests.command import Standard

TEXT = "# Störung\n\nAm 🔥-Tag: <!-- pm-lint-disable privcy -->\n\tlink [x](gone.md) & <b>\n| 漢字 | broken-link |\n"
SOURCE = Source("docs/störung 1.md", TEXT)
CLEAN = Source("docs/clean.md", "# Outage\n")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


FIX = Fix("write 'privacy'", (Edit(at("privcy"), "privacy"),))
TWO_EDITS = Fix("do both", (Edit(at("gone.md"), "here.md"), Edit(at("<b>"), "")), Applicability.SAFE)
DISPLAY = Fix("say what happened", (Edit(at("Störung"), "…"),), Applicability.DISPLAY)

DIAGNOSTICS = (
    Diagnostic("unused-suppression", "suppressions", "title | says *nothing*", None, Severity.ERROR, fix=DISPLAY),
    Diagnostic(
        "unknown-suppression", "suppressions", "unknown rule or group 'privcy'", at("privcy"), Severity.WARNING,
        "did you mean 'privacy'?", (Related("see [here](x)", at("漢字")),), FIX,
    ),
    Diagnostic("broken-link", "links", 'the file "gone.md" does not exist, 100%', at("gone.md"), Severity.WARNING, fix=TWO_EDITS),
    Diagnostic("bare-url-text", "links", "over two lines", Span(at("& <b>").start, at("漢字").end), Severity.HINT, "a help"),
)  # fmt: skip
SUPPRESSED = Silenced(Diagnostic("email-address", "privacy", "mail address", at("Tag"), Severity.WARNING), "quoted")

RESULTS = (
    Result("docs/störung 1.md", SOURCE, DIAGNOSTICS, (SUPPRESSED,)),
    Result("docs/clean.md", CLEAN),
    Result("gone.md", None, error="no such file or directory"),
)
SUMMARY = Summary(files=3, error=1, warning=2, hint=1, suppressed=1, unreadable=1, exit_code=2)


def report(name: str, results: tuple[Result, ...] = RESULTS, summary: Summary = SUMMARY) -> str:
    """What a reporter writes about ``results``."""
    stream = Standard()
    sink = Sink(stream)
    made = reporter(name)
    for result in results:
        made.file(result, sink)
    made.end(summary, sink)
    return stream.text()
