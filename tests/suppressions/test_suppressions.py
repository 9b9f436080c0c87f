"""Suppressions work where people put them, and say so when they do nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pm_lint.engine import lint
from pm_lint.fixes import SAFE, apply, choose
from pm_lint.settings.model import Settings
from pm_lint.source import Source

Check = Callable[..., list[str]]
MAIL = "eve.park@corp-mail.net"
BOTH = ("email-address", "unused-suppression", "unknown-suppression")


def rules(found: list[str]) -> list[str]:
    return [line.split()[1] for line in found]


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- pm-lint-disable-next-line email-address -->\n{MAIL}\n",
        f"<!-- pm-lint-disable-next-line email-address -- her own wish -->\n\n{MAIL}\n",
        f"<!-- pm-lint-disable-next-line privacy, links -- her own wish -->\n{MAIL} [x](#gone)\n",
        f"Ask {MAIL} <!-- pm-lint-disable-line email-address -->\n",
        f"| a | b |\n| - | - |\n| Ask {MAIL} | <!-- pm-lint-disable-line privacy --> |\n",
        f"- one\n  <!-- pm-lint-disable-next-line privacy -->\n  - Ask {MAIL}\n",
        f"> <!-- pm-lint-disable-next-line privacy -->\n> Ask {MAIL}\n",
        f"<!-- pm-lint-disable privacy -->\n\nAsk {MAIL}\n\nand {MAIL}\n",
        f"Ask {MAIL}\n\n<!-- pm-lint-disable-file privacy -->\n",
        f"<!-- pm-lint-disable -->\nAsk {MAIL}\n",
        f"<!--pm-lint-disable-next-line all-->\r\nAsk {MAIL}\r\n",
        f"---\npm-lint:\n  disable: [privacy]\n---\n\nAsk {MAIL}\n",
    ],
)
def test_it_silences(check: Check, text: str) -> None:
    assert check(text, select=("email-address", "broken-link", "unused-suppression")) == []


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- pm-lint-disable-next-line privacy -->\none\nAsk {MAIL}\n",
        f"<!-- pm-lint-disable privacy -->\n<!-- pm-lint-enable privacy -->\n\nAsk {MAIL}\n",
        f"Ask {MAIL}\n\n<!-- pm-lint-disable privacy -->\n",
    ],
)
def test_beyond_its_reach_it_silences_nothing_and_says_so(check: Check, text: str) -> None:
    assert sorted(rules(check(text, select=BOTH))) == ["email-address", "unused-suppression"]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("one\n\n<!-- pm-lint-disable links -->\ntwo\n", "one\n\ntwo\n"),
        ("- one\n<!-- pm-lint-disable links -->\n- two\n", "- one\n- two\n"),
        ("one\n<!-- pm-lint-disable links -->\ntwo\n", "one\n\ntwo\n"),
        ("| a |\r\n<!-- pm-lint-disable links -->\r\n| - |\r\n", "| a |\r\n\r\n| - |\r\n"),
    ],
)
def test_taken_out_it_joins_nothing(text: str, fixed: str) -> None:
    source = Source("a.md", text)
    found = lint(source, Settings(select=("links", "unused-suppression"))).diagnostics
    assert apply(source, choose(source, found, SAFE).edits) == fixed


def test_in_code_it_is_text(check: Check) -> None:
    assert rules(check(f"`<!-- pm-lint-disable-file -->` {MAIL}\n", select=BOTH)) == ["email-address"]
    assert rules(check(f"```\n<!-- pm-lint-disable-file -->\n```\n{MAIL}\n", select=BOTH)) == ["email-address"]


def test_unknown_names_wherever_they_stand(check: Check) -> None:
    text = (
        "---\npm-lint:\n  disable: [links, privcy]\n---\n\n# T\n\n<!-- pm-lint-disable privacy nothing-like-it -->\n"
        "<!-- pm-lint-enable privaci -->\n"
    )
    assert check(text, select=("unknown-suppression",)) == [
        "3:20-3:26 unknown-suppression unknown rule or group 'privcy'",
        "8:30-8:45 unknown-suppression unknown rule or group 'nothing-like-it'",
        "9:21-9:28 unknown-suppression unknown rule or group 'privaci'",
    ]


def test_reasons_are_wanted_only_where_asked_for(check: Check) -> None:
    text = f"<!-- pm-lint-disable-file privacy -->\n<!-- pm-lint-disable-file links -- old -->\n\n{MAIL} [x](#gone)\n"
    chosen = ("privacy", "links", "suppression-without-reason")
    assert check(text, select=chosen) == []
    assert rules(check(text, select=chosen, require_reason=True)) == ["suppression-without-reason"]


def test_what_is_about_suppressions_is_not_silenced_by_a_blanket(check: Check) -> None:
    assert rules(check("<!-- pm-lint-disable-file -->\n<!-- pm-lint-disable x -->\n", select=BOTH)) == [
        "unused-suppression",
        "unknown-suppression",
    ]
