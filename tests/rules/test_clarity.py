"""Whether a reader who was not there can follow."""

from __future__ import annotations

from collections.abc import Callable

Check = Callable[..., list[str]]

JARGON = "# Outage\n\nThe QFRB was full. The QFRB was emptied.\n"


def test_known_abbreviations_are_a_setting(check: Check) -> None:
    assert len(check(JARGON, select=("clarity",))) == 1
    options = {"unexplained-acronym": {"known": ["QFRB"]}}
    assert check(JARGON, select=("clarity",), rules=options) == []


def test_a_long_paragraph_is_marked_at_its_first_sentence(check: Check) -> None:
    text = "# Outage\n\nThe index was bad. " + "The pool was full. " * 50 + "\n"
    assert check(text, select=("clarity",)) == ["3:1-3:19 wall-of-text paragraph of 204 words, more than 150"]


def test_lists_tables_and_code_are_no_paragraphs(check: Check) -> None:
    words = "The pool was full and nobody could see why it was. "
    items = "".join(f"- {words}\n" for _ in range(30))
    rows = "| a |\n|---|\n" + "".join(f"| {words}|\n" for _ in range(30))
    code = "```\n" + words * 30 + "\n```\n"
    assert check(f"# Outage\n\n{items}\n{rows}\n{code}", select=("wall-of-text",)) == []


def test_text_without_spaces_counts_characters(check: Check) -> None:
    text = "# 障害\n\n" + "検索索引の再構築に時間がかかり、" * 25 + "終わった。\n"
    assert len(check(text, select=("wall-of-text",))) == 1
