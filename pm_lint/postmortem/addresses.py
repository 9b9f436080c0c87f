"""Addresses in the text that identify a person or a machine inside a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pm_lint.source import Span

_DATA = Path(__file__).parent / "data"
_MAIL = (
    r"(?<![\w.+/@:%&=-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
    r"(?![\w@:/-]|\.\w)"
)
_LIST_HOST = r"(?:^|\.)(?:lists?\.|googlegroups\.com$|groups\.io$|noreply\.github\.com$)"
_FILE_SUFFIXES = (".png", ".jpg", ".gif", ".svg", ".webp", ".js", ".ts", ".json", ".md", ".py", ".go", ".service")

_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_PRIVATE_IP = (
    rf"(?<![\w.-])(?:10\.{_OCTET}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.{_OCTET}\.{_OCTET}(?![\w-]|\.\d)(?:/\d\d?)?"
)
_VERSION_BEFORE = r"(?i)(?:\bversion|\bv|\brelease|\bbuild|==|@)\s*\Z"
_HOST = (
    r"(?<![\w.@/$-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}"
    r"(?:internal|corp|lan|intranet|local|home\.arpa)(?![\w(-]|\.\w)"
)
_HOST_MARKS = (".internal", ".corp", ".lan", ".intranet", ".local", ".home.arpa")
_COMMON_HOSTS = (
    r"(?:host|gateway)\.docker\.internal|metadata\.google\.internal|(?:kubernetes\.default\.)?svc\.cluster\.local|"
    r"cluster\.local|kubernetes\.default\.svc\.cluster\.local|kube-dns\.kube-system\.svc\.cluster\.local|"
    r"(?:[a-z0-9-]+\.)?(?:ec2|compute)\.internal|(?:\d+\.)*in-addr\.arpa"
)
_RANGES = frozenset({"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"})
"""The private ranges themselves are common knowledge."""


class Address(NamedTuple):
    """An address as it stands in the text."""

    kind: str
    """``email``, ``ip`` or ``host``."""
    text: str
    span: Span


def find_emails(text: str, start: int = 0) -> Iterator[Address]:
    """The addresses of persons; shared mailboxes, examples and version marks such as ``lib@1.2.x`` are none.

    ``start`` is where the text begins in the document.
    """
    if "@" not in text:
        return
    for match in re.finditer(_MAIL, text):
        local, _, host = match.group().lower().rpartition("@")
        if not is_example_host(host) and not is_shared(local, host) and not host.endswith(_FILE_SUFFIXES):
            yield Address("email", match.group(), Span(start + match.start(), start + match.end()))


def is_shared(local: str, host: str) -> bool:
    """Whether a mail address is a list's or a role's rather than a person's."""
    if re.search(_LIST_HOST, host):
        return True
    shared = _lines("shared_mailboxes.txt")
    return local in shared or any(word in shared for word in re.split(r"[.+_-]", local))


def is_example_host(host: str) -> bool:
    """Whether a host name stands for any: ``example.com`` and what is below it, ``acme.corp``."""
    examples = _lines("example_hosts.txt")
    labels = host.split(".")
    return any(".".join(labels[i:]) in examples for i in range(len(labels)))


def find_private(text: str) -> Iterator[Address]:
    """Addresses of private networks and names of internal hosts; the ranges themselves are none."""
    if "10." in text or "192.168." in text or "172." in text:
        for match in re.finditer(_PRIVATE_IP, text):
            before = text[max(0, match.start() - 10) : match.start()]
            if match.group() not in _RANGES and not re.search(_VERSION_BEFORE, before):
                yield Address("ip", match.group(), Span(*match.span()))
    if any(mark in text for mark in _HOST_MARKS):
        for match in re.finditer(_HOST, text):
            if not re.fullmatch(_COMMON_HOSTS, match.group()) and not is_example_host(match.group()):
                yield Address("host", match.group(), Span(*match.span()))


@cache
def _lines(name: str) -> frozenset[str]:
    return frozenset((_DATA / name).read_text(encoding="utf-8").split())
