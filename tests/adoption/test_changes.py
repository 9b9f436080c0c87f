"""``--changed-since`` reports findings on changed lines, as git counts them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.adoption.conftest import Git, PmLint, write

BAD = "<!-- pm-lint-disable-line broken-link -- the wiki moved -->\n"
TEXT = "# Postmortem: search outage\n\nThe index was empty.\n\n"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git")


@pytest.fixture
def repository(git: Git, workplace: Path) -> Path:
    git("init", "-q", "-b", "main")
    write(workplace / "incidents/1.md", TEXT + BAD)
    write(workplace / "incidents/2.md", TEXT + BAD)
    git("add", ".")
    git("commit", "-qm", "start")
    git("checkout", "-qb", "work")
    return workplace / "incidents"


def lines(pm_lint: PmLint, revision: str = "main", path: str = "incidents") -> list[tuple[str, int]]:
    said = pm_lint(
        "check",
        path,
        "--select",
        "unused-suppression,broken-link",
        "--changed-since",
        revision,
        "--output-format",
        "json",
    )
    return [(found["path"], found["start"]["line"]) for found in json.loads(said.out)["diagnostics"]]


def test_nothing_changed_means_nothing_found(repository: Path, pm_lint: PmLint) -> None:
    assert lines(pm_lint) == []


def test_only_changed_lines_count_committed_or_not(repository: Path, pm_lint: PmLint, git: Git) -> None:
    write(repository / "1.md", TEXT + BAD + "\nMore.\n\n" + BAD)
    assert lines(pm_lint) == [("incidents/1.md", 9)]
    git("commit", "-qam", "more")
    assert lines(pm_lint) == [("incidents/1.md", 9)]
    assert lines(pm_lint, "HEAD") == []


def test_what_happened_on_the_other_branch_since_does_not_count(repository: Path, pm_lint: PmLint, git: Git) -> None:
    git("checkout", "-q", "main")
    write(repository / "2.md", TEXT)
    git("commit", "-qam", "main goes on")
    git("checkout", "-q", "work")
    assert lines(pm_lint) == []


def test_files_with_odd_names_that_are_new_count_whole(repository: Path, pm_lint: PmLint, git: Git) -> None:
    names = ["-dash.md", 'quo"te.md', "tab\there.md", "ünïcode.md", "with space.md"]
    for name in names:
        write(repository / name, TEXT + BAD)
    expected = sorted((f"incidents/{name}", 5) for name in names)
    assert sorted(lines(pm_lint)) == expected
    git("add", ".")
    assert sorted(lines(pm_lint)) == expected
    write(repository / "1.md", TEXT + "Changed.\n\n" + BAD)
    git("commit", "-qam", "all")
    assert sorted(lines(pm_lint)) == expected


def test_a_file_that_was_only_renamed_did_not_change(repository: Path, pm_lint: PmLint, git: Git) -> None:
    git("mv", "incidents/1.md", "incidents/renamed.md")
    assert lines(pm_lint) == []


def test_lines_are_counted_as_git_counts_them(repository: Path, pm_lint: PmLint, git: Git) -> None:
    write(repository / "1.md", "# Outage\r\rOne\rtwo\n\nthree\n\n" + BAD)
    git("commit", "-qam", "old line endings")
    write(repository / "1.md", "# Outage\r\rOne\rtwo\n\nchanged\n\n" + BAD)
    assert lines(pm_lint, "HEAD") == []


def test_it_works_from_a_folder_below(repository: Path, pm_lint: PmLint, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repository / "1.md", TEXT + BAD + "\nMore.\n\n" + BAD)
    monkeypatch.chdir(repository)
    assert lines(pm_lint, path="1.md") == [("1.md", 9)]


def test_without_a_repository_everything_counts_and_it_says_so(workplace: Path, pm_lint: PmLint) -> None:
    write(workplace / "1.md", TEXT + BAD)
    said = pm_lint("check", "1.md", "--changed-since", "main")
    assert said.code == 1
    assert "not a git repository, so every line counts as changed" in said.err


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "", "main..work"])
def test_a_revision_that_is_none_is_said_in_one_line(repository: Path, pm_lint: PmLint, revision: str) -> None:
    said = pm_lint("check", "incidents", f"--changed-since={revision}")
    assert (said.code, said.err) == (2, f"pm-lint: git does not know the revision {revision!r}\n")


def test_a_shallow_clone_without_the_common_ancestor(
    repository: Path, pm_lint: PmLint, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(repository / "1.md", TEXT + BAD + "\nMore.\n\n" + BAD)
    git("commit", "-qam", "more")
    git("checkout", "-q", "main")
    write(repository / "2.md", TEXT + "Main goes on.\n\n" + BAD)
    git("commit", "-qam", "main goes on")
    origin = f"file://{repository.parent}"
    git("clone", "-q", "--depth=1", "--branch=work", origin, "clone")
    clone = repository.parent / "clone"
    monkeypatch.chdir(clone)
    assert "this clone is shallow, `git fetch --unshallow`" in pm_lint("check", ".", "--changed-since=nowhere").err
    git("fetch", "-q", "--depth=1", "origin", "main:main", folder=clone)
    said = pm_lint("check", "incidents", "--select=unused-suppression,broken-link", "--changed-since=main")
    assert "no common ancestor with 'main' in this clone, so the comparison is with 'main' itself" in said.err
    assert lines(pm_lint) == [("incidents/1.md", 9)]
