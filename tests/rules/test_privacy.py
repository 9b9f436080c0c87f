"""What should not leave the house with the document. Tokens are put together here, so that no scanner finds them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pm_lint.postmortem.secrets import find_secrets

Check = Callable[..., list[str]]
R36 = "q7Rt2Lk9Vb4Nm6Xc1Zs8Dw3Fh5Gj0Py2Ku7E"
HEX = "9f3a1c7be20d5846"
SECRETS = {
    "AWS access key": "AKIA" + "Q3EGTR7L5MZKW2VN",
    "AWS secret key": "wJ9rXq2nFE7MiK4bPx8fYzRCt5LQ0aVd3HgUo6Sk",
    "GitHub token": "ghp_" + R36,
    "GitLab token": "glpat-" + R36[:20],
    "Slack token": "xoxb-" + "2834719283-" + R36[:24],
    "Slack webhook": "T02ABCDEF/B03GHIJKL/" + R36[:24],
    "Stripe key": "sk_live_" + R36[:24],
    "Google API key": "AIza" + R36[:35],
    "npm token": "npm_" + R36,
    "JSON web token": "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiJxN1J0MiJ9." + R36[:30],
    "SendGrid key": "SG." + R36[:22] + "." + (R36 + R36)[:43],
    "Databricks token": "dapi" + HEX * 2,
}
AROUND = {
    "AWS secret key": "aws_secret_access_key = {}",
    "Slack webhook": "https://hooks.slack.com/services/{}",
}


def found(text: str) -> list[str]:
    return [text[secret.span.start : secret.span.end] for secret in find_secrets(text, library=False)]


@pytest.mark.parametrize("name", SECRETS)
def test_a_token_of_a_known_format(name: str) -> None:
    text = "We used " + AROUND.get(name, "{}").format(SECRETS[name]) + ", then revoked it.\n"
    assert found(text) == [SECRETS[name]]
    assert [secret.name for secret in find_secrets(text, library=False)] == [name]


def test_a_private_key_and_a_password_in_an_address() -> None:
    body = "MIIEow" + R36 + R36
    assert found(f"-----BEGIN RSA PRIVATE KEY-----\n{body}\n-----END") == [body]
    assert found("redis://:kV9-plum-42@cache-1:6379") == ["kV9-plum-42"]


@pytest.mark.parametrize(
    "text",
    [
        "commit 9f3a1c7be20d58469f3a1c7be20d58469f3a1c7b",
        "image sha256:" + HEX * 4,
        "AKIA" + "IOSFODNN7EXAMPLE",
        "ghp_" + "x" * 36,
        "ghp_REDACTED",
        "sk_live_" + "************************",
        "postgres://user:password@db/live",
        "postgres://app:${DB_PASSWORD}@db/live",
        "postgres://app:<password>@db/live",
        "https://app:s3cr-Et77@example.com",
        "https://shop.io:8443/@team",
        "git@github.com:shop/web.git",
        "-----BEGIN PRIVATE KEY-----\n...\n",
        "-----BEGIN CERTIFICATE-----\n" + R36 + R36,
        "the eyJ prefix of a token",
        "TASKS" + HEX * 2,
        "request 3f1c2b9e-77aa-4c1d-9b0e-1234567890ab",
    ],
)
def test_examples_hashes_and_redacted_values_are_none(text: str) -> None:
    assert found(text) == []


def test_the_message_does_not_repeat_the_secret(check: Check) -> None:
    token = SECRETS["GitHub token"]
    [line] = check(f"# Outage\n\nThe job used {token} to push.\n", select=("secret",))
    assert "GitHub token" in line and token not in line


def test_the_library_adds_formats() -> None:
    pytest.importorskip("detect_secrets")
    text = "We mailed with " + (HEX * 2) + "-us12 and stopped.\n"
    assert [secret.name for secret in find_secrets(text)] == ["Mailchimp Access Key"]
    assert find_secrets(text, library=False) == ()
    assert find_secrets("commit " + HEX * 3 + "\n") == ()


LONG = "q7Zp2Lk9Xw4Tn8Rb5Vy3Hc6Jd1Mf0Gs" * 3


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("Artifactory Credentials", "AKC" + LONG[:30]),
        ("Artifactory Credentials", "AP6" + LONG[:30]),
        ("Cloudant Credentials", "cloudant_apikey=" + (HEX * 4)[:64]),
        ("Discord Bot Token", f"M{LONG[:23]}.{LONG[:6]}.{LONG[:27]}"),
        ("GitLab Token", "glagent-" + LONG[:60]),
        ("GitLab Token", "GR1348941" + LONG[:30]),
        ("IBM COS HMAC Credentials", "secret_access_key=" + (HEX * 3)[:48]),
        ("SoftLayer Credentials", "softlayer_token:" + (HEX * 4)[:64]),
        ("Square OAuth Secret", "sq0csp-" + LONG[:43]),
    ],
)
def test_every_format_of_the_library_is_asked_for(name: str, token: str) -> None:
    pytest.importorskip("detect_secrets")
    assert name in [secret.name for secret in find_secrets(f"It ran with {token} once.\n")]


@pytest.mark.parametrize("mail", ["jo.lindqvist@kunde.se", "amara+pager.x@shop.co.uk", "JO@KUNDE.SE"])
def test_a_mail_address(mail: str, check: Check) -> None:
    assert check(f"# Outage\n\nReported by {mail}.\n", select=("email-address",)) == [
        f"3:13-3:{13 + len(mail)} email-address mail address in the text"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Write to support@shop.io or to sre-team@shop.io.",
        "Reported by jo@example.com and jo@mail.example.org.",
        "We upgraded left-pad@1.3.0 and @types/node@20.1.x.",
        "Cloned from git@github.com:shop/web.git.",
        "Follow @jo@social.shop.io.",
        "See https://shop.io/@jo and ssh://ops@host.shop.io/x.",
        "The icon logo@2x.png was lost.",
        "Questions go to [Jo](mailto:jo@kunde.se).",
        "## Participants\n\n- jo@kunde.se",
    ],
)
def test_no_mail_address_of_a_person(text: str, check: Check) -> None:
    assert check(f"# Outage\n\n{text}\n", select=("email-address",)) == []


def test_front_matter_names_authors_by_mail(check: Check) -> None:
    assert check("---\nauthors: [jo@kunde.se]\n---\n\n# Outage\n", select=("email-address",)) == []


def test_allowed_domains(check: Check) -> None:
    settings = {"select": ("email-address",), "rules": {"email-address": {"allow": ["@kunde.se"]}}}
    assert check("# Outage\n\nReported by jo@kunde.se.\n", **settings) == []


@pytest.mark.parametrize(
    "address",
    ["10.12.8.37", "192.168.1.20", "172.16.4.9", "10.4.0.0/16", "db-3.orders.internal", "mail.corp", "nas.lan"],
)
def test_an_internal_address(address: str, check: Check) -> None:
    [line] = check(
        f"# Outage\n\nThe pool on {address} was full, and {address} stayed so.\n", select=("private-address",)
    )
    assert line.startswith(f"3:13-3:{13 + len(address)} ")


@pytest.mark.parametrize(
    "text",
    [
        "8.8.8.8",
        "172.32.0.1",
        "version 10.1.2.3",
        "110.12.8.37",
        "10.0.0.0/8",
        "10.300.1.1",
        "host.docker.internal",
        "the internal network",
        "settings.local.json",
        "`self.internal(1)`",
        "db.internal.shop.io",
        "kubernetes.default.svc.cluster.local",
    ],
)
def test_no_internal_address(text: str, check: Check) -> None:
    assert check(f"# Outage\n\nWe looked at {text} first.\n", select=("private-address",)) == []
