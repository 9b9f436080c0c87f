"""Bytes, lines and columns: what the file says, whatever its line endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.errors import SourceError
from pm_lint.source import MAX_BYTES, Position, Source, Span, utf8_length, utf16_length

_TEXTS = st.text(st.sampled_from("ab\n\r\t \x0b\x0c\x1c\x85\u2028é😀\0"))


def test_lines_end_at_three_endings_only() -> None:
    source = Source("x", "a\r\nb\rc\nd\u2028e\x0bf\x85g")
    assert source.lines == ("a", "b", "c", "d\u2028e\x0bf\x85g")
    assert source.line_starts == (0, 3, 5, 7)
    assert source.line_ends == (1, 4, 6, 14)
    assert source.line_count == 4
    assert source.line_text(2) == "b" and source.line_span(2) == Span(3, 4)


@pytest.mark.parametrize(
    ("text", "newline"), [("a\r\nb\n", "\r\n"), ("a\rb", "\r"), ("a\nb\r\n", "\n"), ("a", "\n"), ("", "\n")]
)
def test_newline_is_the_first_one_found(text: str, newline: str) -> None:
    assert Source("x", text).newline == newline


@given(_TEXTS)
def test_positions_and_offsets_agree(text: str) -> None:
    source = Source("x", text)
    rebuilt = [source.slice(source.line_span(line)) for line in range(1, source.line_count + 1)]
    assert rebuilt == list(source.lines)
    for offset in range(len(text) + 1):
        position = source.position(offset)
        assert position.line == source.line_of(offset)
        assert source.line_starts[position.line - 1] + position.column - 1 == offset
        if offset <= source.line_ends[position.line - 1]:  # not inside a line ending
            assert source.offset(position) == offset


def test_a_column_past_the_end_is_the_end() -> None:
    source = Source("x", "ab\ncd")
    assert source.offset(Position(1, 99)) == 2
    assert source.offset(Position(9, 1)) == 5


@given(_TEXTS, st.booleans())
def test_bytes_come_back(text: str, bom: bool) -> None:
    data = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    source = Source.from_bytes("x", data)
    assert (source.text, source.bom, source.to_bytes()) == (text, bom, data)
    assert source.to_bytes("new") == (b"\xef\xbb\xbf" if bom else b"") + b"new"


def test_invalid_utf8_names_the_byte() -> None:
    with pytest.raises(SourceError, match=r"not UTF-8 at byte 4"):
        Source.from_bytes("x", b"\xc3\xa9ab\xff")


def test_too_large() -> None:
    with pytest.raises(SourceError, match=f"at most {MAX_BYTES:,}"):
        Source.from_bytes("x", b"a" * (MAX_BYTES + 1))


@given(st.text())
def test_lengths_in_other_units(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2
    assert utf8_length(text) == len(text.encode())


def test_a_lone_surrogate_has_a_length() -> None:
    assert utf8_length("\ud800") == 3
