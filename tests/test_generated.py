"""Files made from the code are as the code would make them now, and every rule has its page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pm_lint.rules import all_rules

ROOT = Path(__file__).resolve().parent.parent


def test_nothing_generated_is_stale() -> None:
    command = [sys.executable, str(ROOT / "scripts/generate.py"), "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_every_rule_has_its_page_and_stands_in_the_list() -> None:
    table = (ROOT / "docs/rules.md").read_text("utf-8")
    for name in all_rules():
        assert (ROOT / f"docs/rules/{name}.md").exists()
        assert f"[{name}](rules/{name}.md)" in table
