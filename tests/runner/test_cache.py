"""An earlier report is used where, and only where, nothing it depends on has changed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pm_lint import atomic, cache, rules, runner
from pm_lint.cache import Cache, default_folder
from pm_lint.runner import Result, run
from pm_lint.settings.model import Settings

Documents = Callable[..., list[Path]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def lint(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[list[Result], int]]:
    """Runs with the cache, as a new process would; gives the results and how many files were linted anew."""
    carry_out = runner.carry_out

    def go(paths: list[Path], settings: Settings | None = None) -> tuple[list[Result], int]:
        anew = []

        def counted(task: Any) -> Result:
            anew.append(task)
            return carry_out(task)

        monkeypatch.setattr(runner, "carry_out", counted)
        cache.fingerprint.cache_clear()
        given = settings or Settings()
        results = list(run(paths, lambda _path: given, jobs=1, cache=Cache(folder)))
        return results, len(anew)

    return go


def shown(results: list[Result]) -> list[object]:
    return [(result.path, result.diagnostics, result.suppressed, result.error) for result in results]


def test_a_second_run_lints_nothing_and_says_the_same(documents: Documents, lint: Any) -> None:
    paths = documents("# bad 🙂", "# fine", "# bad\n\n<!-- pm-lint-disable-line test -- quoted -->\n", "")
    first, anew = lint(paths)
    second, again = lint(paths)
    assert (anew, again) == (4, 0)
    assert shown(second) == shown(first)
    assert [result.source.text for result in second] == [result.source.text for result in first]


def test_a_changed_document_is_linted(documents: Documents, lint: Any) -> None:
    paths = documents("# bad", "# fine")
    lint(paths)
    paths[1].write_text("# bad")
    results, anew = lint(paths)
    assert anew == 1
    assert results[1].diagnostics


def test_a_byte_order_mark_makes_another_document(documents: Documents, lint: Any) -> None:
    paths = documents("# bad")
    lint(paths)
    paths[0].write_bytes(b"\xef\xbb\xbf# bad")
    assert lint(paths)[1] == 1


@pytest.mark.parametrize(
    "settings",
    [
        Settings(ignore=("bad-word",)),
        Settings(rules={"bad-word": {"option": 1}}),
        Settings(severities={"bad-word": "warning"}),
        Settings(aliases={"summary": ("What broke",)}),
    ],
)
def test_changed_settings_are_heard(documents: Documents, lint: Any, settings: Settings) -> None:
    paths = documents("# bad")
    lint(paths)
    assert lint(paths, settings)[1] == 1
    assert lint(paths, settings)[1] == 0


def test_the_date_counts_only_where_a_rule_uses_it(documents: Documents, lint: Any) -> None:
    paths = documents("# bad")
    lint(paths, Settings(today="2026-05-01"))
    assert lint(paths, Settings(today="2026-05-02"))[1] == 0
    dated = Settings(extend_select=("dated",), today="2026-05-02")
    assert lint(paths, dated)[1] == 1
    assert lint(paths, dated)[1] == 0
    results, anew = lint(paths, dated._replace(today="2026-05-03"))
    assert anew == 1
    assert results[0].diagnostics[0].message == "read on 2026-05-03"


def test_other_files_are_looked_at_again(documents: Documents, lint: Any) -> None:
    paths = documents("# bad")
    settings = Settings(extend_select=("neighbour",))
    there = paths[0].with_name("there.md")
    lint(paths, settings)
    assert lint(paths, settings)[1] == 0
    there.write_text("one")
    assert lint(paths, settings)[1] == 1
    there.write_text("two")
    results, anew = lint(paths, settings)
    assert anew == 1
    assert results[0].diagnostics[0].message == "True two"
    there.unlink()
    assert lint(paths, settings)[1] == 1
    assert lint(paths, settings)[1] == 0


def test_files_that_the_settings_name_are_looked_at_again(documents: Documents, lint: Any, tmp_path: Path) -> None:
    paths = documents("# bad")
    schema = tmp_path / "schema.json"
    schema.write_text("{}")
    settings = Settings(metadata_schema=str(schema))
    lint(paths, settings)
    assert lint(paths, settings)[1] == 0
    schema.write_text('{"required": ["severity"]}')
    assert lint(paths, settings)[1] == 1


def test_an_own_template_and_what_it_extends_are_looked_at_again(
    documents: Documents, lint: Any, tmp_path: Path
) -> None:
    paths = documents("# bad")
    base, own = tmp_path / "base.yaml", tmp_path / "own.yaml"
    base.write_text("name: Base\nsections:\n  - {role: summary}\n")
    own.write_text("name: Own\nextends: base.yaml\n")
    settings = Settings(template="own.yaml", template_folder=str(tmp_path))
    lint(paths, settings)
    assert lint(paths, settings)[1] == 0
    base.write_text("name: Base\nsections:\n  - {role: impact}\n")
    assert lint(paths, settings)[1] == 1
    own.write_text("name: Own\nextends: minimal\n")
    assert lint(paths, settings)[1] == 1
    assert lint(paths, settings)[1] == 0


@pytest.mark.parametrize("package", ["pm_lint", "markdown_it", "mdit_py_plugins", "yaml"])
def test_another_version_of_what_lints_lints_again(
    documents: Documents, lint: Any, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    paths = documents("# bad")
    lint(paths)
    real = cache._signature
    monkeypatch.setattr(cache, "_signature", lambda path: real(path) + "0" * (f"{os.sep}{package}{os.sep}" in path))
    assert lint(paths)[1] == 1
    assert lint(paths)[1] == 0


def test_another_release_lints_again(documents: Documents, lint: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = documents("# bad")
    lint(paths)
    monkeypatch.setattr(cache, "__version__", "99.0.0")
    assert lint(paths)[1] == 1


def test_a_torn_or_altered_entry_is_not_believed(documents: Documents, lint: Any, folder: Path) -> None:
    paths = documents("# bad")
    first, _ = lint(paths)
    (entry,) = (path for path in folder.rglob("*") if path.is_file())
    whole = entry.read_bytes()
    damaged = [whole[:length] for length in range(0, len(whole), 7)]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 11)]
    damaged += [b"", b"\n", b"{}", b"\xff" * 100, whole + b" "]
    for data in damaged:
        entry.write_bytes(data)
        results, anew = lint(paths)
        assert anew == 1
        assert shown(results) == shown(first)


def test_a_document_that_cannot_be_linted_is_tried_again(documents: Documents, lint: Any) -> None:
    paths = documents("# crash")
    assert lint(paths)[1] == 1
    assert lint(paths)[1] == 1


def test_a_cache_folder_that_is_a_file_is_not_used(documents: Documents, lint: Any, folder: Path) -> None:
    folder.write_text("not a folder")
    results, anew = lint(documents("# bad"))
    assert anew == 1 and results[0].diagnostics and results[0].error is None
    assert folder.read_text() == "not a folder"


@pytest.mark.parametrize("error", [PermissionError(13, "denied"), OSError(28, "no space"), OSError(30, "read-only")])
def test_a_folder_that_cannot_be_written_is_no_error(
    documents: Documents, lint: Any, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(atomic, "write", fail)
    results, anew = lint(documents("# bad"))
    assert anew == 1 and results[0].diagnostics and results[0].error is None


def test_other_processes_use_and_fill_it(documents: Documents, lint: Any, folder: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(runner, "CROSSOVER", 0)
    paths = documents(*[f"# bad {number}" for number in range(40)])
    cache.fingerprint.cache_clear()
    shared = list(run(paths, lambda _path: Settings(), jobs=2, cache=Cache(folder)))
    results, anew = lint(paths)
    assert anew == 0
    assert shown(results) == shown(shared)


def test_parallel_runs_share_it(tmp_path: Path, folder: Path) -> None:
    documents = tmp_path / "incidents"
    documents.mkdir()
    for number in range(60):
        (documents / f"{number}.md").write_text(f"# Outage {number}\n\n## Timeline\n\n- 10:05 alert\n")
    program = """
