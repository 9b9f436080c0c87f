"""Which time zone the events of a timeline are in: their own, or the one that their surroundings name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pm_lint.markdown.tree import Item, Paragraph
from pm_lint.postmortem.zones import find_zone, same_zone

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem
    from pm_lint.postmortem.timeline import Event

_TIME_WORDS = ("times", "time zone", "timezone", "timeline", "zeiten", "heures", "horas")
_LONGEST_LEAD = 160
"""Characters of the words above a list; more are prose, in which a zone may be another's."""


def zones_of(postmortem: Postmortem, events: Sequence[Event]) -> list[str | None]:
    """The zone of each event as written: its own, its table's, its heading's, the document's."""
    own = [event.time.first.zone.text if event.time.first.zone else event.outer_zone for event in events]
    if all(own):
        return own
    named = [zone for zone in own if zone]
    default = _stated_zone(postmortem, events)
    if default is None and named and all(same_zone(named[0], zone) for zone in named):
        default = named[0]
    default = default or postmortem.settings.timezone
    return [zone or default for zone in own]


def _stated_zone(postmortem: Postmortem, events: Sequence[Event]) -> str | None:
    """The zone that a heading of the timeline or a sentence such as "All times are UTC" names."""
    section = events[0].section
    while section is not None:
        zone = find_zone(postmortem.sections[section].title)
        if zone is not None:
            return zone.name
        section = postmortem.sections[section].parent
    return _zone_in_words(postmortem.source.text)


def _end_of_sentence(text: str, at: int) -> int:
    """The end of the line, or of the next one where the sentence goes on there."""
    stop = text.find("\n", at)
    if stop >= 0 and text[stop + 1 : stop + 2].isalpha():
        stop = text.find("\n", stop + 1)
    return stop if stop >= 0 else len(text)


def clocks_of(zones: Sequence[str | None]) -> dict[str | None, str | None]:
    """For each zone the one to calculate with: who writes ``PST`` and ``PDT`` in one timeline means one clock."""
    clocks: dict[str | None, str | None] = {None: None}
    for zone in zones:
        if zone is not None and zone not in clocks:
            clocks[zone] = next((known for known in clocks if known and same_zone(known, zone)), zone)
    return clocks


def _zone_in_words(text: str) -> str | None:
    """The zone of "All times are UTC" or "Zeiten in MEZ", anywhere in the text."""
    plain = text.lower()
    for word in _TIME_WORDS:
        at = plain.find(word)
        while at >= 0:
            zone = find_zone(text, at, min(at + 60, _end_of_sentence(text, at)))
            if zone is not None and "." not in text[at : zone.start]:
                return zone.name
            at = plain.find(word, at + 1)
    return None


def zone_above(item: Item) -> str | None:
    """The zone in the words of a list item above the list nested in it: "Key events (UTC)"."""
    lead = item.children[0] if len(item.children) > 1 else None
    if not isinstance(lead, Paragraph) or len(lead.text.content) > _LONGEST_LEAD:
        return None
    zone = find_zone(lead.text.prose.text)
    return zone.name if zone else None
