"""What the postmortems of a repository have in common."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from pm_lint.adoption.file_names import Naming, learn
from pm_lint.errors import PmLintError
from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown import parse
from pm_lint.postmortem import Postmortem, understand
from pm_lint.postmortem.model import ActionItem, Role, Section
from pm_lint.postmortem.title_words import normalise
from pm_lint.postmortem.titles import Titles
from pm_lint.settings.model import DEFAULT
from pm_lint.source import read_source

_HANDLE = lazy_regex(r"@[\w./-]+$")
_MAIL = lazy_regex(r"[^\s@]+@[^\s@]+$")
_OWN_TICKET = lazy_regex(r"(?<![\w/#.-])([A-Z]{2,10}[ _:#]{0,2})(\d{2,7})(?![\w.%:-])")
_LEVEL = lazy_regex(r"[(（,;:：–—|。、]|\s-")
_NO_TICKET = frozenset({"SEV", "P", "HTTP", "UTC", "GMT", "RFC", "CVE", "IPV", "TCP", "UDP", "PM", "AM", "SHA", "ISO"})


class Seen(NamedTuple):
    """Something that occurs, and how often: in documents where nothing else is said."""

    name: str
    number: int


class Survey(NamedTuple):
    """What was found in the postmortems of a repository."""

    documents: int
    unreadable: int
    folders: tuple[str, ...]
    """Where they are, the fullest first."""
    naming: Naming
    templates: tuple[Seen, ...]
    """Templates that were recognised, the commonest first."""
    aliases: Mapping[Role, tuple[Seen, ...]]
    """Own section titles whose role the content shows."""
    unclear: tuple[Seen, ...]
    """Own section titles that recur and whose role it does not show."""
    metadata: tuple[Seen, ...]
    severities: tuple[Seen, ...]
    """The values of severity as written."""
    trackers: tuple[Seen, ...]
    """Kinds of ticket reference that are known, by action items."""
    ticket_url: str | None
    """Where the tickets lead, with ``{key}`` for the key."""
    own_tickets: tuple[Seen, ...]
    """Patterns of ticket references that are not known, with ``{number}`` for the number."""
    owners: tuple[Seen, ...]
    """The forms in which owners of action items are named: handle, mail, full name, one name."""
    zones: tuple[Seen, ...]


def survey(paths: Iterable[Path], root: Path) -> Survey:
    """Reads postmortems of the repository at ``root``; what cannot be read is only counted."""
    tally = _Tally()
    for path in paths:
        try:
            tally.add(_from(root, path), understand(parse(read_source(path)), DEFAULT))
        except PmLintError:
            tally.unreadable += 1
    return tally.summary()


def _from(root: Path, path: Path) -> Path:
    """The path as seen from the root, where it is below it."""
    absolute, top = path.resolve(), root.resolve()
    return absolute.relative_to(top) if absolute.is_relative_to(top) else path


class _Tally:
    """Counts document by document, so that no more than one is in memory."""

    def __init__(self) -> None:
        self.vocabulary = Titles({})
        self.paths: list[Path] = []
        self.unreadable = 0
        self.templates: Counter[str] = Counter()
        self.metadata: Counter[str] = Counter()
        self.severities: Counter[str] = Counter()
        self.trackers: Counter[str] = Counter()
        self.ticket_urls: Counter[str] = Counter()
        self.own_tickets: Counter[str] = Counter()
        self.owners: Counter[str] = Counter()
        self.zones: Counter[str] = Counter()
        self.titles: dict[str, list[tuple[str, Role | None]]] = defaultdict(list)
        """Unknown titles, normalised: as written, and the role that the content shows."""

    def add(self, path: Path, postmortem: Postmortem) -> None:
        self.paths.append(path)
        if postmortem.template.recognised:
            self.templates[postmortem.template.name] += 1
        self.metadata.update({field.key for field in postmortem.metadata if field.known})
        severity = postmortem.field("severity")
        if severity is not None and (level := _LEVEL.split(severity.value)[0].strip()):
            self.severities[level[:20]] += 1
        self.zones.update({entry.zone for entry in postmortem.timeline if entry.zone})
        self._add_titles(postmortem)
        for item in postmortem.action_items:
            self._add_item(item, postmortem)

    def _add_titles(self, postmortem: Postmortem) -> None:
        for name, section in self._unknown(postmortem.sections).items():
            self.titles[name].append((section.title, section.roles[0] if section.roles else None))

    def _unknown(self, sections: tuple[Section, ...]) -> dict[str, Section]:
        """The sections whose titles say nothing, by normalised title: none at the top, none inside one with a role."""
        found: dict[str, Section] = {}
        for section in sections:
            around = sections[section.parent].inherited if section.parent is not None else None
            if section.source != "heading" or section.level == 1 or around is not None:
                continue
            name = normalise(section.title)
            about_one = any(character.isdigit() for character in name)
            if name and not about_one and not self.vocabulary.read(section.title).roles:
                found.setdefault(name, section)
        return found

    def _add_item(self, item: ActionItem, postmortem: Postmortem) -> None:
        known = [tracker for tracker in item.trackers if not tracker.placeholder]
        self.trackers.update({tracker.kind for tracker in known})
        for tracker in known:
            if (url := _url_of(tracker.key, postmortem.source.slice(item.span))) is not None:
                self.ticket_urls[url] += 1
        if not item.trackers:
            for prefix, _ in _OWN_TICKET.findall(item.text):
                if prefix.strip(" _:#") not in _NO_TICKET:
                    self.own_tickets[prefix + "{number}"] += 1
        for owner in item.owners:
            self.owners[_form(owner.text)] += 1

    def summary(self) -> Survey:
        often = max(2, len(self.paths) // 10)
        aliases: dict[Role, list[Seen]] = defaultdict(list)
        unclear = []
        for occurrences in self.titles.values():
            if len(occurrences) < often:
                continue
            title = Counter(title for title, _ in occurrences).most_common(1)[0][0]
            role, votes = Counter(role for _, role in occurrences).most_common(1)[0]
            seen = Seen(title, len(occurrences))
            if role is not None and votes * 2 > len(occurrences):
                aliases[role].append(seen)
            else:
                unclear.append(seen)
        url = self.ticket_urls.most_common(1)
        return Survey(
            len(self.paths),
            self.unreadable,
            tuple(name for name, _ in Counter(path.parent.as_posix() for path in self.paths).most_common()),
            learn(self.paths),
            _commonest(self.templates),
            {role: tuple(sorted(found, key=lambda seen: -seen.number)) for role, found in aliases.items()},
            tuple(sorted(unclear, key=lambda seen: (-seen.number, seen.name)))[:12],
            _commonest(self.metadata),
            _commonest(self.severities),
            _commonest(self.trackers),
            url[0][0] if url and url[0][1] > 1 else None,
            _commonest(Counter({name: count for name, count in self.own_tickets.items() if count >= max(3, often)})),
            _commonest(self.owners),
            _commonest(self.zones),
        )


def _commonest(counter: Counter[str]) -> tuple[Seen, ...]:
    return tuple(Seen(name, count) for name, count in sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _url_of(key: str, text: str) -> str | None:
    """Where a ticket leads, as a pattern: from a link to it, or from the URL that it is."""
    bare = key.rsplit("/", 1)[-1]
    if not re.fullmatch(r"[A-Z][A-Z0-9]+-\d+", bare):
        return None
    match = re.search(rf"(https?://[^\s()<>\[\]\"']+/){re.escape(bare)}(?![\w-])", text)
    return match.group(1) + "{key}" if match else None


def _form(owner: str) -> str:
    if _HANDLE.match(owner):
        return "handle"
    if _MAIL.match(owner):
        return "mail"
    return "full name" if " " in owner.strip() else "one name"
