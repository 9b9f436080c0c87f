"""Blame without a cue word: how much a whole sentence weighs.

Patterns find what can be pointed at. Much blame has nothing to point at: "three reminders later somebody in facilities
found the time". Such a sentence is told by many small signs together, so each of its features (words in a row, kinds
of people as subjects, classes of verbs, the patterns that match) has a weight, and the sum decides. The weights are
data of the language pack, learned by ``benchmarks/language/train.py`` from sentences composed for this purpose.

Only a sentence that speaks of others than its writers is weighed, and the more sentences a document has, the more a
single one must weigh: what is promised is few false alarms for a document, not for a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log

from pm_lint.language.analysis import Analysis, Verb
from pm_lint.language.lexicon import PACKS, Lexicon, read_json
from pm_lint.language.people import Who
from pm_lint.language.tokens import CODE
from pm_lint.postmortem.model import Role
from pm_lint.record import NamedTuple

CLASSES = (
    "error_nouns", "damage_verbs", "delete_verbs", "duty_verbs", "trait_adjectives", "trait_nouns", "trait_adverbs",
    "work_nouns", "norm_verbs", "norm_adverbs", "norm_adjectives", "drama", "deficit_nouns", "human_verbs",
    "neutral_verbs", "report_verbs",
)  # fmt: skip
"""The word classes of the lexicon that are features."""

OTHERS = frozenset({Who.PERSON, Who.NAMED, Who.GROUP, Who.NOBODY})
"""Of whom a sentence must speak to be weighed: others than its writers."""

_ACTORS = frozenset({Who.PERSON, Who.GROUP})
_HUMAN = OTHERS | {Who.THEY}
_UNREAL = frozenset({"should", "could", "ought", "might", "would"})
_ROW = 3
"""How many words in a row are one feature, at most."""
_UNSEEN = 3.0
"""How much more than its plain words a sentence may weigh: what verbs, subjects and words in a row add."""


class Scale(NamedTuple):
    """What is needed to weigh sentences of one language."""

    lexicon: Lexicon
    weights: Mapping[str, float]
    bias: float
    threshold: float
    """What a sentence must weigh in a document of one sentence."""
    slope: float
    """How much more for each e-fold of sentences."""
    doubt: float
    """What a sentence with a matching pattern must weigh for the match to be believed."""

    def weigh(self, analysis: Analysis, role: Role | None, rule: str | None) -> float:
        """The weight of a sentence, in which a pattern of ``rule`` matches or none."""
        weights = self.weights
        return self.bias + sum(weights.get(feature, 0.0) for feature in features(analysis, role, self.lexicon, rule))

    def may_weigh(self, words: set[str], limit: float) -> bool:
        """Whether a sentence of these plain words is worth an analysis where ``limit`` is what it must weigh."""
        weights = self.weights
        return self.bias + sum(weights.get(word, 0.0) for word in words) > limit - _UNSEEN

    def heaviest(self, analysis: Analysis) -> tuple[int, int]:
        """The start and end of the three words in a row that weigh most: what a finding points at."""
        weights, symbols = self.weights, list(_symbols(analysis, self.lexicon))
        size = min(_ROW, len(symbols))

        def weight(start: int) -> float:
            part = symbols[start : start + size]
            parts = (row for length in range(1, size + 1) for row in _rows(part, length))
            return sum(weights.get(row, 0.0) for row in parts)

        start = max(range(len(symbols) - size + 1), key=weight)
        return start, start + size

    def limit(self, sentences: int) -> float:
        """What a sentence must weigh in a document of so many sentences."""
        return self.threshold + self.slope * log(max(1, sentences))


@cache
def scale(language: str, lexicon: Lexicon) -> Scale | None:
    """The scale of a language pack; None for one that has no weights."""
    if not (PACKS / language / "weights.json").exists():
        return None
    data = read_json(language, "weights.json")
    numbers = (data[name] for name in ("bias", "threshold", "slope", "doubt"))
    return Scale(lexicon, data["weights"], *numbers)


def speaks_of_others(analysis: Analysis) -> bool:
    """Whether a sentence speaks of a person, a group, or of nobody who did something."""
    return not OTHERS.isdisjoint(analysis.who) or any(verb.who in OTHERS for verb in analysis.verbs.values())


def nearest_rule(analysis: Analysis, role: Role | None, question: bool) -> str:
    """The rule whose page says most about a sentence that no pattern fits."""
    verbs = analysis.verbs.values()
    if question:
        return "accusatory-question"
    if role is Role.ACTION_ITEMS:
        return "vigilance-remedy"
    if any(verb.modal in _UNREAL and verb.perfect for verb in verbs):
        return "blameful-counterfactual"
    if "without" in analysis.tokens.words or any(verb.negated or verb.who is Who.NOBODY for verb in verbs):
        return "blameful-omission"
    if Who.NAMED in analysis.who:
        return "named-individual-as-cause"
    return "finger-pointing" if Who.GROUP in analysis.who else "normative-judgement"


def features(analysis: Analysis, role: Role | None, lexicon: Lexicon, rule: str | None) -> set[str]:
    """Everything that a sentence is weighed by."""
    return {*words(analysis, role, lexicon), *rows(analysis, lexicon), *matched(rule)}


def matched(rule: str | None) -> tuple[str, ...]:
    """The features of a matching pattern."""
    return ("matched", f"matched={rule}") if rule else ()


def words(analysis: Analysis, role: Role | None, lexicon: Lexicon) -> Iterator[str]:
    """The single words of a sentence, with their classes; its verbs with their subjects; its place."""
    yield f"role={role}"
    yield from _symbols(analysis, lexicon)
    classes = _classes(lexicon)
    for word, lemma in zip(analysis.tokens.words, analysis.lemmas, strict=True):
        yield f"lemma={lemma}"
        for name in classes.get(lemma) or classes.get(word, ()):
            yield f"class={name}"
    for verb in analysis.verbs.values():
        yield from _of_verb(verb, analysis.lemmas[verb.head], classes)


def rows(analysis: Analysis, lexicon: Lexicon) -> Iterator[str]:
    """Two and three words in a row, once with the words themselves and once with people by their kind."""
    symbols = list(_symbols(analysis, lexicon))
    people = [
        "<person>" if who in _ACTORS or symbol == "<name>" else symbol
        for who, symbol in zip(analysis.who, symbols, strict=True)
    ]
    for size in range(2, _ROW + 1):
        yield from _rows(["^", *symbols, "$"], size)
        yield from (row for row in _rows(["^", *people, "$"], size) if "<person>" in row)


def _rows(symbols: Sequence[str], size: int) -> Iterator[str]:
    return (" ".join(symbols[start : start + size]) for start in range(len(symbols) - size + 1))


def _symbols(analysis: Analysis, lexicon: Lexicon) -> Iterator[str]:
    """The words, with names, numbers and code by their kind."""
    tokens = analysis.tokens
    known = _classes(lexicon)
    for index, (word, who) in enumerate(zip(tokens.words, analysis.who, strict=True)):
        if word[0] == CODE:
            yield "<code>"
        elif word[0].isdigit():
            yield "<number>"
        elif who is Who.NAMED or (tokens.capitals[index] and word in lexicon.names):
            yield "<name>"
        elif index and tokens.capitals[index] and word != "i" and word not in known:
            yield "<capital>"
        else:
            yield word


def _of_verb(verb: Verb, lemma: str, classes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    subject = "other" if verb.who in _HUMAN else verb.who.value or "none"
    signs = (
        ("not", verb.negated), ("unreal", verb.modal in _UNREAL), ("perfect", verb.perfect), ("passive", verb.passive)
    )  # fmt: skip
    marks = " ".join(name for name, holds in signs if holds)
    yield f"verb={subject} {lemma}"
    yield f"verb={subject} ({marks})"
    for name in classes.get(lemma, ()):
        yield f"verb={subject} ({marks}) {name}"


@cache
def _classes(lexicon: Lexicon) -> Mapping[str, Sequence[str]]:
    """The classes of each base form."""
    found: dict[str, list[str]] = {}
    for name in CLASSES:
        for word in lexicon.of(name):
            found.setdefault(word, []).append(name)
    return found
