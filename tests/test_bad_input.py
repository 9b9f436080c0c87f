"""Whatever the file is, the answer is a report or one clear line, never a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pm_lint.engine import Report, lint
from pm_lint.errors import PmLintError, SourceError
from pm_lint.source import MAX_BYTES, Source, read_source


def report(text: str) -> Report:
    """Lints ``text`` with the default settings; every span must lie inside it."""
    found = lint(Source("test.md", text))
    size = len(text)
    for diagnostic in found.diagnostics:
        edits = diagnostic.fix.edits if diagnostic.fix else ()
        spans = [diagnostic.span, *(related.span for related in diagnostic.related), *(edit.span for edit in edits)]
        for span in spans:
            assert span is None or 0 <= span.start <= span.end <= size, diagnostic
    return found


# ---------------------------------------------------------------- files
def _error(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read_source(path)
    message = str(caught.value)
    assert message and "\n" not in message
    return message


def test_missing(tmp_path: Path) -> None:
    assert _error(tmp_path / "gone.md") == "no such file or directory"


def test_vanished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("# T")
    open_ = Path.open

    def vanish(self: Path, mode: str = "r") -> object:
        self.unlink()
        return open_(self, mode)

    monkeypatch.setattr(Path, "open", vanish)
    assert _error(path) == "no such file or directory"


def test_directory(tmp_path: Path) -> None:
    assert _error(tmp_path) == "is a directory, not a file"


def test_dangling_symlink(tmp_path: Path) -> None:
    link = tmp_path / "a.md"
    link.symlink_to(tmp_path / "gone.md")
    assert _error(link) == "no such file or directory"


def test_symlink_loop(tmp_path: Path) -> None:
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    first.symlink_to(second)
    second.symlink_to(first)
    assert "symbolic link" in _error(first)


def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# T")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert _error(path) == "permission denied"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_named_pipe(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    os.mkfifo(path)
    assert _error(path) == "is not a regular file"


def test_name_that_no_file_can_have() -> None:
    assert "null" in _error(Path("a\0.md"))


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"a\n" * MAX_BYTES)
    assert f"larger than the {MAX_BYTES:,} bytes" in _error(path)


def test_invalid_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"# Caf\xe9\n")
    assert _error(path) == "not UTF-8 at byte 5"


# ---------------------------------------------------------------- texts
@pytest.mark.parametrize(
    "text", ["", "\n", " ", "\ufeff", "\0", "\0\n\0", "\r", "\x0b", "- \x0b\n", "---\na: b\n---", "+++\n+++\n", "---\n"]
)
def test_hardly_a_document(text: str) -> None:
    report(text)


def test_nul_is_a_character_like_others() -> None:
    tree = report("# Pl\0an\n").postmortem.tree
    assert tree.texts[0].prose.text == "Pl\ufffdan"
    assert tree.texts[0].span == (2, 7)


@pytest.mark.parametrize("text", ["> " * 10_000 + "a", ">" * 10_000, "- " * 10_000 + "a", "- a\n" + "  " * 400 + "- b"])
def test_deep_nesting_ends(text: str) -> None:
    report(text)


@pytest.mark.parametrize(
    ("mark", "unread"),
    [
        ("> ", "what stands here was not checked"),
        ("- ", "nothing from here to line 5 was checked"),  # a list that deep takes the rest with it
        ("1. ", "nothing from here to line 5 was checked"),
    ],
)
def test_deep_nesting_is_told(mark: str, unread: str) -> None:
    found = report("# Postmortem\n\n" + mark * 60 + "deep\n\nAfter.\n")
    told = [diagnostic for diagnostic in found.diagnostics if diagnostic.rule == "nesting-too-deep"]
    assert [diagnostic.message for diagnostic in told] == [f"nested 40 levels deep, so {unread}"]
    assert told[0].span is not None and found.source.slice(told[0].span).endswith("deep")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "![" * 5_000 + "a" + "](b)" * 5_000,
        "*a " * 5_000 + "a* " * 5_000,
        "`" * 20_000,
        "<" * 20_000,
        "{% " * 20_000,
        "<% " * 20_000,
        "{{ " * 20_000,
        "{% a %} " * 5_000 + "{",
        "word\n" * 20_000,
        "- a\n" + "\n" * 20_000 + "- b",
        "---\n" + "a: b\n" * 20_000,
    ],
    ids=lambda text: f"{text[:12]!r}",
)
def test_long_runs_end(text: str) -> None:
    report(text)


def test_wide_table() -> None:
    columns = 3_000
    found = report("# T\n\n" + "|a" * columns + "|\n" + "|-" * columns + "|\n" + "|b\\|c" * columns + "|\n")
    cells = found.postmortem.tree.texts[1:]
    assert len(cells) == 2 * columns
    assert found.source.slice(cells[-1].span) == "b\\|c"


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf---\r\n: [\r\n---\r\n")
def test_any_bytes(data: bytes) -> None:
    try:
        source = Source.from_bytes("test.md", data)
    except PmLintError:
        return
    report(source.text)


_PARTS = (
    "# ", "## Timeline\n", "## Action items\n", "- ", "- [ ] ", "> ", "| a | b |\n|---|---|\n| ", " | ", "\n", "\n\n", "---\n", "```\n",
    "10:05 ", "2026-02-30", "25:99 ", "TBD", "[x](", ")", "<!-- pm-lint-disable ", " -->", "@amara", "`", "**", "é", "\t", "\r\n", "\0",
    "human error", "date: ", "{{", "}}", "[^1]", "[^1]: ", "&#0;", "https://", "\\",
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(_PARTS) | st.text(max_size=5), max_size=30).map("".join))
def test_any_text(text: str) -> None:
    report(text)
