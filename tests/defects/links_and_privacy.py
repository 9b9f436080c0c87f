"""Links that lead nowhere, and what does not belong into a document."""

from __future__ import annotations

from tests.defects.model import Defect

LINKS_AND_PRIVACY: tuple[Defect, ...] = (
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
