"""The next postmortem is named as the others are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.adoption.file_names import Naming, learn, next_number, slug

CASES = {
    "date and title": (
        ["incidents/2026-01-02-search-down.md", "incidents/2026-02-03-login-slow.md", "incidents/notes.md"],
        "incidents/2026-03-04-checkout-outage.md",
    ),
    "compact date": (["pm/20260102_search_down.md", "pm/20260203_login_slow.md"], "pm/20260304_checkout_outage.md"),
    "date alone": (["pm/2026-01-02.md", "pm/2026-02-03.md"], "pm/2026-03-04.md"),
    "number and title": (["rca/0007-search-down.md", "rca/0012-login-slow.md"], "rca/0013-checkout-outage.md"),
    "plain number": (["rca/7-search-down.md", "rca/12-login-slow.md"], "rca/13-checkout-outage.md"),
    "number with a prefix": (["rca/INC-007.md", "rca/INC-008.md"], "rca/INC-009.md"),
    "title alone": (["docs/incidents/search-down.md", "docs/incidents/login.md"], "docs/incidents/checkout-outage.md"),
    "by year": (
        ["incidents/2024/2024-01-02-a-b.md", "incidents/2025/2025-01-02-c.md"],
        "incidents/2026/2026-03-04-checkout-outage.md",
    ),
    "a folder each": (
        ["incidents/2026-01-02-a/README.md", "incidents/2026-02-03-b/README.md", "incidents/2026-02-03-b/log.md"],
        "incidents/2026-03-04-checkout-outage/README.md",
    ),
    "other suffix": (
        ["incidents/0001-a.markdown", "incidents/0002-b.markdown"],
        "incidents/0003-checkout-outage.markdown",
    ),
    "none": ([], "postmortems/2026-03-04-checkout-outage.md"),
    "no two alike": (["pm/2026-01-02-a.md", "pm/INC-3.md", "pm/12_x.md"], "pm/checkout-outage.md"),
    "at the top": (["2026-01-02-a.md"], "2026-03-04-checkout-outage.md"),
}


@pytest.mark.parametrize(("names", "expected"), CASES.values(), ids=CASES)
def test_the_next_name_is_like_the_others(names: list[str], expected: str) -> None:
    paths = list(map(Path, names))
    naming = learn(paths)
    assert naming.path("Checkout outage", "2026-03-04", next_number(paths, naming)).as_posix() == expected


def test_words_of_any_language_make_a_name() -> None:
    assert slug("Ausfall der Kasse: „größter“ seit 2024!") == "ausfall-der-kasse-grösster-seit-2024"
    assert slug("検索が停止") == "検索が停止"
    assert slug("検索が停止" * 30) == ("検索が停止" * 30)[:60]
    assert slug("!!!") == "untitled"


@given(st.text())
def test_a_title_never_leads_out_of_the_folder(title: str) -> None:
    path = Naming().path(title, "2026-03-04", 1)
    assert path.parent == Path("postmortems")
    assert len(path.name) < 200
    assert not set(path.name) & set("/\\:\0\n")


@given(st.lists(st.text("ab01-_./{}", min_size=1).map(Path)))
def test_any_names_can_be_learned_from(paths: list[Path]) -> None:
    naming = learn(paths)
    assert naming.path("x", "2026-03-04", next_number(paths, naming)).name
