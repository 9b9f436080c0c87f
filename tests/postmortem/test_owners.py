"""Who is responsible, in the ways in which people write it, and names that are nobody's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.owners import is_nobody


@pytest.mark.parametrize(
    ("item", "owners"),
    [
        ("Cap the retries @amara", ["@amara"]),
        ("Cap the retries (@amara, OPS-31, 2026-11-30)", ["@amara"]),
        ("Cap the retries (amara, due Friday)", ["amara"]),
        ("Cap the retries (Amara Obi)", ["Amara Obi"]),
        ("Cap the retries [Amara]", ["Amara"]),
        ("Cap the retries — Amara", ["Amara"]),
        ("Cap the retries - Amara Obi, OPS-31", ["Amara Obi"]),
        ("Cap the retries. Owner: Amara, due: Friday", ["Amara"]),
        ("Cap the retries (owner: Amara and Ben)", ["Amara", "Ben"]),
        ("Cap the retries. Assigned to Amara.", ["Amara"]),
        ("Cap the retries. Amara Obi, #118, due 2026-11-30.", ["Amara Obi"]),
        ("**Owner**: payments team. Cap the retries", ["payments team"]),
        ("Cap the retries (payments team)", ["payments team"]),
        ("Cap the retries (SRE)", ["SRE"]),
        ("@amara: cap the retries", ["@amara"]),
        ("The payments team will cap the retries", ["payments team"]),
        ("Amara to add a limit for the retries", ["Amara"]),
        ("Cap the retries (@acme/payments)", ["@acme/payments"]),
        ("Cap the retries", []),
        ("Cap the retries (see below)", []),
        ("Cap the retries (in progress)", []),
        ("Pin `@angular/core` and mail ops@acme.example", []),
        ("We will cap the retries", []),
        ("The importer should cap the retries", []),
        ("Monitoring: page when a retry fails", []),
        ("Prometheus to 2.45 everywhere", []),
        ("Cap the retries (P1)", []),
    ],
)
def test_owners(postmortem: Callable[..., Postmortem], item: str, owners: list[str]) -> None:
    (found,) = postmortem(f"# Postmortem\n\n## Action items\n\n- {item}\n").action_items
    assert [owner.text for owner in found.owners] == owners


@pytest.mark.parametrize(
    "cell", ["TBD", "?", "everyone", "team", "The team", "all", "ops?", "", "n/a", "-", "[name]", "@TBD"]
)
def test_nobody(postmortem: Callable[..., Postmortem], cell: str) -> None:
    text = f"## Action items\n\n| Action | Owner |\n| --- | --- |\n| Cap the retries | {cell} |\n"
    (found,) = postmortem(text).action_items
    assert found.owners == ()
    assert (found.unowned is not None) == bool(cell)


def test_several_owners_in_a_cell(postmortem: Callable[..., Postmortem]) -> None:
    text = "## Action items\n\n| What | Who |\n| --- | --- |\n| Cap the retries | Amara / @ben, Chen |\n"
    (found,) = postmortem(text).action_items
    assert [owner.text for owner in found.owners] == ["Amara", "@ben", "Chen"]


def test_a_name_with_a_question_mark_is_nobody() -> None:
    assert is_nobody("Amara?")
    assert not is_nobody("Amara")
