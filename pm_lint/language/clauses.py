"""A shallow analysis of English: noun phrases with their kind, verbs with their subject.

One pass from left to right, no parse tree: enough to say who the subject of a verb is through prepositional
phrases, relative clauses, coordination and control, in time linear in the sentence.
"""

from __future__ import annotations

from pm_lint.language.people import Cast, Who
from pm_lint.language.tokens import CODE, Tokens
from pm_lint.record import NamedTuple


class Verb(NamedTuple):
    """One verb group ("should not have been deleted") and whom it speaks of."""

    head: int
    """Index of the main verb."""
    start: int
    """Index of the first auxiliary."""
    subject: int
    """Index of the head of the subject; -1 where there is none."""
    who: Who
    negated: bool
    modal: str
    """``should``, ``could`` … or an empty string."""
    perfect: bool
    passive: bool
    finite: bool
    agent: int = -1
    """Index of the head after ``by``, of a passive."""


class Analysis(NamedTuple):
    """A sentence, understood as far as the rules need."""

    tokens: Tokens
    lemmas: list[str]
    who: list[Who]
    """The kind of each noun phrase, at the index of its head (and of each possessor); else NONE."""
    verbs: dict[int, Verb]
    """Verb groups by the index of their main verb."""
    heads: dict[int, int]
    """The head of each noun phrase of several words, by the index of its first word."""
    cast: Cast


class _Subject(NamedTuple):
    head: int
    who: Who


