"""Owner, ticket and date removed; vague, weak, doubled, stray and overdue items."""

from __future__ import annotations

from tests.defects.model import Defect

ACTION_ITEMS: tuple[Defect, ...] = (
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
