"""Every file gets its result, in order, whatever the others hold and however many processes work."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from weakref import WeakSet

import pytest

from pm_lint import crew, runner
from pm_lint.errors import ConfigError
from pm_lint.postmortem import Postmortem
from pm_lint.runner import Result, run
from pm_lint.settings.model import Settings
from pm_lint.source import Source
from tests.runner.conftest import CHECKS, default

Documents = Callable[..., list[Path]]


def shown(results: list[Result]) -> list[object]:
    return [(result.path, result.diagnostics, result.error, result.source and result.source.text) for result in results]


def test_a_file_that_cannot_be_linted_hides_no_other(documents: Documents, tmp_path: Path) -> None:
    good, crash = documents("# bad", "# crash")
    broken = tmp_path / "broken.md"
    broken.write_bytes(b"ok \xff")
    paths = [tmp_path / "missing.md", broken, tmp_path, crash, good]
    results = list(run(paths, default))
    assert [result.path for result in results] == [str(path) for path in paths]
    assert [result.error for result in results] == [
        "no such file or directory",
        "not UTF-8 at byte 3",
        "is a directory, not a file",
        "internal error: RuntimeError: a defect in a rule",
        None,
    ]
    assert [found.message for found in results[-1].diagnostics] == ['found "bad"']


def test_settings_that_cannot_be_used_are_the_error_of_their_files(documents: Documents) -> None:
    one, two = documents("# bad", "# bad")

    def settings_for(path: Path) -> Settings:
        if path == one:
            raise ConfigError("unknown key 'selct'")
        return Settings()

    results = list(run([one, two], settings_for))
    assert results[0].error == "unknown key 'selct'"
    assert results[1].error is None and results[1].diagnostics


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 300])
def test_processes_change_nothing(documents: Documents, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(runner, "CROSSOVER", 500)
    paths = documents(*[f"# Outage {number}\n\n" + "bad " * (number % 3) for number in range(count)])
    paths += [paths[0].parent / "missing.md"] if paths else []
    alone = list(run(paths, default, jobs=1))
    assert shown(list(run(paths, default, jobs=2))) == shown(alone)
    assert len(alone) == len(paths)


def test_settings_reach_other_processes(documents: Documents, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "CROSSOVER", 0)
    paths = documents(*["# bad"] * 20)
    settings = Settings(extend_select=("dated",), today="2026-05-01")
    results = list(run(paths, lambda _: settings, jobs=2))
    assert all(result.diagnostics[0].message == "read on 2026-05-01" for result in results)


def test_few_files_start_no_process(documents: Documents, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(crew, "ProcessPoolExecutor", refuse)
    assert len(list(run(documents("# bad", "# fine"), default, jobs=8))) == 2


def test_results_come_while_files_are_still_being_read(documents: Documents) -> None:
    paths = documents(*["# bad\n" + "word " * 20] * 600)
    read = []

    def settings_for(path: Path) -> Settings:
        read.append(path)
        return Settings()

    results = run(paths, settings_for, jobs=2)
    next(results)
    assert len(read) <= (runner.AHEAD + 1) * runner.CHUNK
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("jobs", [1, 2])
def test_documents_leave_the_memory_once_they_are_reported(
    documents: Documents, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(runner, "CROSSOVER", 2_000)
    alive: WeakSet[Source] = WeakSet()
    most = 0
    for result in run(documents(*["# bad\n" + "word " * 20] * 400), default, jobs=jobs):
        assert result.source is not None
        alive.add(result.source)
        del result
        gc.collect()
        most = max(most, len(alive))
    assert most <= (runner.AHEAD + 2) * runner.CHUNK


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the rule reaches other processes by fork")
def test_a_process_that_dies_loses_only_the_file_that_killed_it(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "CROSSOVER", 0)
    calm = CHECKS["bad-word"]

    def deadly(postmortem: Postmortem, context: object) -> object:
        if "deadly" in postmortem.source.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return calm(postmortem, context)  # type: ignore[arg-type]

    own = {name: rule._replace(check=deadly) for name, rule in runner_rules().items()}
    monkeypatch.setattr("pm_lint.rules.all_rules", lambda: own)
    paths = documents(*["# bad"] * 5, "# deadly bad", *["# bad"] * 20)
    results = list(run(paths, default, jobs=2))
    assert [result.error for result in results if result.error] == ["the process that linted it died"]
    assert results[5].error is not None
    assert sum(len(result.diagnostics) for result in results) == 25


def runner_rules() -> dict[str, object]:
    from pm_lint import rules

    return dict(rules.all_rules())


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interrupt_ends_the_run_and_its_processes(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.md").write_text("# Postmortem\n\n" + "The disk filled up. " * 200)
    program = """
import sys
from pathlib import Path
from pm_lint.runner import run
from pm_lint.settings.model import DEFAULT
results = run(sorted(Path(sys.argv[1]).iterdir()), lambda path: DEFAULT, jobs=2)
print(next(results).path, flush=True)
for result in results:
    pass
"""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip().endswith(b"0.md")
    os.killpg(process.pid, signal.SIGINT)
    process.communicate()  # ends only when all processes have closed their end of the pipe
    assert process.returncode != 0
