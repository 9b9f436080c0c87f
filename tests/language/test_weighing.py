"""The scale: its tables, and what a verdict depends on."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint import Settings, lint_text
from pm_lint.language.clauses import analyse
from pm_lint.language.lexicon import PACKS, load
from pm_lint.language.people import Cast
from pm_lint.language.tokens import tokenise
from pm_lint.language.weighing import STEP, Table, letter_of, page_of, scale

WITHOUT_A_CUE = "A look at the board would have been enough."
NEUTRAL = (
    "10:05 Priya restarts the broker.",
    "10:05 Priya acknowledges the page.",
    "Amara rolled back the release at 10:12.",
    "Legal reviewed the statement.",
    "The engineer ran the script, which deleted the bucket because the flag defaults to force.",
    "Nobody noticed until 11:20, because no alert existed.",
    "No one on the team had access to the console.",
    "The release manager was on leave.",
    "A contractor replaced the disk.",
    "The author of the change was not in the rotation.",
    "The team spent two hours on the wrong hypothesis.",
    "Jonas: add a check to the deploy script by Friday.",
    "The intern's change passed all checks.",
)


def document(sentence: str, filler: int = 0) -> str:
    prose = "The broker keeps its offsets on disk.\n" * filler
    return f"# Postmortem: checkout outage\n\n## Root cause\n\n{sentence}\n\n{prose}"


def findings(text: str) -> list[str]:
    return [found.rule for found in lint_text(text, Settings(select=("language",))).diagnostics]


@given(
    st.dictionaries(
        st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1), st.integers(-150, 400)
    )
)
def test_a_table_knows_the_weight_of_each_name(weights: dict[str, int]) -> None:
    names = sorted(weights)
    pages = (names[start : start + 3] for start in range(0, len(names), 3))
    lines = ("\t".join([*page, "".join(letter_of(weights[name] * STEP) for name in page)]) for page in pages)
    table = Table("\n".join(lines).encode())
    assert {name: table[name] for name in names} == weights
    assert table["no such name\n"] == table["\ud800"] == 0


@pytest.mark.parametrize("file", ["singles.txt", "rows.txt"])
def test_the_names_of_the_shipped_tables_are_in_order(file: str) -> None:
    names = [name for line in (PACKS / "en" / file).read_text("utf-8").split("\n") for name in page_of(line)]
    assert len(names) > 1000
    assert names == sorted(set(names))


def test_blame_without_a_cue_is_found() -> None:
    assert findings(document(WITHOUT_A_CUE))


@pytest.mark.parametrize("sentence", NEUTRAL)
def test_what_people_did_is_no_blame(sentence: str) -> None:
    assert set(severities(document(sentence))) <= {"hint"}


@pytest.mark.parametrize(("before", "after"), [("10:05 UTC ", ""), ("", " "), ("(10:05) ", "")])
def test_neither_a_time_nor_a_full_stop_weighs(before: str, after: str) -> None:
    bare = WITHOUT_A_CUE.removesuffix(".")
    weighed = [weight(text) for text in (WITHOUT_A_CUE, bare, f"{before}{bare}{after}")]
    assert len(set(weighed)) == 1


def weight(text: str) -> float:
    weights = scale("en", load("en"))
    assert weights is not None
    return weights.weigh(analyse(tokenise(text), Cast(load("en"))), None, told=False)


def test_self_criticism_without_a_cue_follows_its_setting() -> None:
    text = document("We were careless with the migration.")
    told = {mode: severities(text, self_criticism=mode) for mode in ("off", "hint", "warning")}
    assert told == {"off": [], "hint": ["hint"], "warning": ["warning"]}


def severities(text: str, *, self_criticism: str = "hint") -> list[str]:
    settings = Settings(select=("language",), self_criticism=self_criticism)
    return [found.severity.value for found in lint_text(text, settings).diagnostics]


def test_a_sentence_with_an_allowed_phrase_is_not_weighed() -> None:
    text = document("The root cause was operator error on the night shift.")
    assert findings(text)
    allowed = Settings(select=("language",), allowed_phrases=("operator error",))
    assert lint_text(text, allowed).diagnostics == ()


def test_a_sentence_must_weigh_more_in_a_longer_document() -> None:
    weights = scale("en", load("en"))
    assert weights is not None
    limits = [weights.limit(count) for count in (0, 1, 10, 100)]
    assert limits[0] == limits[1] < limits[2] < limits[3]
    assert findings(document(WITHOUT_A_CUE, filler=2_000)) == []


def test_a_remembered_verdict_is_that_of_the_same_settings() -> None:
    text = document("Priya broke the production build.")
    assert findings(text) == findings(text) != []
    told = Settings(select=("language",), systems=("Priya",))
    assert lint_text(text, told).diagnostics == ()
    assert findings(text) != []


def test_no_finding_depends_on_the_order_of_a_set() -> None:
    program = "import sys; from pm_lint import lint_text; print(lint_text(sys.argv[1]).diagnostics)"
    told = {
        subprocess.run(
            [sys.executable, "-c", program, document(WITHOUT_A_CUE)],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
