"""A file is replaced whole or stays as it was."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from pm_lint import atomic
from pm_lint.errors import UsageError


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_the_mode_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    atomic.replace(path, b"new", expected=b"old")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert names(tmp_path) == ["a.md"]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"newer")
    with pytest.raises(atomic.ChangedError, match="changed while"):
        atomic.replace(path, b"new", expected=b"old")
    assert path.read_bytes() == b"newer"


def test_a_file_that_vanished_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        atomic.replace(tmp_path / "a.md", b"new", expected=b"old")
    assert names(tmp_path) == []


def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    target = tmp_path / "target.md"
    target.write_bytes(b"old")
    link = tmp_path / "link.md"
    link.symlink_to(target)
    atomic.replace(link, b"new", expected=b"old", root=tmp_path)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_link_out_of_the_root_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"old")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link.md").symlink_to(outside)
    with pytest.raises(UsageError, match="outside"):
        atomic.replace(root / "link.md", b"new", expected=b"old", root=root)
    assert outside.read_bytes() == b"old"


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_an_interruption_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        atomic.replace(path, b"new", expected=b"old")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.md"]


WRITER = """
import sys
from pathlib import Path
from pm_lint import atomic
path, one, other = Path(sys.argv[1]), b"1" * 200_000, b"2" * 200_000
print("ready", flush=True)
while True:
    atomic.replace(path, other, expected=one)
    atomic.replace(path, one, expected=other)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_signal_in_the_middle_leaves_the_old_file_or_the_new(tmp_path: Path, how: signal.Signals) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"1" * 200_000)
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    process.stdout.readline()
    for _ in range(20):  # readers beside the writer never see a half either
        content = path.read_bytes()
        assert content in (b"1" * 200_000, b"2" * 200_000)
    process.send_signal(how)
    process.wait()
    process.stdout.close()
    assert path.read_bytes() in (b"1" * 200_000, b"2" * 200_000)
