"""From sentences to judgements: the one finding that fits each sentence best."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement, gates
from pm_lint.language.analysis import Analysis
from pm_lint.language.clauses import analyse
from pm_lint.language.elements import build_group, listed
from pm_lint.language.lexicon import Lexicon, has_pack, load, read_json
from pm_lint.language.messages import Wording, wording
from pm_lint.language.patterns import Candidate, Match, Patterns, matches
from pm_lint.language.people import Cast, Who, cast_of
from pm_lint.language.tokens import Tokens, tokenise, words_of
from pm_lint.language.weighing import OTHERS, Scale, scale
from pm_lint.postmortem.model import Role, Sentence
from pm_lint.record import NamedTuple

if TYPE_CHECKING:
    from pm_lint.markdown.tree import Text
    from pm_lint.postmortem import Postmortem

Key = tuple[str, Role | None, str, tuple[tuple[int, int], ...]]
"""A sentence and its place: its text, role, kind and code spans."""
_REMEMBERED = 20_000
"""How many verdicts are remembered before all are forgotten."""
_MAX_WORDS = 400
"""A longer "sentence" is a table without marks or a dump: it is judged in pieces of this many words."""
_NAME_TOLD = build_group(
    {"rule": "named-individual-as-cause", "message": '"{cue}" names a person; the settings ask for roles'}
)


class Pack(NamedTuple):
    """A language, ready to judge with."""

    lexicon: Lexicon
    patterns: Patterns
    wording: Wording
    scale: Scale | None


class Glance(NamedTuple):
    """What the bare words of a sentence show."""

    candidates: list[Candidate]
    """The patterns that are worth a try."""
    heavy: bool
    """Whether the sentence may weigh enough without a pattern."""


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


@cache
def _pack(language: str) -> Pack:
    lexicon = load(language)
    patterns = Patterns(lexicon, read_json(language, "index.json"))
    return Pack(lexicon, patterns, wording(language), scale(language, lexicon))


@lru_cache(maxsize=4)
def _remembered(_circumstances: tuple[Hashable, ...]) -> dict[Key, Verdict | None]:
    """The verdicts on sentences that were judged before: between two keystrokes all but one stay as they are."""
    return {}


def judge_all(postmortem: Postmortem) -> tuple[Judgement, ...]:
    """Every judgement of a document in a language that has a pack."""
    judge = _judge_of(postmortem)
    return tuple(judge.run()) if judge is not None else ()


def readings(postmortem: Postmortem) -> Iterator[Reading]:
    """Every sentence that may be judged, as it is before it is weighed: what weights are learned from."""
    judge = _judge_of(postmortem)
    return judge.readings() if judge is not None else iter(())


def _judge_of(postmortem: Postmortem) -> _Judge | None:
    language = postmortem.language
    if not has_pack(language):
        return None
    pack = _pack(language)
    if not postmortem.settings.patterns:
        return _Judge(postmortem, pack, (pack.patterns,))
    from pm_lint.language.own_patterns import own_patterns

    return _Judge(postmortem, pack, (pack.patterns, own_patterns(postmortem.settings.patterns, language)))


class _Judge:
    """One run over one document."""

    def __init__(self, postmortem: Postmortem, pack: Pack, patterns: tuple[Patterns, ...]) -> None:
        self.postmortem = postmortem
        self.settings = postmortem.settings
        self.pack = pack
        self.patterns = patterns
        self.scale = pack.scale
        told = sum(sentence.kind != "heading" for sentence in postmortem.sentences)
        self.limit = round(20 * pack.scale.limit(told)) / 20 if pack.scale is not None else 0.0
        """What a sentence must weigh in this document; rounded, so that one more sentence seldom changes it."""
        self._own = {line.lower() for given in self.settings.patterns for line in listed(given, "match")}
        self.cast: Cast = cast_of(postmortem, pack.lexicon)
        self._code: tuple[Text | None, list[tuple[int, int]]] = None, []
        """The code spans of the latest text: one paragraph may hold thousands of sentences."""

    def run(self) -> Iterator[Judgement]:
        remembered = _remembered(self._circumstances())
        if len(remembered) > _REMEMBERED:
            remembered.clear()
        for sentence in self.postmortem.sentences:
            if gates.is_silent_place(sentence):
                continue
            code = self._code_in(sentence)
            key = sentence.text, sentence.role, sentence.kind, tuple(code)
            if key not in remembered:
                told = filter(None, map(self._verdict, self._readings_of(sentence, code)))
                remembered[key] = next(told, None)
            verdict = remembered[key]
            span = sentence.span(verdict.start, verdict.end) if verdict is not None else None
            if verdict is not None and span is not None:
                yield Judgement(verdict.rule, sentence, span, verdict.message, verdict.help, verdict.severity)

    def _circumstances(self) -> tuple[Hashable, ...]:
        """Everything besides itself and its place that a verdict on a sentence depends on."""
        given = self.settings
        asked = given.names, given.self_criticism, given.allowed_phrases, str(given.strictness), str(given.patterns)
        return self.postmortem.language, self.limit, self.cast.people, self.cast.systems, asked

    def readings(self) -> Iterator[Reading]:
        """The sentences that are not in a silent place, whatever they hold."""
        for sentence in self.postmortem.sentences:
            if not gates.is_silent_place(sentence):
                yield from self._readings_of(sentence, self._code_in(sentence), everything=True)

    def _readings_of(
        self, sentence: Sentence, code: list[tuple[int, int]], *, everything: bool = False
    ) -> Iterator[Reading]:
        """A sentence, where it is worth a look; in pieces where it is monstrous."""
        question = sentence.text.rstrip("\"'”’) ").endswith("?")
        everything = everything or self.settings.names != "allow-neutral"
        words = words_of(sentence.text, code)
        tokens: Tokens | None = None
        for start in range(0, len(words), _MAX_WORDS):
            glance = self._glance(words[start : start + _MAX_WORDS], sentence, question)
            if everything or glance.heavy or glance.candidates:
                tokens = tokens or tokenise(sentence.text, code)
                yield self._read(sentence, _piece(tokens, start), glance, question)

    def _code_in(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The code spans of a sentence, as offsets in its text."""
        if self._code[0] is not sentence.holder:
            self._code = sentence.holder, sentence.holder.prose.ranges("code")
        spans = self._code[1]
        if not spans:
            return spans
        first = bisect_right(spans, sentence.start, key=itemgetter(1))
        last = bisect_left(spans, sentence.end, lo=first, key=itemgetter(0))
        return [
            (max(0, start - sentence.start), min(len(sentence.text), end - sentence.start))
            for start, end in spans[first:last]
        ]

    def _glance(self, words: list[str], sentence: Sentence, question: bool) -> Glance:
        """What the bare words allow: for most sentences nothing, and they are looked at no further."""
        kinds, present = self.cast.kinds(words)
        candidates: list[Candidate] = []
        for patterns in self.patterns:
            candidates += patterns.candidates(words, kinds, present, question, sentence.role)
        if self.scale is None or gates.is_light_place(sentence):
            return Glance(candidates, heavy=False)
        return Glance(candidates, self.scale.may_weigh({*words}, self.limit))

    def _read(self, sentence: Sentence, tokens: Tokens, glance: Glance, question: bool) -> Reading:
        analysis = analyse(tokens, self.cast)
        rejected = bool(glance.candidates) and gates.is_rejected(analysis)
        found = [
            (severity, match)
            for match in matches(() if rejected else glance.candidates, analysis)
            if (severity := self._severity(match, analysis, sentence)) is not None
        ]
        severity, best = min(found, key=_fitness, default=(None, None))
        return Reading(sentence, analysis, question, glance.heavy, best, severity)

    def _verdict(self, reading: Reading) -> Verdict | None:
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
        text = self.pack.wording.say(found, analysis, sentence.text)
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


def _piece(tokens: Tokens, start: int) -> Tokens:
    """The words of a sentence from ``start`` on: all of them, unless it is monstrous."""
    if len(tokens.words) <= _MAX_WORDS:
        return tokens
    piece = slice(start, start + _MAX_WORDS)
    words, starts, ends, capitals, quoted = tokens
    return Tokens(words[piece], starts[piece], ends[piece], capitals[piece], quoted[piece])
