"""``pm-lint init`` learns from what is there, shows it, and overwrites nothing unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pm_lint import __version__
from pm_lint.adoption.pre_commit import REPOSITORY, with_hook
from pm_lint.errors import ConfigError
from tests.adoption.conftest import PmLint, write

HOOK = {"repo": REPOSITORY, "rev": f"v{__version__}", "hooks": [{"id": "pm-lint"}]}


def postmortem(number: int, *, when: str = "Ticker tape", what: str = "Errands") -> str:
    return f"""# Outage {number}

**Severity**: Sev-{number % 3 + 1}
**Date**: 2026-01-{number + 1:02}

## Summary

The queue stood still.

## Weather

Orders were late.

## {when}

- 10:05 UTC alert
- 10:07 UTC page
- 10:20 UTC restart

## {what}

- [ ] Alert on depth (@amara, [OPS-{number}](https://tracker.example.com/browse/OPS-{number}))
- [ ] Bound the retries (@bo, [OPS-9{number}](https://tracker.example.com/browse/OPS-9{number}))
"""


@pytest.fixture
def archive(workplace: Path) -> Path:
    for number in range(1, 5):
        write(workplace / f"outages/{number:04}-queue.md", postmortem(number))
    return workplace


def settings() -> dict[str, object]:
    loaded = yaml.safe_load(Path(".pm-lint.yaml").read_text())
    assert isinstance(loaded, dict)
    return loaded


def test_it_learns_what_the_documents_have_in_common(archive: Path, pm_lint: PmLint) -> None:
    said = pm_lint("init", "--from", "outages")
    assert said.code == 0
    assert "postmortems:       4" in said.out
    assert "named like:        outages/0001-title-of-it.md" in said.out
    assert "Sev-2 (2)" in said.out
    assert "handle" in said.out
    assert said.out.rstrip().endswith("wrote .pm-lint.yaml")
    found = settings()
    assert found["aliases"] == {"action-items": ["Errands"], "timeline": ["Ticker tape"]}
    assert found["include"] == ["outages/**/*.md"]
    assert '#   "Weather" in 4 documents' in Path(".pm-lint.yaml").read_text()


def test_what_it_shows_is_what_it_writes(archive: Path, pm_lint: PmLint) -> None:
    shown = pm_lint("init", "--from", "outages", "--dry-run").out
    assert not Path(".pm-lint.yaml").exists()
    pm_lint("init", "--from", "outages")
    assert Path(".pm-lint.yaml").read_text().rstrip() in shown


def test_the_settings_are_valid_and_understood(archive: Path, pm_lint: PmLint) -> None:
    pm_lint("init", "--from", "outages")
    said = pm_lint("config", "outages/0001-queue.md")
    assert (said.code, said.err) == (0, "")
    assert pm_lint("check").err == ""  # the documents are found without being named
    write(archive / "outages/0005-new.md", "# Outage\n\n## Errands\n\nBound the retries\n")
    assert "action-items" in pm_lint("inspect", "outages/0005-new.md").out


def test_known_titles_need_no_alias(workplace: Path, pm_lint: PmLint) -> None:
    for number in range(3):
        write(workplace / f"incidents/{number}.md", postmortem(number, when="Timeline", what="Action items"))
    pm_lint("init")
    assert "aliases" not in settings()
    assert "include" not in settings()  # found by the folder's name


def test_hostile_titles_stay_text(workplace: Path, pm_lint: PmLint) -> None:
    title = 'Ticker: "{x}" & *y* \\ #z'
    for number in range(3):
        write(workplace / f"incidents/{number}.md", postmortem(number, when=title))
    assert pm_lint("init").code == 0
    aliases = settings()["aliases"]
    assert isinstance(aliases, dict) and len(aliases["timeline"]) == 1
    assert pm_lint("config").code == 0


def test_an_empty_repository_gets_general_settings(pm_lint: PmLint) -> None:
    said = pm_lint("init")
    assert said.code == 0
    assert "no postmortem found" in said.out
    assert settings() == {"template": "auto"}


@pytest.mark.parametrize("name", [".pm-lint.yaml", ".pm-lint.toml", "pyproject.toml"])
def test_settings_that_exist_are_kept(archive: Path, pm_lint: PmLint, name: str) -> None:
    text = {"pyproject.toml": "[tool.pm-lint]\n", ".pm-lint.toml": "", ".pm-lint.yaml": "# mine\n"}[name]
    write(Path(name), text)
    said = pm_lint("init")
    assert said.code == 2
    assert f"{name} exists; --force replaces it" in said.err
    assert Path(name).read_text() == text
    if name == ".pm-lint.yaml":
        assert pm_lint("init", "--force").code == 0
        assert Path(name).read_text() != text


def test_the_workflow_is_written_once(archive: Path, pm_lint: PmLint) -> None:
    assert pm_lint("init", "--github").code == 0
    path = Path(".github/workflows/pm-lint.yml")
    workflow = yaml.safe_load(path.read_text())
    steps = workflow["jobs"]["pm-lint"]["steps"]
    assert steps[1]["uses"] == f"pm-lint/pm-lint@v{__version__}"
    write(path, "mine\n")
    said = pm_lint("init", "--github")
    assert said.code == 2
    assert path.read_text() == "mine\n"


def test_the_inputs_of_the_workflow_are_those_of_the_action() -> None:
    from pm_lint.adoption.workflow import workflow_text

    action = yaml.safe_load((Path(__file__).parents[2] / "action.yml").read_text())
    step = yaml.safe_load(workflow_text())["jobs"]["pm-lint"]["steps"][1]
    assert set(step["with"]) <= set(action["inputs"])


CONFIGS = {
    "comments and anchors": """\
# what we run
default_language_version: &versions
  python: python3.12   # keep

repos:
# formatters
-   repo: https://example.com/black
    rev: 1.0
    hooks:
    -   id: black
        args: &args [--quiet]   # shared
-   repo: https://example.com/ruff
    rev: "2.0"
    hooks:
      - {id: ruff, args: *args}
# the end of the list

# about the rest
ci:
    autofix_prs: false
""",
    "indented": "repos:\n  - repo: local\n    hooks: []\n",
    "no final newline": "repos:\n- repo: local\n  hooks: []",
    "empty list": "fail_fast: true\nrepos: []\nexclude: x\n",
    "no value": "repos:\n",
    "no repos": "# ours\nfail_fast: true\n",
    "only comments": "# nothing yet\n",
    "empty": "",
    "windows": "repos:\r\n  - repo: local # x\r\n    hooks: []\r\nci: {}\r\n",
    "block scalar last": "repos:\n  - repo: local\n    hooks:\n      - id: x\n        files: |\n          a\n\n          b\n",
    "document marks": "---\nrepos:\n  - repo: local\n    hooks: []\n",
}


@pytest.mark.parametrize("text", CONFIGS.values(), ids=CONFIGS)
def test_the_hook_joins_and_all_else_stays(text: str) -> None:
    edited = with_hook(text)
    before = yaml.safe_load(text) or {}
    assert yaml.safe_load(edited) == {**before, "repos": [*(before.get("repos") or []), HOOK]}
    kept = [line for line in text.splitlines() if line.strip() and line != "repos: []"]
    remaining = iter(edited.splitlines())
    assert all(line in remaining for line in kept)  # every line is still there, in order
    assert ("\r\n" in edited) == ("\r\n" in text)
    assert with_hook(edited) == edited


@pytest.mark.parametrize(
    "text",
    ["repos: [{repo: local, hooks: []}]\n", "- a\n", "repos: {\n", "repos: &all\n- repo: local\n  hooks: []\n", "x"],
)
def test_what_cannot_be_edited_is_left_to_the_person(text: str, pm_lint: PmLint) -> None:
    with pytest.raises(ConfigError, match=r"add the hook yourself: - repo: https"):
        with_hook(text)
    write(Path(".pre-commit-config.yaml"), text)
    said = pm_lint("init", "--pre-commit")
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert Path(".pre-commit-config.yaml").read_text() == text


def test_the_hook_is_added_beside_settings_that_exist(archive: Path, pm_lint: PmLint) -> None:
    write(Path(".pm-lint.yaml"), "template: auto\n")
    assert pm_lint("init", "--pre-commit").code == 0
    assert Path(".pm-lint.yaml").read_text() == "template: auto\n"
    assert yaml.safe_load(Path(".pre-commit-config.yaml").read_text()) == {"repos": [HOOK]}
    assert "has the hook already" in pm_lint("init", "--pre-commit").err
