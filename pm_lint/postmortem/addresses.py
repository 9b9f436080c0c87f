"""Addresses in the text that identify a person or a machine inside a network."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pm_lint.postmortem.data import read_words
from pm_lint.record import NamedTuple
from pm_lint.source import Span

_MAIL_HOST = r"@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24})(?![\w@:/-]|\.\w)"
_MAIL_LOCAL = r"(?<![\w.+/@:%&=-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}\Z"
_LIST_HOST = r"(?:^|\.)(?:lists?\.|googlegroups\.com$|groups\.io$|noreply\.github\.com$)"
_FILE_SUFFIXES = (".png", ".jpg", ".gif", ".svg", ".webp", ".js", ".ts", ".json", ".md", ".py", ".go", ".service")

_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_PRIVATE_IPS = tuple(
    (start, rf"{net}\.{_OCTET}\.{_OCTET}(?![\w-]|\.\d)(?:/\d\d?)?")
    for start, net in (
        ("10.", rf"10\.{_OCTET}"),
        ("192.168.", r"192\.168"),
        ("172.", r"172\.(?:1[6-9]|2\d|3[01])"),
    )
)
"""How the addresses of each range begin, and the pattern of the whole."""
_NO_ADDRESS_BEFORE = r"(?i)(?:[\w.-]|(?:\bversion|\brelease|\bbuild|==|@)\s*)\Z"
_HOST = (
    r"(?<![\w.@/$-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}"
    r"(?:internal|corp|lan|intranet|local|home\.arpa)(?![\w(-]|\.\w)"
)
_HOST_MARKS = (".internal", ".corp", ".lan", ".intranet", ".local", ".home.arpa")
PRIVATE_MARKS = (*(start for start, _ in _PRIVATE_IPS), *_HOST_MARKS)
"""A text without any of these holds no private address."""
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


def find_emails(text: str) -> Iterator[Address]:
    """The addresses of persons; shared mailboxes, examples and version marks such as ``lib@1.2.x`` are none."""
    if text.count("@") == text.count(" @"):
        return  # handles of people
    for match in re.finditer(_MAIL_HOST, text):  # from the "@", which is rare
        own = re.search(_MAIL_LOCAL, text[max(0, match.start() - 65) : match.start()])
        if own is None:
            continue
        local, host = own.group().lower(), match.group(1).lower()
        if not is_example_host(host) and not is_shared(local, host) and not host.endswith(_FILE_SUFFIXES):
            span = Span(match.start() - len(local), match.end())
            yield Address("email", text[span.start : span.end], span)


def is_shared(local: str, host: str) -> bool:
    """Whether a mail address is a list's or a role's rather than a person's; what follows a plus is a note."""
    if re.search(_LIST_HOST, host):
        return True
    shared = read_words("shared_mailboxes")
    owner = local.partition("+")[0]
    return owner in shared or any(word in shared for word in re.split(r"[._-]", owner))


def is_example_host(host: str) -> bool:
    """Whether a host name stands for any: ``example.com`` and what is below it, ``acme.corp``."""
    examples = read_words("example_hosts")
    labels = host.split(".")
    return any(".".join(labels[i:]) in examples for i in range(len(labels)))


def find_private(text: str) -> Iterator[Address]:
    """Addresses of private networks and names of internal hosts; the ranges themselves are none."""
    for start, pattern in _PRIVATE_IPS:
        for match in re.finditer(pattern, text) if start in text else ():
            before = text[max(0, match.start() - 10) : match.start()]
            if match.group() not in _RANGES and not re.search(_NO_ADDRESS_BEFORE, before):
                yield Address("ip", match.group(), Span(*match.span()))
    if any(mark in text for mark in _HOST_MARKS):
        for match in re.finditer(_HOST, text):
            if not re.fullmatch(_COMMON_HOSTS, match.group()) and not is_example_host(match.group()):
                yield Address("host", match.group(), Span(*match.span()))