_NO_SUBJECT = _Subject(-1, Who.NONE)
_BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'re", "'m", "get", "got", "gets"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve"})
_DO = frozenset({"do", "does", "did"})
_MODALS = frozenset({"should", "could", "would", "might", "must", "ought", "will", "shall", "can", "may", "'ll"})
_NOT = frozenset({"n't", "not", "never", "hardly", "barely"})
_RIGHTS = frozenset({"access", "permission", "permissions", "rights", "replica", "replicas"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_GERUND_AFTER = frozenset(
    {"without", "by", "before", "after", "of", "for", "instead", "while", "when", "despite", "in", "from", "on", "than"}
)
_WEAK = frozenset({"after", "before", "since", "until", "till", "as"})
_POSSESSIVE = frozenset({"his", "her", "their", "our", "my", "your", "whose"})
_OWNERS = {"his": Who.PERSON, "her": Who.PERSON, "their": Who.THEY, "our": Who.SELF, "my": Who.SELF, "your": Who.YOU}
_ED_NOUNS = frozenset({"speed", "embed", "hundred", "kindred", "weed", "greed", "breed", "indeed"})
_LY_WORDS = frozenset(
    {
        "reply",
        "apply",
        "family",
        "assembly",
        "anomaly",
        "supply",
        "july",
        "italy",
        "rely",
        "comply",
        "imply",
        "multiply",
        "friendly",
        "nightly",
        "daily",
        "weekly",
        "monthly",
        "hourly",
    }
)
_ZONES = frozenset(
    {"utc", "gmt", "cet", "cest", "est", "edt", "pst", "pdt", "pt", "et", "ist", "bst", "jst", "am", "pm"}
)


def analyse(tokens: Tokens, cast: Cast) -> Analysis:
    """Finds the noun phrases and verbs of one sentence."""
    return _Scanner(tokens, cast).run()


class _Scanner:
    """The state of the pass; one instance for each sentence."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        lexicon = cast.lexicon
        self.tokens, self.words, self.cast = tokens, tokens.words, cast
        self.lemmas = [lexicon.lemma(word) for word in tokens.words]
        self.who = [Who.NONE] * len(tokens.words)
        self.verbs: dict[int, Verb] = {}
        self.heads: dict[int, int] = {}
        self.prepositions = lexicon.of("prepositions")
        self.subordinators = lexicon.of("subordinators")
        self.conjunctions = lexicon.of("conjunctions")
        self.auxiliaries = lexicon.of("auxiliaries")
        self.adverbs = lexicon.of("adverbs")
        self.determiners = lexicon.of("closed_det")
        self.quantities = lexicon.of("quantities")
        self.pronouns = cast.pronouns
        self.candidate = _NO_SUBJECT
        self.last = _NO_SUBJECT
        """The subject of the latest finite verb: what a coordinated verb takes."""
        self.outer = _NO_SUBJECT
        """The noun before a relative clause: the subject of the verb after it."""
        self.consumed = False
        """Whether the clause has its verb."""
        self.oblique = False
        """Whether a preposition waits for its noun."""
        self.weak = False
        """Whether the candidate may be the object of "after" and the like."""
        self.pending: list[int] = []
        """Auxiliaries that stand before their subject ("had the operator …")."""

    def run(self) -> Analysis:
        index, count = 0, len(self.words)
        while index < count:
            index = max(index + 1, self._step(index))
        self._find_agents()
        return Analysis(self.tokens, self.lemmas, self.who, self.verbs, self.heads, self.cast)

    def _step(self, index: int) -> int:
        word = self.words[index]
        if not (word[0].isalnum() or word[0] in "@'" + CODE) and word != "n't":
            self._punctuation(word)
            return index + 1
        if word in self.auxiliaries and not self._is_noun_here(index):
            return self._auxiliary(index)
        if word == "to":
            return self._infinitive(index)
        if self._is_small_word(index):
            return index + 1
        if self._is_verb(index, run=False):
            return self._verb_group(index, index)
        return self._noun_phrase(index)

    def _is_small_word(self, index: int) -> bool:
        """Takes a pronoun, a conjunction, a preposition or an adverb; says whether the word was one."""
        word = self.words[index]
        if self._is_pronoun(index):
            self._phrase(index, index + 1, self.pronouns[word])
            if word == "whoever":
                self.outer = self.candidate
        elif self._is_relative(index):
            self._relative(index)
        elif word in self.subordinators:
            self._subordinate(word)
        elif word in self.conjunctions:
            if self.consumed:
                self.candidate = _NO_SUBJECT
            self.oblique = False
        elif word in self.prepositions:
            self._preposition(index)
        else:
            return self._is_adverb(word)
        return True

    def _is_pronoun(self, index: int) -> bool:
        word = self.words[index]
        if word not in self.pronouns or word in _RELATIVE or self._determines(index):
            return False
        return not (word in ("it", "us") and self.tokens.capitals[index] and index)  # the IT department, the US

    # -- places where a clause turns --------------------------------------------------------------------------

    def _punctuation(self, word: str) -> None:
        self.oblique = False
        if word == ",":
            if self.consumed or self.weak:
                self.candidate = _NO_SUBJECT
            self.weak = False
        elif word in ";:.!?()[]—–-…|":
            self.candidate = _NO_SUBJECT
            self.consumed = False
            self.weak = False
            if word in ";:.!?|":
                self.last = self.outer = _NO_SUBJECT

    def _is_relative(self, index: int) -> bool:
        word = self.words[index]
        if word not in _RELATIVE or not index:
            return word == "who"
        after_comma = self.words[index - 1] == "," and word != "that"
        return word == "who" or after_comma or self.who[index - 1] is not Who.NONE

    def _relative(self, index: int) -> None:
        antecedent = self.candidate
        for back in range(index - 1, max(-1, index - 7), -1):
            if self.who[back] is not Who.NONE:
                antecedent = _Subject(back, self.who[back])
                break
        self.outer = self.candidate if self.candidate.head >= 0 and not self.consumed else antecedent
        self.candidate = antecedent if antecedent.head >= 0 else _Subject(index, Who.PERSON)
        self.consumed = False
        self.oblique = False

    def _subordinate(self, word: str) -> None:
        if self.candidate.head >= 0 and not self.consumed and word == "as":
            self.oblique = True  # "as the lead" inside a subject
            return
        self.candidate = _NO_SUBJECT
        self.consumed = False
        self.oblique = False
        self.weak = word in _WEAK

    def _preposition(self, index: int) -> None:
        word = self.words[index]
        if word == "of" and index and self.words[index - 1] in self.quantities:
            if self.candidate.head == index - 1:
                self.candidate = _NO_SUBJECT
            return
        self.oblique = True

    # -- noun phrases -----------------------------------------------------------------------------------------

    def _phrase(self, start: int, end: int, who: Who) -> None:
        head = end - 1
        if who is Who.THEY:
            who = self._resolve_they(head)
        self.who[head] = who
        if self.oblique:
            self.oblique = False
            return
        if self.candidate.head >= 0 and not self.consumed and self._is_apposition(start):
            if who in (Who.SYSTEM, Who.PERSON, Who.NAMED, Who.GROUP) and self.candidate.who is not Who.NAMED:
                self.candidate = _Subject(self.candidate.head, who)
            elif who is Who.SYSTEM:
                self.candidate = _Subject(self.candidate.head, who)
                self.who[self.candidate.head] = who
            return
        if self.candidate.head >= 0 and not self.consumed and self.words[start - 1] in self.conjunctions:
            if who in "PNG" and self.candidate.who not in "PNGW":
                self.candidate = _Subject(head, who)
            return
        self.candidate = _Subject(head, who)

    def _is_apposition(self, start: int) -> bool:
        return start > 1 and self.words[start - 1] == "," and not self.weak

    def _resolve_they(self, index: int) -> Who:
        """ "They" are people where the sentence has spoken of people, or speaks of no other plural."""
        for back in range(index - 1, -1, -1):
            who = self.who[back]
            if who and who in "PNGZ":
                return Who.PERSON
            if who in (Who.SYSTEM, Who.OUTSIDER) and self.words[back].endswith("s"):
                return Who.UNKNOWN
        return Who.THEY

    def _noun_phrase(self, index: int) -> int:
        begin = start = index
        determined = False
        count = len(self.words)
        while index < count and (self.words[index] in self.determiners or self.words[index] in _POSSESSIVE):
            if self.words[index] in _OWNERS:
                self.who[index] = _OWNERS[self.words[index]]
            determined = True
            index += 1
            start = index if index < count else start
        while index < count and self.words[index] in _ZONES and not determined:
            index += 1  # "10:05 UTC Support calls": the zone is no part of the phrase
        first = index
        start = start if determined else first
        while index < count and self._continues(index, first):
            if self.words[index] == "'s":
                self.who[index - 1] = self._kind(first, index, determined)
                first = index + 1
                determined = True
            index += 1
        if index == start:
            if determined:
                self._phrase(start - 1, start, Who.UNKNOWN)
            return max(index, start + (not determined))
        end = index
        while end > first and self.words[end - 1] in _ZONES:
            end -= 1
        if end <= first:
            return index
        if not any(character.isalpha() for character in self.words[end - 1]) and not determined:
            self.oblique = False  # a time or a number: "at 10:05", "10:05"
            return index
        self.heads[begin] = end - 1
        self._phrase(start, end, self._kind(first, end, determined))
        return index

    def _kind(self, start: int, end: int, determined: bool) -> Who:
        if start > 1 and self.words[start - 1] == "." and self.words[start - 2] in self.cast.lexicon.of("titles"):
            return Who.NAMED
        if end <= start:
            return Who.UNKNOWN
        return self.cast.who(self.tokens, start, end, determined)

    def _continues(self, index: int, first: int) -> bool:
        word = self.words[index]
        if word == "'s":
            return index > first and not self._is_contracted_be(index)
        if word in self.determiners or word in _POSSESSIVE or (word in self.pronouns and self._is_pronoun(index)):
            return False
        if word in self.prepositions or word in self.subordinators or word in self.conjunctions or word == "to":
            return False
        if word in self.auxiliaries:
            return self._is_noun_here(index)
        if self._is_adverb(word):
            return False
        if word[0] == CODE or word[0] == "@":
            return True
        if not word[0].isalnum():
            return False
        return not self._is_verb(index, run=index > first)

    def _is_adverb(self, word: str) -> bool:
        return word in self.adverbs or (word.endswith("ly") and len(word) > 4 and word not in _LY_WORDS)

    def _is_contracted_be(self, index: int) -> bool:
        if self.words[index - 1] in self.pronouns or index + 1 >= len(self.words):
            return True
        following = self.words[index + 1]
        return following in _NOT or following in self.determiners or following == "been"

    def _determines(self, index: int) -> bool:
        """Whether "that", "this" … stands before its noun."""
        return (
            self.words[index] in self.determiners
            and index + 1 < len(self.words)
            and self.words[index + 1][0].isalnum()
            and self.words[index + 1] not in self.auxiliaries
            and self.words[index + 1] not in self.prepositions
            and not self._is_verb(index + 1, run=True)
        )

    def _is_noun_here(self, index: int) -> bool:
        """ "a must", "the can", "May": auxiliaries that are nouns."""
        word = self.words[index]
        if word in ("may", "will") and self.tokens.capitals[index] and index:
            return True
        return word in ("must", "can", "will", "do", "get") and index > 0 and self.words[index - 1] in ("a", "the")

    # -- verbs ------------------------------------------------------------------------------------------------

    def _is_verb(self, index: int, *, run: bool) -> bool:
        """Whether the word is a verb here; ``run`` says that nouns of the same phrase stand before it."""
        word, lemma = self.words[index], self.lemmas[index]
        if word[0] == CODE or not word[0].isalpha():
            return False
        previous = self.words[index - 1] if index else ""
        if previous in self.determiners or previous in _POSSESSIVE or previous == "'s":
            return False
        if not self.cast.lexicon.inflects:
            return lemma in self.cast.lexicon.verbs
        if lemma not in self.cast.lexicon.verbs:
            return word.endswith("ed") and len(word) > 4 and run and word not in _ED_NOUNS and "-" not in word
        if word.endswith("ing"):
            if previous in _GERUND_AFTER or previous in (",", "") or previous in self.conjunctions:
                return True
            return run and self._person_before(index)
        if previous in self.prepositions and previous not in self.adverbs:
            return False
        if word != lemma and not word.endswith("s"):
            return True  # a past form
        if self.pending:
            return True
        if word == lemma and word in self.cast.lexicon.irregular and self._has_subject(index):
            return True  # "read", "put", "let": past and base are one
        if word != lemma:
            return self._is_third_person(index, run)
        return self._is_plain_verb(index, previous)

    def _has_subject(self, index: int) -> bool:
        return bool(self.candidate.head >= 0 and self.candidate.who and self.candidate.who in "PNGTWZ") or (
            index > 0 and self._person_before(index)
        )

    def _person_before(self, index: int) -> bool:
        word = self.words[index - 1]
        return self.cast.who(self.tokens, index - 1, index, determined=True) in (Who.PERSON, Who.NAMED, Who.GROUP) and (
            word[0].isalnum() or word[0] == "@"
        )

    def _is_third_person(self, index: int, run: bool) -> bool:
        if not run and self.candidate.head < 0 and self.words[index - 1] not in self.conjunctions:
            return False
        if index + 1 == len(self.words):
            return True
        following = self.words[index + 1]
        return (
            following in self.determiners
            or following in _POSSESSIVE
            or following in self.pronouns
            or following in self.prepositions
            or following in self.adverbs
            or following in self.subordinators
            or following in self.conjunctions
            or following == "to"
            or not following[0].isalpha()
            or self.tokens.capitals[index + 1]
            or self._person_before(index)
        )

    def _is_plain_verb(self, index: int, previous: str) -> bool:
        if previous in self.pronouns and self.pronouns[previous] in (Who.SELF, Who.THEY, Who.YOU):
            return True
        if previous == "who":
            return True
        if index == 0:
            return not self._is_department(index)
        if not previous[:1].isalnum():
            return False
        return previous.endswith("s") and self._person_before(index)

    def _is_department(self, index: int) -> bool:
        """ "Support failed to …": whether a sentence opens with the name of a department and its verb."""
        if index + 1 >= len(self.words) or self.words[index + 1] in self.auxiliaries:
            return True
        following, lemma = self.words[index + 1], self.lemmas[index + 1]
        return (
            self.words[index] in self.cast.lexicon.of("departments")
            and lemma in self.cast.lexicon.verbs
            and following != lemma
        )

    def _auxiliary(self, index: int) -> int:
        """Reads a verb group from its first auxiliary; a verb group without a main verb is a copula."""
        at, count = index, len(self.words)
        while at < count and (self.words[at] in self.auxiliaries or self._is_adverb(self.words[at])):
            at += 1
        following = self.words[at] if at < count else ""
        if following == "to" and self.words[at - 1] in ("ought", "had", "have", "needed"):
            return self._auxiliary_to(index, at)
        if at < count and self._is_main(at):
            return self._verb_group(index, at)
        if self._inverts(index, at):
            self.pending = list(range(index, at))
            return at
        head = max(position for position in range(index, at) if self.words[position] in self.auxiliaries)
        return self._verb_group(index, head, after=at)

    def _auxiliary_to(self, index: int, at: int) -> int:
        later = at + 1
        while later < len(self.words) and self.words[later] in self.auxiliaries:
            later += 1
        if later < len(self.words) and self._is_main(later):
            return self._verb_group(index, later)
        head = later - 1 if later > at + 1 else at - 1
        return self._verb_group(index, max(head, index), after=later)

    def _is_main(self, index: int) -> bool:
        word, lemma = self.words[index], self.lemmas[index]
        if index + 1 < len(self.words) and self.words[index + 1] in _RIGHTS:
            return False
        if word == lemma and self.words[index - 1] in _HAVE and word not in self.cast.lexicon.irregular:
            return False
        if lemma in self.cast.lexicon.verbs:
            return True
        return word.endswith(("ed", "ing")) and len(word) > 4 and "-" not in word

    def _inverts(self, index: int, at: int) -> bool:
        """Whether the subject follows the auxiliary: questions, "had they …", "nor did he"."""
        if self.candidate.head >= 0 and not self.consumed:
            return False
        if at >= len(self.words) or self.words[index] in ("been", "being", "be"):
            return False
        before = self.words[index - 1] if index else ""
        opens = not before or not before[0].isalnum() or before in self.subordinators or before in self.conjunctions
        opens = opens or before in ("nor", "neither", "only", "then", "never", "so", "avoidable", "preventable")
        following = self.words[at]
        return opens and (
            following in self.determiners
            or following in self.pronouns
            or following in _POSSESSIVE
            or self.tokens.capitals[at]
            or self.cast.who(self.tokens, at, at + 1, determined=False) in (Who.PERSON, Who.GROUP, Who.NAMED)
        )

    def _infinitive(self, index: int) -> int:
        at = index + 1
        while at < len(self.words) and self._is_adverb(self.words[at]):
            at += 1
        if at < len(self.words) and self.words[at] in self.auxiliaries:
            return self._auxiliary_to(index, index)
        if at < len(self.words) and self.lemmas[at] == self.words[at] and self.lemmas[at] in self.cast.lexicon.verbs:
            if self.words[at - 1] in self.determiners:
                return at
            return self._verb_group(index, at)
        self.oblique = True
        return index + 1

    def _verb_group(self, start: int, head: int, after: int = -1) -> int:
        words = self.words
        group = [words[position] for position in (*self.pending, *range(start, head))]
        negated = any(word in _NOT for word in group)
        if start and words[start - 1] in _NOT and words[start - 1] != "hardly":
            negated = True
        modal = next((word for word in group if word in _MODALS), "")
        last_auxiliary = next((word for word in reversed(group) if word in self.auxiliaries), "")
        ing = words[head].endswith("ing")
        passive = last_auxiliary in _BE and not ing and words[head] != self.lemmas[head]
        if last_auxiliary in _BE and words[head] == self.lemmas[head] and words[head] in self.cast.lexicon.irregular:
            passive = True
        if words[head] in self.auxiliaries:
            passive = False
        perfect = (
            last_auxiliary != "to"
            and not ing
            and any(
                word in _HAVE and (place + 1 == len(group) or group[place + 1] != "to")
                for place, word in enumerate(group)
            )
        )
        finite = words[start] != "to" and not (ing and not last_auxiliary)
        subject = self._subject(start, finite)
        at = after if after >= 0 else head + 1
        if after < 0 and at < len(words) and words[at] in ("n't", "not"):
            negated = True
        if after >= 0 and any(words[position] in _NOT for position in range(start, after)):
            negated = True
        self.verbs[head] = Verb(head, start, subject.head, subject.who, negated, modal, perfect, passive, finite)
        self.pending = []
        self.consumed = True
        self.candidate = _NO_SUBJECT
        if finite:
            self.last = subject
        self.oblique = False
        self.weak = False
        return at

    def _subject(self, start: int, finite: bool) -> _Subject:
        if not finite:
            if self.candidate.head >= 0 and self.words[start - 1] != "to" and self.words[start] != "to":
                return self.candidate
            return self.last if self.last.head >= 0 else _Subject(-1, Who.OMITTED)
        if self.outer.head >= 0 and self.consumed and self.candidate.who not in (Who.PERSON, Who.NAMED, Who.GROUP):
            outer, self.outer = self.outer, _NO_SUBJECT
            return outer
        if self.candidate.head >= 0:
            return self.candidate
        if self.last.head >= 0:
            return self.last
        return _Subject(-1, Who.OMITTED if not any(self.who[:start]) else Who.UNKNOWN)

    def _find_agents(self) -> None:
        for head, verb in list(self.verbs.items()):
            if not verb.passive and not self.words[head].endswith("ed"):
                continue
            for index in range(head + 1, min(head + 10, len(self.words))):
                if self.words[index] == "by":
                    agent = next((at for at in range(index + 1, min(index + 8, len(self.words))) if self.who[at]), -1)
                    self.verbs[head] = verb._replace(agent=agent)
                    break
                if index in self.verbs and self.verbs[index].finite:
                    break
