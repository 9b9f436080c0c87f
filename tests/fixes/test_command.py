"""``pm-lint fix`` on files: what it writes, what it leaves alone, what it says."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from pm_lint.cli import fix as command
from pm_lint.cli import main

UNUSED = "<!-- pm-lint-disable-line broken-link -- the wiki moved -->"
BAD = f"# Outage\n\n{UNUSED}\nThe index was empty.\n"
GOOD = "# Outage\n\nThe index was empty.\n"
RULES = ("--select", "unused-suppression,broken-link")


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fix(*words: str) -> int:
    return main(["fix", *RULES, *words])


def test_it_mends_and_a_second_run_changes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(BAD)
    assert fix("a.md") == 0
    assert Path("a.md").read_text() == GOOD
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err == (
        "pm-lint: a.md:3: remove the unused suppression (unused-suppression)\n"
        "pm-lint: 1 mended in 1 file, 0 left for a person\n"
    )
    assert fix("a.md", "--exit-non-zero-on-fix") == 0
    assert Path("a.md").read_text() == GOOD


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("final", [True, False])
def test_endings_and_byte_order_mark_stay(ending: str, mark: str, final: bool) -> None:
    def encoded(text: str) -> bytes:
        return (mark + (text if final else text.removesuffix("\n")).replace("\n", ending)).encode()

    Path("a.md").write_bytes(encoded(BAD))
    assert fix("a.md", "--exit-non-zero-on-fix") == 1
    assert Path("a.md").read_bytes() == encoded(GOOD)


def test_a_diff_writes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(BAD)
    assert fix("a.md", "--diff") == 1
    assert Path("a.md").read_text() == BAD
    assert f"--- a/a.md\n+++ b/a.md\n@@ -1,4 +1,3 @@\n # Outage\n\n-{UNUSED}\n" in capfd.readouterr().out
    Path("a.md").write_text(GOOD)
    assert fix("a.md", "--diff") == 0


def test_a_file_that_changes_meanwhile_is_not_overwritten(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text(BAD)
    Path("b.md").write_text(BAD)
    real = command.fix

    def slow(source: object, *rest: object) -> object:
        if source.path == "a.md":  # type: ignore[attr-defined]
            Path("a.md").write_text("# Somebody else's words\n")
        return real(source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(command, "fix", slow)
    assert fix("a.md", "b.md") == 2
    assert Path("a.md").read_text() == "# Somebody else's words\n"
    assert Path("b.md").read_text() == GOOD
    assert "a.md: changed while it was being fixed; not written, run again" in capfd.readouterr().err


def test_a_link_that_leads_out_is_not_followed(workplace: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "a.md"
    outside.write_text(BAD)
    (workplace / "link.md").symlink_to(outside)
    assert fix("link.md") == 2
    assert outside.read_text() == BAD
    assert fix(str(outside)) == 0
    assert outside.read_text() == GOOD


def test_one_bad_file_does_not_keep_the_others_from_being_mended(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_bytes(b"\xff")
    Path("b.md").write_text(BAD)
    assert fix("a.md", "missing.md", "b.md") == 2
    assert Path("b.md").read_text() == GOOD
    assert "a.md: not UTF-8 at byte 0" in capfd.readouterr().err


class _Input:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_standard_input_comes_out_mended(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", _Input(BAD.replace("\n", "\r\n").encode()))
    assert fix("-") == 0
    assert capfdbinary.readouterr().out == GOOD.replace("\n", "\r\n").encode()


def test_placeholders_are_written_once_and_then_reported(capfd: pytest.CaptureFixture[str]) -> None:
    text = "# Outage\n\n## Action items\n\n{}\n"
    row = "| Action | Owner | Ticket | Due |\n|---|---|---|---|\n| Bound the retries | | OPS-1 | |\n| Alert on depth |"
    Path("list.md").write_text(text.format("- Bound the retries"))
    Path("table.md").write_text(text.format(row))
    rules = ("--ignore", "action-items-as-list", "--select", "action-items")
    words = ("fix", *rules, "--unsafe-fixes", "list.md", "table.md")
    main(["fix", *rules, "list.md", "table.md"])
    assert Path("list.md").read_text() == text.format("- Bound the retries")
    main(list(words))
    assert Path("list.md").read_text() == text.format("- Bound the retries (XXX-000) (owner: TBD) (due: TBD)")
    assert "| Bound the retries | TBD | OPS-1 | TBD |\n| Alert on depth |\n" in Path("table.md").read_text()
    capfd.readouterr()
    assert main(["check", *rules, "list.md"]) == 1
    said = capfd.readouterr().out
    assert '"TBD" is no owner' in said and "placeholder-ticket" in said
    main(list(words))
    assert "0 mended in 0 files" in capfd.readouterr().err


def test_a_misplaced_section_moves_with_all_it_holds() -> None:
    parts = {
        "Impact": "All orders were late.\n\n### Customers\n\n40 of them.\n",
        "Summary": "The queue stood still for 40 minutes.\n",
        "Timeline": "- 10:05 UTC alert\n- 10:20 UTC restart\n",
    }
    sections = {title: f"## {title}\n\n{body}" for title, body in parts.items()}
    Path(".pm-lint.yaml").write_text("template: google-sre\n")
    Path("a.md").write_text("# Outage\n\n" + "\n".join(sections.values()))
    main(["fix", "--select", "section-out-of-order", "a.md"])
    moved = [sections["Summary"], sections["Impact"], sections["Timeline"]]
    assert Path("a.md").read_text() == "# Outage\n\n" + "\n".join(moved)
