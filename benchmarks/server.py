"""Times the language server: from a keystroke to the findings, and whether it keeps its memory over a long session.

Run it from the repository with ``python benchmarks/server.py``. It types into a postmortem of 20 kB that is composed
of the project's own fixtures, as a client of the server over standard input and output, and compares with a plain
markdown-it-py parse of the same text in the same run. The debounce is turned off, and so is not part of the time.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SIZE = 20_000
URI = "file:///incidents/postmortems/typed.md"
TARGET = 4.0
"""The most that the slow keystrokes (the 95th percentile) may cost, as a multiple of the parse."""


def document(size: int = SIZE) -> str:
    """A postmortem of about ``size`` characters: one fixture as it is, the prose of the others behind it."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "fixtures" / "clean").glob("*.md"))]
    whole = next(text for text in texts if text.startswith("#"))
    parts = [part for text in texts for part in text.split("\n\n") if part[:1].isalpha()]
    appendix = "\n\n## Background\n\n"
    number = 0
    while len(whole) + len(appendix) < size:
        appendix += parts[number % len(parts)] + "\n\n"
        number += 1
    return whole + appendix


class Session:
    """One open document in a running server."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "pm_lint", "server"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self.process.stdin is not None and self.process.stdout is not None
        self.input, self.output = self.process.stdin, self.process.stdout
        parameters = {"processId": None, "rootUri": None, "capabilities": {}, "initializationOptions": {"debounce": 0}}
        self.send({"id": 1, "method": "initialize", "params": parameters})
        self.receive("id", 1)
        self.send({"method": "initialized", "params": {}})
        self.version = 0

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.input.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.input.flush()

    def receive(self, key: str, value: object) -> dict[str, Any]:
        """The next message that has ``value`` under ``key``."""
        while True:
            length = 0
            while (line := self.output.readline()) != b"\r\n":
                if line.startswith(b"Content-Length:"):
                    length = int(line.split(b":")[1])
            message: dict[str, Any] = json.loads(self.output.read(length))
            if message.get(key) == value:
                return message

    def show(self, text: str) -> float:
        """Sends the text and awaits its findings; gives the seconds between."""
        self.version += 1
        if self.version == 1:
            item = {"uri": URI, "languageId": "markdown", "version": 1, "text": text}
            message: dict[str, Any] = {"method": "textDocument/didOpen", "params": {"textDocument": item}}
        else:
            identifier = {"uri": URI, "version": self.version}
            parameters = {"textDocument": identifier, "contentChanges": [{"text": text}]}
            message = {"method": "textDocument/didChange", "params": parameters}
        start = time.perf_counter()
        self.send(message)
        found = self.receive("method", "textDocument/publishDiagnostics")
        took = time.perf_counter() - start
        assert found["params"]["version"] == self.version
        return took

    def memory(self) -> int:
        """Kilobytes in use."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0])

    def end(self) -> None:
        self.send({"id": 2, "method": "shutdown"})
        self.receive("id", 2)
        self.send({"method": "exit"})
        self.process.wait(30)


def typed(text: str, edits: int) -> list[str]:
    """The text after each keystroke: a sentence grows in the middle of it, again and again."""
    sentence = "The team restarted the queue because nobody had looked at the backlog. "
    place = text.index("\n\n", len(text) // 2) + 2
    grown = (sentence * (edits // len(sentence) + 1))[:edits]
    return [text[:place] + grown[max(0, n - len(sentence)) : n] + text[place:] for n in range(1, edits + 1)]


def parse_time(texts: list[str]) -> float:
    """The median seconds of a plain parse of those texts."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.parse(texts[0])

    def once(text: str) -> float:
        start = time.perf_counter()
        parser.parse(text)
        return time.perf_counter() - start

    return statistics.median(once(text) for text in texts)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--edits", type=int, default=200, help="keystrokes that are timed (default: 200)")
    arguments.add_argument("--long", type=int, default=2000, help="keystrokes for the memory (default: 2000)")
    chosen = arguments.parse_args()
    text = document()
    texts = typed(text, chosen.edits)
    session = Session()
    session.show(text)
    for warm in texts[:5]:
        session.show(warm)
    parse = parse_time(texts)
    times = sorted(session.show(one) for one in texts)
    parse = statistics.median([parse, parse_time(texts)])
    middle, slow = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"{len(text):,} characters, {chosen.edits} keystrokes; a plain parse takes {parse * 1000:.1f} ms")
    print(f"change to findings: median {middle * 1000:.1f} ms ({middle / parse:.2f} of the parse)")
    print(f"change to findings: p95 {slow * 1000:.1f} ms ({slow / parse:.2f} of the parse; at most {TARGET})")
    first = 0
    for number, one in enumerate(typed(text, chosen.long)):
        session.show(one)
        if number == chosen.long // 4:
            first = session.memory()
    last = session.memory()
    session.end()
    print(f"memory: {first:,} kB after {chosen.long // 4} keystrokes, {last:,} kB after {chosen.long}")
    return 0 if slow <= TARGET * parse and last <= first * 1.05 else 1


if __name__ == "__main__":
    raise SystemExit(main())
