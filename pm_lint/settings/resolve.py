"""Which settings are in force for a document."""

from __future__ import annotations

import argparse
from pathlib import Path

from pm_lint.settings.model import DEFAULT, Settings


class Resolver:
    def __init__(self, line: Settings) -> None:
        self.line = line

    @classmethod
    def from_arguments(cls, arguments: argparse.Namespace) -> Resolver:
        import time

        changes = {
            name: tuple(value)
            for name in ("select", "extend_select", "ignore")
            if (value := getattr(arguments, name, None)) is not None
        }
        changes["today"] = arguments.today or time.strftime("%Y-%m-%d")
        for name in ("fail_level", "pedantic"):
            if (value := getattr(arguments, name, None)) is not None:
                changes[name] = value
        return cls(DEFAULT._replace(**changes))

    def check_command_line(self) -> None:
        pass

    def excludes(self, path: Path) -> bool:
        return False

    def settings(self, path: Path) -> Settings:
        return self.line