import sys
from pathlib import Path
from pm_lint.cache import Cache
from pm_lint.runner import run
from pm_lint.settings.model import DEFAULT
for _ in range(3):
    results = run(sorted(Path(sys.argv[1]).iterdir()), lambda path: DEFAULT, jobs=1, cache=Cache(Path(sys.argv[2])))
    print([(result.path, result.diagnostics, result.error) for result in results])
"""
    command = [sys.executable, "-c", program, str(documents), str(folder)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    outputs = {process.communicate()[0] for process in processes}
    assert len(outputs) == 1
    lines = outputs.pop().splitlines()
    assert len(set(lines)) == 1 and b"0.md" in lines[0]
    assert not list(folder.rglob("*.tmp"))


def test_a_warm_run_imports_neither_parser_nor_validator(tmp_path: Path) -> None:
    folder, documents = tmp_path / "cache", tmp_path / "incidents"
    documents.mkdir()
    for number in range(5):
        (documents / f"{number}.md").write_text("# Outage\n\n## Timeline\n\n- 10:05 alert\n")
    program = """
import sys
from pm_lint.cli import main
main(["check", sys.argv[1], "--output-format", "json"])
print(sorted({"markdown_it", "jsonschema", "yaml", "pm_lint.engine"} & set(sys.modules)), file=sys.stderr)
"""

    def go() -> tuple[bytes, bytes]:
        done = subprocess.run(
            [sys.executable, "-c", program, str(documents)],
            capture_output=True,
            env={**os.environ, "PM_LINT_CACHE_DIR": str(folder)},
            cwd=tmp_path,
        )
        return done.stdout, done.stderr.splitlines()[-1]

    cold, imported = go()
    assert b"markdown_it" in imported
    assert go() == (cold, b"[]")


def test_where_it_stands() -> None:
    assert default_folder({"PM_LINT_CACHE_DIR": "/c", "XDG_CACHE_HOME": "/x"}) == Path("/c")
    assert default_folder({"XDG_CACHE_HOME": "/x", "HOME": "/h"}) == Path("/x/pm-lint")
    assert default_folder({"HOME": "/h"}) == Path("/h/.cache/pm-lint")
    assert default_folder({}) is None


def test_the_seam_to_the_rules_is_the_one_that_is_patched() -> None:
    assert set(rules.all_rules()) == {"bad-word", "dated", "neighbour"}
