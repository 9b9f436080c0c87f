"""Action items in every shape that people give them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.markdown import parse
from pm_lint.postmortem import Postmortem, understand
from pm_lint.postmortem.due_dates import find_due, is_due, iso_date
from pm_lint.postmortem.model import ActionItem
from pm_lint.source import Source

Read = Callable[..., Postmortem]


def items(read: Read, body: str, title: str = "## Action items") -> list[ActionItem]:
    return list(read(f"# Postmortem of the import\n\n{title}\n\n{body}\n").action_items)


def texts(read: Read, body: str, title: str = "## Action items") -> list[str]:
    return [item.text for item in items(read, body, title)]


@pytest.mark.parametrize(
    "body",
    [
        "- Cap the retries\n- Alert on depth",
        "1. Cap the retries\n2. Alert on depth",
        "- [ ] Cap the retries\n- [x] Alert on depth",
        "Cap the retries.\n\nAlert on depth.",
        "We will do the following:\n\n- Cap the retries\n- Alert on depth",
        "### Prevent\n\n- Cap the retries\n\n### Detect\n\n- Alert on depth",
        "- Short term\n  - Cap the retries\n- Long term:\n  - Alert on depth",
        "**Payments team**\n\n- Cap the retries\n\n**Search team**\n\n- Alert on depth",
        "| # | Action item | Owner |\n|---|---|---|\n| 1 | Cap the retries | Ann |\n| 2 | Alert on depth | Bo |",
        "| Maßnahme | Zuständig |\n|---|---|\n| Cap the retries | Ann |\n| Alert on depth | Bo |",
        "| What shall change | Assignee |\n|---|---|\n| Cap the retries | Ann |\n| Alert on depth | Bo |",
        "> - Cap the retries\n> - Alert on depth",
        "### 1. Cap the retries\n\nIt had no limit.\n\n### 2. Alert on depth\n\nNobody saw it.",
        "- Cap the retries\n  - it has no limit today\n  - Owner: Ann\n- Alert on depth",
    ],
)
def test_shapes(postmortem: Read, body: str) -> None:
    assert texts(postmortem, body) == ["Cap the retries", "Alert on depth"]


@pytest.mark.parametrize(
    "body",
    [
        "None.",
        "n/a - the vendor has replaced the switch",
        "No further action is needed.",
        "The work is tracked by the teams below:",
        "- TBD",
        "- [action]",
        "| Action | Owner |\n|---|---|\n|  |  |",
        "| Action | Owner |\n|---|---|\n| TBD | TBD |",
    ],
)
def test_nothing_to_do(postmortem: Read, body: str) -> None:
    assert texts(postmortem, body) == []


def test_a_run_in_label_is_left_out_of_the_action(postmortem: Read) -> None:
    assert texts(postmortem, "**Action items**: We will cap the retries.", title="## Lessons learned") == [
        "We will cap the retries"
    ]


def test_announced_lists_outside_of_any_action_section(postmortem: Read) -> None:
    body = "Going forward, we will do the following to avoid this:\n\n- Cap the retries\n- Alert on depth"
    assert texts(postmortem, body, title="## Lessons learned") == ["Cap the retries", "Alert on depth"]
    assert texts(postmortem, "We saw the following errors:\n\n- time-outs\n- resets", title="## Impact") == []


def test_nested_tasks_are_items_and_nested_bullets_are_details(postmortem: Read) -> None:
    body = (
        "- [ ] Ensure that alerts exist for:\n  - [ ] the importer\n  - [ ] the mailer\n- Cap the retries\n  - see #7"
    )
    found = items(postmortem, body)
    assert [item.line for item in found] == [5, 6, 7, 8]
    assert [tracker.key for tracker in found[3].trackers] == ["#7"]


@pytest.mark.parametrize(
    ("item", "due", "date"),
    [
        ("Cap the retries (@ann, 2026-11-30)", "2026-11-30", "2026-11-30"),
        ("Cap the retries (due 30 November 2026)", "30 November 2026", "2026-11-30"),
        ("Cap the retries by Friday", "Friday", None),
        ("Cap the retries by Nov 30, 2026", "Nov 30, 2026", "2026-11-30"),
        ("Cap the retries, due: Q3 2026", "Q3 2026", "2026-09-30"),
        ("Cap the retries by the end of March", "end of March", None),
        ("Cap the retries before 31.12.2026", "31.12.2026", "2026-12-31"),
        ("Cap the retries by 03/04/2026", "03/04/2026", None),
        ("Cap the retries next sprint", "next sprint", None),
        ("We will cap the retries later this year", "later this year", None),
        ("Cap the retries within two weeks", "within two weeks", None),
        ("Cap the retries (ETA: 2026-02-30)", "2026-02-30", None),
        ("Cap the retries after the outage of 2026-01-04", None, None),
        ("Answer within 5 minutes", None, None),
        ("Cap the retries at 10", None, None),
        ("Keep logs longer than 30 days", None, None),
    ],
)
def test_due_dates(postmortem: Read, item: str, due: str | None, date: str | None) -> None:
    (found,) = items(postmortem, f"- {item}")
    assert (found.due.text if found.due else None, found.due_date) == (due, date)


@pytest.mark.parametrize(
    ("item", "done"),
    [
        ("[x] Cap the retries", True),
        ("[ ] Cap the retries", False),
        ("~~Cap the retries~~", True),
        ("✅ Cap the retries", True),
        ("Cap the retries ✅", True),
        ("Cap the retries (done)", True),
        ("DONE: Cap the retries", True),
        ("Cap the retries - in progress", False),
        ("TODO: Cap the retries", False),
        ("Cap the retries. Status: completed", True),
        ("Cap the retries. Owner: Amara Obi. OPS-31. Due 2026-03-20. Done.", True),
        ("Cap the retries. Open.", False),
        ("Cap the retries. Done right, this takes a day.", None),
        ("We have capped the retries", True),
        ("Capped the retries", True),
        ("Cap the retries", None),
        ("Improved alerts for the importer", None),
    ],
)
def test_done(postmortem: Read, item: str, done: bool | None) -> None:
    assert [found.done for found in items(postmortem, f"- {item}")] == [done]


def test_an_owner_left_out_before_a_ticket_is_none(postmortem: Read) -> None:
    item = items(postmortem, "- Cap the retries (owner: , https://github.com/acme/shop/issues/41, by 2026-11-30)")[0]
    assert item.owners == ()


def test_done_by_heading(postmortem: Read) -> None:
    body = "### Completed\n\n- Cap the retries\n\n### To do\n\n- Alert on depth"
    assert [item.done for item in items(postmortem, body)] == [True, False]


def test_a_table_row_with_every_column(postmortem: Read) -> None:
    body = (
        "| ID | Action | Type | Priority | Assignee | Jira | Due date | Status |\n|---|---|---|---|---|---|---|---|\n"
        "| AI-1 | Alert on depth | detect | P1 | Ann | [OPS-31](https://acme.atlassian.net/browse/OPS-31) | 2026-11-30 | In progress |"
    )
    (item,) = items(postmortem, body)
    assert (item.text, item.kind, item.due_date, item.done, item.container) == (
        "Alert on depth",
        "detect",
        "2026-11-30",
        False,
        "table",
    )
    assert item.owner is not None and item.owner.text == "Ann"
    assert item.priority is not None and item.priority.text == "P1"
    assert [tracker.key for tracker in item.trackers] == ["OPS-31"]
    assert [column for column, _ in item.cells] == [
        "id",
        "action",
        "kind",
        "priority",
        "owner",
        "tracker",
        "due",
        "status",
    ]


def test_any_link_in_a_ticket_column_is_a_ticket(postmortem: Read) -> None:
    body = "| Action | Ticket |\n|---|---|\n| Cap the retries | <https://tasks.acme.example/7f3a> |\n| Alert | 4711 |"
    assert [[t.key for t in item.trackers] for item in items(postmortem, body)] == [
        ["https://tasks.acme.example/7f3a"],
        ["4711"],
    ]


@pytest.mark.parametrize(
    ("action", "kind", "strength"),
    [
        ("Alert on queue depth", "detect", "medium"),
        ("Reject empty filters in the API", "prevent", "strong"),
        ("Document how to limit the importer", "process", "weak"),
        ("Train the on-call engineers", "process", "weak"),
        ("Investigate the lag of replica 3", "investigate", "medium"),
        ("Backfill the missing invoices", "repair", "medium"),
        ("Cap the retries of the importer", "mitigate", "strong"),
    ],
)
def test_kind_and_strength(postmortem: Read, action: str, kind: str, strength: str) -> None:
    (item,) = items(postmortem, f"- {action}")
    assert (item.kind, item.strength) == (kind, strength)


def test_the_text_is_the_action_alone(postmortem: Read) -> None:
    body = "- [P1] OPS-31: Cap the retries (@ann, due 2026-11-30) ✅"
    (item,) = items(postmortem, body)
    assert item.text == "Cap the retries"
    assert item.priority is not None and item.priority.text == "P1"


@given(st.lists(st.sampled_from("- |#*`@()[]:—~\n\t abcXYZ019/_é漢✅"), max_size=60).map("".join))
def test_any_text_gives_items_that_stand_where_they_say(body: str) -> None:
    source = Source("any.md", f"## Action items\n\n- {body}\n")
    for item in understand(parse(source)).action_items:
        assert 0 <= item.text_span.start <= item.text_span.end <= len(source.text)
        assert item.span.start <= item.text_span.start
        for excerpt in (*item.owners, item.due, item.priority):
            assert excerpt is None or 0 <= excerpt.span.start < excerpt.span.end <= len(source.text)


@given(st.text(alphabet="byduqniextwkof MarchQ3204-/.:,1", max_size=40))
def test_reading_dates_never_fails(words: str) -> None:
    found = find_due(words)
    assert found is None or 0 <= found[0] < found[1] <= len(words)
    date = iso_date(words)
    assert date is None or len(date) == 10
    assert is_due(words) in (True, False)


@pytest.mark.parametrize(
    "body",
    [
        "First, the retries get a cap.\n\nSecond, an alert looks at the depth.",
        "**Capped retries.** They stop at five.\n\n**An alert on depth.** It pages the team.",
        "The team is planning to cap the retries.\n\nThe queue will raise an alert by itself.",
    ],
)
def test_paragraphs_of_an_action_section(postmortem: Read, body: str) -> None:
    assert len(items(postmortem, body)) == 2


def test_guidance_on_action_items_is_none(postmortem: Read) -> None:
    body = "Every action item should have an owner and a ticket.\n\n### Storage\n\n- Cap the retries"
    assert texts(postmortem, body) == ["Cap the retries"]


def test_paragraphs_that_open_with_a_name_in_bold(postmortem: Read) -> None:
    pm = postmortem(
        "## Actions\n\n**JP** Show the badges of:\n- the main build\n- the smoke tests\n\n**AC:** Move the alert\n\n"
        "**Amara**\n- Write the proposal\n- Ask for a review\n"
    )
    assert [(item.line, [owner.text for owner in item.owners]) for item in pm.action_items] == [
        (3, ["JP"]),
        (7, ["AC"]),
        (10, ["Amara"]),
        (11, ["Amara"]),
    ]


@pytest.mark.parametrize(
    "introduction",
    [
        "To prevent this in the future, we've made a few changes:",
        "We are implementing several measures to avoid such an outage:",
        "We will make these changes so that nothing like it can happen again:",
    ],
)
def test_what_announces_a_list_of_actions(postmortem: Read, introduction: str) -> None:
    pm = postmortem(f"# Outage\n\n{introduction}\n\n1. A job renews the certificates.\n2. A check verifies them.\n")
    assert [item.line for item in pm.action_items] == [5, 6]


@pytest.mark.parametrize(
    "body",
    [
        "Types:\n\n- Prevent - keep it from happening\n- Detect: see it earlier\n- Mitigate – shorten it\n",
        "- P0 - before anything else\n- P1 - soon\n",
        "This could have been avoided had we taken these steps:\n\n- load tests\n- more machines\n",
        "Thank you for your patience. We will do better.\n",
        "The new team was not aware of how the queues are shared, and should be.\n",
        "| Action item | Owner |\n|---|---|\n| ... another item | ?? |\n",
    ],
)
def test_what_is_no_action_of_an_action_section(postmortem: Read, body: str) -> None:
    section = "Lessons" if "avoided" in body else "Action items"
    assert postmortem(f"# Outage\n\n## {section}\n\n{body}").action_items == ()


def test_tasks_need_no_section_of_their_own(postmortem: Read) -> None:
    tasks = "- [x] Update the rules\n- [ ] Limit the requests\n"
    pm = postmortem(f"# Outage\n\n## Solution\n\n{tasks}")
    assert [(item.line, item.done) for item in pm.action_items] == [(5, True), (6, False)]
    pm = postmortem(f"# Outage\n\n## Checks\n\n{tasks}\n## Action items\n\n- Pin it\n")
    assert [item.line for item in pm.action_items] == [10]


@pytest.mark.parametrize(
    ("action", "done"),
    [
        ("The stuck jobs were restarted, users got their mails", True),
        ("More panels were introduced for the queue", True),
        ("We created a runbook", True),
        ("We needed two days for the index", None),
        ("Find out why orders were delayed", None),
    ],
)
def test_what_was_done_is_done(postmortem: Read, action: str, done: bool | None) -> None:
    (item,) = postmortem(f"## Action items\n\n- {action}\n").action_items
    assert item.done is done


def test_a_name_over_tasks_is_a_group_and_one_over_details_is_not(postmortem: Read) -> None:
    assert texts(postmortem, "- Payments API\n  - Cap the retries\n  - Alert on depth") == [
        "Cap the retries",
        "Alert on depth",
    ]
    assert texts(postmortem, "- Capped retries\n  - Owner: Ann\n  - Ticket: OPS-31") == ["Capped retries"]
    assert texts(postmortem, "- Capped retries\n  - the client has none\n  - five are enough") == ["Capped retries"]


def test_a_list_that_a_word_like_issues_introduces_is_no_list_of_actions(postmortem: Read) -> None:
    body = "We created `fix_issues_table.sql` that:\n\n1. Adds a column\n2. Fills it"
    assert texts(postmortem, body, "## What we looked at") == []


@pytest.mark.parametrize(
    ("body", "done"),
    [
        ("- Cap the retries {{done}}", True),
        ("- {{in progress}} Cap the retries", False),
        ("- OPS-31 Cap the retries **{{todo}}**", False),
        ("- Cap the retries. This shipped on 16 March.", True),
        ("- Cap the retries. Done since February 2.", True),
        ("- Already capped the retries", True),
        ("- ~~Cap the retries~~ we found that nobody retries any longer", True),
        ("- Cap the retries. Live traffic moves on Friday.", None),
        ("| Recommendation | Owner | RAG |\n|---|---|---|\n| Cap the retries | Ann | Complete |", True),
        ("| Action | Owner | Issue |\n|---|---|---|\n| Cap the retries | Ann | **DONE** |", True),
    ],
)
def test_states_where_people_write_them(postmortem: Read, body: str, done: bool | None) -> None:
    (item,) = items(postmortem, body)
    assert item.done is done


def test_an_estimated_completion_is_a_due_date(postmortem: Read) -> None:
    (item,) = items(postmortem, "- We are capping the retries. (Estimated completion: July 2026)")
    assert item.due is not None
    assert item.due.text == "July 2026"


def test_the_owner_after_a_bold_name(postmortem: Read) -> None:
    (item,) = items(postmortem, "- **Capped retries.** The payments team will set a limit of five.")
    assert [owner.text for owner in item.owners] == ["payments team"]


@pytest.mark.parametrize(
    ("action", "owners"),
    [
        ("Going forward the ledger team is going to rebuild the index", ["ledger team"]),
        ("Platform engineers are working on a limit", ["Platform engineers"]),
        ("The import is failing on large files", []),
        ("The queue of the search team is filling up", []),
    ],
)
def test_a_team_that_is_doing_it_owns_it(postmortem: Read, action: str, owners: list[str]) -> None:
    (item,) = items(postmortem, f"- {action}")
    assert [owner.text for owner in item.owners] == owners


def test_the_first_name_of_somebody_whom_the_document_names(postmortem: Read) -> None:
    text = "# Outage\n\n**Incident commander:** Lotte Brandt\n\n## Action items\n\n- Lotte: cap the retries\n"
    (item,) = postmortem(text).action_items
    assert [owner.text for owner in item.owners] == ["Lotte"]
