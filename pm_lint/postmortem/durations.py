"""How long it took: what the timeline gives, and what the document claims anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from pm_lint.postmortem.metadata_keys import plain_label
from pm_lint.postmortem.model import Claim, Durations, Excerpt, Field, Role, Sentence, TimelineEntry
from pm_lint.postmortem.time_lengths import Length, may_hold_length, read_length, read_lengths
from pm_lint.postmortem.values import read_dates

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_FIELDS = {"started": "start", "detected": "detection", "mitigated": "mitigation", "resolved": "resolution"}
_ABBREVIATED = {
    "ttd": "detect",
    "mttd": "detect",
    "ttm": "mitigate",
    "mttm": "mitigate",
    "ttr": "resolve",
    "mttr": "resolve",
}
_VERBS = {
    "detect": ("detect", "discover", "notice"),
    "mitigate": ("mitigat", "stabili", "contain"),
    "resolve": ("resol", "recover", "restor", "repair", "fix"),
}
"""How the names of measured times go on after "time to": "Time to detection", "Mean time to recover"."""
_PROSE_ROLES = frozenset(
    {None, Role.SUMMARY, Role.IMPACT, Role.DETECTION, Role.RESOLUTION, Role.RESPONSE, Role.METADATA}
)
_EVENT = r"(?:outage|incident|downtime|disruption|degradation|interruption|unavailability|impact)"
_PHRASES = (
    (
        "total",
        "lasted|was|took|went on|persisted|had a",
        (
            rf"\b(?:the|this|our|full|total|complete|entire)\s(?:\w+\s){{0,3}}{_EVENT}\s(?:period\s)?(?:lasted|was|took|"
            r"went on for|persisted for|had a duration of)\s(?:for\s)?(?:a total of\s)?(?:just\s)?$"
        ),
        "",
    ),
    (
        "total",
        "total",
        rf"\btotal (?:duration|downtime|outage time|time of (?:the )?{_EVENT})(?: of the \w+)?\s?(?:was|is|:|of)?\s?$",
        "",
    ),
    (
        "total",
        "outage|incident|downtime|disruption|degradation|interruption|unavailability|impact",
        r"(?:^|\b(?:an?|the|this|our|total)\s)$",
        rf"\s(?:(?:long|full|total|complete|partial|service|site|production|global)\s){{0,2}}{_EVENT}\b",
    ),
    (
        "detect",
        "detected|noticed|discovered|alerted|paged",
        r"\b(?:detected|noticed|discovered|alerted|paged)\s(?:only\s)?(?:in|within|after)\s$",
        r"(?!\s(?:of|from|before|since)\b(?!\s(?:the )?(?:start|beginning|impact|deploy)))",
    ),
    (
        "detect",
        "took",
        r"\btook(?:\s\w+)?\s$",
        r"\s(?:for\s[\w\s]{1,20}\s)?(?:to|until)\s(?:we\s)?(?:detect|notice|discover)",
    ),
    ("mitigate", "mitigated", r"\bmitigated\s(?:in|within|after)\s$", ""),
    ("mitigate", "took", r"\btook(?:\s\w+)?\s$", r"\s(?:to|until)\s(?:we\s)?mitigate"),
    (
        "resolve",
        "resolved|fixed",
        rf"\b(?:{_EVENT}|issue|problem)\s(?:was|were|is)\s(?:fully\s)?(?:resolved|fixed)\s(?:in|within|after)\s$",
        "",
    ),
    (
        "resolve",
        "took",
        rf"\b(?:{_EVENT}|issue|problem|it)\stook(?:\s\w+)?\s$",
        r"\sto\s(?:fully\s)?(?:resolve|fix|restore|recover)",
    ),
)
"""What a length measures, stems one of which stands in the sentence, the words before it, the words after it."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_HEDGE = (
    r"(?:\b(?:about|around|approx(?:imately|\.)?|roughly|nearly|almost|over|under|more than|less than|at least|up to|"
    r"some|just|an estimated|a total of)\s|[~≈])+$"
)
_HEDGE_ENDS = (
    "about", "around", "approximately", "approx.", "approx", "roughly", "nearly", "almost", "over", "under", "than",
    "least", "to", "some", "just", "estimated", "of", "~", "≈",
)  # fmt: skip
"""How each hedge ends."""


