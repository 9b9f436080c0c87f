"""A lazy regular expression answers as a compiled one does, and costs nothing until it is asked."""

from __future__ import annotations

import re

import pytest

from pm_lint.lazy_regex import lazy_regex


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The patterns that have been compiled."""
    seen: list[str] = []
    compile_now = re.compile

    def note(pattern: str, flags: int = 0) -> re.Pattern[str]:
        seen.append(pattern)
        return compile_now(pattern, flags)

    monkeypatch.setattr(re, "compile", note)
    return seen


def test_it_is_compiled_when_first_asked_and_once(compiled: list[str]) -> None:
    word = lazy_regex(r"\w+")
    assert compiled == []
    assert word.findall("all clear") == ["all", "clear"]
    assert word.search("?") is None
    assert word.match("all clear", 4)
    assert compiled == [r"\w+"]


def test_flags_count() -> None:
    assert lazy_regex("sev", re.IGNORECASE).fullmatch("SEV")
    assert not lazy_regex("sev").fullmatch("SEV")


def test_what_a_pattern_says_of_itself_can_be_read() -> None:
    assert lazy_regex("(?P<level>[0-5])").groupindex == {"level": 1}
    assert lazy_regex(r"\d+").pattern == r"\d+"


def test_a_wrong_pattern_is_an_error_when_asked() -> None:
    with pytest.raises(re.error):
        lazy_regex("(").search("")
