"""Runs the commands shown in the pages of the documentation, so that what they print is what is shown.

A ``console`` block holds commands after ``$ `` and what they print. The commands of the README run beside a copy of
``examples``, those of other pages in it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def replayed(page: str, *, beside: bool) -> str:
    """``page`` with what the commands of its console blocks print now; ``beside`` the examples or in them."""
    return _BLOCK.sub(lambda match: f"```console\n{_replay(match[1], beside=beside)}```", page)


def _replay(block: str, *, beside: bool) -> str:
    commands = [line[2:] for line in block.split("\n") if line.startswith("$ ")]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "examples")
        shutil.copytree(ROOT / "examples", copy)
        (copy / ".git").mkdir()  # the root of a repository, where the search for settings ends
        place = copy.parent if beside else copy
        return "".join(f"$ {command}\n{_printed(command, place)}" for command in commands)


def _printed(command: str, place: Path) -> str:
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    inherited = {key: value for key, value in os.environ.items() if key in ("HOME", "SYSTEMROOT", "TMPDIR", "LANG")}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=place,
        env={**inherited, "PATH": programs, "PYTHONUTF8": "1", "PM_LINT_CACHE_DIR": os.devnull},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode("utf-8")
