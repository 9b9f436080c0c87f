"""Runs the tests of the Markdown layer under the oldest and the newest markdown-it-py that pm-lint accepts.

The oldest is the floor that pyproject.toml declares; the newest is what pip chooses. Each gets a virtual environment of
its own in a temporary folder. Usage: ``python scripts/check_markdown_versions.py``; needs a package index.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ("tests/markdown", "tests/test_source.py")


def main() -> int:
    """Tests each version; gives 1 if one of them fails."""
    failed = False
    tested: set[str] = set()
    for requirement in (f"markdown-it-py=={floor()}", "markdown-it-py"):
        with tempfile.TemporaryDirectory(prefix="pm-lint-markdown-") as folder:
            python = environment(Path(folder), requirement)
            version = run(python, "-c", "from importlib.metadata import version; print(version('markdown-it-py'))")
            if version in tested:
                print(f"markdown-it-py {version} is both the oldest and the newest", flush=True)
                continue
            tested.add(version)
            print(f"markdown-it-py {version}", flush=True)
            failed |= subprocess.run([python, "-m", "pytest", "-q", *TESTS], cwd=ROOT, check=False).returncode != 0
    return int(failed)


def floor() -> str:
    """The oldest markdown-it-py that the project declares."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = (re.fullmatch(r"markdown-it-py\s*>=\s*([\d.]+)", line) for line in project["dependencies"])
    return next(match.group(1) for match in found if match)


def environment(folder: Path, requirement: str) -> Path:
    """A virtual environment with pm-lint, its test tools and ``requirement``; gives its Python."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    run(
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-e",
        str(ROOT),
        "pytest",
        "hypothesis",
    )
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", requirement)
    return python


def run(*command: str | Path) -> str:
    """Runs a command that must succeed; gives what it printed."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
