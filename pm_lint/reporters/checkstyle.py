"""``checkstyle``: the XML that many build servers read."""

from __future__ import annotations

from pm_lint.output import Sink, xml_text
from pm_lint.reporters.common import Summary, repository_path, start_of
from pm_lint.runner import Result

SEVERITIES = {"error": "error", "warning": "warning", "hint": "info"}


class Report:
    """Writes each file as it comes."""

    def __init__(self) -> None:
        self.begun = False

    def file(self, result: Result, sink: Sink) -> None:
        self._begin(sink)
        path = xml_text(repository_path(result.path))
        lines = [f'  <file name="{path}">\n']
        if result.error is not None:
            lines.append(f'    <error severity="error" message="{xml_text(result.error)}" source="pm-lint"/>\n')
        for diagnostic in result.diagnostics:
            start = start_of(diagnostic, result.source)
            at = f' line="{start.line}" column="{start.column}"' if start else ""
            message = diagnostic.message + (f": {diagnostic.help}" if diagnostic.help else "")
            lines.append(
                f'    <error{at} severity="{SEVERITIES[diagnostic.severity.value]}" '
                f'message="{xml_text(message)}" source="pm-lint.{diagnostic.rule}"/>\n'
            )
        sink.raw("".join(lines) + "  </file>\n")

    def end(self, summary: Summary, sink: Sink) -> None:
        self._begin(sink)
        sink.raw("</checkstyle>\n")

    def _begin(self, sink: Sink) -> None:
        if not self.begun:
            sink.raw('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n')
            self.begun = True
