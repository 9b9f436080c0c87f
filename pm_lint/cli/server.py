"""``pm-lint server``: the language server, over standard input and output."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pm_lint.cli.arguments import add_settings_options
from pm_lint.cli.parser import Parser
from pm_lint.errors import UsageError


def parser() -> Parser:
    made = Parser("server", "Serve an editor over standard input and output (needs `pip install pm-lint[lsp]`).")
    made.add_argument("--stdio", action="store_true", help="what it does anyway; editors like to say so")
    made.add_argument("--check", action="store_true", help="say only whether the server could start: exit code 0 or 2")
    add_settings_options(made)
    return made


def run(argv: Sequence[str]) -> int:
    """Serves until the editor leaves: 0, or 1 where it left without a word.

    Raises UsageError where the extra ``lsp`` is not installed.
    """
    arguments = parser().parse(argv)
    if not _installed():
        raise UsageError("the language server is not installed; run `pip install 'pm-lint[lsp]'`")
    if arguments.check:
        return 0
    from pm_lint.cli.documents import load_plugins, resolver
    from pm_lint.server.features import server
    from pm_lint.settings.resolve import Resolver

    load_plugins(arguments.plugin)
    asked = resolver(arguments)
    server.new_resolver = lambda: Resolver(asked.config, isolated=asked.isolated, changes=asked.changes)
    return server.serve()


def _installed() -> bool:
    """Whether pygls 2 is there, without importing it: that takes half a second."""
    from importlib.util import find_spec

    found = find_spec("pygls")
    folders = found.submodule_search_locations if found else None
    return any(Path(folder, "lsp", "server.py").exists() for folder in folders or ())
