"""What a postmortem consists of: plain frozen data, each part with its span. Knows no rule.

Absent is None; present but unreadable is a value that says so, so that one rule reports it and the others stay
silent. Instants are ISO 8601 strings with an offset, durations are seconds.
"""

from __future__ import annotations

from datetime import datetime

from pm_lint.enumeration import StrEnum
from pm_lint.lazy import Later, lazy
from pm_lint.markdown.tree import Block, Cell, Text
from pm_lint.record import NamedTuple
from pm_lint.source import Span


class Role(StrEnum):
    """What a section is for, whatever it is called. The values are the names used in settings and JSON."""

    SUMMARY = "summary"
    BACKGROUND = "background"
    IMPACT = "impact"
    TRIGGER = "trigger"
    ROOT_CAUSE = "root-cause"
    CONTRIBUTING_FACTORS = "contributing-factors"
    DETECTION = "detection"
    RESPONSE = "response"
    RESOLUTION = "resolution"
    TIMELINE = "timeline"
    LESSONS = "lessons"
    WENT_WELL = "went-well"
    WENT_WRONG = "went-wrong"
    LUCKY = "lucky"
    ACTION_ITEMS = "action-items"
    PARTICIPANTS = "participants"
    COMMUNICATION = "communication"
    GLOSSARY = "glossary"
    REFERENCES = "references"
    METADATA = "metadata"


class Excerpt(NamedTuple):
    """Some words of the document and where they stand."""

    text: str
    span: Span


class Field(NamedTuple):
    """One piece of metadata: ``**Severity**: SEV2``, a front matter key, a table row, a heading with a value."""

    key: str
    """The canonical key (``severity``), or the label as written, in lower case, where it is none we know."""
    value: str
    """As written, markup removed."""
    source: str
    """``front-matter``, ``table``, ``label``, ``heading`` or ``title``."""
    line: int
    """1-based line of the value."""
    span: Span
    """The whole field."""
    key_span: Span | None
    value_span: Span | None
    known: bool = True
    """Whether the key is a canonical one."""
    section: int | None = None
    """Index of the incident in a running log of several; None in an ordinary document."""


class FrontMatterData(NamedTuple):
    """What front matter says, or why it cannot be read."""

    values: tuple[tuple[str, str, Span, Span], ...] = ()
    """(dotted key, scalar as written, span of the key, span of the value) in document order; a list of scalars is
    one value, its items joined by a comma."""
    error: str | None = None
    error_span: Span | None = None
    template: str | None = None
    """``pm-lint: {template: …}``: the template that this document asks for."""
    disabled: tuple[str, ...] = ()
    """``pm-lint: {disable: […]}``: the rules that this document turns off."""
    duplicates: tuple[tuple[str, Span], ...] = ()
    """Keys that stand twice in the same place, with the span of the later one."""


class Section(NamedTuple):
    """A heading, a bold label or a list label, and what stands under it up to the next of its level."""

    title: str
    roles: tuple[Role, ...]
    """Usually one; two for "Root cause and resolution"; none for a topical heading."""
    level: int
    """1 to 6 for headings; a label counts one deeper than the heading above it."""
    source: str
    """``heading``, ``label`` or ``list-label``."""
    line: int
    """1-based line of the title."""
    end_line: int
    """1-based last line that belongs to the section, sub-sections included."""
    span: Span
    """The heading or label itself."""
    title_place: Text | Span
    """Where the title stands: the text of a heading, which finds its place when asked, or the words of a label."""
    body: Span
    """From after the heading to the end of the section, sub-sections included."""
    blocks: tuple[Block, ...]
    """The top-level blocks of the body before the first sub-section; the remaining paragraph text of a run-in
    label comes first as ``lead``."""
    lead: Text | None
    """The paragraph that a run-in label opens (``**Impact**: all users``), else None."""
    parent: int | None
    """Index of the enclosing section in ``Postmortem.sections``."""
    inherited: Role | None
    """The nearest role of this section or the ones around it: what kind of text stands here."""
    qualifier: str = ""
    """Words in parentheses or after the name: "all times PST" of "Timeline (all times PST)"."""

    @property
    def title_span(self) -> Span:
        """The title, without marks."""
        return self.title_place if isinstance(self.title_place, Span) else self.title_place.span


class Incident(NamedTuple):
    """One of several incidents that a running log reports in one file."""

    title: str
    line: int
    end_line: int


class Sentence(NamedTuple):
    """One sentence of rendered prose; ``start`` and ``end`` are offsets into ``holder.prose.text``."""

    text: str
    holder: Text
    start: int
    end: int
    kind: str
    """Where it stands: ``paragraph``, ``item``, ``cell``, ``heading``, ``quote``."""
    section: int | None
    """Index of the innermost section in ``Postmortem.sections``."""
    role: Role | None
    """The role that governs here: the section's own or the nearest around it."""

    def span(self, start: int, end: int) -> Span | None:
        """The source range of ``text[start:end]``."""
        return self.holder.prose.span(self.start + start, self.start + end)


