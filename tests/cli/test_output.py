"""The sink: nothing of a document or a file name is obeyed by a terminal or a CI runner."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.output import Sink, disarm, json_text, markdown_text, visible, wants_colour, xml_text
from pm_lint.reporters import FORMATS
from tests.command import FAULTY, ONE, Run, Standard, write

HOSTILE = [
    "::error file=x::y", "  ::stop-commands::z", "##[error]y", "a ##[group]b", "##vso[task.setvariable variable=x]y",
    "##teamcity[message text='x']", "\x1b]0;title\x07", "\x1b[31mred", "\r::warning::x", "a\u2028::error::x",
    "\u202eevil\u202c", "\u200bzero", "\ud800", "\x85next", "</script>", "]]>", "![x](http://evil.example/x)",
    "@someone", "<img src=x>", "|cell", "`code`",
]  # fmt: skip
texts = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(), max_size=30), st.text("#[:]\r\n \x1bevso.a-", max_size=20)
)


def commands(output: str) -> list[str]:
    """The commands that a runner would obey: the grammars of GitHub (both) and Azure Pipelines."""
    found = []
    for line in re.split(r"\r\n|\r|\n", output):
        if match := re.match(r"\s*::([^:\s][^:]*)::", line):
            found.append(match[1])
            continue  # a runner looks for no other command in this line
        found += re.findall(r"##(?:vso|teamcity)?\[[^\]]*\]", line)
        found += re.findall(r"##(?:vso|teamcity)?\[", line)
    return found


def harmless(character: str) -> bool:
    return (
        unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        and character not in "\u202a\u202b\u202d\u202e\u2066"
    )


@given(texts)
def test_what_is_printed_is_visible_and_on_one_line(text: str) -> None:
    assert all(character == "\t" or harmless(character) for character in visible(text))


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=30))
def test_plain_text_is_printed_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize("text", ["👩‍🚒 pages", "crème", "日本語", "a\tb", "🇩🇪", "می\u200cخواهم"])
def test_writing_of_people_is_printed_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[1m", "\\x1b[1m"),
        ("a\nb", "a\\nb"),
        ("\u202e", "\\u202e"),
        ("\ud800", "\\ud800"),
        ("a\u200db", "a\\u200db"),
    ],
)
def test_the_rest_becomes_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.lists(texts, min_size=1, max_size=3), st.booleans())
def test_no_line_is_a_command(pieces: list[str], colour: bool) -> None:
    stream = Standard()
    Sink(stream, colour=colour, runner=True).line([("error", piece) for piece in pieces])
    assert commands(stream.text()) == []
    assert stream.text().count("\n") == 1


@given(texts)
def test_disarming_changes_nothing_else(text: str) -> None:
    line = visible(text)
    if not commands(line):
        assert disarm(line).replace("\\", "") == line.replace("\\", "")


@given(texts, texts)
def test_json_keeps_the_text_and_is_no_command(key: str, value: str) -> None:
    text = json_text({key: [value]})
    assert json.loads(text) == {key: [value]}
    assert text.isascii()
    assert commands(text) == []


@given(texts)
def test_xml_can_be_read_and_is_no_command(value: str) -> None:
    text = f'<a b="{xml_text(value)}">{xml_text(value)}</a>'
    element = ET.fromstring(text)
    assert element.get("b") == element.text or (element.text is None and value == "")
    assert commands(text) == []


@given(texts)
def test_markdown_shows_the_text_and_no_markup(value: str) -> None:
    from markdown_it import MarkdownIt

    shown = markdown_text(value)
    tokens = MarkdownIt("commonmark").enable("table").parse(f"| a |\n| --- |\n| x{shown}x |\n")
    cells = [token for token in tokens if token.type == "inline"][1:]
    assert len(cells) == 1
    assert {child.type for child in cells[0].children or []} <= {"text", "text_special"}
    assert commands(shown) == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("variable", ["GITHUB_ACTIONS", "TF_BUILD"])
def test_no_report_obeys_a_document(pm_lint: Run, monkeypatch: pytest.MonkeyPatch, form: str, variable: str) -> None:
    monkeypatch.setenv(variable, "true")
    document = "\n".join(f"{text} <!-- pm-lint-disable x{number} -->" for number, text in enumerate(HOSTILE))
    folder = Path("a\n::error file=x::name")
    write(str(folder / "##[group]b\x1b[1m.md"), document.replace("\ud800", ""))
    done = pm_lint("check", folder, *ONE, "gone\n::error::gone.md", "--output-format", form)
    assert done.code == 2
    assert "\x1b" not in done.out + done.err
    obeyed = commands(done.out + "\n" + done.err)
    if form != "github":
        assert obeyed == []
    else:
        assert len(obeyed) == 11
        assert all(re.match(r"(warning|notice) ", command) for command in obeyed)
        assert all("file=a%0A%3A%3Aerror" in command for command in obeyed if command.startswith("warning"))


@pytest.mark.parametrize(
    ("environment", "terminal", "colour"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colour(environment: dict[str, str], terminal: bool, colour: bool) -> None:
    stream = Standard()
    stream.isatty = lambda: terminal  # type: ignore[method-assign]
    assert wants_colour(stream, environment) is colour


def test_colour_is_only_around_the_text(pm_lint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", FAULTY)
    plain = pm_lint("check", "a.md", *ONE).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = pm_lint("check", "a.md", *ONE).out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FAULTY * 2000)
    command = [sys.executable, "-m", "pm_lint", "check", "a.md", "--no-cache", *ONE]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_a_terminal_that_knows_only_ascii(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Störung\n\nö <!-- pm-lint-disable privcy -->\n", encoding="utf-8")
    command = [sys.executable, "-m", "pm_lint", "check", "a.md", "--no-cache", *ONE]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, capture_output=True
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\\xf6 <!--" in done.stdout


def test_a_tool_that_measures_sees_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FAULTY)
    command = [sys.executable, "-m", "cProfile", "-m", "pm_lint", "check", "a.md", "--no-cache", *ONE]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert "warning" in done.stdout
    assert "function calls" in done.stdout
