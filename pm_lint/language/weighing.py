"""Blame without a cue word: how much a whole sentence weighs.

Patterns find what can be pointed at. Much blame has nothing to point at: "three reminders later somebody in facilities
found the time". Such a sentence is told by many small signs together, so each of its features (its words, alone and
in a row, kinds of people as subjects, classes of verbs, the patterns that match) has a weight, and the sum decides.
The weights are data of the language pack, learned by ``benchmarks/language/train.py`` from sentences composed for this
purpose.

The more sentences a document has, the more a single one must weigh: what is promised is few false alarms for a
document, not for a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from math import inf, log
from typing import TYPE_CHECKING, Any

from pm_lint.language.lexicon import PACKS, Lexicon, Memo, read_json
from pm_lint.language.people import Who
from pm_lint.language.tokens import CODE, ZONES
from pm_lint.lazy import lazy

if TYPE_CHECKING:
    from pm_lint.language.analysis import Analysis, Verb
    from pm_lint.language.matching import Match

CLASSES = (
    "error_nouns", "damage_verbs", "delete_verbs", "duty_verbs", "trait_adjectives", "trait_nouns", "trait_adverbs",
    "work_nouns", "norm_verbs", "norm_adverbs", "norm_adjectives", "drama", "deficit_nouns", "human_verbs",
    "neutral_verbs", "report_verbs",
)  # fmt: skip
"""The word classes of the lexicon that are features."""

OTHERS = frozenset({Who.PERSON, Who.NAMED, Who.GROUP, Who.NOBODY})
"""People who are not the writers of the document."""

_ACTORS = frozenset({Who.PERSON, Who.GROUP})
_HUMAN = OTHERS | {Who.THEY}
_UNREAL = frozenset({"should", "could", "ought", "might", "would"})
STEP = 0.02
"""To how much weights are rounded; sums are made of whole steps, so that their order does not matter."""
_NOTHING = "\u1400"
"""The letter for no weight; some hundred letters lie around it."""
_QUESTION = "accusatory-question"
_ROW = 3
"""How many words in a row are one feature, at most."""
_REACH = 4
"""How far apart two words may stand that are one feature."""
_CERTAIN = 3
"""How sure a pattern is that needs hardly any weight."""


class Table:
    """The weights of many features, a page at a time: a sentence has some hundred features of forty thousand.

    A line of ``text`` is a page: the names of some features between tabs, in order, and a letter for the weight of
    each. The first names of the pages are in order, too.
    """

    def __init__(self, text: bytes) -> None:
        self._pages = text.rstrip(b"\n").split(b"\n")
        self._read = Memo(self._page)

    def __getitem__(self, name: str) -> int:
        """The weight of a feature, in steps; nothing for one that is not in the table."""
        at = bisect_right(self._pages, name.encode(errors="surrogatepass") + b"\t\xff") - 1
        return _steps(self._read[at].get(name, _NOTHING)) if at >= 0 else 0

    def _page(self, at: int) -> dict[str, str]:
        return page_of(self._pages[at].decode())


def page_of(line: str) -> dict[str, str]:
    """The letters for the weights of the features on a page."""
    *names, letters = line.split("\t")
    return dict(zip(names, letters, strict=True))


def letter_of(weight: float) -> str:
    """The letter that stands for a weight in a table."""
    return chr(ord(_NOTHING) + round(weight / STEP))


def _steps(letter: str) -> int:
    return ord(letter) - ord(_NOTHING)


class Scale:
    """What is needed to weigh sentences of one language."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        given: dict[str, Any] = read_json(language, "weights.json")
        self._language = language
        self._lexicon = lexicon
        self._words = page_of((PACKS / language / "singles.txt").read_bytes().decode().rstrip("\n"))
        """The letters of single words, their base forms and classes."""
        self._classes = _classes(lexicon)
        self.alone = Memo(self._of_word)
        """What each bare word weighs, wherever it stands, in steps."""
        self.bias: float = given["bias"]
        self.unseen: float = given["unseen"]
        """How much more than its bare words a sentence may weigh: what its other features add."""
        self.threshold: float = given["threshold"]
        """What a sentence must weigh in a document of one sentence."""
        self.slope: float = given["slope"]
        """How much more for each e-fold of sentences."""
        self.doubt: float = given["doubt"]
        """What a sentence with a matching pattern that is certain must weigh for the match to be believed."""
        self.doubt_likely: float = given["doubt_likely"]
        """The same for one that is likely."""

    @lazy
    def _rows(self) -> Table:
        """The weights of all other features. Most documents have no sentence that must be weighed to the last one."""
        return Table((PACKS / self._language / "rows.txt").read_bytes())

    def _sum(self, features: Iterable[str]) -> int:
        words, rows = self._words, self._rows
        return sum(_steps(words[feature]) if feature in words else rows[feature] for feature in features)

    def weigh(self, analysis: Analysis, match: Match | None, *, told: bool) -> float:
        """The weight of a sentence, in which a pattern matches or none, surely enough to be ``told`` or not."""
        return self.bias + STEP * self._sum(features(analysis, self._lexicon, match, told=told))

    def may_weigh(self, words: Iterable[str], limit: float) -> bool:
        """Whether a sentence of these bare words is worth an analysis where ``limit`` is what it must weigh."""
        return self.bias + STEP * sum(map(self.alone.__getitem__, words)) > limit - self.unseen

    def _of_word(self, word: str) -> int:
        letters = self._words
        names = [word, *_of_lemma(word, self._lexicon.lemma(word), self._classes)]
        return sum([_steps(letters[name]) for name in names if name in letters])

    def nearest_rule(self, analysis: Analysis, question: bool) -> str:
        """The rule whose page says most about a sentence that no pattern fits."""
        found = set(words(analysis, self._lexicon))
        fits = {
            rule: bias + STEP * sum(map(weights.get, found, repeat(0)))
            for rule, (bias, weights) in self._rules.items()
            if question or rule != _QUESTION
        }
        return max(fits, key=fits.__getitem__)

    @lazy
    def _rules(self) -> Mapping[str, tuple[float, Mapping[str, int]]]:
        """For each rule what speaks for it, of a sentence that is known to blame."""
        given: dict[str, Any] = read_json(self._language, "rules.json")
        return {rule: (entry["bias"], _by_feature(entry["weights"])) for rule, entry in given.items()}

    def heaviest(self, analysis: Analysis) -> tuple[int, int]:
        """The start and end of the three words in a row, without a mark, that weigh most: what a finding points at."""
        symbols = list(_symbols(analysis, self._lexicon))
        size = min(_ROW, len(symbols))

        def weight(start: int) -> float:
            part = symbols[start : start + size]
            if not all(symbol[0].isalnum() or symbol[0] in "<'" for symbol in part):
                return -inf
            return self._sum(row for length in range(1, size + 1) for row in _rows(part, length))

        start = max(range(len(symbols) - size + 1), key=weight)
        return start, start + size

    def doubts(self, weight: float, sure: int) -> bool:
        """Whether a sentence weighs too little for the pattern that matches; ``sure`` is how sure that one is."""
        return weight < (self.doubt if sure >= _CERTAIN else self.doubt_likely)

    def limit(self, sentences: int) -> float:
        """What a sentence must weigh in a document of so many sentences."""
        return self.threshold + self.slope * log(max(1, sentences))


