"""What ``check`` leaves out when it is asked for new findings only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pm_lint.cli.documents import Documents
from pm_lint.cli.parser import Arguments
from pm_lint.errors import ConfigError
from pm_lint.output import print_note
from pm_lint.record import NamedTuple
from pm_lint.runner import Result


class Sift(NamedTuple):
    """What is new, by the baseline and by what changed."""

    filters: tuple[Callable[[Result], Result], ...]
    touches: Callable[[str], bool]

    def concerns(self, path: Path) -> bool:
        """Whether a file can hold anything new."""
        return self.touches(str(path))

    def new_in(self, result: Result) -> Result:
        """The result with its new findings."""
        for only_new in self.filters:
            result = only_new(result)
        return result


def new_only(documents: Documents, arguments: Arguments) -> Sift:
    """What the options ``--baseline`` and ``--changed-since``, or the settings, ask for."""
    filters: list[Callable[[Result], Result]] = []
    touches: Callable[[str], bool] = lambda _path: True  # noqa: E731
    if file := arguments.baseline or _baseline_of_settings(documents):
        from pm_lint.baseline import load

        filters.append(load(Path(file)).new_in)
    if arguments.changed_since is not None:
        from pm_lint.changes import changes_since

        changes = changes_since(arguments.changed_since)
        if changes.note:
            print_note(changes.note)
        filters.append(changes.only_in)
        touches = changes.touches
    return Sift(tuple(filters), touches)


def _baseline_of_settings(documents: Documents) -> str | None:
    """The baseline that the settings of the current folder name."""
    try:
        return documents.settings(Path("_")).baseline
    except ConfigError:  # said once for each document
        return None
