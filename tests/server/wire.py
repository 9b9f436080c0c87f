"""The protocol by hand, for what a client library would not send."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE = 120
"""Seconds after which a server that says nothing is given up."""

COMMAND = [sys.executable, "-m", "pm_lint", "server"]


class Wire:
    """The two ends of a server's standard streams."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None and process.stdout is not None
        self.process = process
        self._in, self._out = process.stdin, process.stdout
        self._number = 0

    def raw(self, body: bytes) -> None:
        self._in.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._in.flush()

    def tell(self, method: str, parameters: Any = None) -> None:
        self.raw(json.dumps({"jsonrpc": "2.0", "method": method, "params": parameters}).encode())

    def ask(self, method: str, parameters: Any = None) -> dict[str, Any]:
        """The answer to a request."""
        self._number += 1
        self.raw(json.dumps({"jsonrpc": "2.0", "id": self._number, "method": method, "params": parameters}).encode())
        for message in self.messages():
            if message.get("id") == self._number:
                return message
        raise AssertionError("the server has gone")

    def messages(self) -> Iterator[dict[str, Any]]:
        """What the server says, one message at a time, until it closes its output."""
        while True:
            length = 0
            while (line := self._out.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not line:
                return
            yield json.loads(self._out.read(length))

    def start(self, **capabilities: Any) -> dict[str, Any]:
        """Opens the session; gives the server's capabilities."""
        parameters = {"processId": None, "rootUri": None, "capabilities": capabilities, "initializationOptions": None}
        answer = self.ask("initialize", parameters)
        self.tell("initialized", {})
        found: dict[str, Any] = answer["result"]["capabilities"]
        return found

    def open(self, uri: str, text: str) -> None:
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """The next findings that are pushed for a document."""
        for message in self.messages():
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found
        raise AssertionError("the server has gone")

    def end(self) -> int:
        """Closes the session; gives the exit code."""
        self.ask("shutdown")
        self.tell("exit")
        return self.process.wait(timeout=30)


@contextmanager
def wire(*options: str, env: dict[str, str] | None = None) -> Iterator[Wire]:
    """A server that is stopped at the end, whatever happened."""
    pipe = subprocess.PIPE
    with subprocess.Popen([*COMMAND, *options], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=env) as process:
        watch = threading.Timer(PATIENCE, process.kill)  # whoever waits for its next word sees its end instead
        watch.start()
        try:
            yield Wire(process)
        finally:
            watch.cancel()
            process.kill()