@cache
def scale(language: str, lexicon: Lexicon) -> Scale | None:
    """The scale of a language pack; None for one that has no weights."""
    return Scale(language, lexicon) if (PACKS / language / "weights.json").exists() else None


def _by_feature(written: Mapping[str, str]) -> dict[str, int]:
    """The weight of each feature, in steps, from the features that have each weight: a short way to write them."""
    found: dict[str, int] = {}
    for weight, names in written.items():
        found.update(dict.fromkeys(names.split("\t"), round(float(weight) / STEP)))
    return found


def features(analysis: Analysis, lexicon: Lexicon, match: Match | None, *, told: bool) -> set[str]:
    """Everything that a sentence is weighed by."""
    return {*words(analysis, lexicon), *rows(analysis, lexicon), *matched(match, told=told)}


def matched(match: Match | None, *, told: bool) -> tuple[str, ...]:
    """The features of the pattern that matches: some are trusted more than others."""
    if match is None:
        return ()
    name = "matched" if told else "hinted"
    return name, f"{name}={match.group.rule}", f"{name}={match.line}"


def words(analysis: Analysis, lexicon: Lexicon) -> Iterator[str]:
    """The single words of a sentence, with their classes; its verbs with their subjects."""
    classes = _classes(lexicon)
    told = zip(_symbols(analysis, lexicon), analysis.tokens.words, analysis.lemmas, strict=True)
    for symbol, word, lemma in list(told)[_body(analysis.tokens.words)]:
        yield symbol
        if symbol == word:
            yield from _of_lemma(word, lemma, classes)
    for verb in analysis.verbs.values():
        yield from _of_verb(verb, analysis.lemmas[verb.head], classes)


