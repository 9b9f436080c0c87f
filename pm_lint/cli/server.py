"""``pm-lint server``: the language server, over standard input and output."""

from __future__ import annotations

from collections.abc import Sequence

from pm_lint.cli.arguments import Parser
from pm_lint.errors import UsageError


def parser() -> Parser:
    made = Parser("server", "Serve an editor over standard input and output (needs `pip install pm-lint[lsp]`).")
    made.add_argument("--stdio", action="store_true", help="what it does anyway; editors like to say so")
    return made


def run(argv: Sequence[str]) -> int:
    parser().parse(argv)
    try:
        from pm_lint.server.features import server
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in ("pygls", "lsprotocol"):
            raise UsageError("the language server is not installed; run `pip install 'pm-lint[lsp]'`") from None
        raise
    server.start_io()
    return 0
