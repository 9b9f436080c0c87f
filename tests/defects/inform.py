"""Impact, summary and wording that leave the reader without an answer; suppressions."""

from __future__ import annotations

from tests.defects.model import Defect

INFORM: tuple[Defect, ...] = (
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
