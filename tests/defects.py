"""One defect at a time, made in a clean document by replacing exact words: what must be found, and where.

``⟦`` and ``⟧`` in the new words enclose what the finding must point at. Where the finding stands elsewhere in the
document, ``at`` quotes those words with their surroundings, marked in the same way.
"""

from __future__ import annotations

from typing import NamedTuple


class Defect(NamedTuple):
    kind: str
    """What is wrong, in a few words: the name of the test."""
    document: str
    """The clean document it is made in, without folder and suffix."""
    rule: str
    """The one rule that must report it."""
    old: str
    """What stands in the clean document, exactly once."""
    new: str
    at: str | None = None
    more: tuple[tuple[str, str], ...] = ()
    """Further replacements that belong to the same defect: what is moved goes from one place to another."""


STRUCTURE = (
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

METADATA = (
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

ACTION_ITEMS = (
    Defect(
        "no action items",
        "student",
        "no-action-items",
        """- Run the theme in a test container before each upload (owner: Samira Haddad, \
https://github.com/example/course-shop/issues/41, by 2026-11-30)
- Make the upload script request the start page and roll back on status 500 (owner: Daniel Kim, \
https://github.com/example/course-shop/issues/42, by 2026-12-07)
- Send PHP's fatal errors to the log that the team reads (owner: Samira Haddad, \
https://github.com/example/course-shop/issues/43, by 2026-12-07)
""",
        "None.\n",
        "## ⟦Corrective and Preventative Measures⟧",
    ),
    Defect(
        "owner removed from a task",
        "atlassian",
        "action-item-without-owner",
        "- [ ] Reject empty stop-word lists when `indexer` starts (Marta Nowak, ",
        "- [ ] ⟦Reject empty stop-word lists when `indexer` starts⟧ (",
    ),
    Defect(
        "owner's cell emptied",
        "pagerduty",
        "action-item-without-owner",
        "| Shorten the consumer lease from 2 hours to 60 seconds | Pedro Lima |",
        "| ⟦Shorten the consumer lease from 2 hours to 60 seconds⟧ |  |",
    ),
    Defect("owned by a team", "incident-io", "action-item-without-owner", "| Mikko Laine |", "| ⟦the team⟧ |"),
    Defect("owned by everyone", "student", "action-item-without-owner", "owner: Daniel Kim", "owner: ⟦everyone⟧"),
    Defect("owner to be determined", "google-sre", "action-item-without-owner", "| Lieke Jans |", "| ⟦TBD⟧ |"),
    Defect(
        "ticket removed from a list item",
        "mybinder",
        "action-item-without-tracker",
        "- Pin the proxy to versions that passed the load test. Luca Ferri, "
        "[hub#119](https://github.com/example-edu/hub/issues/119), ",
        "- ⟦Pin the proxy to versions that passed the load test⟧. Luca Ferri, ",
    ),
    Defect(
        "ticket removed from a table",
        "pagerduty",
        "action-item-without-tracker",
        "| Show the lag of each partition on the on-call dashboard | Yusuf Demir | PUSH-312 |",
        "| ⟦Show the lag of each partition on the on-call dashboard⟧ | Yusuf Demir | |",
    ),
    Defect(
        "due date removed from a table",
        "incident-io",
        "action-item-without-due-date",
        "| Build the card network route into the region template | Signe Holm | Urgent | PAY-5120 | 2026-12-02 |",
        "| ⟦Build the card network route into the region template⟧ | Signe Holm | Urgent | PAY-5120 | |",
    ),
    Defect(
        "due date removed from a list item",
        "questions",
        "action-item-without-due-date",
        "- Keep the previous index warm for one hour after a switch (@otieno, MAP-2203, 2026-12-18)",
        "- ⟦Keep the previous index warm for one hour after a switch⟧ (@otieno, MAP-2203)",
    ),
    Defect("overdue in a list", "mybinder", "overdue-action-item", "by 2026-11-28", "by ⟦2026-10-28⟧"),
    Defect("overdue in a table", "google-sre", "overdue-action-item", "| 2026-12-11 |", "| ⟦2026-11-11⟧ |"),
    Defect(
        "an improvement of nothing",
        "student",
        "vague-action-item",
        "Run the theme in a test container before each upload",
        "⟦Improve monitoring⟧",
    ),
    Defect(
        "reminders only",
        "runbook-list",
        "weak-actions-only",
        """  - Reject schedules with two entries for one minute at upload (Rashid Al-Amin, BLD-55, 2026-05-08, done)
  - Keep the last valid schedule running when a new one is refused (Noor Aziz, BLD-56, 2026-06-12, done)
""",
        """  - Document the format of the schedule (Rashid Al-Amin, BLD-55, 2026-05-08, done)
  - Train the building desk in loading a schedule by hand (Noor Aziz, BLD-56, 2026-06-12, done)
""",
        "- **⟦Action items⟧**",
    ),
    Defect(
        "repairs only",
        "google-sre",
        "only-repair-actions",
        """| Make the renewal job reload `print-broker` and fail when the served certificate is the old one | prevent | P1 \
| Ngozi Adeyemi | [DEP-881](https://tracker.example.org/browse/DEP-881) | 2026-12-04 |
| Alert 14 days before any certificate on the depot network expires | detect | P1 | Tomas Brandt | \
[DEP-882](https://tracker.example.org/browse/DEP-882) | 2026-12-11 |
| Let depots print from the local cache for 2 hours when the broker is unreachable | mitigate |""",
        """| Make the renewal job reload `print-broker` and fail when the served certificate is the old one | repair | P1 \
| Ngozi Adeyemi | [DEP-881](https://tracker.example.org/browse/DEP-881) | 2026-12-04 |
| Alert 14 days before any certificate on the depot network expires | repair | P1 | Tomas Brandt | \
[DEP-882](https://tracker.example.org/browse/DEP-882) | 2026-12-11 |
| Let depots print from the local cache for 2 hours when the broker is unreachable | repair |""",
        "## ⟦Action items⟧",
    ),
    Defect("equal priorities", "aws-coe", "equal-priorities", "| Medium |", "| High |", "Bao Nguyen | ⟦High⟧ |"),
    Defect(
        "an item written twice",
        "questions",
        "duplicate-action-item",
        "- Keep the previous index warm for one hour after a switch (@otieno, MAP-2203, 2026-12-18)\n",
        """- Keep the previous index warm for one hour after a switch (@otieno, MAP-2203, 2026-12-18)
- ⟦Keep the previous index warm for one hour after a switch⟧ (@otieno, MAP-2204, 2026-12-18)
""",
    ),
    Defect(
        "a plan among the lessons",
        "setext",
        "stray-action-item",
        "- A silent connection looks healthy from both ends.",
        "- A silent connection looks healthy from both ends. ⟦We should add⟧ a rate limit to the upload form.",
    ),
    Defect(
        "a ticket to be filled in",
        "pagerduty",
        "placeholder-ticket",
        "PUSH-311",
        "⟦PUSH-XXX⟧",
    ),
    Defect(
        "closed with an open task",
        "labels",
        "closed-with-open-items",
        "- [x] Keep 48 hours of readings on the sensors' own flash. Owner: Chiara Russo, GH-79, due 2026-07-31",
        "- [ ] Keep 48 hours of readings on the sensors' own flash. Owner: Chiara Russo, GH-79, due 2026-12-31",
        "**: ⟦closed⟧",
    ),
    Defect(
        "completed with an open row",
        "aws-coe",
        "closed-with-open-items",
        "BILL-1442 | 2026-08-14 | Done",
        "BILL-1442 | 2026-12-14 | Open",
        "Status: ⟦Completed⟧",
    ),
)

TIMELINE = (
    Defect("a time that no clock has", "google-sre", "unreadable-time", "- 06:40 Printer", "- ⟦25:99⟧ Printer"),
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

INFORM = (
    Defect(
        "numbers removed from the impact",
        "security",
        "unquantified-impact",
        """- 46 build logs showed the token; 9 were viewed from outside.
- No package version was published with it; all 212 versions of that day were compared with their tags.
""",
        """- Build logs showed the token, and strangers opened them.
- The registry stayed as it was.
""",
        "## ⟦Impact⟧",
        (("46 build logs held it; 9 of them were opened by people outside the company.", "Strangers opened them."),),
    ),
    Defect(
        "many instead of a number",
        "atlassian",
        "vague-quantity",
        "18,300 searches by about 6,400 people returned an empty page.",
        "⟦Many people⟧ saw an empty page.",
    ),
    Defect(
        "an outage of what was slow",
        "pagerduty",
        "outage-or-degradation",
        "640,000 of 2.3 million messages were delayed; none was lost.",
        "During the ⟦outage⟧ delivery was slow: 640,000 of 2.3 million messages were delayed.",
    ),
    Defect(
        "two numbers for one fact",
        "incident-io",
        "inconsistent-number",
        "2,870 card payments in 62 shops were declined",
        "⟦2,780 payments⟧ in 62 shops failed",
    ),
    Defect(
        "summary without impact",
        "aws-coe",
        "summary-without-impact",
        "The nightly invoice export of 30 June 2026 wrote 14,208 invoice lines twice. 1,120 business customers received "
        "a wrong total, and for 6 h 45 min (22:00 to 04:45 UTC) the export ran with the defect. Corrected invoices were "
        "sent the next day.",
        "On 30 June 2026 a worker restarted in the middle of its batch, since its node was drained. It ran on for 6 h 45 min "
        "(22:00 to 04:45 UTC) on another node.",
        "## ⟦Summary⟧",
    ),
    Defect(
        "summary without duration",
        "mybinder",
        "summary-without-duration",
        "restarted every few minutes between 08:15 and 09:50 CEST on 8 July 2026, so 310 of 900 course participants could "
        "not start a notebook for 95 minutes.",
        "restarted again and again on 8 July 2026, so 310 of 900 course participants could not start a notebook.",
        "## ⟦Summary⟧",
    ),
    Defect(
        "summary too long",
        "student",
        "summary-too-long",
        "All 1,240 visitors of that time were affected.",
        "All 1,240 visitors of that time were affected.\n"
        + "\nThe start page, the page of each course and the page of the basket asked for the same file.\n" * 20
        + "\n",
        "## ⟦Issue Summary⟧",
    ),
    Defect(
        "abbreviation of the house",
        "security",
        "unexplained-acronym",
        "through the security form at",
        "through the ⟦QZRP⟧ form at",
        None,
        (("through the security form reach", "through the QZRP reach"),),
    ),
    Defect(
        "wall of text",
        "google-sre",
        "wall-of-text",
        "## Resolution\n\nThe on-call engineer copied the renewed certificate to the path that the broker reads",
        "## Resolution\n\n⟦The on-call engineer copied the renewed certificate\nto the path that the broker reads.⟧"
        + " The three depots sent their parcels with the next truck, and each depot compared its list with the broker."
        * 15
        + " The engineer read the logs",
    ),
    Defect(
        "unknown suppression",
        "labels",
        "unknown-suppression",
        "**Lessons learned**:\n",
        "<!-- pm-lint-disable-next-line ⟦human-eror⟧ -->\n\n**Lessons learned**:\n",
    ),
    Defect(
        "unused suppression",
        "atlassian",
        "unused-suppression",
        "- An empty list must",
        "⟦<!-- pm-lint-disable-next-line vague-quantity -->⟧\n- An empty list must",
    ),
)

CAUSES = (
    Defect(
        "one cause only",
        "runbook-list",
        "single-cause",
        "The controller stops when a schedule holds two entries for one minute, and the change to summer time produced "
        "such a pair.",
        "⟦The controller stops at a pair of entries.⟧",
    ),
    Defect(
        "two whys of four",
        "aws-coe",
        "shallow-whys",
        """1. Why were lines doubled? Because the worker processed the same batch twice.
2. Why did it process the batch twice? Because it was restarted before it had marked the batch as done.
3. Why was it restarted? Because the node was drained for a kernel update.
4. Why can a restart repeat a batch? Because writing the lines and marking the batch are two transactions.
""",
        """1. ⟦Why were lines doubled? Because the worker processed the same batch twice.⟧
2. Why did it process the batch twice? Because it was restarted before it had marked the batch as done.
""",
    ),
    Defect(
        "a factor that no item takes up",
        "pagerduty",
        "uncovered-factor",
        "- The lag alert uses",
        "- ⟦The wiki lists a phone number of a former supplier.⟧\n- The lag alert uses",
    ),
    Defect(
        "the trigger told as the cause",
        "setext",
        "trigger-as-cause",
        "The broker update shortened the idle timeout from 60 to 5 minutes. The workers' client sends a heartbeat every "
        "10 minutes and does not notice a dropped connection.",
        "⟦The update of the broker to 3.13 at 10:20.⟧",
    ),
)

LINKS_AND_PRIVACY = (
    Defect(
        "link to a file that is not there",
        "setext",
        "broken-link",
        "a shorter heartbeat followed",
        "a [shorter heartbeat](⟦runbooks/heartbeat.md⟧) followed",
    ),
    Defect(
        "link to a heading that is not there",
        "aws-coe",
        "broken-link",
        "Corrected invoices were sent the next day.",
        "Corrected invoices were sent the next day ([how](⟦#how-invoices-are-corrected⟧)).",
    ),
    Defect(
        "link without its definition",
        "google-sre",
        "broken-link",
        "The alert `labels-per-minute` fired",
        "The [alert][⟦labels⟧] fired",
    ),
    Defect(
        "dashboard of the last six hours",
        "pagerduty",
        "relative-dashboard-range",
        "https://metrics.example.org/d/part5?from=1792603800000&to=1792613400000",
        "⟦https://metrics.example.org/d/part5?from=now-6h&to=now⟧",
    ),
    Defect(
        "address in a sentence",
        "mybinder",
        "bare-url-text",
        "A lecturer reports in the chat",
        "A lecturer reports in ⟦https://chat.example.org/archive/2026/07/08⟧",
    ),
    Defect(
        "mail address",
        "questions",
        "email-address",
        "Routing worked throughout.",
        "Routing worked throughout; ask ⟦lena@maps-company.net⟧ about it.",
    ),
    Defect(
        "password of a database",
        "incident-io",
        "secret",
        "Shops could take cash and the local wallet throughout.",
        "Shops could take cash through postgres://till:⟦hV7uQ2xLp9⟧@till-db/cash throughout.",
    ),
    Defect(
        "key of a cloud",
        "security",
        "secret",
        "deleted the logs, and",
        "deleted the key `⟦AKIAZ7QWN4T2K5XPLM3D⟧` and the logs, and",
    ),
    Defect(
        "address of the internal network",
        "labels",
        "private-address",
        "The old log was deleted",
        "The old log on ⟦10.20.30.41⟧ was deleted",
    ),
)

DEFECTS = STRUCTURE + METADATA + ACTION_ITEMS + TIMELINE + INFORM + CAUSES + LINKS_AND_PRIVACY
