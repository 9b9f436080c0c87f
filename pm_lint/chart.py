"""The incident as a picture: its phases and events as a Mermaid chart, an SVG, or a bar for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import TimelineEntry
from pm_lint.record import NamedTuple

PHASES = ("undetected", "detected", "mitigating")
"""What an incident goes through before it is resolved: nobody knows; people look for a remedy; it has been found,
and the effects fade."""

_COLOURS = {"undetected": "#c0392b", "detected": "#e67e22", "mitigating": "#f1c40f"}
_BLOCKS = {"undetected": "█", "detected": "▓", "mitigating": "▒"}
_MILESTONES = (("start", 0), ("detection", 1), ("mitigation", 2))


class Phase(NamedTuple):
    """One stretch of the incident; it ends when the next begins or the incident is resolved."""

    name: str
    start: datetime
    end: datetime


class Moment(NamedTuple):
    """One entry of the timeline on the time axis."""

    at: datetime
    entry: TimelineEntry


class Chart(NamedTuple):
    """What is drawn."""

    title: str
    moments: tuple[Moment, ...]
    phases: tuple[Phase, ...]
    dated: bool
    """Whether the days are known; else only the clock is."""

    @property
    def start(self) -> datetime:
        return min(moment.at for moment in self.moments)

    @property
    def length(self) -> timedelta:
        return max(moment.at for moment in self.moments) - self.start

    @property
    def clock(self) -> str:
        """How moments are shown: with their day where the incident lasts longer than one."""
        return "%m-%d %H:%M" if self.dated and self.length > timedelta(days=1) else "%H:%M"


def chart(postmortem: Postmortem) -> Chart | None:
    """The chart of a postmortem; None with fewer than two moments that can be placed."""
    moments = _moments(postmortem.timeline)
    if len(moments) < 2 or moments[0].at == moments[-1].at:
        return None
    dated = any(moment.entry.instant is not None for moment in moments)
    title = next((field.value for field in postmortem.metadata if field.key == "title"), "") or next(
        (section.title for section in postmortem.sections if section.level == 1), "Incident"
    )
    return Chart(title, moments, _phases(moments), dated)


def _moments(entries: Sequence[TimelineEntry]) -> tuple[Moment, ...]:
    """The entries in order of time: by their instants, or by the clock alone where no entry has a date."""
    instants = [(entry.instant, entry) for entry in entries if entry.instant is not None]
    zoned = [Moment(instant, entry) for instant, entry in instants if instant.tzinfo is not None]
    if zoned:
        zone = zoned[0].at.tzinfo  # one clock for all of them
        placed = [moment._replace(at=moment.at.astimezone(zone)) for moment in zoned]
    else:
        placed = [Moment(instant, entry) for instant, entry in instants]
    if placed:
        return tuple(sorted(placed, key=lambda moment: moment.at))
    day, previous, moments = datetime(2000, 1, 1), -1, []
    for entry in entries:
        if entry.minutes is None:
            continue
        if entry.minutes < previous - 720:  # more than half a day back: midnight was crossed
            day += timedelta(days=1)
        previous = entry.minutes
        moments.append(Moment(day + timedelta(minutes=entry.minutes), entry))
    return tuple(sorted(moments, key=lambda moment: moment.at))


def _phases(moments: Sequence[Moment]) -> tuple[Phase, ...]:
    """The phases between those milestones that the timeline shows, in order."""
    first: dict[str, datetime] = {}
    for moment in moments:
        for milestone in moment.entry.milestones:
            if milestone != "resolution":
                first.setdefault(milestone, moment.at)
    resolved = [moment.at for moment in moments if "resolution" in moment.entry.milestones]
    end = resolved[-1] if resolved else moments[-1].at
    edges = [(first[milestone], PHASES[index]) for milestone, index in _MILESTONES if milestone in first]
    edges = [(at, name) for at, name in edges if at < end]
    stops = [*(at for at, _ in edges[1:]), end]
    return tuple(Phase(name, at, stop) for (at, name), stop in zip(edges, stops, strict=False) if stop > at)


def spell(length: timedelta) -> str:
    """A length of time for people: ``45 s``, ``12 min``, ``1 h 40 min``, ``2 d 3 h``."""
    seconds = int(length.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes = seconds // 60
    parts = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min"))
    return " ".join([f"{value} {unit}" for value, unit in parts if value][:2])


def mermaid(postmortem: Postmortem) -> str | None:
    """A Mermaid ``gantt`` chart, or None where nothing can be drawn. No text of the document can end a line of it."""
    drawn = chart(postmortem)
    if drawn is None:
        return None
    lines = ["gantt", f"    title {_word(drawn.title)}", "    dateFormat YYYY-MM-DDTHH:mm:ss"]
    lines.append(f"    axisFormat {drawn.clock}")
    if drawn.phases:
        lines.append("    section Phases")
        for phase in drawn.phases:
            mark = "crit, " if phase.name == "undetected" else ""
            lines.append(
                f"    {phase.name} {spell(phase.end - phase.start)} :{mark}{_at(phase.start)}, {_at(phase.end)}"
            )
    lines.append("    section Events")
    clock = drawn.clock.replace(":", ".")  # a colon ends the name of an event
    lines += [
        f"    {_word(f'{moment.at:{clock}} {moment.entry.text}')} :milestone, {_at(moment.at)}, 0m"
        for moment in drawn.moments
    ]
    return "\n".join(lines) + "\n"


def _at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _word(text: str, width: int = 60) -> str:
    """Text that means nothing to Mermaid."""
    from unicodedata import category

    kept = "".join(
        character if category(character)[0] in "LMN" or character in " .-_/()+'" else " " for character in text
    )
    shown = " ".join(kept.split())
    return (shown if len(shown) <= width else shown[: width - 1].rstrip() + "…") or "event"


def bar(postmortem: Postmortem, width: int = 64) -> str | None:
    """The phases as one bar of ``width`` columns, then the events; None where nothing can be drawn."""
    drawn = chart(postmortem)
    if drawn is None:
        return None
    cells = ["·"] * width
    for phase in sorted(drawn.phases, key=lambda phase: phase.start - phase.end):  # the short ones over the long ones
        first = min(_column(phase.start, drawn, width), width - 1)
        last = max(_column(phase.end, drawn, width), first + 1)  # however short, a phase is seen
        cells[first:last] = _BLOCKS[phase.name] * (last - first)
    clock = drawn.clock
    lines = [drawn.title, "", f"{drawn.start:{clock}} {''.join(cells)} {drawn.start + drawn.length:{clock}}", ""]
    lines += [
        f"  {_BLOCKS[phase.name]} {phase.name:<11} {phase.start:{clock}} to {phase.end:{clock}}   "
        f"{spell(phase.end - phase.start)}"
        for phase in drawn.phases
    ]
    lines += [""] * bool(drawn.phases)
    for moment in drawn.moments:
        since = moment.at - drawn.start
        offset = f"+{spell(since)}" if since else ""
        lines.append(f"  {moment.at:{clock}}  {offset:<12} {' '.join(moment.entry.text.split())}")
    return "\n".join(lines) + "\n"


def _column(at: datetime, drawn: Chart, width: int) -> int:
    return round((at - drawn.start) / drawn.length * width)


def svg(postmortem: Postmortem) -> str | None:
    """A stand-alone SVG picture, 900 units wide; None where nothing can be drawn."""
    drawn = chart(postmortem)
    if drawn is None:
        return None
    left, span, top = 20, 860, 60
    height = top + 60 + 20 * len(drawn.moments)

    def x(at: datetime) -> float:
        return round(left + (at - drawn.start) / drawn.length * span, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 {height}" font-family="sans-serif" font-size="13">',
        f"<title>{_xml(drawn.title)}</title>",
        f'<text x="{left}" y="26" font-size="17" font-weight="bold">{_xml(_short(drawn.title, 90))}</text>',
        f'<rect x="{left}" y="{top}" width="{span}" height="24" fill="#dddddd"/>',
    ]
    for phase in drawn.phases:
        label = f"{phase.name}, {spell(phase.end - phase.start)}"
        size = round(x(phase.end) - x(phase.start), 1)
        parts.append(
            f'<rect x="{x(phase.start)}" y="{top}" width="{size}" height="24" fill="{_COLOURS[phase.name]}">'
            f"<title>{label}</title></rect>"
        )
        if size > 7 * len(label):
            parts.append(f'<text x="{x(phase.start) + 5}" y="{top + 17}">{label}</text>')
    for number, moment in enumerate(drawn.moments):
        y = top + 50 + 20 * number
        parts.append(f'<line x1="{x(moment.at)}" y1="{top - 4}" x2="{x(moment.at)}" y2="{top + 28}" stroke="#333333"/>')
        parts.append(
            f'<text x="{left}" y="{y}">{moment.at:{drawn.clock}}  {_xml(_short(moment.entry.text, 110))}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _short(text: str, width: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


def _xml(text: str) -> str:
    """Text for XML: markup escaped, characters that XML 1.0 forbids replaced."""
    legal = (
        character if character >= " " and not "\ud800" <= character <= "\udfff" else "\ufffd" for character in text
    )
    return escape("".join(character for character in legal if character not in "\ufffe\uffff"))
