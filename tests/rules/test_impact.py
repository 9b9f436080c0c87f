"""Whether the impact is measured and the summary tells it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Check = Callable[..., list[str]]


def section(check: Check, rule: str, title: str, body: str, more: str = "") -> list[str]:
    found = check(f"# Postmortem: checkout errors\n\n## {title}\n\n{body}\n{more}", select=(rule,))
    return [line.split(" ", 1)[1].removeprefix(f"{rule} ") for line in found]


@pytest.mark.parametrize(
    "body",
    [
        "Shoppers in Europe could not pay.",
        "Shoppers could not pay with version 2.14.1 since 2026-03-03.",
        "- Checkout returned 503 errors\n- Support was called",
        "### On shoppers\n\nThey could not pay.",
    ],
)
def test_impact_without_a_number(body: str, check: Check) -> None:
    assert section(check, "unquantified-impact", "Impact", body) == ["impact without a number"]


@pytest.mark.parametrize(
    "body",
    [
        "4,100 shoppers could not pay.",
        "Shoppers could not pay for half an hour.",
        "All shoppers were sent to the login page.",
        "No orders were lost.",
        "Stored data was not affected by the outage of the shop.",
        "Shoppers could not pay; how many is unknown.",
        "Shoppers could not pay.\n\n| Metric | Value |\n|---|---|\n| Failed payments | 1204 |",
        "Shoppers could not pay, as the graph shows.\n\n![errors](errors.png)",
        "n/a",
        "",
    ],
)
def test_impact_with_a_number_or_an_answer(body: str, check: Check) -> None:
    assert section(check, "unquantified-impact", "Impact", body) == []


def test_a_summary_that_counts_makes_up_for_it(check: Check) -> None:
    summary = "\n## Summary\n\nAbout 4,100 shoppers could not pay.\n"
    assert section(check, "unquantified-impact", "Impact", "Shoppers in Europe could not pay.", summary) == []


def test_two_impact_sections_of_one_incident_count_together(check: Check) -> None:
    text = "# Postmortem\n\n**Impact**: shoppers could not pay\n\n## Impact\n\n4,100 shoppers could not pay.\n"
    assert check(text, select=("unquantified-impact",)) == []


@pytest.mark.parametrize(
    ("body", "phrase"),
    [
        ("Many shoppers gave up. The queue held 4,000 jobs.", 'amount "Many shoppers"'),
        ("On 2026-03-03 several customers could not pay.", 'amount "several customers"'),
        ("Many people saw an empty page.", 'amount "Many people"'),
        ("Between 10:05 and 10:45 some customers could not pay.", 'amount "some customers"'),
        ("Checkout was down for a while.", 'time "for a while"'),
        ("Shoppers saw substantial delays.", 'degree "substantial delays"'),
    ],
)
def test_vague_quantity(body: str, phrase: str, check: Check) -> None:
    assert section(check, "vague-quantity", "Impact", body) == [f"vague {phrase}"]


@pytest.mark.parametrize(
    "body",
    [
        "Many customers (about 4,100) could not pay.",
        "Some 37 % of our customers could not pay.",
        "Several customers could not pay, see [the list](https://shop.io/list).",
        "Several teams were affected:\n\n- Payments\n- Search",
        "Many customers could not pay. 4,100 customers wrote to us.",
        "Some customers could not pay; the exact number is unknown.",
        "`some users` is the name of the segment.",
        "For a while, that is for 35 minutes, checkout was down.",
    ],
)
def test_a_vague_word_that_is_backed(body: str, check: Check) -> None:
    assert section(check, "vague-quantity", "Impact", body) == []


def test_vague_words_elsewhere_are_nobodys_business(check: Check) -> None:
    assert section(check, "vague-quantity", "Root cause", "Many customers share one pool.") == []
    assert section(check, "vague-quantity", "Summary", "A change restarted several pods.") == []


@pytest.mark.parametrize("text", ["a partial outage made pages slow", "the outage was total", "pages were slow"])
def test_an_outage_that_may_be_one(text: str, check: Check) -> None:
    assert section(check, "outage-or-degradation", "Impact", f"For 5 minutes {text}.") == []


def test_numbers_that_agree_or_count_other_things(check: Check) -> None:
    for impact in (
        "About 12,000 customers.",
        "3,400 paying customers.",
        "40 % of the customers.",
        "12,431 customers.",
        "12,431 of 80,000 customers.",
    ):
        more = f"\n## Impact\n\n{impact} They could not pay.\n"
        assert (
            section(check, "inconsistent-number", "Summary", "For an hour 12,431 customers could not pay.", more) == []
        )


def test_numbers_that_disagree_show_both_places(check: Check) -> None:
    more = "\n## Impact\n\nIn all 14,231 customers could not pay.\n"
    assert section(check, "inconsistent-number", "Summary", "For an hour 12,431 customers could not pay.", more) == [
        "14,231 customers here, 12,431 customers in the summary"
    ]


@pytest.mark.parametrize(
    "body",
    ["A bad index filled the pool of the primary.", "The rollout of the new router removed the store."],
)
def test_summary_without_impact(body: str, check: Check) -> None:
    assert section(check, "summary-without-impact", "Summary", body) == ["summary without the impact"]


@pytest.mark.parametrize(
    "body",
    [
        "Shoppers saw errors when a bad index filled the pool.",
        "A bad index made checkout unavailable.",
        "A bad index filled the pool, and all inbound traffic failed to reach the shop.",
        "A bad index filled the pool, without impact on anyone.",
        "A bad index filled the pool.\n\n**Impact**: payments failed",
        "tbd",
    ],
)
def test_summary_with_impact(body: str, check: Check) -> None:
    assert section(check, "summary-without-impact", "Summary", body) == []


def test_summary_without_duration(check: Check) -> None:
    found = section(check, "summary-without-duration", "Summary", "Shoppers could not pay on 3 March.")
    assert found == ["summary without the duration"]


@pytest.mark.parametrize(
    "body",
    [
        "Shoppers could not pay for 35 minutes.",
        "Shoppers could not pay from 10:05 to 10:40 UTC.",
        "An attacker could have read names: a vulnerability in the export.",
        "A bad index filled the pool.",
        "Checkout was slow, but no customers were affected.",
    ],
)
def test_summary_with_duration_or_without_one_to_tell(body: str, check: Check) -> None:
    assert section(check, "summary-without-duration", "Summary", body) == []


def test_a_duration_among_the_metadata_is_enough(check: Check) -> None:
    text = "# Postmortem\n\n**Duration**: 35 minutes\n\n## Summary\n\nShoppers could not pay.\n"
    assert check(text, select=("summary-without-duration",)) == []


def test_a_short_version_beside_a_long_one(check: Check) -> None:
    long = "## Summary\n\n" + "The index was bad and the pool was full. " * 60 + "\n"
    assert len(check(f"# Postmortem\n\n{long}", select=("summary-too-long",))) == 1
    assert check(f"# Postmortem\n\n## TL;DR\n\nShoppers could not pay.\n\n{long}", select=("summary-too-long",)) == []


def test_other_languages_are_left_alone(check: Check) -> None:
    text = "# Störung\n\n## Auswirkung\n\nViele Kunden konnten nicht bezahlen und die Seite war nicht zu erreichen.\n"
    assert check(text, select=("impact",), language="de") == []
