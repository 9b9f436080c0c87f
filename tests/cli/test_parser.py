"""What the words after a command mean, and what is said of those that mean nothing."""

from __future__ import annotations

import argparse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.cli.arguments import names
from pm_lint.cli.parser import Parser
from pm_lint.errors import UsageError


def filled(parser: Parser | argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="*")
    group = parser.add_argument_group("rules")
    group.add_argument("--ignore", metavar="NAME,…", type=names, action="extend", help="leave these out")
    group.add_argument("--output", metavar="FILE", action="append", default=[])
    group.add_argument("--fail-level", metavar="LEVEL", default="warning")
    group.add_argument("--pedantic", action="store_true", default=None)
    group.add_argument("--quiet", action="store_true", dest="silent")


def parser() -> Parser:
    made = Parser("check", "Find what is wrong.")
    filled(made)
    return made


WORDS = st.sampled_from(
    [
        "",
        *[
            "a.md",
            "b",
            "-",
            "--ignore",
            "--ignore=x,y",
            "x,y",
            "--output",
            "--output=",
            "--fail-level=hint",
            "--fail-level",
            "--pedantic",
            "--quiet",
        ],
    ]
)


@given(st.lists(WORDS, max_size=7))
def test_words_mean_what_they_mean_to_argparse(words: list[str]) -> None:
    judge = argparse.ArgumentParser(allow_abbrev=False, exit_on_error=False)
    filled(judge)
    try:
        expected = vars(judge.parse_intermixed_args(words))
    except argparse.ArgumentError:
        with pytest.raises(UsageError, match="expected one argument"):
            parser().parse(words)
    else:
        assert vars(parser().parse(words)) == expected


def test_nothing_said() -> None:
    assert vars(parser().parse([])) == {
        "paths": [],
        "ignore": None,
        "output": [],
        "fail_level": "warning",
        "pedantic": None,
        "silent": False,
    }


def test_paths_stand_anywhere_and_after_two_dashes_look_like_anything() -> None:
    found = parser().parse(["a.md", "--quiet", "b.md", "--output", "-", "--", "--quiet", "--", "-x"])
    assert found.paths == ["a.md", "b.md", "--quiet", "--", "-x"]
    assert found.output == ["-"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--quiett"], "unknown option '--quiett'; did you mean '--quiet'?"),
        (["--qui"], "unknown option '--qui'; did you mean '--quiet'?"),
        (["--output"], "--output: expected one argument (see `pm-lint check --help`)"),
        (["--output", "--quiet"], "--output: expected one argument (see `pm-lint check --help`)"),
        (["--quiet=yes"], "--quiet: ignored explicit argument 'yes' (see `pm-lint check --help`)"),
    ],
)
def test_a_mistake(words: list[str], message: str) -> None:
    with pytest.raises(UsageError) as raised:
        parser().parse(words)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("number", "words", "given"),
    [("?", ["here"], "here"), ("?", [], "."), ("+", ["a", "b"], ["a", "b"]), ("*", [], [])],
)
def test_words_that_belong_to_no_option(number: str, words: list[str], given: object) -> None:
    made = Parser("init", "Look.")
    made.add_argument("place", metavar="FOLDER", nargs=number, default=".")
    assert made.parse(words).place == given


@pytest.mark.parametrize(
    ("number", "words", "message"),
    [("?", ["a", "b"], "pm-lint init does not take 'b'"), ("+", [], "the following arguments are required: FOLDER")],
)
def test_too_many_words_and_too_few(number: str, words: list[str], message: str) -> None:
    made = Parser("init", "Look.")
    made.add_argument("place", metavar="FOLDER", nargs=number)
    with pytest.raises(UsageError) as raised:
        made.parse(words)
    assert str(raised.value) == f"{message} (see `pm-lint init --help`)"


def test_the_help_shows_every_option_under_its_title(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        parser().parse(["a.md", "--help", "--unknown"])
    assert leaving.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("usage: pm-lint check [-h]")
    assert "\nrules:\n  --ignore NAME,…" in shown
    assert all(option.name in shown or option.details["metavar"] in shown for option in parser().all_options())
