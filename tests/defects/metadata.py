"""Facts removed, contradicted, impossible; broken front matter."""

from __future__ import annotations

from tests.defects.model import Defect

METADATA: tuple[Defect, ...] = (
    Defect(
        "status removed",
        "google-sre",
        "missing-metadata",
        "**Status**: Final\n",
        "",
        "# ⟦Postmortem: label printer queue stalled at three depots⟧",
    ),
    Defect(
        "author removed from a quote",
        "setext",
        "missing-metadata",
        "\n> **Authors**: Petra Novak",
        "",
        "⟦Queue workers idle after the broker update⟧\n===",
    ),
    Defect(
        "a date that no calendar has",
        "runbook-list",
        "invalid-metadata",
        "2026-04-17\n- **Sev",
        "⟦2026-04-31⟧\n- **Sev",
    ),
    Defect(
        "over before it began",
        "incident-io",
        "invalid-metadata",
        'date = "2026-09-28"',
        'date = "2026-09-28"\nstarted = "2026-09-28T15:42:00Z"\nresolved = ⟦"2026-09-28T14:20:00Z"⟧',
    ),
    Defect(
        "two severities",
        "incident-io",
        "conflicting-metadata",
        "## Summary\n",
        "**Severity**: ⟦Minor⟧\n\n## Summary\n",
    ),
    Defect("date in the future", "questions", "future-date", "Published: 2026-10-07", "Published: ⟦2027-10-07⟧"),
    Defect(
        "two owners in a table", "atlassian", "several-owners", "| Marta Nowak |", "| ⟦Marta Nowak and Jonas Weber⟧ |"
    ),
    Defect("two owners in a list", "blameless", "several-owners", "Ines Falk\n", "⟦Ines Falk, Ravi Menon⟧\n"),
    Defect(
        "status behind the timeline", "google-sre", "status-contradicts-content", "**: Final", "**: ⟦Investigating⟧"
    ),
    Defect(
        "status behind the front matter's document", "security", "status-contradicts-content", "closed", "⟦ongoing⟧"
    ),
    Defect("published late", "questions", "late-postmortem", "2026-10-07", "⟦2026-11-20⟧"),
    Defect("report of a summer published in autumn", "blameless", "late-postmortem", "2026-07-17", "⟦2026-09-30⟧"),
    Defect(
        "list left open in YAML",
        "security",
        "invalid-front-matter",
        "authors: [Ewa Kowalska, Ravi Menon]",
        "authors: [Ewa Kowalska, Ravi Menon",
        "⟦owner: Ewa Kowalska⟧",
    ),
    Defect(
        "quote left open in TOML",
        "incident-io",
        "invalid-front-matter",
        'status = "Completed"',
        '⟦status = "Completed⟧',
    ),
)
