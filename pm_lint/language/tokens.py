"""A sentence as words: lower case for matching, with offsets for pointing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pm_lint.record import NamedTuple

_WORD = re.compile(r"@?\w+(?:[-'’.]\w+)*|[^\w\s]")
_CLITICS = ("n't", "'s", "'re", "'ve", "'d", "'ll", "'m")
_IRREGULAR = {"can't": "can", "won't": "will", "shan't": "shall", "cannot": "can"}
_SPOKEN = {
    "shoulda": ("should", "have"),
    "coulda": ("could", "have"),
    "woulda": ("would", "have"),
    "shouldve": ("should", "have"),
    "couldve": ("could", "have"),
    "wouldve": ("would", "have"),
}
_SPECIAL = frozenset({*_SPOKEN, "cannot", "one"})
_DEPENDENT = frozenset({*_SPECIAL, "'"})
"""Words that stand for others, some where others stand beside them."""
_ONE = {"one"}
ZONES = frozenset(
    ["utc", "gmt", "cet", "cest", "est", "edt", "pst", "pdt", "pt", "et", "ist", "bst", "jst", "am", "pm"]
)
"""What stands after a time of day."""
_OPENING = {"“": "”", "«": "»", "„": "“", '"': '"', "‘": "’"}
CODE = "`"
"""The first character of the word that stands for a code span; no lexicon holds such a word."""


class Tokens(NamedTuple):
    """The words of one sentence, contractions and possessives split (``didn't`` is ``did`` and ``n't``)."""

    words: list[str]
    """Lower case, straight apostrophes; a code span is one word that starts with a backquote."""
    starts: list[int]
    """Offset of each word in the sentence."""
    ends: list[int]
    capitals: list[bool]
    """Whether the word is written with a capital first letter."""
    quoted: list[bool]
    """Whether the word stands inside quotation marks."""


def tokenise(text: str, code: Sequence[tuple[int, int]] = ()) -> Tokens:
    """Splits ``text`` into words; ``code`` holds the (start, end) of its code spans, in order."""
    tokens = Tokens([], [], [], [], [])
    at = 0
    for start, end in code:
        _split(text, at, max(at, start), tokens)
        if end > max(at, start):
            _add(tokens, CODE + text[start:end].lower(), start, end)
        at = max(at, end)
    _split(text, at, len(text), tokens)
    _mark_quotes(tokens)
    return tokens


def words_of(text: str, code: Sequence[tuple[int, int]] = ()) -> list[str]:
    """The words of ``tokenise`` without their places, which most sentences are never asked for."""
    words: list[str] = []
    at = 0
    for start, end in code:
        _add_words(text[at : max(at, start)], words)
        if end > max(at, start):
            words.append(CODE + text[start:end])
        at = max(at, end)
    _add_words(text[at:], words)
    words = list(map(str.lower, words))
    odd = _DEPENDENT.intersection(words)
    if odd and (odd != _ONE or "no" in words):
        return tokenise(text, code).words
    return words


def _add_words(text: str, words: list[str]) -> None:
    """Adds what ``text`` holds between spaces, most of which is a word as it stands."""
    for written in text.split():
        if written.isalpha():
            words.append(written)
        else:
            words += _parts(written)


@lru_cache(maxsize=10_000)
def _parts(written: str) -> Sequence[str]:
    """The words of what holds no space, where they do not depend on what stands around it."""
    words = _WORD.findall(written)
    if "'" not in written and "’" not in written and _SPECIAL.isdisjoint(map(str.lower, words)):
        return words
    tokens = Tokens([], [], [], [], [])
    _split(written, 0, len(written), tokens)
    return tokens.words


def _add(tokens: Tokens, word: str, start: int, end: int, *, capital: bool = False) -> None:
    tokens.words.append(word)
    tokens.starts.append(start)
    tokens.ends.append(end)
    tokens.capitals.append(capital)
    tokens.quoted.append(False)


def _split(text: str, start: int, end: int, tokens: Tokens) -> None:
    words, starts, ends, capitals, quoted = tokens
    for match in _WORD.finditer(text, start, end):
        written = match.group()
        first, last = match.span()
        word = written.lower()
        capital = written[0].isupper()
        if word.isalpha() and word not in _SPECIAL:
            words.append(word)
            starts.append(first)
            ends.append(last)
            capitals.append(capital)
            quoted.append(False)
            continue
        word = word.replace("’", "'")
        if "'" in word and len(word) > 2:
            _split_clitic(word, first, last, tokens, capital)
        elif word == "'" and _ends_plural(tokens, first) and text[last : last + 1] == " ":
            _add(tokens, "'s", first, last)  # "the agents' inability"
        elif word in _SPOKEN:
            modal, have = _SPOKEN[word]
            _add(tokens, modal, first, last - 1, capital=capital)
            _add(tokens, have, last - 1, last)
        elif word == "cannot":
            _add(tokens, "can", first, first + 3, capital=capital)
            _add(tokens, "n't", first + 3, last)
        elif word == "one" and tokens.words and tokens.words[-1] == "no":
            tokens.words[-1] = "nobody"
            tokens.ends[-1] = last
        else:
            _add(tokens, word, first, last, capital=capital)


def _ends_plural(tokens: Tokens, at: int) -> bool:
    return bool(tokens.words) and tokens.ends[-1] == at and tokens.words[-1].endswith("s") and "'" not in tokens.words


def _split_clitic(word: str, start: int, end: int, tokens: Tokens, capital: bool) -> None:
    for clitic in _CLITICS:
        if word.endswith(clitic):
            base = _IRREGULAR.get(word, word[: -len(clitic)])
            cut = end - len(clitic)
            if base:
                _split_have(base, start, cut, tokens, capital)
            _add(tokens, clitic, cut, end)
            return
    _add(tokens, word, start, end, capital=capital)


def _split_have(base: str, start: int, end: int, tokens: Tokens, capital: bool) -> None:
    """``shouldn't've`` and ``she'd've`` have two clitics; the inner one is split here."""
    if "'" in base and base.endswith(_CLITICS):
        _split_clitic(base, start, end, tokens, capital)
    else:
        _add(tokens, base, start, end, capital=capital)


def _mark_quotes(tokens: Tokens) -> None:
    """Marks what stands between quotation marks; a mark without its partner quotes nothing."""
    closing, opened = "", -1
    for index, word in enumerate(tokens.words):
        if opened >= 0 and word == closing:
            tokens.quoted[opened : index + 1] = [True] * (index + 1 - opened)
            opened = -1
        elif opened < 0 and word in _OPENING:
            closing, opened = _OPENING[word], index
