"""The one sink: everything that pm-lint prints goes through here.

Postmortems and file names are other people's text. A terminal obeys escape sequences, a reader is misled by
bidirectional marks, and a CI runner obeys lines that look like its commands, so none of these leaves raw: they
become visible escapes. Reporters hand over pieces of text with a style; only the sink adds colour and line ends.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TextIO

Piece = tuple[str, str]
"""A style name (of ``STYLES``, or empty) and text that may come from anywhere."""

STYLES = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "hint": "\x1b[1;36m",
    "help": "\x1b[32m",
    "path": "\x1b[1;4m",
    "faint": "\x1b[2m",
    "strong": "\x1b[1m",
    "added": "\x1b[32m",
    "removed": "\x1b[31m",
}
_RESET = "\x1b[0m"

_CI_VARIABLES = ("GITHUB_ACTIONS", "TF_BUILD", "FORGEJO_ACTIONS", "GITEA_ACTIONS", "TEAMCITY_VERSION", "CI")


@cache
def _unsafe() -> re.Pattern[str]:
    return re.compile(
        "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
        "\ud800-\udfff\U000e0000-\U000e007f]"
    )


def visible(text: str) -> str:
    """``text`` on one line, with everything that a terminal obeys or a reader cannot see as a visible escape.

    Joiners survive where they only build an emoji, or a word of a script that is written with them.
    """
    if text.isprintable():  # as nothing is that would become an escape
        return text
    return _unsafe().sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character in "\u200c\u200d" and _joins(match):
        return character
    names = {"\n": "\\n", "\r": "\\r", "\x1b": "\\x1b"}
    code = ord(character)
    if character in names:
        return names[character]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _joins(match: re.Match[str]) -> bool:
    """Whether a joiner stands between two pictographs, or between two letters from Arabic to Myanmar."""
    before, after = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() : match.end() + 1]
    pictographs = all(side >= "\u2190" and not "\u3000" <= side <= "\ud7ff" for side in (before, after))
    return pictographs or all("\u0600" <= side <= "\u109f" for side in (before, after))


def under_runner(environment: Mapping[str, str] | None = None) -> bool:
    """Whether standard output is read by a CI runner that obeys commands in it."""
    given = os.environ if environment is None else environment
    return any(given.get(name) for name in _CI_VARIABLES)


@cache
def _armed() -> re.Pattern[str]:
    return re.compile(r"##(?=[\w.]*\[)")  # ##[error], ##vso[task], ##teamcity[message]: obeyed anywhere in a line


def disarm(line: str) -> str:
    """One line of output in which no runner finds a command (``::x::``, ``##[x]`` or ``##vso[x]``)."""
    if "##" in line:
        line = _armed().sub(r"#\\#", line)
    stripped = line.lstrip()
    if stripped.startswith("::"):
        line = line[: len(line) - len(stripped)] + "\\" + stripped
    return line


def wants_colour(stream: TextIO, environment: Mapping[str, str] | None = None) -> bool:
    """Colour on a terminal only; NO_COLOR forbids it and FORCE_COLOR asks for it, the former being stronger."""
    given = os.environ if environment is None else environment
    if given.get("NO_COLOR"):
        return False
    if given.get("FORCE_COLOR"):
        return True
    return stream.isatty() and given.get("TERM") != "dumb"


class Sink:
    """Where output goes; quiet once the reader has closed its end."""

    def __init__(self, stream: TextIO, *, colour: bool = False, runner: bool = False) -> None:
        self.stream = stream
        self.colour = colour
        self.runner = runner
        self.closed = False

    def line(self, pieces: Iterable[Piece]) -> None:
        """Prints one line of pieces, cleaned; styles are colours where there is colour."""
        self.raw(self._text(pieces))

    def lines(self, lines: Iterable[Iterable[Piece]]) -> None:
        """Prints lines at once: where Python is told not to buffer, each write is a call of the system."""
        self.raw("".join(map(self._text, lines)))

    def _text(self, pieces: Iterable[Piece]) -> str:
        cleaned = [(style, visible(text)) for style, text in pieces]
        plain = "".join(text for _, text in cleaned).rstrip()
        if self.runner and (disarmed := disarm(plain)) != plain:
            return disarmed + "\n"
        if not self.colour:
            return plain + "\n"
        return "".join(STYLES[style] + text + _RESET if style else text for style, text in cleaned) + "\n"

    def raw(self, text: str) -> None:
        """Writes text that a reporter has made safe for its format."""
        if self.closed:
            return
        try:
            self.stream.write(text)
        except BrokenPipeError:
            self.closed = True
        except UnicodeEncodeError:  # a terminal that knows less than Unicode
            encoding = self.stream.encoding or "ascii"
            self.stream.write(text.encode(encoding, "backslashreplace").decode(encoding))


def standard_output() -> Sink:
    """Where findings and whatever was asked for go."""
    return Sink(sys.stdout, colour=wants_colour(sys.stdout), runner=under_runner())


def standard_error() -> Sink:
    """Where errors, notes and progress go."""
    return Sink(sys.stderr, colour=wants_colour(sys.stderr), runner=under_runner())


def print_out(text: str) -> None:
    """Prints lines of plain text on standard output."""
    sink = standard_output()
    for line in text.removesuffix("\n").split("\n"):
        sink.line([("", line)])


def print_error(message: str) -> None:
    """Prints one line about what could not be done on standard error."""
    standard_error().line([("error", "pm-lint: "), ("", message)])


def print_note(message: str) -> None:
    """Prints one line that is no error on standard error."""
    standard_error().line([("faint", "pm-lint: "), ("", message)])


def finish() -> None:
    """Flushes; a reader that has gone away is no error."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:  # and keep the interpreter from trying again when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        except ValueError:
            pass


def json_text(data: Any, *, indent: int | None = 2) -> str:
    """JSON in ASCII in which no runner finds a command, wherever the strings come from."""
    import json

    text = json.dumps(data, ensure_ascii=True, indent=indent) + "\n"
    return _armed().sub(r"#\\u0023", text) if "##" in text else text


def xml_text(text: str) -> str:
    """Text for an XML attribute or element: legal in XML 1.0, on one line, no runner command in it."""
    cleaned = _unsafe().sub(_escape, text)
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\t", "&#9;")):
        cleaned = cleaned.replace(character, entity)
    cleaned = re.sub("[\ufffe\uffff]", "\ufffd", cleaned)
    return _armed().sub("#&#35;", cleaned)


def markdown_text(text: str) -> str:
    """Text for a Markdown comment or summary: shown as written, with no markup, mention or link of its own."""
    cleaned = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    cleaned = re.sub(r"([\\`*_{}\[\]()#+!|~:-])", r"\\\1", cleaned)
    return cleaned.replace("@", "&#64;").replace("www.", "www&#46;")
