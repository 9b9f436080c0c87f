"""``pm-lint check``: which documents, which findings, which exit code."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.command import CLEAN, FAULTY, ONE, Run, write


def paths(out: str) -> list[str]:
    return [line for line in out.split("\n") if line.endswith(".md")]


def test_a_finding_is_shown_at_the_exact_word(pm_lint: Run) -> None:
    write("a.md", FAULTY)
    done = pm_lint("check", "a.md", *ONE)
    assert done.code == 1
    assert done.err == ""
    assert done.out == (
        "a.md\n"
        "   3:22  warning: unknown rule or group 'privcy'  [unknown-suppression]\n"
        "      3 | <!-- pm-lint-disable privcy -->\n"
        "        |                      ^^^^^^\n"
        "     help: did you mean 'privacy'?\n"
        "\n"
        "1 warning in 1 file\n"
    )


def test_a_clean_document_is_one_line(pm_lint: Run) -> None:
    write("a.md", CLEAN)
    done = pm_lint("check", "a.md", *ONE)
    assert (done.code, done.out, done.err) == (0, "1 file checked, nothing found\n", "")


@pytest.mark.parametrize(
    ("severity", "level", "code"),
    [
        ("error", "error", 1),
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("hint", "warning", 0),
        ("hint", "hint", 1),
    ],
)
def test_fail_level(pm_lint: Run, severity: str, level: str, code: int) -> None:
    write("a.md", FAULTY)
    write(".pm-lint.yaml", f"rules: {{unknown-suppression: {severity}}}")
    assert pm_lint("check", "a.md", *ONE, "--fail-level", level).code == code


def test_hints_are_for_those_who_ask(pm_lint: Run) -> None:
    write("a.md", FAULTY)
    write(".pm-lint.yaml", "rules: {unknown-suppression: hint}")
    quiet = pm_lint("check", "a.md", *ONE)
    assert (quiet.code, quiet.out) == (0, "1 file checked, nothing found (1 hint with --pedantic)\n")
    pedantic = pm_lint("check", "a.md", *ONE, "--pedantic")
    assert pedantic.code == 0
    assert "3:22  hint: " in pedantic.out
    assert json.loads(pm_lint("check", "a.md", *ONE, "--output-format", "json").out)["summary"]["hint"] == 1


def test_a_file_that_cannot_be_read_hides_no_other(pm_lint: Run) -> None:
    write("bad.md", b"# T\n\xff\n")
    write("good.md", FAULTY)
    Path("dangling.md").symlink_to("nowhere.md")
    done = pm_lint("check", "gone.md", "bad.md", "dangling.md", "good.md", *ONE)
    assert done.code == 2
    assert "good.md" in done.out
    assert done.err.split("\n") == [
        "pm-lint: gone.md: no such file or directory",
        "pm-lint: bad.md: not UTF-8 at byte 4",
        "pm-lint: dangling.md: no such file or directory",
        "",
    ]


@pytest.mark.parametrize("text", ["", "\ufeff", "\n", "\0", "---\nkey: value\n---\n", "---\n[: broken\n---\n# T\n"])
def test_odd_documents_are_documents(pm_lint: Run, text: str) -> None:
    write("a.md", text)
    assert pm_lint("check", "a.md").code in (0, 1)


def test_a_huge_file_is_refused(pm_lint: Run) -> None:
    write("a.md", b"a\n" * 10_000_000)
    done = pm_lint("check", "a.md")
    assert done.code == 2
    assert done.err == "pm-lint: a.md: is larger than the 10,000,000 bytes that pm-lint reads\n"


class TestWhichDocuments:
    def test_a_folder_means_every_markdown_file_below_it(self, pm_lint: Run) -> None:
        for path in ("d/a.md", "d/sub/b.markdown", "d/c.MD", "d/e.mdx", "d/f.qmd", "d/g.txt", "d/.git/h.md"):
            write(path, FAULTY)
        for path in ("d/node_modules/x/i.md", "d/.venv/j.md", "d/postmortem-template.md"):
            write(path, FAULTY)
        out = json.loads(pm_lint("check", "d", *ONE, "--output-format", "json").out)
        assert sorted(Path(found["path"]).name for found in out["diagnostics"]) == [
            "a.md", "b.markdown", "c.MD", "e.mdx", "f.qmd",
        ]  # fmt: skip

    def test_without_a_path_those_that_look_like_postmortems(self, pm_lint: Run) -> None:
        for path in ("README.md", "docs/guide.md", "docs/Postmortems/a.md", "incidents/2026/b.md", "rca/c.md"):
            write(path, FAULTY)
        out = pm_lint("check", *ONE).out
        assert paths(out) == ["docs/Postmortems/a.md", "incidents/2026/b.md", "rca/c.md"]

    def test_inside_a_folder_of_postmortems(self, pm_lint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        write("postmortems/a.md", FAULTY)
        monkeypatch.chdir("postmortems")
        assert paths(pm_lint("check", *ONE).out) == ["a.md"]

    def test_include_and_exclude(self, pm_lint: Run) -> None:
        for path in ("reports/a.md", "reports/old/b.md", "postmortems/c.md"):
            write(path, FAULTY)
        write(".pm-lint.yaml", "include: [reports/]\nexclude: [old]\n")
        assert paths(pm_lint("check", *ONE).out) == ["reports/a.md"]
        assert paths(pm_lint("check", *ONE, "reports").out) == ["reports/a.md"]
        assert paths(pm_lint("check", *ONE, "reports/old/b.md").out) == ["reports/old/b.md"]
        assert paths(pm_lint("check", *ONE, "--force-exclude", "reports/old/b.md", "reports/a.md").out) == [
            "reports/a.md"
        ]

    def test_a_template_is_read_only_when_it_is_named(self, pm_lint: Run) -> None:
        write("d/Template.md", FAULTY)
        assert paths(pm_lint("check", "d", *ONE).out) == []
        assert paths(pm_lint("check", "d/Template.md", *ONE).out) == ["d/Template.md"]
        assert paths(pm_lint("check", "d/Template.md", "--force-exclude", *ONE).out) == []

    def test_nothing_to_check_is_said_and_is_fine(self, pm_lint: Run) -> None:
        done = pm_lint("check")
        assert done.code == 0
        assert done.err.startswith("pm-lint: no postmortem found; ")

    def test_a_link_loop_ends(self, pm_lint: Run) -> None:
        write("d/a.md", FAULTY)
        Path("d/again").symlink_to(".", target_is_directory=True)
        assert paths(pm_lint("check", "d", *ONE).out) == ["d/a.md"]

    def test_no_document_twice(self, pm_lint: Run) -> None:
        write("d/a.md", FAULTY)
        assert paths(pm_lint("check", "d", "d/a.md", "./d/a.md", *ONE).out) == ["d/a.md"]

    def test_names_that_look_like_options(self, pm_lint: Run) -> None:
        write("-dash.md", FAULTY)
        assert paths(pm_lint("check", *ONE, "--", "-dash.md").out) == ["-dash.md"]

    def test_options_between_paths(self, pm_lint: Run) -> None:
        write("a.md", FAULTY)
        write("b.md", FAULTY)
        assert paths(pm_lint("check", "a.md", *ONE, "b.md", "--pedantic").out) == ["a.md", "b.md"]

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs file modes")
    def test_a_file_that_may_not_be_read(self, pm_lint: Run) -> None:
        write("a.md", FAULTY).chmod(0)
        done = pm_lint("check", "a.md")
        assert (done.code, done.err) == (2, "pm-lint: a.md: permission denied\n")


class TestStandardInput:
    def test_a_dash(self, pm_lint: Run) -> None:
        done = pm_lint("check", "-", *ONE, stdin=FAULTY)
        assert done.code == 1
        assert done.out.startswith("-\n   3:22  warning")

    def test_its_name_gives_its_settings(self, pm_lint: Run) -> None:
        write("deep/.pm-lint.yaml", "select: [links]")
        assert pm_lint("check", "--stdin-filename", "deep/a.md", stdin=FAULTY).out.startswith("1 file checked")
        done = pm_lint("check", "--stdin-filename", "a.md", *ONE, stdin=FAULTY)
        assert done.out.startswith("a.md\n")

    def test_not_utf8(self, pm_lint: Run) -> None:
        done = pm_lint("check", "-", stdin=b"\xff")
        assert (done.code, done.err) == (2, "pm-lint: -: not UTF-8 at byte 0\n")


class TestReports:
    def test_several_at_once(self, pm_lint: Run) -> None:
        write("a.md", FAULTY)
        done = pm_lint("check", "a.md", *ONE, "--output", "json:r.json", "--output", "junit:new/sub.xml")
        assert "3:22" in done.out
        assert json.loads(Path("r.json").read_text())["summary"]["warning"] == 1
        assert "<testsuites" in Path("new/sub.xml").read_text()

    @pytest.mark.parametrize(
        ("wish", "message"),
        [
            ("json", "--output takes FORMAT:FILE, not 'json'"),
            ("jsn:x", "unknown output format 'jsn'; did you mean 'json'?"),
            ("json:.git", "cannot write '.git': is a directory"),
        ],
    )
    def test_one_that_cannot_be_written(self, pm_lint: Run, wish: str, message: str) -> None:
        write("a.md", FAULTY)
        done = pm_lint("check", "a.md", "--output", wish)
        assert (done.code, done.out, done.err) == (2, "", f"pm-lint: {message}\n")

    def test_statistics(self, pm_lint: Run) -> None:
        write("a.md", FAULTY * 2)
        done = pm_lint("check", "a.md", *ONE, "--statistics")
        assert done.out.endswith("\n      2  unknown-suppression\n\n2 warnings in 1 file\n")


class TestSelection:
    def test_groups_and_rules(self, pm_lint: Run) -> None:
        write("a.md", FAULTY)
        assert pm_lint("check", "a.md", "--select", "suppressions").code == 1
        assert pm_lint("check", "a.md", "--select", "suppressions", "--ignore", "unknown-suppression").code == 0
        assert pm_lint("check", "a.md", "--select", "links", "--extend-select", "unknown-suppression").code == 1
        assert pm_lint("check", "a.md", "--select", "links,suppressions").code == 1

    def test_the_command_line_comes_before_files(self, pm_lint: Run) -> None:
        write("a.md", FAULTY)
        write(".pm-lint.yaml", "ignore: [suppressions]")
        assert pm_lint("check", "a.md", "--ignore", "all").code == 0
        assert pm_lint("check", "a.md", "--ignore", "links", "--select", "links").code == 0
        assert pm_lint("check", "a.md", *ONE).code == 1

    def test_a_document_may_turn_a_rule_off(self, pm_lint: Run) -> None:
        write("a.md", "---\npm-lint:\n  disable: [unknown-suppression]\n---\n\n" + FAULTY)
        assert pm_lint("check", "a.md", *ONE).code == 0
