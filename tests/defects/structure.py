"""Sections dropped, renamed, emptied, moved and doubled; what a template left."""

from __future__ import annotations

from tests.defects.model import Defect

STRUCTURE: tuple[Defect, ...] = (
    Defect(
        "impact dropped",
        "google-sre",
        "missing-section",
        """## Impact

- 11,400 of 38,000 morning parcels (30 %) left one truck later than planned.
- 3 of 9 depots were affected; no parcel was lost.
- Refunds for express parcels came to 4,210 EUR.

""",
        "",
        "## ⟦Summary⟧",
    ),
    Defect(
        "summary renamed to nonsense under a block of metadata",
        "google-sre",
        "missing-section",
        "## Summary",
        "## Teapot",
        "# ⟦Postmortem: label printer queue stalled at three depots⟧",
    ),
    Defect(
        "timeline dropped",
        "setext",
        "missing-section",
        """Timeline (UTC)
--------------

1. 2026-03-12 10:20: the broker is updated to 3.13.
2. 2026-03-12 10:30: the first worker falls silent; impact starts.
3. 2026-03-12 11:15: the alert on the age of the oldest job fires; detected.
4. 2026-03-12 11:20: the media on-call engineer acknowledges.
5. 2026-03-12 12:10: the workers are restarted; jobs move again, mitigated.
6. 2026-03-12 12:40: the backlog is empty; resolved.

""",
        "",
        "⟦Lessons Learned⟧\n---",
    ),
    Defect(
        "summary renamed to nonsense",
        "security",
        "missing-section",
        "## Executive summary",
        "## Zebra crossing",
        "# ⟦Build token readable in public logs⟧\n",
    ),
    Defect(
        "causes renamed to nonsense",
        "google-sre",
        "missing-section",
        "## Root causes",
        "## Marmalade",
        "## ⟦Impact⟧",
    ),
    Defect(
        "impact label renamed to nonsense",
        "runbook-list",
        "missing-section",
        "- **Impact**",
        "- **Umbrella**",
        "- **⟦Summary⟧**",
    ),
    Defect(
        "detection emptied",
        "google-sre",
        "empty-section",
        """## Detection

The alert `labels-per-minute` fired at 06:22 UTC, twelve minutes after the first refused connection.
""",
        "## ⟦Detection⟧\n",
    ),
    Defect(
        "an answer without a reason",
        "setext",
        "empty-section",
        "The alert on the age of the oldest job fired at 11:15 UTC.",
        "⟦n/a⟧",
    ),
    Defect(
        "summary moved behind the details",
        "security",
        "section-out-of-order",
        """## Executive summary

For 3 h 20 min on 2026-08-19, from 11:00 to 14:20 UTC, the logs of public builds contained a token that may push to \
the package registry. 46 build logs held it; 9 of them were opened by people outside the company. The token was \
revoked, and no foreign package version was published.

""",
        "",
        "## ⟦Executive summary⟧",
        (
            (
                "## Follow-up actions\n",
                """## Executive summary

For 3 h 20 min on 2026-08-19, from 11:00 to 14:20 UTC, the logs of public builds contained a token that may push to \
the package registry. 46 build logs held it; 9 of them were opened by people outside the company. The token was \
revoked, and no foreign package version was published.

## Follow-up actions
""",
            ),
        ),
    ),
    Defect(
        "order of the chosen template broken",
        "incident-io",
        "section-out-of-order",
        """## Learnings and risks

- A health page that skips the most important dependency hides its absence.

""",
        "",
        None,
        (
            ('authors = ["Signe Holm"]\n', 'authors = ["Signe Holm"]\n[pm-lint]\ntemplate = "incident-io"\n'),
            (
                "## Contributors\n",
                """## ⟦Learnings and risks⟧

- A health page that skips the most important dependency hides its absence.

## Contributors
""",
            ),
        ),
    ),
    Defect(
        "impact told twice",
        "incident-io",
        "duplicate-section",
        "## Learnings and risks",
        "## ⟦Impact⟧\n\nThe shops were open throughout.\n\n## Learnings and risks",
    ),
    Defect(
        "TBD in place of an answer",
        "mybinder",
        "placeholder-text",
        "The proxy is replaced by its previous version; memory stays flat. Mitigated.",
        "The proxy is replaced by version ⟦TBD⟧; memory stays flat. Mitigated.",
    ),
    Defect(
        "bracketed name left",
        "questions",
        "placeholder-text",
        "Routing worked throughout.",
        "⟦[Name of service]⟧ worked throughout.",
    ),
    Defect(
        "angle brackets left",
        "pagerduty",
        "placeholder-text",
        "Customers were informed on the status page",
        "Customers were informed on ⟦<name of channel>⟧",
    ),
    Defect(
        "filler text left",
        "labels",
        "placeholder-text",
        "The temperature stayed between 16 and 19 °C, so no plants were harmed.",
        "⟦Lorem ipsum⟧ dolor sit amet, consectetur adipiscing elit.",
    ),
    Defect(
        "instruction of the template left",
        "google-sre",
        "placeholder-text",
        "The expiry itself: nothing was deployed or changed that morning.",
        "⟦Describe what set the incident off.⟧",
    ),
    Defect(
        "draft in the title of a final document",
        "google-sre",
        "unclosed-draft",
        "# Postmortem: label printer",
        "# [⟦DRAFT⟧] Postmortem: label printer",
    ),
    Defect(
        "banner of a draft in a published document",
        "blameless",
        "unclosed-draft",
        "## Summary\n",
        "This document is still a ⟦draft⟧.\n\n## Summary\n",
    ),
    Defect(
        "quotes deeper than the parser follows",
        "labels",
        "nesting-too-deep",
        "- A gateway without network has no reliable clock.",
        "> " * 39 + "⟦" + "> " * 11 + "A gateway without network has no reliable clock.⟧",
    ),
)
