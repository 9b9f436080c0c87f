"""The source line under a finding: the exact range is underlined, whatever the line holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.reporters.text import columns_of, excerpt, wrapped
from pm_lint.source import Source


def shown(text: str, start: int, end: int, width: int = 60) -> list[str]:
    return [line.margin + line.text + line.mark for line in excerpt(Source("a.md", text), start, end, width)]


@pytest.mark.parametrize(
    ("text", "word", "line", "carets"),
    [
        ("one two three", "two", "one two three", "    ^^^"),
        ("漢字 two", "two", "漢字 two", "     ^^^"),
        ("a 漢字 b", "漢字", "a 漢字 b", "  ^^^^"),
        ("a\ttwo", "two", "a   two", "    ^^^"),
        ("\ta\ttwo", "two", "    a   two", "        ^^^"),
        ("cafe\u0301 two", "two", "cafe\u0301 two", "     ^^^"),
        ("\x1b[1m two", "two", "\\x1b[1m two", "        ^^^"),
        ("first\ntwo", "two", "two", "^^^"),
        ("first\r\ntwo\r\n", "two", "two", "^^^"),
    ],
)
def test_the_mark_stands_under_the_word(text: str, word: str, line: str, carets: str) -> None:
    start = text.index(word)
    above, below = shown(text, start, start + len(word))
    assert above.split(" | ", 1)[1] == line
    assert below.split("| ", 1)[1] == carets


def test_a_place_between_characters_has_one_caret() -> None:
    assert shown("ab", 1, 1)[1] == "        |  ^"
    assert shown("ab", 2, 2)[1] == "        |   ^"
    assert shown("", 0, 0)[1] == "        | ^"


def test_a_range_over_lines_is_marked_to_the_end_of_the_first() -> None:
    assert shown("one two\nthree", 4, 13) == ["      1 | one two", "        |     ^^^ …"]


def test_a_long_line_is_cropped_around_the_word() -> None:
    text = "x" * 200 + " two " + "y" * 200
    above, below = shown(text, 201, 204, width=40)
    line = above.split(" | ", 1)[1]
    assert len(line) <= 40
    assert line.startswith("…x") and line.endswith("y…")
    mark = below.split("| ", 1)[1]
    assert line[mark.index("^") : len(mark)] == "two"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=120), st.data(), st.integers(10, 80))
def test_the_mark_is_never_beside_the_line(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    line, mark = excerpt(Source("a.md", text), start, end, width)
    assert columns_of(line.text) <= width + 1
    assert columns_of(mark.text) + mark.mark.count("^") <= max(columns_of(line.text), 1) + 1


@given(st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=20), st.integers(5, 40))
def test_help_is_broken_between_words(words: list[str], width: int) -> None:
    lines = wrapped(" ".join(words), width)
    assert " ".join(lines).split() == words
    assert all(len(line) <= width or " " not in line for line in lines)
