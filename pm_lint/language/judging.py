"""From sentences to judgements: the one finding that fits each sentence best.

Most sentences end after a look at their bare words. What the others need (``reading``) is imported when one is met.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from pm_lint.language import Judgement
from pm_lint.language.lexicon import PACKS, Lexicon, has_pack, load
from pm_lint.language.patterns import Candidate, Index, Patterns
from pm_lint.language.people import Cast, people_of
from pm_lint.language.tokens import Tokens, tokenise, words_of
from pm_lint.language.weighing import Scale, scale
from pm_lint.lazy import lazy
from pm_lint.postmortem.model import Role, Sentence
from pm_lint.record import NamedTuple

if TYPE_CHECKING:
    from pm_lint.language.reading import Reader, Reading, Verdict
    from pm_lint.markdown.tree import Text
    from pm_lint.postmortem import Postmortem

Key = tuple[str, Role | None, str, tuple[tuple[int, int], ...]]
"""A sentence and its place: its text, role, kind and code spans."""
_REMEMBERED = 20_000
"""How many verdicts are remembered before all are forgotten."""
_MAX_WORDS = 400
"""A longer "sentence" is a table without marks or a dump: it is judged in pieces of this many words."""
_SILENT_ROLES = frozenset({Role.GLOSSARY, Role.REFERENCES, Role.PARTICIPANTS, Role.METADATA})
"""Where nothing is judged."""


class Pack(NamedTuple):
    """A language, ready to judge with."""

    lexicon: Lexicon
    patterns: Patterns
    scale: Scale | None


@cache
def _pack(language: str) -> Pack:
    lexicon = load(language)
    index = Index.read((PACKS / language / "index.txt").read_bytes().decode())
    return Pack(lexicon, Patterns(lexicon, index), scale(language, lexicon))


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
        self.people = people_of(postmortem, pack.lexicon)
        self.systems = frozenset(name.lower() for name in self.settings.systems)
        self._code: tuple[Text | None, list[tuple[int, int]]] = None, []
        """The code spans of the latest text: one paragraph may hold thousands of sentences."""

    @lazy
    def reader(self) -> Reader:
        """What reads the sentences that are worth it."""
        from pm_lint.language.reading import Reader

        cast = Cast(self.pack.lexicon, self.people, self.systems)
        return Reader(self.postmortem.language, self.settings, cast, self.scale, self.limit)

    def run(self) -> Iterator[Judgement]:
        remembered = _remembered(self._circumstances())
        if len(remembered) > _REMEMBERED:
            remembered.clear()
        for sentence in self.postmortem.sentences:
            if sentence.role in _SILENT_ROLES:
                continue
            code = self._code_in(sentence)
            key = sentence.text, sentence.role, sentence.kind, tuple(code)
            if key not in remembered:
                remembered[key] = self._verdict(sentence, code)
            verdict = remembered[key]
            span = sentence.span(verdict.start, verdict.end) if verdict is not None else None
            if verdict is not None and span is not None:
                yield Judgement(verdict.rule, sentence, span, verdict.message, verdict.help, verdict.severity)

    def _verdict(self, sentence: Sentence, code: list[tuple[int, int]]) -> Verdict | None:
        for reading in self._readings_of(sentence, code):
            verdict = self.reader.verdict(reading)
            if verdict is not None:
                return verdict
        return None

    def _circumstances(self) -> tuple[Hashable, ...]:
        """Everything besides itself and its place that a verdict on a sentence depends on."""
        given = self.settings
        asked = given.names, given.self_criticism, given.allowed_phrases, str(given.strictness), str(given.patterns)
        return self.postmortem.language, self.limit, self.people, self.systems, asked

    def readings(self) -> Iterator[Reading]:
        """The sentences that are not in a silent place, whatever they hold."""
        for sentence in self.postmortem.sentences:
            if sentence.role not in _SILENT_ROLES:
                yield from self._readings_of(sentence, self._code_in(sentence), everything=True)

    def _readings_of(
        self, sentence: Sentence, code: list[tuple[int, int]], *, everything: bool = False
    ) -> Iterator[Reading]:
        """A sentence, where it is worth a look; in pieces where it is monstrous."""
        text = sentence.text
        question = "?" in text and text.rstrip("\"'”’) ").endswith("?")
        everything = everything or self.settings.names != "allow-neutral"
        words = words_of(text, code)
        tokens: Tokens | None = None
        for start in range(0, len(words), _MAX_WORDS):
            piece = words if len(words) <= _MAX_WORDS else words[start : start + _MAX_WORDS]
            present = frozenset(piece)
            candidates = self._candidates(piece, present, sentence.role, question)
            heavy = self._may_be_heavy(sentence, present)
            if everything or heavy or candidates:
                tokens = tokens or tokenise(text, code)
                yield self.reader.read(sentence, _piece(tokens, start), candidates, heavy, question)

    def _candidates(
        self, words: list[str], present: frozenset[str], role: Role | None, question: bool
    ) -> list[Candidate]:
        """The patterns that the bare words of a sentence allow."""
        found: list[Candidate] = []
        for patterns in self.patterns:
            found += patterns.candidates(words, present, self.people, question, role)
        return found

    def _may_be_heavy(self, sentence: Sentence, words: frozenset[str]) -> bool:
        """Whether a sentence may weigh enough without a pattern.

        In headings, and in what the document tells of its luck, only what can be pointed at counts.
        """
        if self.scale is None or sentence.kind == "heading" or sentence.role is Role.LUCKY:
            return False
        return self.scale.may_weigh(words, self.limit)

    def _code_in(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The code spans of a sentence, as offsets in its text."""
        holder = sentence.holder
        if self._code[0] is not holder:
            self._code = holder, holder.prose.ranges("code") if "`" in holder.content else []
        spans = self._code[1]
        if not spans:
            return spans
        first = bisect_right(spans, sentence.start, key=itemgetter(1))
        last = bisect_left(spans, sentence.end, lo=first, key=itemgetter(0))
        return [
            (max(0, start - sentence.start), min(len(sentence.text), end - sentence.start))
            for start, end in spans[first:last]
        ]


def _piece(tokens: Tokens, start: int) -> Tokens:
    """The words of a sentence from ``start`` on: all of them, unless it is monstrous."""
    if len(tokens.words) <= _MAX_WORDS:
        return tokens
    piece = slice(start, start + _MAX_WORDS)
    words, starts, ends, capitals, quoted = tokens
    return Tokens(words[piece], starts[piece], ends[piece], capitals[piece], quoted[piece])