def _of_lemma(word: str, lemma: str, classes: Mapping[str, Sequence[str]]) -> list[str]:
    of = classes.get(lemma) or classes.get(word)
    return [f"lemma={lemma}", *(f"class={name}" for name in of)] if of else [f"lemma={lemma}"]


def rows(analysis: Analysis, lexicon: Lexicon) -> Iterator[str]:
    """Words in a row, once as they are and once with people by their kind; and words that stand near each other."""
    symbols = list(_symbols(analysis, lexicon))
    people = [
        "<person>" if who in _ACTORS or symbol == "<name>" else symbol
        for who, symbol in zip(analysis.who, symbols, strict=True)
    ]
    body = _body(analysis.tokens.words)
    symbols, people = ["^", *symbols[body], "$"], ["^", *people[body], "$"]
    for size in range(2, _ROW + 1):
        yield from _rows(symbols, size)
        yield from (row for row in _rows(people, size) if "<person>" in row)
    for distance in range(2, _REACH + 1):
        yield from (f"{one} … {other}" for one, other in zip(people, people[distance:], strict=False))


def _body(words: Sequence[str]) -> slice:
    """A sentence without the time before it and the full stop after it, which say nothing of blame."""
    start = next((index for index, word in enumerate(words) if not _is_of_time(word)), 0)
    return slice(start if start > 1 else 0, len(words) - (words[-1:] == ["."]))


def _is_of_time(word: str) -> bool:
    return word in ZONES or not (word[0].isalpha() or word[0] in "@" + CODE)


def _rows(symbols: Sequence[str], size: int) -> Iterator[str]:
    return (" ".join(symbols[start : start + size]) for start in range(len(symbols) - size + 1))


def _symbols(analysis: Analysis, lexicon: Lexicon) -> Iterator[str]:
    """The words, with names, numbers and code by their kind."""
    tokens = analysis.tokens
    known = _classes(lexicon)
    first = _body(tokens.words).start
    for index, (word, who) in enumerate(zip(tokens.words, analysis.who, strict=True)):
        if word[0] == CODE:
            yield "<code>"
        elif word[0].isdigit():
            yield "<number>"
        elif who is Who.NAMED or (tokens.capitals[index] and word in lexicon.names and who is not Who.SYSTEM):
            yield "<name>"
        elif index > first and tokens.capitals[index] and word != "i" and word not in known:
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
    """The classes of each base form that are features."""
    found: dict[str, list[str]] = {}
    for name in CLASSES:
        for word in lexicon.of(name):
            found.setdefault(word, []).append(name)
    return found
