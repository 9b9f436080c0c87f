"""Tickets are recognised by their shape, and what only looks like one is not."""

from __future__ import annotations

import pytest

from pm_lint.errors import ConfigError
from pm_lint.markdown import parse
from pm_lint.postmortem.model import Tracker
from pm_lint.postmortem.trackers import classify_url, find_trackers
from pm_lint.settings.model import Settings
from pm_lint.source import Source


def trackers(markdown: str, **settings: object) -> list[Tracker]:
    tree = parse(Source("test.md", markdown))
    given = Settings(**settings)  # type: ignore[arg-type]
    return [tracker for text in tree.texts for tracker in find_trackers(text, given)]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com/acme/shop/issues/12", "github"),
        ("https://github.com/acme/shop/pull/12/files", "github"),
        ("https://github.acme.example/shop/cart/issues/7", "github"),
        ("https://gitlab.com/acme/shop/-/issues/4", "gitlab"),
        ("https://git.acme.example/shop/-/merge_requests/4#note_2", "gitlab"),
        ("https://acme.atlassian.net/browse/OPS-31", "jira"),
        ("https://jira.acme.example/secure/RapidBoard.jspa?rapidView=3&selectedIssue=OPS-31", "jira"),
        ("https://linear.app/acme/issue/OPS-31/cap-the-retries", "linear"),
        ("https://app.asana.com/0/12000000/13000000", "asana"),
        ("https://dev.azure.com/acme/shop/_workitems/edit/881", "azure-devops"),
        ("https://app.shortcut.com/acme/story/4711/cap-the-retries", "shortcut"),
        ("https://phabricator.acme.example/T4711", "phabricator"),
        ("https://bugzilla.acme.example/show_bug.cgi?id=1234567", "bugzilla"),
        ("https://trello.com/c/AbCd1234", "trello"),
        ("https://acme.youtrack.cloud/issue/OPS-31", "youtrack"),
        ("https://acme.service-now.com/nav_to.do?uri=incident.do?sys_id=0a1b2c", "servicenow"),
        ("https://codeberg.org/acme/shop/issues/3", "url"),
        ("https://github.com/acme/shop", None),
        ("https://github.com/acme/shop/issues", None),
        ("https://github.com/acme/shop/blob/main/README.md", None),
        ("https://acme.sentry.io/issues/99", None),
        ("https://grafana.acme.example/d/abc/queue", None),
        ("docs/runbook.md", None),
    ],
)
def test_addresses(url: str, kind: str | None) -> None:
    assert classify_url(url) == kind


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Cap the retries (OPS-31)", ["OPS-31"]),
        ("OPS-31/OPS-32: cap the retries", ["OPS-31", "OPS-32"]),
        ("Cap the retries, see #123", ["#123"]),
        ("Cap the retries acme/shop#12", ["acme/shop#12"]),
        ("Cap the retries shop#12.", ["shop#12"]),
        ("Cap the retries, bug 1234567", ["bug 1234567"]),
        ("Cap the retries INC0012345", ["INC0012345"]),
        ("Cap the retries T4711", ["T4711"]),
        ("Cap the retries <https://github.com/acme/shop/pull/9>", ["https://github.com/acme/shop/pull/9"]),
        ("[OPS-31](https://acme.atlassian.net/browse/OPS-31) cap the retries", ["OPS-31"]),
        ("Cap the retries ([ticket](https://tasks.acme.example/7f3a))", ["https://tasks.acme.example/7f3a"]),
        ("Cap the retries `OPS-31`", ["OPS-31"]),
        ("Encode as UTF-8 and sign with SHA-256", []),
        ("Patch CVE-2021-44228, see RFC-7231 and ISO-8601", []),
        ("Scale for the COVID-19 peak at UTC-8", []),
        ("Move to us-east-1 and US-EAST-1", []),
        ("This was our #1 priority, see action item #3", []),
        ("Pin `lib-OPS-31-x` and read [the guide](https://docs.acme.example/guide)", []),
        ("Follow https://docs.acme.example/retries?step=3", []),
    ],
)
def test_words(words: str, keys: list[str]) -> None:
    assert [tracker.key for tracker in trackers(words) if not tracker.placeholder] == keys


@pytest.mark.parametrize(
    "words",
    [
        "XXX-000",
        "JIRA-XXXX",
        "PROJ-???",
        "#TODO",
        "OPS-000",
        "OPS-TBD",
        "OPS-YYYY",
        "#XXX",
        "https://github.com/acme/shop/issues/XXX",
    ],
)
def test_placeholders(words: str) -> None:
    assert [tracker.placeholder for tracker in trackers(f"Cap the retries ({words})")] == [True]


def test_a_form_of_dates_is_no_placeholder() -> None:
    assert trackers("Renew 2 certificates by MM-YYYY") == []


def test_a_reference_style_link_is_followed() -> None:
    found = trackers("- [#12]: cap the retries\n\n[#12]: https://github.com/acme/shop/issues/12\n")
    assert [(tracker.key, tracker.kind) for tracker in found] == [("#12", "github")]


def test_own_patterns_and_ticket_address() -> None:
    assert [t.key for t in trackers("Cap the retries, Vorgang 77/2024", trackers=("Vorgang {number}/{number}",))] == [
        "Vorgang 77/2024"
    ]
    address = "https://desk.acme.example/t/{key}"
    assert [t.kind for t in trackers("Cap it <https://desk.acme.example/t/77>", ticket_url=address)] == ["url"]


def test_a_pattern_that_is_none_is_the_users_mistake() -> None:
    with pytest.raises(ConfigError, match="no regular expression"):
        trackers("Cap the retries", trackers=("/(/",))


def test_each_ticket_is_found_where_it_stands() -> None:
    source = "- Cap **the** retries ([OPS-31](https://acme.atlassian.net/browse/OPS-31), #7)\n"
    assert [source[slice(*tracker.span)] for tracker in trackers(source)] == [
        "[OPS-31](https://acme.atlassian.net/browse/OPS-31)",
        "#7",
    ]
