"""Credentials that stand in the text: well-known token formats, told from examples and from redacted ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pm_lint.postmortem.data import read_table, read_words
from pm_lint.record import NamedTuple
from pm_lint.source import Span

_LONG = b"x" * 15
"""The shape of the shortest word that a credential, with what stands around it, can be part of."""
_SHAPES = b"x" * 9 + b" " * 5 + b"x" * 18 + b" " + b"x" * 223
"""What each byte looks like from afar: white space, or part of a word."""
_WORDLIKE = r"(?i)[a-z]+(?:[-_][a-z]+)*\Z"
_TEMPLATED = r"[<>{}\[\]…•*]|\$[A-Za-z_(]|%[sv]\Z|\.\.\."
_EXAMPLE_HOSTS = r"(?i)(?:^|\.)(?:example(?:\.(?:com|org|net))?|test|invalid|localhost|host|hostname)\Z"
_TOKEN = r"[A-Za-z0-9+/=_.:~-]{20,400}"
_NOT_SECRET = r"(?i)[0-9a-f]{7,128}\Z|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z|sha\d+[:-]"
_DETECTORS = (
    "artifactory.ArtifactoryDetector",
    "cloudant.CloudantDetector",
    "discord.DiscordBotTokenDetector",
    "gitlab_token.GitLabTokenDetector",
    "ibm_cos_hmac.IbmCosHmacDetector",
    "mailchimp.MailchimpDetector",
    "softlayer.SoftlayerDetector",
    "square_oauth.SquareOAuthDetector",
)
"""The detectors of detect-secrets for formats that the built-in ones do not know; those that guess are left out."""
_DETECTABLE = (
    r"AKC|AP[0-9A-F]|gl[a-z]{2,5}-|GR\d{4}|-us\d|sq0csp-|[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27}|"
    r"(?i:key|pwd?|pass|password|token)[=:]{1,2}[0-9A-Za-z]{24}"
)
"""What a token of those formats holds: the library takes a quarter of a second to import."""
_DETECTABLE_SIGNS = (r"AKC|AP[0-9A-F]|gl[a-z]{2,5}-|GR\d{4}|-us\d|sq0csp-", r"[MNO=:][\w-]{23}")
"""What such a token holds, too, and most texts do not. Each opens with few characters, so that others are skipped."""


class Secret(NamedTuple):
    """A credential as it stands in the text."""

    name: str
    """What kind it is: ``GitHub token``."""
    span: Span


def find_secrets(text: str, *, library: bool = True) -> tuple[Secret, ...]:
    """The credentials in ``text``, in order; ``library`` asks detect-secrets too, where it is installed."""
    words = _long_words(text)
    long = " ".join([word for _, word in words])
    found = list(_known(text, long))
    if library and any(re.search(sign, long) for sign in _DETECTABLE_SIGNS) and re.search(_DETECTABLE, long):
        found += _detected(words)
    found.sort(key=lambda secret: secret.span)
    kept: list[Secret] = []
    for secret in found:
        if not kept or secret.span.start >= kept[-1].span.end:
            kept.append(secret)
    return tuple(kept)


def _long_words(text: str) -> list[tuple[int, str]]:
    """The words that may hold a credential, each with where it starts: looking at no others saves most of the time."""
    shape = text.encode("ascii", "replace").translate(_SHAPES) + b" "
    words = []
    start = shape.find(_LONG)
    while start >= 0:
        end = shape.index(b" ", start)
        words.append((start, text[start:end]))
        start = shape.find(_LONG, end)
    return words


@cache
def _formats() -> tuple[tuple[str, tuple[str, ...], str, str], ...]:
    rows: list[dict[str, Any]] = read_table("secrets")
    return tuple((row["name"], tuple(row["marks"]), row.get("also", ""), row["pattern"]) for row in rows)


@cache
def _marks() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The marks of all formats: those of one word, and those of several."""
    marks = dict.fromkeys(mark for _, marks, _, _ in _formats() for mark in marks)
    return tuple(mark for mark in marks if " " not in mark), tuple(mark for mark in marks if " " in mark)


def _known(text: str, long: str) -> Iterator[Secret]:
    """Credentials of the formats that pm-lint knows; ``long`` are the long words of the text."""
    single, several = _marks()
    held = {mark for mark in single if mark in long}.union([mark for mark in several if mark in text])
    if not held:
        return
    for name, marks, also, pattern in _formats():
        if held.isdisjoint(marks) or also not in long:
            continue
        for match in re.compile(pattern).finditer(text):
            groups = match.groupdict()
            secret = groups.get("secret") or match.group()
            start, end = match.span("secret") if "secret" in groups else match.span()
            if "host" in groups:
                if not is_password(secret) or re.search(_EXAMPLE_HOSTS, groups["host"]):
                    continue
            elif not is_credential(secret):
                continue
            yield Secret(name, Span(start, end))


def is_credential(token: str) -> bool:
    """Whether a token of a known format is a real one: neither an example nor redacted."""
    folded = token.lower()
    if any(example in folded for example in read_words("example_values")):
        return False
    return len(set(token[-16:])) >= 7


def is_password(word: str) -> bool:
    """Whether the password of an address is a real one, neither the name of one nor a variable."""
    folded = word.lower()
    if folded in read_words("example_passwords") or re.search(_TEMPLATED, word) or len(set(folded)) < 4:
        return False
    if any(example in folded for example in read_words("example_values")):
        return False
    return not (re.match(_WORDLIKE, word) and len(word) < 8) and not word.isdigit()


def _detected(words: Sequence[tuple[int, str]]) -> Iterator[Secret]:
    """What detect-secrets finds among the long words of a text; nothing where it is not installed."""
    tokens = [
        (start + match.start(), match.group())
        for start, word in words
        for match in re.finditer(_TOKEN, word)
        if _is_dense(match.group())
    ]
    together = "\n".join([token for _, token in tokens])
    if not re.search(_DETECTABLE, together):
        return
    for name, analyze in _detectors():
        for found in filter(is_credential, analyze(together)):
            for start, token in tokens:
                if found in token:
                    at = start + token.index(found)
                    yield Secret(name, Span(at, at + len(found)))


def _is_dense(token: str) -> bool:
    """Whether a token may be a credential: letters and digits mixed, no hash, no path, no address."""
    return (
        any(map(str.isdigit, token))
        and any(map(str.isalpha, token))
        and "//" not in token
        and not re.match(_NOT_SECRET, token)
        and max(map(len, re.split(r"[/._:~-]", token))) >= 20
    )


@cache
def _detectors() -> tuple[tuple[str, Any], ...]:
    """(name, function from text to the secrets in it) of each detector; the library is slow to import."""
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec("detect_secrets") is None:
        return ()
    found = []
    for path in _DETECTORS:
        module, name = path.split(".")
        try:
            detector = getattr(import_module(f"detect_secrets.plugins.{module}"), name)()
        except (ImportError, AttributeError):  # a version without this detector
            continue
        found.append((str(detector.secret_type), detector.analyze_string))
    return tuple(found)
