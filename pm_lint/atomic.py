"""Writing a file whole or not at all.

The new content goes to a temporary file in the same folder and takes the old one's place in one step, so that
whoever reads, and whatever interrupts, sees the old file or the new one.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from pm_lint.errors import UsageError


class ChangedError(UsageError):
    """The file on disk is no longer the one that was read."""


def replace(path: Path, data: bytes, *, expected: bytes, root: Path | None = None) -> None:
    """Replaces the content of an existing file, keeping its mode and, where allowed, its owner.

    ``expected`` is the content that was read: raises ChangedError where the file holds something else by now. A
    link is followed, but only to a file inside ``root`` where one is given. Raises UsageError where the file must
    not or cannot be written.
    """
    try:
        target = path.resolve(strict=True)
        if root is not None and not target.is_relative_to(root.resolve()):
            raise UsageError("is a link to a file outside this folder; not written")
        if not os.access(target, os.W_OK):
            raise UsageError("is read-only; not written")
        if target.read_bytes() != expected:
            raise ChangedError("changed while it was being fixed; not written, run again")
        write(target, data)
    except OSError as error:
        raise UsageError(f"cannot be written: {(error.strerror or str(error)).lower()}") from None


def write(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Creates or replaces a file in one step; ``durable`` waits until it is on disk. Raises OSError."""
    temporary = path.with_name(f".{path.name[:100]}.{os.urandom(6).hex()}.tmp")
    try:
        with open(temporary, "xb") as file:  # noqa: PTH123 (faster than Path.open, and used for each cache entry)
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        _keep_mode(path, temporary)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    if durable:
        _sync_folder(path.parent)


def _keep_mode(old: Path, new: Path) -> None:
    try:
        status = old.stat()
    except FileNotFoundError:
        return
    if hasattr(os, "chown"):
        with suppress(OSError):  # only root may give a file away; the mode below is kept in any case
            os.chown(new, status.st_uid, status.st_gid)
    new.chmod(stat.S_IMODE(status.st_mode))


def _sync_folder(folder: Path) -> None:
    """Makes the renaming itself durable, where folders can be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
