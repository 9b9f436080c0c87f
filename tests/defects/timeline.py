"""Times that no clock has, swapped rows, zones, milestones, durations, gaps."""

from __future__ import annotations

from tests.defects.model import Defect

TIMELINE: tuple[Defect, ...] = (
    Defect("a time that no clock has", "google-sre", "unreadable-time", "- 06:40 Printer", "- ⟦25:99⟧ Printer"),
    Defect("a sub-heading that no clock has", "mybinder", "unreadable-time", "### 08:27", "### ⟦08:72⟧"),
    Defect("a day that no calendar has", "setext", "unreadable-time", "2026-03-12 11:20", "⟦2026-02-30 11:20⟧"),
    Defect(
        "two rows swapped",
        "atlassian",
        "timeline-out-of-order",
        """| 09:35 | The search on-call engineer acknowledges |
| 10:20 | The empty stop-word list is found |
""",
        """| 10:20 | The empty stop-word list is found |
| ⟦09:35⟧ | The search on-call engineer acknowledges |
""",
    ),
    Defect(
        "two dated items swapped",
        "security",
        "timeline-out-of-order",
        """- 2026-08-19 13:58 The security engineer on duty acknowledges the report.
- 2026-08-19 14:05 The token is revoked; the exposure is mitigated.
""",
        """- 2026-08-19 14:05 The token is revoked; the exposure is mitigated.
- ⟦2026-08-19 13:58⟧ The security engineer on duty acknowledges the report.
""",
    ),
    Defect(
        "zone removed from the heading",
        "mybinder",
        "timeline-without-zone",
        "## Timeline (all times CEST)",
        "## ⟦Timeline⟧",
    ),
    Defect(
        "two zones",
        "pagerduty",
        "mixed-zones",
        "2026-10-21 20:02 |",
        "2026-10-21 22:02 ⟦CEST⟧ |",
    ),
    Defect(
        "a gap of three hours",
        "setext",
        "timeline-gap",
        """5. 2026-03-12 12:10: the workers are restarted; jobs move again, mitigated.
6. 2026-03-12 12:40: the backlog is empty; resolved.
""",
        """5. ⟦2026-03-12 15:10⟧: the workers are restarted; jobs move again, mitigated.
6. 2026-03-12 15:40: the backlog is empty; resolved.
""",
    ),
    Defect(
        "detection left out",
        "incident-io",
        "missing-milestone",
        "- 2026-09-28 15:47 Alert `declined-share` fires and is acknowledged; detected.\n",
        "",
        "## ⟦Timeline⟧",
    ),
    Defect(
        "resolution left out",
        "student",
        "missing-milestone",
        "- 14:52 - All pages answered with status 200, and the incident was resolved.\n",
        "",
        "## ⟦Timeline⟧",
    ),
    Defect(
        "what came before the alert left out",
        "google-sre",
        "timeline-starts-at-detection",
        """- 06:10 The certificate of `print-broker` expires; **start of impact**, printers refuse new connections.
- 06:22 Alert""",
        "- ⟦06:22⟧ Alert",
    ),
    Defect(
        "another duration in the metadata",
        "blameless",
        "duration-mismatch",
        "1 h 54 min (07:21 to 09:15 UTC)",
        "⟦3 h 54 min⟧",
    ),
    Defect(
        "another duration at the start", "security", "duration-mismatch", "For 3 h 20 min on", "For ⟦50 minutes⟧ on"
    ),
    Defect(
        "another duration beside a range",
        "aws-coe",
        "duration-mismatch",
        "for 6 h 45 min (22:00 to 04:45 UTC)",
        "for ⟦4 h 45 min⟧ (22:00 to 04:45 UTC)",
    ),
    Defect("another duration in the summary", "mybinder", "duration-mismatch", "95 minutes", "⟦35 minutes⟧"),
    Defect(
        "another duration in the impact",
        "runbook-list",
        "duration-mismatch",
        "6 of 6 elevators stood still for 26 minutes; 140",
        "The outage lasted ⟦62 minutes⟧; 140",
    ),
    Defect(
        "an end that the duration does not know",
        "blameless",
        "duration-mismatch",
        "1 h 54 min (07:21 to 09:15 UTC)",
        "⟦1 h 54 min⟧",
        None,
        (("| 09:15 | Reject", "| 10:35 | Reject"), ("| 09:40 | Ines", "| 10:50 | Ines")),
    ),
)
