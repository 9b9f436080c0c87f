"""The blocks of the integration pages: each is valid for the program that reads it, and its pm-lint lines run."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from pm_lint.settings.loading import load
from tests.command import Run, write

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "integrations"
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BLAMEFUL = "# Postmortem: queue stalled\n\n## Root cause\n\nRoot cause: human error.\n"


def blocks(page: str) -> list[str]:
    return BLOCK.findall((PAGES / page).read_text("utf-8"))


def python_module(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("block", blocks("pre-commit.md"))
def test_pre_commit_takes_the_configuration(block: str, tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    path = tmp_path / "config.yaml"
    path.write_text(block)
    python_module("pre_commit", "validate-config", str(path))
    offered = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    assert {hook["id"] for hook in yaml.safe_load(block)["repos"][0]["hooks"]} <= offered


@pytest.mark.parametrize("block", [*blocks("github.md"), *blocks("reviewdog.md")])
def test_workflows_fit_their_schema(block: str, tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema")
    path = tmp_path / "workflow.yml"
    path.write_text(block)
    python_module("check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path))
    inputs = set(yaml.safe_load((ROOT / "action.yml").read_text())["inputs"])
    for step in steps(yaml.safe_load(block)):
        if step.get("uses", "").startswith("pm-lint/"):
            assert set(step.get("with", {})) <= inputs


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_the_inputs_and_outputs_of_the_page_are_those_of_the_action() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    page = (PAGES / "github.md").read_text("utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE) == list(action["inputs"])
    listed = re.search(r"^Outputs: (.*)$", page, re.MULTILINE)
    assert listed and re.findall(r"`([\w-]+)`", listed[1]) == list(action["outputs"])


@pytest.mark.parametrize("block", blocks("gitlab.md"))
def test_gitlab_gets_a_report(block: str, pm_lint: Run, tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema")
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(block)
    python_module("check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(path))
    job = yaml.safe_load(block)["pm-lint"]
    write("postmortems/queue.md", BLAMEFUL)
    _, *words = shlex.split(job["script"][-1])
    assert pm_lint(*words).code == 1
    (name,) = job["artifacts"]["reports"].values()
    report = Path(name).read_text("utf-8")
    assert "postmortems/queue.md" in report and "human-error-as-cause" in report


def test_reviewdog_gets_what_it_reads(pm_lint: Run) -> None:
    script = next(
        step["run"] for block in blocks("reviewdog.md") for step in steps(yaml.safe_load(block)) if "env" in step
    )
    line = next(line for line in script.split("\n") if line.startswith("pm-lint"))
    write("postmortems/queue.md", BLAMEFUL)
    _, *words = shlex.split(line.split(" > ")[0])
    found = json.loads(pm_lint(*words).out)
    assert found["source"]["name"] == "pm-lint"
    assert found["diagnostics"][0]["location"]["path"] == "postmortems/queue.md"


@pytest.mark.parametrize("block", BLOCK.findall((ROOT / "docs" / "adoption.md").read_text("utf-8")))
def test_the_settings_of_the_adoption_guide_load(block: str, pm_lint: Run) -> None:
    text = block.replace("extends: ../../.pm-lint.yaml", "extends: base.yaml")
    write("base.yaml", "template: minimal\n")
    assert load(write(".pm-lint.yaml", text))
