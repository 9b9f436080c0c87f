"""Settings files: found, read, merged, and every mistake said with file, line and key."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pm_lint.settings.resolve import Resolver
from tests.command import FAULTY, ONE, Run, write


def error_of(pm_lint: Run, text: str, name: str = ".pm-lint.yaml") -> str:
    """What is said of a settings file, without its folder."""
    write(name, text)
    write("a.md", FAULTY)
    done = pm_lint("check", "a.md")
    assert done.code == 2
    assert done.err.count("\n") == 1
    return done.err.removeprefix("pm-lint: ").strip().replace(f"{Path.cwd()}/", "")


class TestFinding:
    def test_the_nearest_wins(self, pm_lint: Run) -> None:
        write(".pm-lint.yaml", "timezone: Europe/Berlin\nlanguage: en\n")
        write("deep/.pm-lint.toml", 'timezone = "Asia/Tokyo"\n')
        write("deep/er/pyproject.toml", '[tool.pm-lint]\ntimezone = "Africa/Lagos"\n')
        write("deep/est/pyproject.toml", '[tool.other]\nname = "about pm-lint"\n')
        resolver = Resolver()
        zones = {
            folder: resolver.settings(Path(folder, "a.md")).timezone
            for folder in ("", "x", "deep", "deep/er", "deep/est")
        }
        assert zones == {
            "": "Europe/Berlin", "x": "Europe/Berlin", "deep": "Asia/Tokyo", "deep/er": "Africa/Lagos", "deep/est": "Asia/Tokyo",
        }  # fmt: skip
        assert resolver.settings(Path("deep/a.md")).language == "auto"

    def test_the_search_ends_at_the_repository(self, pm_lint: Run) -> None:
        write("../.pm-lint.yaml", "timezone: Europe/Berlin")
        assert Resolver().settings(Path("a.md")).timezone is None
        Path(".git").rmdir()
        assert Resolver().settings(Path("a.md")).timezone == "Europe/Berlin"

    def test_two_in_one_folder(self, pm_lint: Run) -> None:
        write(".pm-lint.toml", "")
        assert "has both .pm-lint.toml and .pm-lint.yaml; keep one" in error_of(pm_lint, "")

    def test_config_and_isolated(self, pm_lint: Run) -> None:
        write("a.md", FAULTY)
        write(".pm-lint.yaml", "select: [links]")
        write("other.yaml", "select: [unknown-suppression]\n")
        assert pm_lint("check", "a.md").code == 0
        assert pm_lint("check", "a.md", "--config", "other.yaml").code == 1
        assert pm_lint("config", "a.md", "--isolated").out.startswith("a.md\n  today  ")


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("ignore: []\nselct: [a]\n", ".pm-lint.yaml:2: 'selct' is not known; did you mean 'select'?"),
            ("select: links\n", ".pm-lint.yaml:1: 'select' must be a list, not a string"),
            ("\nselect:\n  - links\n  - lnks\n", ".pm-lint.yaml:4: unknown rule or group 'lnks'; did you mean 'links'?"),
            ("fail-level: warn\n", ".pm-lint.yaml:1: 'fail-level' must be one of error, warning, hint, not 'warn'; did you mean 'warning'?"),
            ("rules:\n  unknown-supression: off\n", ".pm-lint.yaml:2: 'rules.unknown-supression' is not known; did you mean 'unknown-suppression'?"),
            ("rules:\n  broken-link:\n    severty: off\n", ".pm-lint.yaml:3: 'rules.broken-link.severty' is not known; did you mean 'severity'?"),
            ("rules:\n  broken-link: of\n", ".pm-lint.yaml:2: 'rules.broken-link' must be one of error, warning, hint, off, not 'of'; did you mean 'off'?"),
            ("aliases:\n  timeline: [x]\n  impcat: [y]\n", ".pm-lint.yaml:3: 'aliases.impcat' is not known; did you mean 'impact'?"),
            ("overrides:\n  - ignore: [links]\n", ".pm-lint.yaml:2: 'overrides[0]' lacks the key 'files'"),
            ("overrides:\n  - files: [a]\n    exclude: [b]\n", ".pm-lint.yaml:3: 'overrides[0].exclude' is not known"),
            ("today: tomorrow\n", ".pm-lint.yaml:1: 'today' must be a date like 2026-11-30, not 'tomorrow'"),
            ("today: 2026-02-30\n", ".pm-lint.yaml:1: 'today' must be a date like 2026-11-30, not '2026-02-30'"),
            ("pedantic: no\n", ".pm-lint.yaml:1: 'pedantic' must be true or false, not a string"),
            ("- a\n", ".pm-lint.yaml:1: settings are a table of keys and values"),
            ("a: [\n", ".pm-lint.yaml:2: not YAML: "),
            ("a: 1\na: 2\n", ".pm-lint.yaml:2: the key 'a' stands twice"),
            ("a: \x07\n", ".pm-lint.yaml: not YAML: it holds a character that is not allowed"),
            ("a: 1\n---\nb: 2\n", ".pm-lint.yaml:2: settings are one YAML document, not several"),
            ("patterns: [{match: a}]\n", ".pm-lint.yaml:1: 'patterns[0]' lacks the key 'rule'"),
            ("patterns:\n  - match: a\n    rule: heroic\n", ".pm-lint.yaml:3: 'patterns[0].rule' is not known: 'heroic'; did you mean 'heroics'?"),
            ("overrides:\n  - files: [a]\n    patterns:\n    - rule: heroics\n      match: fail~<othr>\n", ".pm-lint.yaml:4: 'overrides[0].patterns[0]': pattern 'fail~<othr>': unknown kind 'othr'; known are who, other"),
            ("a: !!python/name:os.system\n", ".pm-lint.yaml:1: tags such as"),
        ],
    )  # fmt: skip
    def test_yaml(self, pm_lint: Run, text: str, message: str) -> None:
        assert error_of(pm_lint, text).startswith(message)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("ignore = []\n\nselct = []\n", ".pm-lint.toml:3: 'selct' is not known; did you mean 'select'?"),
            ("[rules]\nbroken-link = 3\n", ".pm-lint.toml:2: 'rules.broken-link' must be a string, not a whole number"),
            ("[rules.broken-link]\nseverity = 'of'\n", ".pm-lint.toml:2: 'rules.broken-link.severity' must be one of"),
            ("rules.broken-link.x = 1\n", ".pm-lint.toml:1: 'rules.broken-link.x' is not known"),
            ("[[overrides]]\nfiles = ['a']\n[[overrides]]\nfiles = ['b']\nselct = 1\n", ".pm-lint.toml:5: 'overrides[1].selct' is not known"),
            ("a = \"\"\"\nselct = 1\n\"\"\"\nselct = 2\n", ".pm-lint.toml:1: 'a' is not known"),
            ("a = \n", ".pm-lint.toml:1: not TOML: invalid value"),
            ("a = [\n", ".pm-lint.toml:2: not TOML: "),
        ],
    )  # fmt: skip
    def test_toml(self, pm_lint: Run, text: str, message: str) -> None:
        assert error_of(pm_lint, text, ".pm-lint.toml").startswith(message)

    def test_pyproject(self, pm_lint: Run) -> None:
        text = '[project]\nname = "x"\n\n[tool.pm-lint]\nselct = []\n'
        assert error_of(pm_lint, text, "pyproject.toml").startswith("pyproject.toml:5: 'selct' is not known")

    def test_a_date_of_toml_is_a_date(self, pm_lint: Run) -> None:
        write(".pm-lint.toml", "today = 2026-03-04\n")
        assert Resolver().settings(Path("a.md")).today == "2026-03-04"

    def test_not_utf8(self, pm_lint: Run) -> None:
        write(".pm-lint.yaml", b"a: \xff")
        write("a.md", FAULTY)
        assert pm_lint("check", "a.md").err.endswith(".pm-lint.yaml: not UTF-8 at byte 3\n")

    def test_one_bad_file_is_said_once_and_hides_nothing_else(self, pm_lint: Run) -> None:
        write("bad/.pm-lint.yaml", "selct: []")
        for name in ("bad/a.md", "bad/b.md", "good.md"):
            write(name, FAULTY)
        done = pm_lint("check", "bad", "good.md", *ONE)
        assert done.code == 2
        assert done.err.count("\n") == 1
        assert "good.md\n   3:22" in done.out

    def test_config_check(self, pm_lint: Run) -> None:
        write("a.yaml", "ignore: [links]")
        write("b.yaml", "selct: []")
        assert pm_lint("config", "--check", "a.yaml") == (0, "", "")
        done = pm_lint("config", "--check", "a.yaml", "b.yaml")
        assert (done.code, done.err) == (2, "pm-lint: b.yaml:1: 'selct' is not known; did you mean 'select'?\n")


class TestHostile:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("[" * 200_000, ".pm-lint.yaml:1: nested more than 30 levels deep"),
            ("{a: " * 200_000, ".pm-lint.yaml:1: nested more than 30 levels deep"),
            ("a: &a [x]\nb: *a\n", ".pm-lint.yaml:1: anchors and aliases are not allowed in settings"),
            ("a: {<<: {b: 1}}\n", ".pm-lint.yaml:1: merge keys (<<) are not allowed in settings"),
            ("select: [" + "a," * 100_000 + "]", ".pm-lint.yaml:1: more than 20,000 values"),
            ("#" + "x" * 1_000_000, ".pm-lint.yaml: is larger than 1,000,000 bytes"),
        ],
    )
    def test_yaml_is_counted_before_it_is_built(self, pm_lint: Run, text: str, message: str) -> None:
        assert error_of(pm_lint, text) == message

    def test_a_merge_bomb(self, pm_lint: Run) -> None:
        lines = ["a0: &a0 {x: 1}"] + [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 26)]
        assert error_of(pm_lint, "\n".join(lines)).startswith(".pm-lint.yaml:1: ")

    def test_deep_toml(self, pm_lint: Run) -> None:
        assert error_of(pm_lint, "a = " + "[" * 100_000, ".pm-lint.toml").startswith(
            ".pm-lint.toml: not TOML: nested too deeply"
        )

    @pytest.mark.parametrize(
        ("target", "message"),
        [
            ("https://evil.example/x.yaml", "'extends' names a file of the repository, not an address"),
            ("../outside.yaml", "'extends' leaves the repository: '../outside.yaml'"),
            ("/etc/hosts.yaml", "'extends' leaves the repository: '/etc/hosts.yaml'"),
            ("link.yaml", "'extends' leaves the repository: 'link.yaml'"),
            ("gone.yaml", "'extends' names a file that does not exist: 'gone.yaml'"),
        ],
    )
    def test_extends_stays_inside(self, pm_lint: Run, target: str, message: str) -> None:
        write("../outside.yaml", "")
        Path("link.yaml").symlink_to("../outside.yaml")
        assert error_of(pm_lint, f"ignore: []\nextends: {target}").startswith(f".pm-lint.yaml:2: {message}")

    def test_a_regular_expression_needs_a_linear_engine(self, pm_lint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        import sys

        from pm_lint.user_regex import compile_pattern

        compile_pattern.cache_clear()
        monkeypatch.setitem(sys.modules, "re2", None)
        said = error_of(pm_lint, 'trackers: ["/(a+)+$/"]')
        assert said == (
            ".pm-lint.yaml:1: 'trackers': the regular expression /(a+)+$/ needs google-re2: pip install 'pm-lint[regex]'"
        )

    def test_a_regular_expression_that_is_none(self, pm_lint: Run) -> None:
        pytest.importorskip("re2")
        assert "is no regular expression" in error_of(pm_lint, 'trackers: ["/(/"]')


class TestMetadataSchema:
    def test_it_is_read_for_the_rules(self, pm_lint: Run) -> None:
        write("docs/fields.json", '{"required": ["severity"]}')
        write("docs/.pm-lint.yaml", "metadata-schema: fields.json")
        settings = Resolver().settings(Path("docs/a.md"))
        assert settings.metadata_schema_content == {"required": ["severity"]}

    @pytest.mark.parametrize(
        ("content", "name", "message"),
        [
            ("{", "s.json", "'metadata-schema': 's.json' is not JSON"),
            ("[]", "s.json", "'metadata-schema': 's.json' is no JSON Schema: it is not an object"),
            ("[" * 100_000, "s.json", "'metadata-schema': 's.json' is not JSON"),
            ("{}", "gone.json", "'metadata-schema': 'gone.json': no such file or directory"),
            ("{}", "../s.json", "'metadata-schema' leaves the repository: '../s.json'"),
        ],
    )
    def test_one_that_is_none(self, pm_lint: Run, content: str, name: str, message: str) -> None:
        write("s.json", content)
        assert error_of(pm_lint, f"language: en\nmetadata-schema: {name}") == f".pm-lint.yaml:2: {message}"


class TestMerging:
    def test_extends(self, pm_lint: Run) -> None:
        write(
            "base.yaml",
            "timezone: Asia/Tokyo\nignore: [links]\nrules:\n  broken-link: error\n  secret: hint\naliases: {impact: [A]}\n",
        )
        write("team.toml", 'extends = "base.yaml"\nignore = ["privacy"]\nrules.secret = "off"\n')
        write(".pm-lint.yaml", "extends: team.toml\nlanguage: de\naliases: {timeline: [B]}\n")
        settings = Resolver().settings(Path("a.md"))
        assert (settings.timezone, settings.language, settings.ignore) == ("Asia/Tokyo", "de", ("privacy",))
        assert settings.severities == {"broken-link": "error", "secret": "off"}
        assert settings.aliases == {"impact": ("A",), "timeline": ("B",)}

    def test_a_circle(self, pm_lint: Run) -> None:
        write("b.yaml", "extends: .pm-lint.yaml\n")
        said = error_of(pm_lint, "extends: b.yaml\n")
        assert said == "b.yaml:1: 'extends' goes round in a circle: .pm-lint.yaml -> b.yaml -> .pm-lint.yaml"

    def test_overrides(self, pm_lint: Run) -> None:
        write(
            ".pm-lint.yaml",
            "rules: {secret: error}\noverrides:\n  - files: ['old/**']\n    ignore: [links]\n    rules: {secret: hint}\n"
            "  - files: ['*.draft.md', old/keep.md]\n    rules: {secret: 'off'}\n    fail-level: error\n",
        )
        resolver = Resolver()
        seen = {name: resolver.settings(Path(name)) for name in ("a.md", "old/b.md", "x/c.draft.md", "old/keep.md")}
        assert [settings.severities["secret"] for settings in seen.values()] == ["error", "hint", "off", "off"]
        assert [settings.ignore for settings in seen.values()] == [(), ("links",), (), ("links",)]
        assert seen["a.md"].fail_level == "warning"
        assert seen["old/keep.md"].fail_level == "error"

    def test_options_reach_the_rule_beside_a_severity(self, pm_lint: Run) -> None:
        from pm_lint.rules import all_rules

        rule, option, schema = next(
            (rule.name, name, schema) for rule in all_rules().values() for name, schema in rule.options.items()
        )
        default = json.dumps(schema["default"])
        write(".pm-lint.yaml", f"rules: {{{rule}: {{severity: hint, {option}: {default}}}}}")
        settings = Resolver().settings(Path("a.md"))
        assert settings.rules[rule] == {option: schema["default"]}
        assert settings.severities == {rule: "hint"}

    def test_config_shows_where_each_comes_from(self, pm_lint: Run) -> None:
        write("base.yaml", "timezone: Asia/Tokyo\n")
        write(
            ".pm-lint.yaml",
            "extends: base.yaml\nrules:\n  secret: error\noverrides:\n  - files: [a.md]\n    language: de\n",
        )
        data = json.loads(pm_lint("config", "a.md", "--today", "2026-01-02", "--output-format", "json").out)
        assert data["documents"][0]["settings"] == {
            "timezone": {"value": "Asia/Tokyo", "from": "base.yaml:1"},
            "rules.secret": {"value": "error", "from": ".pm-lint.yaml:3"},
            "language": {"value": "de", "from": ".pm-lint.yaml:6"},
            "today": {"value": "2026-01-02", "from": "the command line"},
        }
        assert "timezone" in pm_lint("config", "--isolated", "--all").out
        assert re.search(r'^  language +"de"  \(', pm_lint("config", "a.md").out, re.MULTILINE)
