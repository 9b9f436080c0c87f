"""What a sentence that is worth a look earns: it is understood, matched, weighed, and told of kindly."""

from __future__ import annotations

from pm_lint.diagnostic import Severity
from pm_lint.language import gates
from pm_lint.language.analysis import Analysis
from pm_lint.language.clauses import analyse
from pm_lint.language.elements import build_group, listed
from pm_lint.language.matching import Match, matches
from pm_lint.language.messages import wording
from pm_lint.language.patterns import Candidate
from pm_lint.language.people import Cast, Who
from pm_lint.language.tokens import Tokens
from pm_lint.language.weighing import OTHERS, Scale
from pm_lint.postmortem.model import Sentence
from pm_lint.record import NamedTuple
from pm_lint.settings.model import Settings

_NAME_TOLD = build_group(
    {"rule": "named-individual-as-cause", "message": '"{cue}" names a person; the settings ask for roles'}
)


class Verdict(NamedTuple):
    """What is told of a sentence, wherever it stands; ``start`` and ``end`` are offsets in its text."""

    rule: str
    start: int
    end: int
    message: str
    help: str
    severity: Severity


class Reading(NamedTuple):
    """One sentence, understood, with the pattern that fits it best."""

    sentence: Sentence
    analysis: Analysis
    question: bool
    heavy: bool
    """Whether the sentence may weigh enough without a pattern."""
    match: Match | None
    severity: Severity | None

    @property
    def rule(self) -> str | None:
        """The rule whose pattern matches surely enough to be told."""
        told = self.match is not None and self.severity is not Severity.HINT
        return self.match.group.rule if self.match is not None and told else None


class Reader:
    """Reads the sentences of one document."""

    def __init__(self, language: str, settings: Settings, cast: Cast, scale: Scale | None, limit: float) -> None:
        self.settings = settings
        self.cast = cast
        self.scale = scale
        self.limit = limit
        """What a sentence must weigh in this document."""
        self._own = {line.lower() for given in settings.patterns for line in listed(given, "match")}
        self._wording = wording(language)

    def read(
        self, sentence: Sentence, tokens: Tokens, candidates: list[Candidate], heavy: bool, question: bool
    ) -> Reading:
        """A sentence with the best match of the patterns that are worth a try."""
        analysis = analyse(tokens, self.cast)
        rejected = bool(candidates) and gates.is_rejected(analysis)
        found = [
            (severity, match)
            for match in matches(() if rejected else candidates, analysis)
            if (severity := self._severity(match, analysis, sentence)) is not None
        ]
        severity, best = min(found, key=_fitness, default=(None, None))
        return Reading(sentence, analysis, question, heavy, best, severity)

    def verdict(self, reading: Reading) -> Verdict | None:
        """What a reading earns, once the whole sentence is weighed."""
        sentence, analysis, match, severity = reading.sentence, reading.analysis, reading.match, reading.severity
        weight = self._weight(reading)
        if reading.rule is None and weight is not None and weight > self.limit:
            weighed = self._weighed(reading)
            if weighed is not None:
                return weighed
        if match is None or severity is None:
            return self._name_told(analysis, sentence)
        if weight is not None and self.scale is not None and self.scale.doubts(weight, match.group.sure):
            severity = Severity.HINT
        return self._told(_naming(match), analysis, sentence, severity)

    def _weight(self, reading: Reading) -> float | None:
        """The weight of a sentence; None where it is not to be weighed."""
        if self.scale is None or (reading.match is not None and self._is_own(reading.match)):
            return None
        if reading.rule is None and not reading.heavy:
            return None
        told = reading.rule is not None
        return self.scale.weigh(reading.analysis, reading.match, told=told)

    def _is_own(self, match: Match) -> bool:
        """Whether a pattern comes from the settings: nobody doubts what a team asked for."""
        return match.line in self._own

    def _weighed(self, reading: Reading) -> Verdict | None:
        """The verdict on a sentence that no pattern fits: at its heaviest words, under the rule that is nearest."""
        assert self.scale is not None
        if gates.is_rejected(reading.analysis) or gates.has_allowed_phrase(reading.sentence.text, self.settings):
            return None
        start, end = self.scale.heaviest(reading.analysis)
        people = reading.analysis.who
        person = next((index for index, who in enumerate(people) if who in OTHERS), -1)
        if person < 0 and Who.SELF in people:
            person = people.index(Who.SELF)
        rule = self.scale.nearest_rule(reading.analysis, reading.question)
        who = people[person] if person >= 0 else Who.NONE
        match = Match(build_group({"rule": rule}), start, end, person, who, 0, "")
        if gates.is_let_be(match, reading.analysis, reading.sentence, self.settings):
            return None
        severity = gates.severity(match, reading.sentence, self.settings)
        return None if severity is None else self._told(match, reading.analysis, reading.sentence, severity)

    def _told(self, found: Match, analysis: Analysis, sentence: Sentence, severity: Severity) -> Verdict:
        tokens = analysis.tokens
        text = self._wording.say(found, analysis, sentence.text)
        start, end = tokens.starts[found.start], tokens.ends[found.end - 1]
        return Verdict(found.group.rule, start, end, text.message, text.help, severity)

    def _name_told(self, analysis: Analysis, sentence: Sentence) -> Verdict | None:
        """A neutral sentence that names a person, where the settings allow roles only."""
        allowed = gates.NAMES_ALLOWED.get(self.settings.names)
        if allowed is None or sentence.role in allowed or sentence.kind == "heading":
            return None
        index = next((index for index, who in enumerate(analysis.who) if who is Who.NAMED), -1)
        if index < 0:
            return None
        found = Match(_NAME_TOLD, index, index + 1, index, Who.NAMED, 0, "")
        return self._told(found, analysis, sentence, Severity.WARNING)

    def _severity(self, match: Match, analysis: Analysis, sentence: Sentence) -> Severity | None:
        if match.who is Who.NONE and match.group.rule in gates.OF_A_DEED and Who.SELF in analysis.who:
            match = match._replace(who=Who.SELF)  # "we pushed it in a misguided attempt"
        if match.end <= match.start or not gates.passes(match, analysis, sentence, self.settings):
            return None
        return gates.severity(match, sentence, self.settings)


def _naming(found: Match) -> Match:
    """Damage by a person with a name is the graver finding: that the name is told."""
    if found.group.rule == "agentive-damage" and found.who is Who.NAMED:
        return found._replace(group=found.group._replace(rule="named-individual-as-cause"))
    return found


def _fitness(found: tuple[Severity, Match]) -> tuple[bool, int, int, int]:
    """Orders matches: what is more than a hint first, then the surer, the more specific, the earlier."""
    severity, match = found
    return severity is Severity.HINT, -match.group.sure, -match.scale, match.start
