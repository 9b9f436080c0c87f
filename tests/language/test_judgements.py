"""What a sentence gets, and what the gates take back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pm_lint.diagnostic import Severity
from pm_lint.engine import lint
from pm_lint.errors import ConfigError
from pm_lint.language import Judgement, judge
from pm_lint.language.build import index_of, languages
from pm_lint.language.lexicon import PACKS, read_json
from pm_lint.language.own_patterns import check_patterns
from pm_lint.markdown import parse
from pm_lint.postmortem import understand
from pm_lint.rules import all_rules
from pm_lint.settings.model import Settings
from pm_lint.source import Source

PAIR = Path(__file__).parent.parent / "fixtures" / "pair"


def judged(text: str, section: str = "Root cause", **settings: Any) -> list[Judgement]:
    source = Source("pm.md", f"# Postmortem: checkout outage\n\n## {section}\n\n{text}\n")
    return list(judge(understand(parse(source), Settings(**settings))))


def rules(text: str, section: str = "Root cause", **settings: Any) -> list[str]:
    """The rules that speak at warning or error."""
    return [each.rule for each in judged(text, section, **settings) if each.severity is not Severity.HINT]


BLAME = "The operator forgot to re-enable the alert."


@pytest.mark.parametrize(
    "text",
    [
        "The scheduler forgot all jobs.",
        "Retries should have stopped after three attempts.",
        'The alert reads "operator error: command rejected".',
        "We do not treat human error as a cause.",
        "This review is blameless: nobody is at fault.",
        "`git blame` leads to a commit of 2014.",
        "The service responsible for billing was down.",
        "The nurse could not see the second row, as the list shows ten.",
        "The on-call ignored the page, as the runbook asks for during a restore.",
        "Asking people to be careful does not scale.",
        "No reviewer could have seen this in the diff.",
        "The technician explained that the same warning comes up every week.",
        "Users who had changed their password failed to log in.",
        "The attacker bypassed the rate limit.",
        "1. Why did the clients retry? Because they saw a timeout.\n2. Why did they retry so fast? Nothing held them.",
        "Why did nothing renew them?",
        "The on-call engineer put the previous index back at 12:55.",
        "The host without network had no clock.",
    ],
)
def test_only_looks_like_blame(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The change went out without Tomasz running the checklist.", "blameful-omission"),
        ("Liu's typo took payments down.", "named-individual-as-cause"),
        ("Everything was fine until Pilar logged in.", "named-individual-as-cause"),
        ("Any competent engineer would have rolled back.", "condescension"),
        ("The vendor dropped the ball on the renewal.", "finger-pointing"),
        ("The database was dropped by the intern.", "agentive-damage"),
        ("For two weeks the request sat in Oda's inbox.", "blameful-omission"),
    ],
)
def test_blame_without_a_keyword(text: str, rule: str) -> None:
    assert rules(text) == [rule]


def test_a_sentence_gets_one_finding() -> None:
    text = "The careless operator forgot to check the region and should have asked, so this is human error."
    assert len(judged(text)) == 1


def test_luck_may_be_counterfactual() -> None:
    text = "If the operator had not been awake, the queue would have overflowed."
    assert rules(text, "Where we got lucky") == []
    assert rules(text, "Root cause") == ["blameful-counterfactual"]


def test_severity_follows_the_section() -> None:
    text = "The operator should have asked first."
    assert [each.severity for each in judged(text, "Timeline")] == [Severity.ERROR]
    assert [each.severity for each in judged(text, "Lessons learned")] == [Severity.WARNING]


def test_strictness_is_a_setting() -> None:
    assert rules(BLAME, strictness={"root-cause": "off"}) == []
    assert rules(BLAME, strictness={"root-cause": "strict"}) == ["attention-lapse"]


def test_self_criticism_is_a_setting() -> None:
    text = "We should have tested the restore."
    assert [each.severity for each in judged(text)] == [Severity.HINT]
    assert [each.severity for each in judged(text, self_criticism="warning")] == [Severity.WARNING]
    assert judged(text, self_criticism="off") == []


def test_allowed_phrases() -> None:
    assert rules("The outage was caused by human error.", allowed_phrases=("human error",)) == []


def test_names_of_people_and_systems_are_settings() -> None:
    assert rules("Priya broke the production build.", systems=("Priya",)) == []
    assert rules("Zubrowka broke the production build.", people=("Zubrowka",)) == ["named-individual-as-cause"]


def test_whether_persons_may_be_named_is_a_setting() -> None:
    text = "- 10:05 Priya restarts the broker."
    assert rules(text, "Timeline") == []
    assert rules(text, "Timeline", names="roles-only") == ["named-individual-as-cause"]
    assert rules("- Priya adds an alert (OPS-1).", "Action items", names="roles-only") == []
    assert rules("- Priya adds an alert (OPS-1).", "Action items", names="forbid") == ["named-individual-as-cause"]


def test_own_patterns_use_the_schema_of_the_built_in_ones() -> None:
    own = ({"rule": "finger-pointing", "sure": 2, "match": ["@third use~ blue ink"], "message": "that is unkind"},)
    text = "The storage team uses blue ink."
    assert rules(text) == []
    (found,) = judged(text, patterns=own)
    assert (found.rule, found.message) == ("finger-pointing", "that is unkind")


@pytest.mark.parametrize(
    "text",
    [
        "We would never have thought that it touches the shop.",
        "This was a stark reminder of the importance of backups.",
        "All of us apologise for the impact of this outage.",
        "The gateway should better protect the catalogue from bursts.",
        "Then @lena poked around in the namespace and found 200 pods.",
        "Jill then refers the question to the database group.",
        "Kim figured out the cause, but missing the permission, opened a ticket.",
        "Operator error is a symptom of a missing guard.",
        "We will make sure that this does not happen again.",
        "The main thing it missed was a wildcard record.",
        "A lot of people had not updated their app yet.",
        "Members who might have lost a draft can write to us.",
        "The phishing page was taken down by its host.",
        "The release had a single point of failure of which few people knew.",
        "Would it be possible to say so in the next notice?",
        "Someone on Slack helped us find the page.",
        "The Deployer does not notice that the service is gone.",
        "Our team did not check the backups.",
        "We pushed an untested fix in a misguided attempt to help.",
    ],
)
def test_what_reports_say_without_blame(text: str) -> None:
    assert rules(text) == []


def test_a_role_without_a_capital_is_a_person() -> None:
    assert rules("The deployer did not notice that the service was gone.") == ["attention-lapse"]


def test_own_patterns_may_be_written_with_capitals() -> None:
    assert rules("We met at the Wall of Shame.", patterns=({"rule": "blame-vocabulary", "match": "Wall of SHAME"},))


@pytest.mark.parametrize("language", languages())
def test_every_built_in_pattern_is_of_the_form_that_own_ones_must_have(language: str) -> None:
    for group in read_json(language, "patterns.json"):
        check_patterns(group)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("wall of <shame", "cannot read '<shame'"),
        ("a| b", "cannot read 'a|'"),
        ("||", "cannot read"),
        ("%nonsuch forgot", "unknown word class '%nonsuch'"),
        ("fail~<othr>", "unknown kind 'othr'"),
        ("fail~<other:negg>", "unknown flag 'negg'"),
        ("@other?", "must hold one word"),
        ("", "1 to 16 elements"),
        ("a " * 17, "1 to 16 elements"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_told(line: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(complaint)):
        check_patterns({"rule": "blame-vocabulary", "match": line})


def test_spans_hold_through_markup() -> None:
    text = "The **operator** *forgot* to re-enable `alert-7`."
    (found,) = judged(text)
    source = f"# Postmortem: checkout outage\n\n## Root cause\n\n{text}\n"
    assert "forgot" in source[found.span.start : found.span.end]


def test_messages_name_whom_and_what() -> None:
    (found,) = judged(BLAME)
    assert "the operator" in found.message
    assert "the alert" in found.help and "ask: what" in found.help


def test_other_languages_use_their_own_pack_or_none() -> None:
    german = (
        "# Postmortem: Ausfall der Kasse\n\n## Zusammenfassung\n\nDie Ursache war menschliches Versagen, und der "
        "Dienst war für eine Stunde nicht erreichbar. Das Team hat die Last auf den zweiten Standort gelegt.\n"
    )
    found = judge(understand(parse(Source("pm.md", german))))
    assert [each.rule for each in found] == ["human-error-as-cause"]
    polish = german.replace("Die Ursache war menschliches Versagen", "To jest human error i nie się na że przez dla")
    assert judge(understand(parse(Source("pm.md", polish)), Settings(language="pl"))) == ()


def test_spanish_pack() -> None:
    text = "# Caída\n\n## Resumen\n\nEl técnico olvidó el certificado.\n"
    found = judge(understand(parse(Source("pm.md", text)), Settings(language="es")))
    assert [each.rule for each in found] == ["attention-lapse"]


def findings(name: str) -> list[tuple[str, str]]:
    source = Source(name, (PAIR / name).read_text("utf-8"))
    report = lint(source, Settings(select=("language",)))
    return [(each.rule, each.message) for each in report.diagnostics if each.severity is not Severity.HINT]


def test_the_blameful_document_of_the_pair() -> None:
    assert len(set(findings("blameful.md"))) >= 20


def test_the_blameless_document_of_the_pair() -> None:
    assert findings("blameless.md") == []


@pytest.mark.parametrize("language", languages())
def test_index_is_fresh(language: str) -> None:
    """``python -m pm_lint.language.build`` rebuilds it."""
    assert (PACKS / language / "index.txt").read_text("utf-8") == index_of(language)


@pytest.mark.parametrize("language", languages())
def test_packs_name_known_rules_only(language: str) -> None:
    known = {rule.name for rule in all_rules().values() if rule.group == "language"}
    assert {group["rule"] for group in read_json(language, "patterns.json")} <= known
    assert set(read_json(language, "messages.json")) - {"*"} <= known


def test_work_grows_with_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A monstrous paragraph is judged in pieces: each match looks at a bounded window."""
    from pm_lint.language import reading

    sizes: list[int] = []
    analyse: Callable[..., Any] = reading.analyse

    def count(tokens: Any, cast: Any) -> Any:
        sizes.append(len(tokens.words))
        return analyse(tokens, cast)

    monkeypatch.setattr(reading, "analyse", count)
    judged("the operator forgot, and " * 2000)
    assert max(sizes) <= 400 and sum(sizes) < 2000 * 6


def test_evaluation_sentences_are_well_formed() -> None:
    path = Path(__file__).parents[2] / "benchmarks" / "language" / "develop.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len(rows) > 400 and {row["label"] for row in rows} == {"blame", "ok", "borderline"}