def _without_hedge(before: str) -> str:
    """The words before a length, without those that call it a rough one."""
    return _compiled(_HEDGE).sub("", before) if before.rstrip().lower().endswith(_HEDGE_ENDS) else before


def derive(timeline: Sequence[TimelineEntry], metadata: Sequence[Field] = ()) -> Durations:
    """Seconds from the start of the impact to its detection, mitigation and resolution; None where unknown."""
    start = moment_of("start", timeline, metadata)
    if start is None:
        return Durations()
    found = []
    for milestone in ("detection", "mitigation", "resolution"):
        seconds = seconds_between(start, moment_of(milestone, timeline, metadata))
        found.append(seconds if seconds is not None and seconds >= 0 else None)
    return Durations(*found)


def moment_of(
    milestone: str, timeline: Sequence[TimelineEntry], metadata: Sequence[Field]
) -> datetime | TimelineEntry | None:
    """When a milestone was reached: as a field states it, else the entry that tells of it.

    The first one counts, but the last mitigation and the last resolution: what came before did not last.
    """
    for field in metadata:
        if _FIELDS.get(field.key) == milestone and (dates := read_dates(field.value)) is not None and dates.has_clock:
            return dates.last if milestone == "resolution" else dates.first
    entries = [entry for entry in timeline if milestone in entry.milestones and entry.elapsed is not None]
    if not entries:
        return None
    return entries[-1] if milestone in ("mitigation", "resolution") else entries[0]


def seconds_between(start: datetime | TimelineEntry | None, end: datetime | TimelineEntry | None) -> int | None:
    """Seconds between two moments that can be compared, None between others."""
    if isinstance(start, TimelineEntry) and isinstance(end, TimelineEntry):
        if start.elapsed is None or end.elapsed is None:
            return None
        return round((end.elapsed - start.elapsed) * 60)
    first = start.instant if isinstance(start, TimelineEntry) else start
    last = end.instant if isinstance(end, TimelineEntry) else end
    if first is None or last is None or (first.tzinfo is None) != (last.tzinfo is None):
        return None
    return round((last - first).total_seconds())


def find_claims(postmortem: Postmortem) -> tuple[Claim, ...]:
    """Durations stated in fields, tables and sentences, in document order."""
    claims = [*_field_claims(postmortem), *_prose_claims(postmortem)]
    claims.sort(key=lambda claim: claim.excerpt.span)
    taken: list[Claim] = []
    for claim in claims:
        if not taken or claim.excerpt.span.start >= taken[-1].excerpt.span.end:
            taken.append(claim)
    return tuple(taken)


def _field_claims(postmortem: Postmortem) -> Iterator[Claim]:
    for field in postmortem.metadata:
        if field.value_span is None or len(field.value) > 120:
            continue
        label = plain_label(postmortem.source.slice(field.key_span)) if field.key_span else field.key
        what = _measured(label)
        if what is None and field.key != "duration":
            continue
        length = read_length(field.value)
        if length is None:
            continue
        many = len(read_lengths(field.value, lone_letters=True)) > 1
        whole = postmortem.source.slice(field.value_span) == field.value
        span = field.value_span
        if whole:
            span = span._replace(start=span.start + length.start, end=span.start + length.end)
        text = field.value[length.start : length.end]
        yield Claim(what or "total", length.seconds, length.approximate or many, Excerpt(text, span), field.section)


def _measured(label: str) -> str | None:
    """What a label such as "Time to detect", "MTTR" or "recovery time" measures."""
    if label in _ABBREVIATED:
        return _ABBREVIATED[label]
    words = label.removeprefix("mean ").replace("time until ", "time to ")
    verb = words.removeprefix("time to ") if words.startswith("time to ") else ""
    verb = words.removesuffix(" time") if words.endswith(" time") and " " not in words[:-5] else verb
    return next((what for what, verbs in _VERBS.items() if verb.startswith(verbs)), None)


