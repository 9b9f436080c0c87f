"""Links for bare ticket keys, by the settings' URL pattern."""

from __future__ import annotations

from urllib.parse import quote

from lsprotocol import types as lsp

from pm_lint.postmortem import Postmortem
from pm_lint.server.documents import Document


def document_links(postmortem: Postmortem, document: Document) -> list[lsp.DocumentLink]:
    """One link for each ticket key of an action item that is not a link already."""
    pattern = postmortem.settings.ticket_url
    if not pattern:
        return []
    linked = [
        inline.span for text in postmortem.tree.texts for inline in text.inlines if inline.kind in ("link", "autolink")
    ]
    return [
        lsp.DocumentLink(
            document.range(tracker.span),
            target=pattern.replace("{key}", quote(tracker.key, safe="")),
            tooltip=f"open {tracker.key}",
        )
        for item in postmortem.action_items
        for tracker in item.trackers
        if not tracker.placeholder
        and "://" not in tracker.key
        and not any(span.start <= tracker.span.start < span.end for span in linked)
    ]
