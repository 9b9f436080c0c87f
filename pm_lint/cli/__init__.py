"""The command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def entry() -> None:
    raise SystemExit(main(sys.argv[1:]))


def main(argv: list[str]) -> int:
    from pm_lint.engine import lint
    from pm_lint.markdown import parse
    from pm_lint.postmortem import understand
    from pm_lint.settings import Settings
    from pm_lint.source import read_source

    command, *rest = argv
    select: tuple[str, ...] | None = None
    paths = []
    words = iter(rest)
    for word in words:
        if word == "--select":
            select = tuple(next(words).split(","))
        elif word == "--output-format":
            next(words)
        elif not word.startswith("--"):
            path = Path(word)
            paths += sorted(path.rglob("*.md")) if path.is_dir() else [path]
    sources = [read_source(path) for path in paths]
    if command == "inspect":
        documents = []
        for source in sources:
            pm = understand(parse(source))
            documents.append(
                {
                    "path": source.path,
                    "language": pm.language,
                    "template": pm.template.name,
                    "metadata": [
                        {"key": f.key, "value": f.value, "line": f.line, "source": f.source} for f in pm.metadata
                    ],
                    "sections": [
                        {
                            "role": role,
                            "title": s.title,
                            "level": s.level,
                            "line": s.line,
                            "end_line": s.end_line,
                            "source": s.source,
                        }
                        for s in pm.sections
                        for role in (s.roles or (None,))
                    ],
                    "timeline": [
                        {
                            "line": e.line,
                            "time": e.time,
                            "instant": e.instant.isoformat() if e.instant else None,
                            "milestones": list(e.milestones),
                            "text": e.text,
                        }
                        for e in pm.timeline
                    ],
                    "action_items": [
                        {
                            "line": a.line,
                            "text": a.text,
                            "owner": a.owner.text if a.owner else None,
                            "tracker": [t.key for t in a.trackers if not t.placeholder],
                            "due": a.due.text if a.due else None,
                            "done": a.done,
                            "kind": a.kind,
                            "priority": a.priority.text if a.priority else None,
                        }
                        for a in pm.action_items
                    ],
                    "durations": pm.durations._asdict(),
                }
            )
        print(json.dumps({"version": 1, "documents": documents}))
        return 0
    diagnostics = []
    for source in sources:
        report = lint(source, Settings(select=select))
        for d in report.diagnostics:
            place = {}
            if d.span:
                for name, offset in (("start", d.span.start), ("end", d.span.end)):
                    line, column = source.position(offset)
                    place[name] = {"line": line, "column": column, "offset": offset}
            diagnostics.append(
                {
                    "path": source.path,
                    "rule": d.rule,
                    "group": d.group,
                    "severity": d.severity.value,
                    "message": d.message,
                    "help": d.help,
                    **place,
                }
            )
    print(
        json.dumps(
            {"version": 1, "diagnostics": diagnostics, "errors": [], "summary": {"files": len(sources)}},
            indent=1,
        )
    )
    return 1 if diagnostics else 0