class TimelineEntry(NamedTuple):
    """One event with its time."""

    line: int
    span: Span
    """The whole entry."""
    time: str
    """The time as written: ``10:05``, ``2021-03-04 10:05``, ``~9:16 AM``."""
    instant: datetime | None
    """With zone, when the date and the zone are known; without one, when only the zone is unknown; else None."""
    end: datetime | None
    """The end of a range, as ``instant``."""
    zone: str | None
    """The zone as written, for this entry or inherited from its heading or the document."""
    own_zone: Excerpt | None
    """The zone written in this very entry."""
    milestones: tuple[str, ...]
    """Of ``start``, ``detection``, ``acknowledgement``, ``escalation``, ``mitigation``, ``resolution``."""
    text: str
    """What happened, markup removed, without the time."""
    time_place: Later[Span]
    text_place: Later[Span]
    section: int | None
    minutes: int | None = None
    """Minutes since midnight where a clock time is known."""
    date: str | None = None
    """The ISO date written in this entry or in force here, None where unknown."""
    unreadable: str | None = None
    """Why the time cannot be read (``25:99``), None where it can."""
    elapsed: float | None = None
    """Minutes since the first entry whose time can be compared with this one's; midnight is crossed where the order
    of the entries says so. None where the time cannot be compared."""
    approximate: bool = False
    """Whether the author says that the time is rough: ``~10:05``."""
    holder: str = "item"
    """What carries the entry: ``item``, ``row``, ``heading``, ``line`` or ``paragraph``."""

    @property
    def time_span(self) -> Span:
        """The time, as it is written."""
        return self.time_place.value

    @property
    def text_span(self) -> Span:
        """What happened; the time where nothing is told."""
        return self.text_place.value


class Tracker(NamedTuple):
    """A ticket, issue or pull request that an action item refers to."""

    key: str
    """``OPS-31``, ``#12``, ``org/repo#12`` or the URL."""
    kind: str
    """``github``, ``gitlab``, ``jira``, ``linear``, …, ``key`` for a bare key, ``url`` for any other link."""
    span: Span
    placeholder: bool = False
    """A ticket that is none: ``XXX-000``, ``JIRA-XXXX``, ``#TODO``."""


class Nature:
    """What sort of action an item is and how strongly it acts: found when asked for, as rules ask it of few items."""

    def __init__(self, action: str, stated: str | None, language: str) -> None:
        self._action = action
        self._stated = stated
        """The kind that the document states."""
        self._language = language

    @lazy
    def kind(self) -> str | None:
        from pm_lint.postmortem.action_nature import infer_kind

        return self._stated or infer_kind(self._action)

    @lazy
    def strength(self) -> str:
        from pm_lint.postmortem.action_nature import strength_of

        return strength_of(self._action) if self._language == "en" else "medium"


class ActionItem(NamedTuple):
    """One follow-up: a list item, a table row or a paragraph of an action section."""

    line: int
    span: Span
    """The whole item."""
    text: str
    """What is to be done, markup removed, without owner, ticket and date where these stand apart."""
    text_span: Span
    owners: tuple[Excerpt, ...]
    """Who is named as responsible, in order; placeholders (``TBD``, ``team``) are in ``unowned``."""
    unowned: Excerpt | None
    """An owner that is none: ``TBD``, ``everyone``, ``the team``, ``?``."""
    trackers: tuple[Tracker, ...]
    due: Excerpt | None
    due_date: str | None
    """ISO date of ``due`` where it can be read."""
    done: bool | None
    """None where the document does not say."""
    nature: Nature
    priority: Excerpt | None
    section: int | None
    container: str
    """``table``, ``task``, ``item`` or ``paragraph``."""
    cells: tuple[tuple[str, Cell], ...] = ()
    """For a table row: pairs of a canonical column and its cell, in order; empty columns included."""

    @property
    def kind(self) -> str | None:
        """``prevent``, ``detect``, ``mitigate``, ``repair``, ``process``, ``investigate`` or None."""
        return self.nature.kind

    @property
    def strength(self) -> str:
        """``strong`` (a forcing function, automation), ``medium`` (an alert, a test, a checklist in a tool) or
        ``weak`` (a reminder, training, a document)."""
        return self.nature.strength

    @property
    def owner(self) -> Excerpt | None:
        """The first owner, who answers for the item; None where nobody is named."""
        return self.owners[0] if self.owners else None


class Cause(NamedTuple):
    """A contributing factor, a cause, a "went wrong" or a "lucky" item."""

    line: int
    place: Text | Span
    """The text that finds its place when asked, or where it stands."""
    text: str
    role: Role
    section: int | None
    classified: Later[tuple[str | None, tuple[str, ...]]]
    """The category and the words that decided it."""
    taken_up: Later[tuple[int, ...]]

    @property
    def span(self) -> Span:
        return self.place if isinstance(self.place, Span) else self.place.span

    @property
    def category(self) -> str | None:
        """One of the cause taxonomy (``bug``, ``load``, ``deployment`` …), None where nothing speaks for one."""
        return self.classified.value[0]

    @property
    def evidence(self) -> tuple[str, ...]:
        """The words that decided the category."""
        return self.classified.value[1]

    @property
    def actions(self) -> tuple[int, ...]:
        """Indexes of the action items that take it up."""
        return self.taken_up.value


class Whys(NamedTuple):
    """A five-whys chain."""

    line: int
    span: Span
    steps: tuple[Excerpt, ...]


class Claim(NamedTuple):
    """A duration that the document states: "down for 35 minutes", "Time to detect: 4m"."""

    what: str
    """``total``, ``detect``, ``mitigate`` or ``resolve``."""
    seconds: int
    approximate: bool
    excerpt: Excerpt
    section: int | None


class Durations(NamedTuple):
    """Seconds from the start of the impact, as the timeline gives them."""

    detect: int | None = None
    mitigate: int | None = None
    resolve: int | None = None


class Directive(NamedTuple):
    """A ``<!-- pm-lint-disable … -->`` comment."""

    action: str
    """``disable``, ``disable-next-line``, ``disable-line``, ``enable`` or ``disable-file``."""
    names: tuple[Excerpt, ...]
    """Rule or group names; empty for all rules."""
    reason: str | None
    line: int
    span: Span
