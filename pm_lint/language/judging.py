"""From sentences to judgements: the one finding that fits each sentence best."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pm_lint.diagnostic import Severity
from pm_lint.language import Judgement, gates
from pm_lint.language.clauses import Analysis, analyse
from pm_lint.language.elements import build_group
from pm_lint.language.lexicon import Lexicon, has_pack, load, read_json
from pm_lint.language.messages import Wording, wording
from pm_lint.language.patterns import Match, Patterns, build_index
from pm_lint.language.people import BITS, Cast, Who, cast_of
from pm_lint.language.tokens import Tokens, tokenise
from pm_lint.postmortem.model import Sentence

if TYPE_CHECKING:
    from pm_lint.postmortem import Postmortem

_MAX_WORDS = 400
"""A longer "sentence" is a table without marks or a dump: it is judged in pieces of this many words."""
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


_NAME_TOLD = build_group(
    {"rule": "named-individual-as-cause", "message": '"{cue}" names a person; the settings ask for roles'}
)


class Pack(NamedTuple):
    """A language, ready to judge with."""

    lexicon: Lexicon
    patterns: Patterns
    wording: Wording


@cache
def _pack(language: str) -> Pack:
    lexicon = load(language)
    return Pack(lexicon, Patterns(lexicon, read_json(language, "index.json")), wording(language))


def judge_all(postmortem: Postmortem) -> tuple[Judgement, ...]:
    """Every judgement of a document in a language that has a pack."""
    language = postmortem.language
    if not has_pack(language):
        return ()
    pack = _pack(language)
    if postmortem.settings.patterns:
        own = Patterns(pack.lexicon, build_index(postmortem.settings.patterns, pack.lexicon))
        judge = _Judge(postmortem, pack, (pack.patterns, own))
    else:
        judge = _Judge(postmortem, pack, (pack.patterns,))
    return tuple(judge.run())


class _Judge:
    """One run over one document."""

    def __init__(self, postmortem: Postmortem, pack: Pack, patterns: tuple[Patterns, ...]) -> None:
        self.postmortem = postmortem
        self.settings = postmortem.settings
        self.pack = pack
        self.patterns = patterns
        self.cast: Cast = cast_of(postmortem, pack.lexicon)

    def run(self) -> Iterator[Judgement]:
        for sentence in self.postmortem.sentences:
            question = sentence.text.rstrip("\"'”’) ").endswith("?")
            if gates.is_silent_place(sentence):
                continue
            if self.settings.names == "allow-neutral" and not self._is_promising(sentence.text, question):
                continue
            for tokens in _pieces(sentence):
                judgement = self._judge(sentence, tokens, question)
                if judgement is not None:
                    yield judgement

    def _is_promising(self, text: str, question: bool) -> bool:
        """Whether any word of the text may begin a match; most sentences end here."""
        words = _WORD.findall(text.lower())
        present = self.cast.may_mention(words)
        if "@" in text or "'s " in text or "’s " in text or not self.cast.human_deeds.isdisjoint(words):
            present |= BITS["N"]  # a name that no list knows
        return any(patterns.may_match(words, present, question) for patterns in self.patterns)

    def _judge(self, sentence: Sentence, tokens: Tokens, question: bool) -> Judgement | None:
        analysis = analyse(tokens, self.cast)
        found = [
            (severity, match)
            for patterns in self.patterns
            for match in patterns.matches(analysis, question, sentence.role)
            if (severity := self._severity(match, analysis, sentence)) is not None
        ]
        if not found:
            return self._name_told(analysis, sentence)
        severity, best = min(found, key=_fitness)
        return self._told(_naming(best), analysis, sentence, severity)

    def _told(self, found: Match, analysis: Analysis, sentence: Sentence, severity: Severity) -> Judgement | None:
        tokens = analysis.tokens
        span = sentence.span(tokens.starts[found.start], tokens.ends[found.end - 1])
        if span is None:
            return None
        text = self.pack.wording.say(found, analysis, sentence.text)
        return Judgement(found.group.rule, sentence, span, text.message, text.help, severity)

    def _name_told(self, analysis: Analysis, sentence: Sentence) -> Judgement | None:
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


def _pieces(sentence: Sentence) -> Iterator[Tokens]:
    """The words of a sentence, in pieces where it is monstrous."""
    code = [
        (max(0, start - sentence.start), min(len(sentence.text), end - sentence.start))
        for start, end in sentence.holder.prose.ranges("code")
        if start < sentence.end and end > sentence.start
    ]
    tokens = tokenise(sentence.text, code)
    if len(tokens.words) <= _MAX_WORDS:
        yield tokens
        return
    for at in range(0, len(tokens.words), _MAX_WORDS):
        piece = slice(at, at + _MAX_WORDS)
        words, starts, ends, capitals, quoted = tokens
        yield Tokens(words[piece], starts[piece], ends[piece], capitals[piece], quoted[piece])