_PROSE_KINDS = frozenset({"paragraph", "item", "quote", "cell"})
_LONGEST = 600
"""Characters; what is longer is no sentence."""
_STEMS = tuple({stem for _, stems, _, _ in _PHRASES for stem in stems.split("|")})


def _prose_claims(postmortem: Postmortem) -> Iterator[Claim]:
    summed: list[Claim] = []
    for sentence in postmortem.sentences:
        if sentence.role not in _PROSE_ROLES or sentence.kind not in _PROSE_KINDS or len(sentence.text) >= _LONGEST:
            continue
        plain = sentence.text.lower()
        if not may_hold_length(plain):
            continue
        if any(stem in plain for stem in _STEMS):
            yield from _sentence_claims(sentence)
        if sentence.role is Role.SUMMARY:
            summed.extend(_summed_up(sentence))
    if summed:
        yield max(summed, key=lambda claim: claim.seconds)  # the shorter ones are those of a part


def _sentence_claims(sentence: Sentence) -> Iterator[Claim]:
    for length in read_lengths(sentence.text):
        what = _claimed(sentence.text, length)
        span = sentence.span(length.start, length.end) if what else None
        if what and span is not None:
            text = sentence.text[length.start : length.end]
            yield Claim(what, length.seconds, length.approximate, Excerpt(text, span), sentence.section)


_RANGE = (
    r"(?:\b(?:from|between)\s(?:[^.;]{0,24}\s)?|\()\d{1,2}:\d\d\b[^.;]{0,30}"
    r"\b(?:to|and|until|till)\s(?:[^.;]{0,24}\s)?\d{1,2}:\d\d\b"
)
_BEFORE_BRACKET = r"\d{1,2}:\d\d(?:\s[A-Z]\w{1,4})?(?:\son\s[\w ,-]{4,24})?,?\s\($"
_GONE_WORDS = (
    "down", "unavailable", "offline", "unreachable", "inaccessible", "unusable", "not available", "not accessible",
    "out of service",
)  # fmt: skip
_GONE = rf"\b(?:{'|'.join(_GONE_WORDS)})\b(?:\s\w+){{0,5}}?\sfor\s$"
_OF_A_PART = r"\s(?:of\b|at a time|each|every|per|before|after|longer|until)"


def _summed_up(sentence: Sentence) -> Iterator[Claim]:
    """Lengths of a summary that say how long it lasted: beside a range of times, or of what was gone."""
    text = sentence.text
    if not ("(" in text or "or " in text) or not (":" in text or _tells_of_a_loss(text)):
        return
    for length in read_lengths(text):
        before, after = _without_hedge(text[: length.start]), text[length.end :]
        enclosed = after.startswith(")") and _compiled(_BEFORE_BRACKET).search(before)
        stated = before.endswith((" for ", "For ")) and not (after[:1].isspace() and _compiled(_OF_A_PART).match(after))
        if not enclosed and not (stated and (_names_a_range(text) or _says_gone_for(before))):
            continue
        span = sentence.span(length.start, length.end)
        if span is not None:
            said = Excerpt(text[length.start : length.end], span)
            yield Claim("total", length.seconds, length.approximate, said, sentence.section)


def _names_a_range(text: str) -> bool:
    """Whether a sentence says from when to when."""
    return text.count(":") > 1 and _compiled(_RANGE).search(text) is not None


def _tells_of_a_loss(text: str) -> bool:
    plain = text.lower()
    return any(word in plain for word in _GONE_WORDS)


def _says_gone_for(before: str) -> bool:
    """Whether the words before a length say that something was gone for it."""
    return _tells_of_a_loss(before) and _compiled(_GONE).search(before) is not None


def _claimed(text: str, length: Length) -> str | None:
    """What a length in a sentence measures, None where that is not plain."""
    before, after = _without_hedge(text[: length.start]), text[length.end :]
    plain = text.lower()
    for what, stems, lead, tail in _PHRASES:
        may = any(stem in plain for stem in stems.split("|"))
        if may and _compiled(lead).search(before) and _compiled(tail).match(after):
            return what
    return None
