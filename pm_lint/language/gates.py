"""What only looks like blame: mention, negation, ritual, place, and how sure a finding may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pm_lint.diagnostic import Severity
from pm_lint.language.analysis import Analysis
from pm_lint.language.matching import Match, search
from pm_lint.language.people import Who
from pm_lint.postmortem.model import Role, Sentence

if TYPE_CHECKING:
    from pm_lint.settings.model import Settings

_RELAXED_ROLES = frozenset({Role.LESSONS, Role.ACTION_ITEMS, Role.WENT_WELL, Role.LUCKY, Role.COMMUNICATION})
_ERRORS = frozenset(
    {
        "blameful-counterfactual",
        "blameful-omission",
        "character-judgement",
        "human-error-as-cause",
        "blame-vocabulary",
        "named-individual-as-cause",
        "disciplinary-language",
    }
)
OF_A_DEED = frozenset({"normative-judgement", "character-judgement", "attention-lapse", "rule-violation-framing"})
"""The rules whose patterns judge a deed, whoever's it is."""
_NEGATIONS = frozenset(
    {
        "not",
        "n't",
        "never",
        "no",
        "nobody",
        "neither",
        "nor",
        "without",
        "avoid",
        "avoids",
        "avoiding",
        "prevent",
        "prevents",
        "reduce",
        "reduces",
        "reject",
        "refuse",
        "cannot",
        "nothing",
        "blameless",
        "rather",
        "instead",
        "eliminate",
        "eliminates",
        "against",
        "none",
        "hardly",
        "impossible",
    }
)
_RITUAL = frozenset({"blameless", "blamelessly", "blamelessness", "just-culture", "hindsight-bias"})
_REJECTIONS = {
    "wrong": (("to", "call"), ("to", "say")),
    "not": (("discuss",), ("dwell",), ("the", "cause"), ("a", "cause"), ("a", "root", "cause")),
    "us": (("nothing",),),
    "calling": (("this",), ("it",)),
    "just": (("culture",),),
    "hindsight": (("bias",),),
    "looks": (("like",),),
    "what": (("looks",),),
    "is": (("not", "with"),),
    "never": (("a", "cause"), ("a", "root", "cause")),
}
"""First words of phrases that reject a judgement, with what may follow."""
_REMEDY_VERBS = frozenset(
    {"scale", "prevent", "prevented", "explain", "help", "helped", "suffice", "enough", "work", "fix", "solve", "tell"}
)
NAMES_ALLOWED = {
    "forbid": frozenset({Role.PARTICIPANTS, Role.METADATA}),
    "roles-only": frozenset({Role.PARTICIPANTS, Role.METADATA, Role.ACTION_ITEMS, Role.WENT_WELL, Role.LESSONS}),
}
"""Where persons may be named, for each value of the setting ``names`` but the default."""
_NONE = frozenset({"no", "none", "neither"})
_EFFECTS = frozenset({"altered", "prevented", "helped", "changed", "avoided", "mattered"})
_WITHIN_LUCK = frozenset(
    {
        "blameful-counterfactual",
        "blameful-omission",
        "attention-lapse",
        "hindsight-certainty",
        "named-individual-as-cause",
        "speculation-about-people",
        "person-deficit-as-cause",
        "mind-reading",
        "agentive-damage",
    }
)
"""What is no fault where the document tells of its luck."""
_REACH = 6


def passes(match: Match, analysis: Analysis, sentence: Sentence, settings: Settings) -> bool:
    """Whether a match survives every gate but severity and what its whole sentence rejects."""
    words = analysis.tokens.words
    group = match.group
    if is_let_be(match, analysis, sentence, settings):
        return False
    if _is_negatable(match) and _is_negated(words, match):
        return False
    if group.rule == "blameful-counterfactual" and _is_nobody(words, match.person):
        return False
    if sentence.role is Role.LUCKY and group.rule in _WITHIN_LUCK:
        return False
    return not any(search(unless, analysis) for unless in group.unless)


