"""The hooks as people meet them: real git repositories, real pre-commit, the real hooks file of this tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
BLAMEFUL = "# Postmortem: queue stalled\n\n## Root cause\n\nRoot cause: human error.\n"
CLEAN = (ROOT / "tests" / "fixtures" / "clean" / "google-sre.md").read_text()
FIXABLE = CLEAN.replace("## Trigger", "<!-- pm-lint-disable-next-line wall-of-text -- not so -->\n## Trigger")
SHIPPED = ("pm_lint", "schemas", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")

pre_commit = pytest.importorskip("pre_commit", reason="pre-commit is a development dependency")


def call(folder: Path, *words: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.org"}
    environ |= {"GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@example.org"}
    for name in [name for name in environ if name.startswith("GIT_") and "AUTHOR" not in name]:
        if "COMMITTER" not in name:
            del environ[name]  # such as GIT_DIR, when the tests themselves run in a hook
    if home is not None:
        environ["PRE_COMMIT_HOME"] = str(home)
    return subprocess.run(words, cwd=folder, env=environ, capture_output=True, text=True)


@pytest.fixture(scope="session")
def hook_repository(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """This tree as a repository of its own, with its revision."""
    folder = tmp_path_factory.mktemp("pm-lint")
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    call(folder, "git", "init", "-q")
    call(folder, "git", "add", "-A")
    call(folder, "git", "commit", "-qm", "all")
    return folder, call(folder, "git", "rev-parse", "HEAD").stdout.strip()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, hook_repository: tuple[Path, str]) -> Path:
    """pre-commit's own folder, with the environment of the hooks built once."""
    folder = tmp_path_factory.mktemp("home")
    work = tmp_path_factory.mktemp("install")
    call(work, "git", "init", "-q")
    configure(work, hook_repository, "pm-lint")
    done = call(work, sys.executable, "-m", "pre_commit", "install-hooks", home=folder)
    if done.returncode and re.search(r"No matching distribution|ConnectionError|Temporary failure", done.stdout):
        pytest.skip("no package index can be reached to build the hooks' environment")
    assert done.returncode == 0, done.stdout
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Path:
    call(tmp_path, "git", "init", "-q")
    (tmp_path / "postmortems").mkdir()
    return tmp_path


def configure(folder: Path, repository: tuple[Path, str], *hooks: str) -> None:
    config = {"repos": [{"repo": str(repository[0]), "rev": repository[1], "hooks": [{"id": hook} for hook in hooks]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))


def test_a_commit_is_refused_and_a_commit_passes(work: Path, home: Path, hook_repository: tuple[Path, str]) -> None:
    configure(work, hook_repository, "pm-lint")
    assert call(work, sys.executable, "-m", "pre_commit", "install", home=home).returncode == 0
    (work / "postmortems" / "queue.md").write_text(BLAMEFUL)
    call(work, "git", "add", "-A")
    refused = call(work, "git", "commit", "-m", "bad", home=home)
    assert refused.returncode == 1
    assert "human-error-as-cause" in refused.stderr + refused.stdout
    (work / "postmortems" / "queue.md").write_text(CLEAN)
    call(work, "git", "add", "-A")
    passed = call(work, "git", "commit", "-m", "good", home=home)
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_names_with_spaces_letters_and_leading_dashes(
    work: Path, home: Path, hook_repository: tuple[Path, str]
) -> None:
    configure(work, hook_repository, "pm-lint")
    names = ["-h.md", "two words.md", "données 停電.md"]
    for name in names:
        (work / "postmortems" / name).write_text(BLAMEFUL)
    (work / "-postmortem.md").write_text(BLAMEFUL)
    (work / "notes.md").write_text(BLAMEFUL)
    (work / "postmortems" / "template.md").write_text(BLAMEFUL)
    call(work, "git", "add", "-A")
    done = call(work, sys.executable, "-m", "pre_commit", "run", "--all-files", home=home)
    assert done.returncode == 1
    for name in [*names, "-postmortem.md"]:
        assert name in done.stdout
    assert "notes.md" not in done.stdout
    assert "template.md" not in done.stdout


def test_the_fix_hook_fails_once_and_then_passes(work: Path, home: Path, hook_repository: tuple[Path, str]) -> None:
    configure(work, hook_repository, "pm-lint-fix")
    (work / "postmortems" / "queue.md").write_text(FIXABLE)
    call(work, "git", "add", "-A")
    first = call(work, sys.executable, "-m", "pre_commit", "run", "--all-files", home=home)
    assert first.returncode == 1
    assert (work / "postmortems" / "queue.md").read_text() == CLEAN
    second = call(work, sys.executable, "-m", "pre_commit", "run", "--all-files", home=home)
    assert second.returncode == 0, second.stdout


def test_the_config_hook_names_the_wrong_key(work: Path, home: Path, hook_repository: tuple[Path, str]) -> None:
    configure(work, hook_repository, "pm-lint-config")
    (work / ".pm-lint.yaml").write_text("templat: google-sre\n")
    call(work, "git", "add", "-A")
    done = call(work, sys.executable, "-m", "pre_commit", "run", "--all-files", home=home)
    assert done.returncode == 1
    assert ".pm-lint.yaml:1" in done.stdout and "template" in done.stdout
    (work / ".pm-lint.yaml").write_text("template: google-sre\n")
    call(work, "git", "add", "-A")
    assert call(work, sys.executable, "-m", "pre_commit", "run", "--all-files", home=home).returncode == 0


def test_try_repo_works_on_this_tree(work: Path, home: Path, hook_repository: tuple[Path, str]) -> None:
    (work / "postmortems" / "queue.md").write_text(BLAMEFUL)
    call(work, "git", "add", "-A")
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(hook_repository[0]), "pm-lint", "--all-files"]
    done = call(work, *command, home=home)
    assert done.returncode == 1
    assert "human-error-as-cause" in done.stdout, done.stdout


def test_the_manifest_is_valid() -> None:
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    done = call(ROOT, sys.executable, "-m", "pre_commit", "validate-manifest", manifest)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "name",
    [
        "postmortems/2026-01-02-queue.md",
        "docs/post-mortems/a.md",
        "docs/Post Mortems/a.MD",
        "incidents/a.mdx",
        "team/incident-reports/a.qmd",
        "rca/a.markdown",
        "retrospectives/a.md",
        "blog/2026-postmortem-of-the-queue.md",
        "docs/incident-report-7.md",
    ],
)
def test_the_pattern_takes_what_people_have(name: str) -> None:
    hook = HOOKS["pm-lint"]
    assert re.search(hook["files"], name)
    assert not re.search(hook["exclude"], name)


@pytest.mark.parametrize("name", ["README.md", "docs/guide.md", "postmortems/a.py", "src/incidental.md"])
def test_the_pattern_leaves_the_rest(name: str) -> None:
    assert not re.search(HOOKS["pm-lint"]["files"], name)


@pytest.mark.parametrize("name", ["postmortems/template.md", "incidents/TEMPLATE-report.md"])
def test_templates_are_left_out(name: str) -> None:
    assert re.search(HOOKS["pm-lint"]["exclude"], name)
