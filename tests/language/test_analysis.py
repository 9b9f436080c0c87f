"""The shallow analysis: who the subject of a verb is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.language.analysis import Analysis, Verb
from pm_lint.language.clauses import analyse
from pm_lint.language.lexicon import load
from pm_lint.language.people import Cast, Who
from pm_lint.language.tokens import tokenise, words_of


def understand(text: str, *, people: tuple[str, ...] = (), systems: tuple[str, ...] = ()) -> Analysis:
    before, _, rest = text.partition("`")
    shown, _, after = rest.partition("`")
    code = [(len(before), len(before) + len(shown))] if shown else []
    return analyse(tokenise(before + shown + after, code), Cast(load("en"), people, systems))


def verb(analysis: Analysis, word: str) -> Verb:
    return analysis.verbs[analysis.tokens.words.index(word)]


@pytest.mark.parametrize(
    ("text", "word", "who", "subject"),
    [
        ("The operator forgot the second region.", "forgot", Who.PERSON, "operator"),
        ("The operator of the pumps forgot the second region.", "forgot", Who.PERSON, "operator"),
        ("The engineer who was on call forgot the second region.", "forgot", Who.PERSON, "engineer"),
        ("The person who held the key was away.", "was", Who.PERSON, "person"),
        ("The engineer restarted the node and forgot the second one.", "forgot", Who.PERSON, "engineer"),
        ("Legal and procurement dropped the contract.", "dropped", Who.GROUP, "legal"),
        ("Two of the reviewers missed the line.", "missed", Who.PERSON, "reviewers"),
        ("Between 02:31 and 02:58 the shift engineer ignored the page.", "ignored", Who.PERSON, "engineer"),
        ("In breach of the policy, one signer kept the phrase.", "kept", Who.PERSON, "signer"),
        ("Hector, our patrol robot, failed to dock.", "failed", Who.SYSTEM, "robot"),
        ("The broker failed to elect a leader.", "failed", Who.SYSTEM, "broker"),
        ("`ledgerd` forgot its offsets.", "forgot", Who.SYSTEM, "`ledgerd"),
        ("The engineer ran the runbook, which did not mention the flag.", "mention", Who.SYSTEM, "runbook"),
        ("We forgot the second region.", "forgot", Who.SELF, "we"),
        ("Nobody checked the export.", "checked", Who.NOBODY, "nobody"),
        ("No one on the data team checked the export.", "checked", Who.NOBODY, "nobody"),
        ("Ximena deletes the queue.", "deletes", Who.NAMED, "ximena"),
        ("@oda deletes the queue.", "deletes", Who.NAMED, "@oda"),
        ("Customers failed to log in.", "failed", Who.OUTSIDER, "customers"),
        ("Jenkins broke the build.", "broke", Who.SYSTEM, "jenkins"),
        ("Had the lead lifted the phone, nothing was lost.", "lifted", Who.PERSON, "lead"),
    ],
)
def test_subject(text: str, word: str, who: Who, subject: str) -> None:
    analysis = understand(text)
    found = verb(analysis, word)
    assert (found.who, analysis.tokens.words[found.subject]) == (who, subject)


def test_omitted_subject_of_a_bullet() -> None:
    assert verb(understand("Forgot to re-enable the alert."), "forgot").who is Who.OMITTED


def test_agent_of_a_passive() -> None:
    analysis = understand("The volume was deleted by the intern.")
    found = verb(analysis, "deleted")
    assert found.passive and analysis.tokens.words[found.agent] == "intern"


@pytest.mark.parametrize(
    ("text", "word", "negated", "modal", "perfect"),
    [
        ("She didn't check the lag.", "check", True, "", False),
        ("She should've checked the lag.", "checked", False, "should", True),
        ("She shouldn't have merged the change.", "merged", True, "should", True),
        ("They shoulda frozen the merges.", "frozen", False, "should", True),
        ("She has never opened the runbook.", "opened", True, "", True),
    ],
)
def test_negation_and_modality(text: str, word: str, negated: bool, modal: str, perfect: bool) -> None:
    found = verb(understand(text), word)
    assert (found.negated, found.modal, found.perfect) == (negated, modal, perfect)


def test_settings_name_people_and_systems() -> None:
    assert verb(understand("Zubrowka forgot the key.", people=("zubrowka",)), "forgot").who is Who.NAMED
    assert verb(understand("Priya forgot the key.", systems=("priya",)), "forgot").who is Who.SYSTEM


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    tokens = tokenise(text)
    assert len(tokens.words) == len(tokens.starts) == len(tokens.ends) == len(tokens.capitals) == len(tokens.quoted)
    assert all(0 <= start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert tokens.starts == sorted(tokens.starts)


@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "a",
                "operator",
                "team",
                "we",
                "nobody",
                "who",
                "which",
                "that",
                "and",
                "but",
                ",",
                ".",
                "to",
                "of",
                "by",
                "not",
                "n't",
                "had",
                "was",
                "should",
                "have",
                "forgot",
                "checked",
                "deletes",
                "running",
                "node",
                "`x`",
                "Priya",
                "'s",
                "it",
                "they",
                "because",
                "without",
                "10",
                "been",
                "one",
            ]
        ),
        max_size=40,
    )
)
def test_any_words_can_be_analysed(words: list[str]) -> None:
    analysis = understand(" ".join(words).replace("`x`", "x"))
    count = len(analysis.tokens.words)
    assert all(-1 <= found.subject < count and found.start <= found.head for found in analysis.verbs.values())


@given(
    st.lists(
        st.sampled_from(
            [
                "Priya",
                "didn't",
                "agents'",
                "the",
                "no",
                "one",
                "cannot",
                "should've",
                "`rm -rf`",
                "v1.2.3",
                "don’t",
                "'",
                '"',
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_bare_words_are_those_of_the_tokens(text: str) -> None:
    marks = [index for index, character in enumerate(text) if character == "`"]
    code = [(start, end + 1) for start, end in zip(marks[::2], marks[1::2], strict=True)]
    assert words_of(text, code) == tokenise(text, code).words