def is_let_be(match: Match, analysis: Analysis, sentence: Sentence, settings: Settings) -> bool:
    """Whether the words of a match are somebody else's, in quotation marks, or those of an allowed phrase."""
    if any(analysis.tokens.quoted[match.start : match.end]) and match.group.rule != "sarcasm":
        return True
    return _is_allowed(sentence.text, analysis, match, settings)


def _is_negatable(match: Match) -> bool:
    """Whether a negation before the match takes the sting out of it; patterns of verbs look at negation themselves."""
    return not match.group.question and ("<" not in match.line or match.group.rule == "blame-vocabulary")


def _is_negated(words: list[str], match: Match) -> bool:
    """Whether a negation stands shortly before the match, in the same clause."""
    for index in range(match.start - 1, max(-1, match.start - _REACH - 1), -1):
        word = words[index]
        if word in _NEGATIONS:
            return True
        if word in ",;:.!?()" or word in ("but", "and", "because", "since"):
            return False
    return False


def is_rejected(analysis: Analysis) -> bool:
    """Whether the sentence declares blamelessness or rejects the very judgement."""
    words = analysis.tokens.words
    if (
        not _RITUAL.isdisjoint(words)
        or _would_not_have(words)
        or (words[0].endswith("ing") and _is_called_useless(words))
    ):
        return True
    return any(
        tuple(words[index + 1 : index + 1 + len(rest)]) == rest
        for index, word in enumerate(words)
        if word in _REJECTIONS
        for rest in _REJECTIONS[word]
    )


def _is_nobody(words: list[str], person: int) -> bool:
    """ "No reviewer could have seen": what nobody could do is held against nobody."""
    return (person >= 0 and "no" in words[max(0, person - 2) : person]) or (person >= 0 and words[person] == "nobody")


def _would_not_have(words: list[str]) -> bool:
    """ "More care would not have prevented this"."""
    return not _EFFECTS.isdisjoint(words) and any(
        words[index] in ("not", "n't") and words[index + 1] == "have" and words[index + 2] in _EFFECTS
        for index in range(len(words) - 2)
    )


def _is_called_useless(words: list[str]) -> bool:
    """ "Asking people to be careful does not scale": whether a negated verb says that it is no remedy."""
    return any(
        words[index] in ("not", "n't", "never") and not _REMEDY_VERBS.isdisjoint(words[index + 1 : index + 4])
        for index in range(len(words))
    )


def has_allowed_phrase(text: str, settings: Settings) -> bool:
    """Whether a sentence holds a phrase that the settings allow, wherever it stands."""
    lower = text.lower()
    return any(phrase.lower() in lower for phrase in settings.allowed_phrases)


def _is_allowed(text: str, analysis: Analysis, match: Match, settings: Settings) -> bool:
    if not settings.allowed_phrases:
        return False
    start, end = analysis.tokens.starts[match.start], analysis.tokens.ends[match.end - 1]
    lower = text.lower()
    for phrase in settings.allowed_phrases:
        at = lower.find(phrase.lower())
        while at >= 0:
            if at < end and at + len(phrase) > start:
                return True
            at = lower.find(phrase.lower(), at + 1)
    return False


def severity(match: Match, sentence: Sentence, settings: Settings) -> Severity | None:
    """How bad, by sureness and by place; None where it is nothing to speak of here."""
    strictness = settings.strictness.get(sentence.role or "", "")
    if strictness == "off":
        return None
    if match.who is Who.SELF and not match.group.harsh:
        return {"off": None, "hint": Severity.HINT, "warning": Severity.WARNING}[settings.self_criticism]
    if sentence.kind == "heading" and (match.group.sure < 3 or match.group.question):
        return None
    if match.group.sure == 1:
        return Severity.HINT
    if strictness == "relaxed":
        return Severity.HINT if match.group.sure < 3 else Severity.WARNING
    if match.group.sure >= 3 and match.group.rule in _ERRORS:
        relaxed = sentence.role in _RELAXED_ROLES and strictness != "strict"
        return Severity.WARNING if relaxed else Severity.ERROR
    return Severity.WARNING
