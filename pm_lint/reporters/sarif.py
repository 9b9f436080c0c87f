"""``sarif``: SARIF 2.1.0, for code scanning and other viewers; columns count UTF-16 code units."""

from __future__ import annotations

from typing import Any

from pm_lint import __version__
from pm_lint.diagnostic import Diagnostic, Fix
from pm_lint.documentation import documentation
from pm_lint.fingerprint import fingerprints
from pm_lint.output import Sink, json_text, visible
from pm_lint.reporters.common import HOME, Summary, repository_path, rule_url
from pm_lint.rules import all_rules
from pm_lint.runner import Result
from pm_lint.source import Source, Span, utf16_length

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "hint": "note"}
MAX_DESCRIPTION = 1000
"""Characters of a full description; GitHub refuses more than 1,024."""


class Report:
    """Collects results, and the rules that they come from."""

    def __init__(self) -> None:
        self.results: list[dict[str, Any]] = []
        self.notifications: list[dict[str, Any]] = []
        self.rules: dict[str, int] = {}
        """Each rule that occurs, and its index."""

    def file(self, result: Result, sink: Sink) -> None:
        if result.error is not None:
            self.notifications.append(
                {
                    "level": "error",
                    "message": {"text": _plain(result.error)},
                    "locations": [{"physicalLocation": {"artifactLocation": _artifact(result.path)}}],
                }
            )
        if result.source is None:
            return
        silenced = [found.diagnostic for found in result.suppressed]
        prints = fingerprints((*result.diagnostics, *silenced), result.source)
        for diagnostic, fingerprint in zip(result.diagnostics, prints, strict=False):
            self.results.append(self._result(diagnostic, result.source, fingerprint))
        for found, fingerprint in zip(result.suppressed, prints[len(result.diagnostics) :], strict=True):
            suppression = {"kind": "inSource"}
            if found.reason:
                suppression["justification"] = _plain(found.reason)
            data = self._result(found.diagnostic, result.source, fingerprint)
            self.results.append({**data, "suppressions": [suppression]})

    def _result(self, diagnostic: Diagnostic, source: Source, fingerprint: str) -> dict[str, Any]:
        text = _plain(diagnostic.message) + (f"\n{_plain(diagnostic.help)}" if diagnostic.help else "")
        data: dict[str, Any] = {
            "ruleId": diagnostic.rule,
            "ruleIndex": self.rules.setdefault(diagnostic.rule, len(self.rules)),
            "level": LEVELS[diagnostic.severity.value],
            "message": {"text": text},
            "locations": [{"physicalLocation": _place(diagnostic.span or Span(0, 0), source)}],
            "partialFingerprints": {"primaryLocationLineHash": f"{fingerprint}:1", "pmLintFingerprint/v1": fingerprint},
        }
        if diagnostic.related:
            data["relatedLocations"] = [
                {
                    "id": number,
                    "message": {"text": _plain(other.message)},
                    "physicalLocation": _place(other.span, source),
                }
                for number, other in enumerate(diagnostic.related, 1)
            ]
        if diagnostic.fix is not None:
            data["fixes"] = [_fix(diagnostic.fix, source)]
        return data

    def end(self, summary: Summary, sink: Sink) -> None:
        driver = {
            "name": "pm-lint",
            "version": __version__,
            "semanticVersion": __version__,
            "informationUri": HOME,
            "rules": [_rule(name) for name in self.rules],
        }
        invocation = {
            "executionSuccessful": summary.exit_code != 2,
            "exitCode": summary.exit_code,
            "toolExecutionNotifications": self.notifications,
        }
        run = {
            "tool": {"driver": driver},
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the checkout."}}},
            "invocations": [invocation],
            "results": self.results,
        }
        sink.raw(json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}))


def _rule(name: str) -> dict[str, Any]:
    rule = all_rules()[name]
    text = documentation(rule)
    why = text.section("Why is this bad?")
    return {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("-")),
        "shortDescription": {"text": f"{text.summary}."},
        "fullDescription": {"text": _shortened(f"{text.summary}. {' '.join(why.split())}")},
        "help": {"text": f"{text.summary}.\n\n{text.body}", "markdown": f"{text.summary}.\n\n{text.body}"},
        "helpUri": rule_url(name),
        "defaultConfiguration": {"level": LEVELS[rule.severity.value]},
        "properties": {"tags": ["postmortem", rule.group]},
    }


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_DESCRIPTION else text[: MAX_DESCRIPTION - 1].rsplit(" ", 1)[0] + "…"


def _plain(text: str) -> str:
    """A message without the links that SARIF reads out of ``[text](target)``."""
    return visible(text).replace("](", "] (")


def _artifact(path: str) -> dict[str, str]:
    from urllib.parse import quote

    quoted = quote(repository_path(path).encode("utf-8", "surrogatepass"))
    if quoted.startswith(("/", "../")):
        return {"uri": f"file://{quoted}" if quoted.startswith("/") else quoted}
    return {"uri": quoted, "uriBaseId": "%SRCROOT%"}


def _place(span: Span, source: Source) -> dict[str, Any]:
    return {"artifactLocation": _artifact(source.path), "region": _region(span, source)}


def _region(span: Span, source: Source) -> dict[str, int]:
    start_line, start_column = _position(span.start, source)
    end_line, end_column = _position(span.end, source)
    return {"startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column}


def _position(offset: int, source: Source) -> tuple[int, int]:
    line = source.line_of(offset)
    return line, utf16_length(source.text[source.line_starts[line - 1] : offset]) + 1


def _fix(fix: Fix, source: Source) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.span, source), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    change = {"artifactLocation": _artifact(source.path), "replacements": replacements}
    return {"description": {"text": _plain(fix.title)}, "artifactChanges": [change]}
