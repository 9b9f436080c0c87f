"""Edits are chosen so that none overlaps, and applied so that nothing else moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pm_lint.diagnostic import Applicability, Diagnostic, Edit, Fix, Severity
from pm_lint.fixes import SAFE, UNSAFE, apply, choose
from pm_lint.source import Source, Span

TEXT = "one two three four five six seven eight nine ten\n" * 3


def finding(
    *edits: tuple[int, int, str], applicability: Applicability = Applicability.SAFE, rule: str = "rule"
) -> Diagnostic:
    made = tuple(Edit(Span(start, end), text) for start, end, text in edits)
    return Diagnostic(rule, "group", "wrong", Span(0, 1), Severity.ERROR, fix=Fix("mend", made, applicability))


def fixed(text: str, *diagnostics: Diagnostic, allowed: frozenset[Applicability] = SAFE) -> str:
    source = Source("a.md", text)
    return apply(source, choose(source, diagnostics, allowed).edits)


@st.composite
def findings(draw: st.DrawFn) -> list[Diagnostic]:
    edits = st.tuples(st.integers(-2, len(TEXT) + 2), st.integers(-2, len(TEXT) + 2), st.text("ab\n", max_size=4))
    groups = draw(st.lists(st.lists(edits, min_size=1, max_size=3), max_size=8))
    return [finding(*group, rule=f"rule-{index}") for index, group in enumerate(groups)]


@given(findings())
def test_no_two_chosen_edits_overlap_and_each_fix_is_whole(diagnostics: list[Diagnostic]) -> None:
    source = Source("a.md", TEXT)
    choice = choose(source, diagnostics, SAFE)
    at = 0
    for edit in choice.edits:
        assert at <= edit.span.start <= edit.span.end <= len(TEXT)
        at = edit.span.end
    for diagnostic in choice.diagnostics:
        assert diagnostic.fix is not None
        changing = [edit for edit in diagnostic.fix.edits if source.slice(edit.span) != edit.text]
        assert all(edit in choice.edits for edit in changing)


@given(findings())
def test_text_outside_the_edits_stays(diagnostics: list[Diagnostic]) -> None:
    source = Source("a.md", TEXT)
    edits = choose(source, diagnostics, SAFE).edits
    kept = TEXT
    for edit in reversed(edits):
        kept = kept[: edit.span.start] + edit.text + kept[edit.span.end :]
    assert apply(source, edits).rstrip("\n") == kept.rstrip("\n")


def test_of_two_fixes_that_collide_the_first_is_applied() -> None:
    assert fixed("one two\n", finding((0, 3, "1")), finding((2, 5, "x"))) == "1 two\n"


def test_two_insertions_at_one_place_wait_for_one_another() -> None:
    assert fixed("one\n", finding((3, 3, " a")), finding((3, 3, " b"))) == "one a\n"


def test_neighbours_are_fixed_together() -> None:
    assert fixed("abcd\n", finding((0, 2, "x")), finding((2, 4, "y"))) == "xy\n"


def test_a_fix_whose_own_edits_overlap_is_not_applied() -> None:
    assert fixed("one two\n", finding((0, 3, "1"), (2, 4, "2"))) == "one two\n"


def test_a_section_can_move_to_the_end_of_what_it_follows() -> None:
    assert fixed("B\nA\n", finding((0, 2, ""), (4, 4, "B\n"))) == "A\nB\n"


def test_only_what_is_allowed_is_applied() -> None:
    unsafe = finding((0, 1, "x"), applicability=Applicability.UNSAFE)
    display = finding((2, 3, "y"), applicability=Applicability.DISPLAY)
    assert fixed("a b\n", unsafe, display) == "a b\n"
    assert fixed("a b\n", unsafe, display, allowed=UNSAFE) == "x b\n"


def test_inserted_lines_end_as_the_file_does() -> None:
    assert fixed("a\r\nb\r\n", finding((3, 3, "x\ny\n"))) == "a\r\nx\r\ny\r\nb\r\n"
    assert fixed("a\rb\r", finding((2, 2, "x\n"))) == "a\rx\rb\r"


def test_lines_that_move_keep_their_endings() -> None:
    assert fixed("a\r\nb\nc\n", finding((3, 5, ""), (7, 7, "b\n"))) == "a\r\nc\nb\n"


def test_the_final_newline_stays_as_it_was() -> None:
    assert fixed("a\nb", finding((3, 3, "\n\nc\n"))) == "a\nb\n\nc"
    assert fixed("a\nb\n", finding((1, 4, ""))) == "a\n"
