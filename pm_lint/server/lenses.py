"""What was understood, shown in the margin: code lenses, and inlay hints in the timeline."""

from __future__ import annotations

from datetime import timedelta

from lsprotocol import types as lsp

from pm_lint.chart import spell
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role
from pm_lint.server.documents import Document

SHOW_TIMELINE = "pm-lint.showTimeline"


def code_lenses(postmortem: Postmortem, document: Document) -> list[lsp.CodeLens]:
    """One lens over the action items, one over the timeline."""
    lenses = []
    if (items := action_summary(postmortem)) and (section := postmortem.having(Role.ACTION_ITEMS)):
        lenses.append(_lens(section[0].line, items, document))
    if (times := duration_summary(postmortem)) and (section := postmortem.having(Role.TIMELINE)):
        lenses.append(_lens(section[0].line, times, document, SHOW_TIMELINE))
    return lenses


def _lens(line: int, title: str, document: Document, command: str = "") -> lsp.CodeLens:
    arguments = [document.uri] if command else None
    return lsp.CodeLens(document.line_range(line), lsp.Command(title, command, arguments=arguments))


def action_summary(postmortem: Postmortem) -> str:
    """ "4 action items: 3 with owner, 1 with ticket"; empty without action items."""
    items = postmortem.action_items
    if not items:
        return ""
    owned = sum(item.owner is not None for item in items)
    tracked = sum(any(not tracker.placeholder for tracker in item.trackers) for item in items)
    done = sum(item.done is True for item in items)
    noun = "action item" if len(items) == 1 else "action items"
    tail = f", {done} done" if done else ""
    return f"{len(items)} {noun}: {owned} with owner, {tracked} with ticket{tail}"


def duration_summary(postmortem: Postmortem) -> str:
    """ "detected after 12 min, resolved after 1 h 40 min"; empty where the timeline does not tell."""
    durations = postmortem.durations
    parts = [
        f"{word} after {spell(timedelta(seconds=seconds))}"
        for word, seconds in (
            ("detected", durations.detect),
            ("mitigated", durations.mitigate),
            ("resolved", durations.resolve),
        )
        if seconds is not None
    ]
    return ", ".join(parts)


def inlay_hints(postmortem: Postmortem, document: Document, wanted: lsp.Range) -> list[lsp.InlayHint]:
    """After each time of the timeline: its zone where the line names none, and the time since the start."""
    hints = []
    instants = [entry.instant for entry in postmortem.timeline if entry.instant is not None]
    start = min((instant for instant in instants if instant.tzinfo), default=None) or min(
        (instant for instant in instants if not instant.tzinfo), default=None
    )
    for entry in postmortem.timeline:
        if not wanted.start.line <= entry.line - 1 <= wanted.end.line:
            continue
        parts = [entry.zone] if entry.zone and entry.own_zone is None else []
        if start is not None and entry.instant is not None and bool(entry.instant.tzinfo) == bool(start.tzinfo):
            since = entry.instant - start
            if since > timedelta(0):
                parts.append(f"+{spell(since)}")
        if parts:
            hints.append(
                lsp.InlayHint(
                    document.position(entry.time_span.end),
                    " ".join(parts),
                    kind=lsp.InlayHintKind.Parameter,
                    padding_left=True,
                )
            )
    return hints
