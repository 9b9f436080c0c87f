"""The settings of docs/integrations/editors.md: driven in the editors that are installed, read in all others."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the server is an extra")

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGE = (ROOT / "docs" / "integrations" / "editors.md").read_text("utf-8")
BLOCKS = {
    match[1]: match[3]
    for match in re.finditer(r"^<!-- ([\w.-]+) -->\n```(\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
}
TEXT = "# Outage 🔥\n\n🔥 e\u0301 <!-- pm-lint-disable-line secret -->\n"
MENDED = "# Outage 🔥\n\n🔥 e\u0301\n"
BEFORE, AFTER = "🔥 e\u0301 ", "🔥 e\u0301 <!-- pm-lint-disable-line secret -->"
COMMAND = ["pm-lint", "server"]
PATIENCE = 120


def bytes_of(text: str) -> int:
    return len(text.encode())


@pytest.fixture
def place(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an editor: a document in a repository, an empty home, and ``pm-lint`` on the PATH."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "home").mkdir()
    (tmp_path / "postmortems").mkdir()
    document = tmp_path / "postmortems" / "queue.md"
    document.write_text(TEXT, "utf-8")
    program = tmp_path / "bin" / "pm-lint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pm_lint "$@"\n')
    program.chmod(0o755)
    yield {
        **os.environ,
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path / "home"),
        "XDG_CONFIG_HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "PM_LINT_DOCUMENT": str(document),
        "PM_LINT_SETTINGS": str(tmp_path / "settings"),
    }


def write(place: dict[str, str], block: str) -> None:
    Path(place["PM_LINT_SETTINGS"]).write_text(BLOCKS[block], "utf-8")


def run(command: list[str], place: dict[str, str]) -> list[str]:
    """The lines that an editor prints, on whichever stream."""
    done = subprocess.run(
        command, env=place, cwd=Path(place["PM_LINT_DOCUMENT"]).parent, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE,
    )  # fmt: skip
    lines = done.stdout.decode("utf-8", "replace").replace("\r", "\n").split("\n")
    return [line.strip() for line in lines if line.strip()]


def neovim(script: str, place: dict[str, str]) -> list[str]:
    return run(["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-c", f"luafile {HERE / script}"], place)


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_neovim_finds_mends_and_forgets(place: dict[str, str]) -> None:
    write(place, "neovim")
    said = neovim("neovim.lua", place)
    assert f"found 2:{bytes_of(BEFORE)}-2:{bytes_of(AFTER)}" in said, said  # Neovim counts bytes
    assert f"text {json.dumps(MENDED.rstrip().split(chr(10)), ensure_ascii=False)}" in said, said
    assert said[-2:] == ["gone", "stopped"], said


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
@pytest.mark.parametrize("block", ["neovim-0.11", "lspconfig"])
def test_newer_settings_of_neovim(block: str, place: dict[str, str]) -> None:
    write(place, block)
    (asked,) = (json.loads(line) for line in neovim("neovim_stubs.lua", place))
    assert asked["pm_lint"]["enabled"]
    assert asked["pm_lint"]["cmd"] == COMMAND
    assert asked["pm_lint"]["init_options"] == {"documents": "postmortems"}


def has_eglot() -> bool:
    if shutil.which("emacs") is None:
        return False
    command = [
        "emacs",
        "--batch",
        "--eval",
        "(progn (package-initialize) (kill-emacs (if (require 'eglot nil t) 0 1)))",
    ]
    return subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.skipif(shutil.which("emacs") is None, reason="Emacs is not installed")
def test_emacs_finds_mends_and_forgets(place: dict[str, str]) -> None:
    if not has_eglot():
        pytest.skip("eglot is not installed")
    write(place, "emacs")
    said = run(["emacs", "--batch", "-q", "-l", str(HERE / "emacs.el")], place)
    assert f"found 3:{len(BEFORE)}-3:{len(AFTER)}" in said, said  # Emacs counts code points
    assert f"text {json.dumps(MENDED, ensure_ascii=False)}".replace("\\n", "") in "".join(said), said
    assert "gone" in said and "stopped" in said, said


def ale() -> Path | None:
    """Where Debian puts ALE."""
    folder = Path("/usr/share/vim-ale")
    return folder if folder.is_dir() and shutil.which("vim") is not None else None


@pytest.mark.skipif(ale() is None, reason="Vim or ALE is not installed")
def test_vim_finds_mends_and_forgets(place: dict[str, str]) -> None:
    write(place, "vim")
    text = TEXT.replace("🔥 e\u0301 <", "so <")  # ALE counts bytes where the protocol counts UTF-16
    Path(place["PM_LINT_DOCUMENT"]).write_text(text, "utf-8")
    said = Path(place["PM_LINT_SETTINGS"]).with_name("said")
    place["PM_LINT_SAID"] = str(said)
    run(["vim", "-es", "-u", "NONE", "--cmd", f"set rtp+={ale()}", "-S", str(HERE / "vim.vim")], place)
    told = said.read_text("utf-8").split("\n")
    assert told[0] == f"found 3:4-3:{len('so ' + AFTER.removeprefix(BEFORE))}", told
    assert told[1:4] == ['text ["# Outage 🔥","","so"]', "gone", "stopped"], told


@pytest.mark.parametrize("block", ["sublime", "kate", "jetbrains", "zed"])
def test_settings_in_json(block: str) -> None:
    settings = json.loads(BLOCKS[block])
    found = json.dumps(settings)
    assert '{"documents": "postmortems"}' in found
    if block != "jetbrains":  # there the command is a field of a form
        assert json.dumps(COMMAND) in found or '{"path": "pm-lint", "arguments": ["server"]}' in found


def test_settings_of_helix() -> None:
    settings = tomllib.loads(BLOCKS["helix"])
    server = settings["language-server"]["pm-lint"]
    assert [server["command"], *server["args"]] == COMMAND
    assert server["config"] == {"documents": "postmortems"}
    assert "pm-lint" in settings["language"][0]["language-servers"]


def test_the_extension_for_zed() -> None:
    folder = ROOT / "editors" / "zed"
    manifest: dict[str, Any] = tomllib.loads((folder / "extension.toml").read_text())
    crate: dict[str, Any] = tomllib.loads((folder / "Cargo.toml").read_text())
    assert manifest["version"] == crate["package"]["version"] == __import__("pm_lint").__version__
    assert manifest["language_servers"]["pm-lint"]["languages"] == ["Markdown"]
    assert (folder / crate["lib"]["path"]).is_file()


def test_the_command_of_every_block_starts_a_server() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pm_lint", "server", "--check", "--stdio"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
